"""The lines to learn from: our own labelled set, the development set, and real headlines."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["Line", "headlines", "labelled", "template_groups"]

HERE = Path(__file__).parent


class Line(NamedTuple):
    """One labelled line; ``origin`` names the set it comes from."""

    text: str
    spam: bool
    family: str
    lang: str
    disguised: bool = False
    origin: str = ""


def labelled(path: Path, origin: str = "") -> list[Line]:
    """The lines of a JSON Lines file with ``text``, ``label``, ``family``, ``lang`` and ``obfuscated``."""
    rows = (json.loads(x) for x in path.read_text("utf-8").splitlines())
    return [
        Line(r["text"], r["label"] == "spam", r["family"], r["lang"], bool(r.get("obfuscated")), origin)
        for r in rows
    ]


def own_lines() -> list[Line]:
    """Our own open set, which ships with the project."""
    return labelled(HERE / "lines.jsonl", "own set")


def headlines(folder: Path) -> Iterator[Line]:
    """Real headlines, none of which advertises anything; a family for each kind."""
    for row in (folder / "headlines.tsv").read_text("utf-8").splitlines():
        yield Line(row.split("\t", 1)[1], False, "real-edited", "zh")
    for name, family in (("trap-headlines.txt", "real-trap"), ("hot-headlines.txt", "real-hot")):
        for row in (folder / name).read_text("utf-8").splitlines():
            if row.strip():
                yield Line(row.strip(), False, family, "zh")


def template_groups(lines: Iterable[Line]) -> list[int]:
    """A group number for each line, so that lines made after one template are never split between folds.

    Lines fall into one group when they share their opening or their ending once digits, Latin letters
    and punctuation are taken out (a union over both), within one label.
    """
    parent: list[int] = []

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    seen: dict[tuple[bool, str, str], int] = {}
    members = list(lines)
    for i, line in enumerate(members):
        parent.append(i)
        core = re.sub(r"[\W\da-zA-Z_]+", "", line.text) or line.text
        for key in ((line.spam, "head", core[:5]), (line.spam, "tail", core[-5:])):
            if key in seen:
                parent[root(i)] = root(seen[key])
            else:
                seen[key] = i
    numbers: dict[int, int] = defaultdict(lambda: len(numbers))
    return [numbers[root(i)] for i in range(len(members))]
