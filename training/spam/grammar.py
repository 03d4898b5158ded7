"""Fills the patterns of ``grammar.toml``: further training lines, built as such lines are built.

Wild advertisements come from templates with open slots (a platform and a region, a tool, a claim), far
more than anyone can write down. A model that has seen a slot filled in many ways learns the frame, not the
name.
The lines are for training only, the same in every run; none of them is ever measured.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from .data import Line

__all__ = ["generated"]

SEED = 20261126
_FILE = Path(__file__).parent / "grammar.toml"
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}")
_SHORTEST, _TRIES = 2, 8


def generated() -> Iterator[Line]:
    """The lines of every pattern, each once; their ``origin`` is ``generated``."""
    table = tomllib.loads(_FILE.read_text("utf-8"))
    slots: Mapping[str, Sequence[str]] = table["slots"]
    for pattern in table["pattern"]:
        yield from _lines(pattern, slots)


def _lines(pattern: Mapping[str, Any], slots: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    rng = random.Random(f"{SEED}-{pattern['family']}")
    seen: set[str] = set()
    for _ in range(pattern["number"] * _TRIES):
        if len(seen) == pattern["number"]:
            return
        text = fill(rng.choice(pattern["forms"]), slots, rng)
        if len(text) >= _SHORTEST and text not in seen:
            seen.add(text)
            family = f"generated/{pattern['family']}"
            yield Line(text, pattern["spam"], family, pattern.get("lang", "zh"), True, "generated")


def fill(form: str, slots: Mapping[str, Sequence[str]], rng: random.Random) -> str:
    """One line from a form: alternatives from the inside out, then slots until none is left."""
    while match := _CHOICE.search(form):
        form = form[: match.start()] + rng.choice(match.group(1).split("|")) + form[match.end() :]
    while match := _SLOT.search(form):
        word = rng.choice(slots[match.group(1)])
        form = form[: match.start()] + word + form[match.end() :]
    return " ".join(form.split())
