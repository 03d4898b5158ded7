"""Finds the rows of the pattern tables that a block's text matches.

A block is tried against few rows: an index of short keys says which rows it could match at all, and a
block longer than a line is looked at only near its ends, where the tell-tale words of furniture stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..model import LANGUAGES, Evidence, Label
from .expression import Spans
from .index import Match, RowIndex
from .rows import Row, load_rows

__all__ = ["RoleHit", "RoleMatcher"]


class RoleHit(NamedTuple):
    """One row that matches one block.

    Attributes:
        label: what the block is by its wording.
        id: the row.
        weight: 0 to 1; from 0.5 the wording alone is enough, below it the block's place must agree.
        reason: a sentence that a person can read.
        span: the characters of the block's text that gave it away.
        groups: what the row captured, as it stands in the text: ``author``, ``date``, ``source``,
            ``editor``, ``credit`` or ``text`` (of a caption, without its credit).
        list_heading: the block is the heading of a list of other articles.
    """

    label: Label
    id: str
    weight: float
    reason: str
    span: tuple[int, int]
    groups: dict[str, str]
    list_heading: bool = False

    def as_evidence(self) -> Evidence:
        """The hit as evidence for its label."""
        return Evidence(f"role.{self.id}", self.reason, self.weight, self.span)


class RoleMatcher:
    """Matches blocks against the pattern rows; loads them when the first block comes.

    Args:
        lang: language of the reasons, ``en`` or ``zh``.

    Raises:
        ValueError: for another language.

    An instance may be shared between threads.
    """

    def __init__(self, lang: str = "en") -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"no reasons in language {lang!r}; there are {', '.join(LANGUAGES)}")
        self._lang = lang
        self._index: RowIndex | None = None

    def match(self, text: str) -> list[RoleHit]:
        """Every row that the block's text matches, strongest first.

        Args:
            text: the text of one block, white space folded.
        """
        return self.match_many([text])[0]

    def match_many(self, texts: Sequence[str]) -> list[list[RoleHit]]:
        """The same for many blocks, and much faster than one by one."""
        if self._index is None:
            self._index = RowIndex(load_rows())
        index = self._index
        short = [(number, text) for number, text in enumerate(texts) if 0 < len(text) <= index.longest]
        hits: list[list[RoleHit]] = [[] for _ in texts]
        for place, matches in index.matches([text for _, text in short]).items():
            number, text = short[place]
            hits[number] = self._hits(text, matches)
        return hits

    def _hits(self, text: str, matches: Iterable[Match]) -> list[RoleHit]:
        hits = [self._hit(text, row, spans) for row, spans in matches]
        hits.sort(key=lambda hit: (-hit.weight, hit.id))
        return hits

    def _hit(self, text: str, row: Row, spans: Spans) -> RoleHit:
        """The hit with its groups in the text's own spelling."""
        groups = {name: text[start:end].strip() for name, (start, end) in spans.items() if start < end}
        span = spans["credit"] if "credit" in groups else (0, len(text))
        return RoleHit(row.label, row.id, row.weight, row.reasons[self._lang], span, groups, row.list_heading)
