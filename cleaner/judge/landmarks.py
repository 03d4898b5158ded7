"""Elements that say of themselves that they hold no main content, where the article does without them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..content.shape import is_prose
from ..expressions import compiled
from ..model import KEPT_LABELS, Evidence, Label
from ..reading.document import Document
from ..tables import read_table
from .decision import Decision

__all__ = ["drop_landmarks"]

_WORD = compiled("[a-z]+")
_QUOTE = "/blockquote["
"""Whose footer names the one who is quoted."""


class _Landmark(NamedTuple):
    """A row of ``landmarks.toml``."""

    evidence: Evidence
    most: float
    tags: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]

    def fits(self, tag: str, names: str) -> bool:
        """Whether an element's tag, role, class or id is one of this landmark's."""
        if tag in self.tags or not self.roles.isdisjoint(names.split(" ")):
            return True
        return not self.words.isdisjoint(_WORD.findall(names))


@lru_cache(maxsize=1)
def _landmarks() -> tuple[_Landmark, ...]:
    return tuple(
        _Landmark(
            Evidence(f"element.{row['id']}", row["reason"], 0.7),
            row["most"],
            *(frozenset(row.get(name, ())) for name in ("tags", "roles", "words")),
        )
        for row in read_table(Path(__file__).with_name("landmarks.toml"))["row"]
    )


def drop_landmarks(document: Document, decision: Decision) -> None:
    """Takes kept blocks out of navigation, footers, forms, dialogues, comments and the like.

    An element is believed if the blocks kept outside of it hold at least as much prose as those inside, or
    three times as much where only a name speaks; so something of the article is always left. One that is not
    believed, such as a form around the whole page, may hold others that are.
    """
    kept = {index for index, label in enumerate(decision.labels) if label in KEPT_LABELS}
    inside = _inside(document, sorted(kept))
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
    path = []
    while element not in known:
        path.append(element)
        element = document.elements[element].parent
    around = known[element]
    for index in reversed(path):
        here = document.elements[index]
        landmark = next((one for one in _landmarks() if one.fits(here.tag, here.names)), None)
        if landmark is not None:
            around = {**around, index: landmark}
        known[index] = around
    return around
