"""Turns of phrase that advertisements share, from ``shapes.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..expressions import compiled
from ..tables import read_table

__all__ = ["Shape", "Shown", "load_shapes", "shapes_in"]


class Shape(NamedTuple):
    """One turn of phrase: what finds it, what to say of it, and cases that must and must not match.

    ``needs`` are characters of which every match holds one; empty where no such are known.
    """

    id: str
    regex: re.Pattern[str]
    needs: frozenset[str]
    reasons: Mapping[str, str]
    fires: str
    silent: str


@lru_cache(maxsize=1)
def load_shapes() -> tuple[Shape, ...]:
    """Every shipped shape."""
    table = read_table(Path(__file__).with_name("shapes.toml"))
    return tuple(
        Shape(
            row["id"],
            compiled(row["regex"]),
            frozenset(row.get("needs", "")),
            {"en": row["reason_en"], "zh": row["reason_zh"]},
            row["fires"],
            row["silent"],
        )
        for row in table["shape"]
    )


Shown = tuple[Shape, int, int]
"""A shape, and the characters ``[start, end)`` of the normalised text that show it."""


def shapes_in(text: str) -> Iterator[Shown]:
    """The shapes that a normalised text shows, each once, with where it shows first."""
    present = frozenset(text)
    for shape in load_shapes():
        if shape.needs and shape.needs.isdisjoint(present):
            continue
        match = shape.regex.search(text)
        if match:
            yield shape, match.start(), match.end()
