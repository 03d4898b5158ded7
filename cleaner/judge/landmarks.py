"""Elements that say of themselves that they hold no main content, where the article does without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..content.shape import is_prose
from ..expressions import compiled
from ..model import Evidence, Label
from ..reading.document import Document
from ..tables import read_table
from .decision import Decision

__all__ = ["drop_landmarks"]

_WORD = compiled("[a-z]+")
_QUOTE = "/blockquote["
"""Whose footer names the one who is quoted."""


class _Landmark(NamedTuple):
    """A row of ``landmarks.toml``: what is said of the blocks in it, and when it is believed."""

    evidence: Evidence
    most: float


class _Table(NamedTuple):
    """The rows of ``landmarks.toml``, and the number of the first with each tag, role and word."""

    rows: tuple[_Landmark, ...]
    tags: Mapping[str, int]
    roles: Mapping[str, int]
    words: Mapping[str, int]

    def find(self, tag: str, names: str) -> _Landmark | None:
        """The first landmark that an element's tag, role, class or id makes it."""
        numbers = [self.tags.get(tag), *map(self.roles.get, names.split(" "))]
        numbers += map(self.words.get, _WORD.findall(names))
        known = [number for number in numbers if number is not None]
        return self.rows[min(known)] if known else None


@lru_cache(maxsize=1)
def _table() -> _Table:
    raw = read_table(Path(__file__).with_name("landmarks.toml"))["row"]
    rows = tuple(_Landmark(Evidence(f"element.{row['id']}", row["reason"], 0.7), row["most"]) for row in raw)
    numbers = list(enumerate(raw))[::-1]  # the first row last, so that it stands
    tags, roles, words = (
        {each: number for number, row in numbers for each in row.get(name, ())}
        for name in ("tags", "roles", "words")
    )
    return _Table(rows, tags, roles, words)


def drop_landmarks(document: Document, decision: Decision) -> None:
    """Takes kept blocks out of navigation, footers, forms, dialogues, comments and the like.

    An element is believed if the blocks kept outside of it hold at least as much prose as those inside, or
    three times as much where only a name speaks; so something of the article is always left. One that is not
    believed, such as a form around the whole page, may hold others that are.
    """
    kept = set(decision.kept)
    inside = _inside(document, decision.kept)
    if not inside:
        return
    prose = {index for index in kept if is_prose(document.blocks[index].text)}
    for landmark, members in inside:
        left = kept.intersection(members)
        within = prose & left
        if len(prose) > len(within) and len(within) <= landmark.most * (len(prose) - len(within)):
            prose -= within
            kept -= left
            for index in left:
                decision.relabel(index, Label.BOILERPLATE, landmark.evidence)


def _inside(document: Document, kept: Sequence[int]) -> list[tuple[_Landmark, list[int]]]:
    """Every landmark with the kept blocks in it, the outer ones first."""
    found: dict[int, tuple[_Landmark, list[int]]] = {}
    known: dict[int, dict[int, _Landmark]] = {-1: {}}
    for index in kept:
        block = document.blocks[index]
        if _QUOTE in (block.path or ""):
            continue
        for element, landmark in _around(document, block.element, known).items():
            found.setdefault(element, (landmark, []))[1].append(index)
    return [found[element] for element in sorted(found)]


def _around(document: Document, element: int, known: dict[int, dict[int, _Landmark]]) -> dict[int, _Landmark]:
    """The landmarks around an element, itself included; what was found out stands in ``known``."""
    table = _table()
    path = []
    while element not in known:
        path.append(element)
        element = document.elements[element].parent
    around = known[element]
    for index in reversed(path):
        here = document.elements[index]
        landmark = table.find(here.tag, here.names)
        if landmark is not None:
            around = {**around, index: landmark}
        known[index] = around
    return around
