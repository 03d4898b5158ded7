"""A row that has an expression, which is compiled when a block first may match it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

from ..expressions import compiled
from .fold import caseless, opening
from .rows import Row

__all__ = ["Expression", "Spans", "openings_of"]

Spans = dict[str, tuple[int, int]]
"""Where the named groups of an expression matched."""


class Expression:
    """Tries blocks against a row; an instance may be shared between threads."""

    __slots__ = ("_needed", "_openings", "_pattern", "row")

    def __init__(self, row: Row) -> None:
        self.row = row
        self._openings: frozenset[str] | None = None
        self._pattern: re.Pattern[str] | None = None
        self._needed: re.Pattern[str] | None = None

    def has_key(self, ends: str, core: str) -> bool:
        """Whether a block holds a key of the row.

        Args:
            ends: of the block, folded and in lower case; ``core`` is the same without the marks around it.
        """
        return any(core.startswith(key[1:]) if key[0] == "^" else key in ends for key in self.row.keys)

    def may_open(self, starts: Iterable[str]) -> bool:
        """Whether a block with these openings can match: most need no look at the expression."""
        if not self.row.openings:
            return True
        if self._openings is None:
            self._openings = frozenset(self.row.openings.split("\t"))
        return not self._openings.isdisjoint(starts)

    def spans(self, folded: str) -> Spans | None:
        """The groups of the match of the whole block, or ``None``."""
        row = self.row
        if row.needs:
            if self._needed is None:
                self._needed = compiled(row.needs)
            if self._needed.search(folded) is None:
                return None
        if self._pattern is None:
            self._pattern = compiled(row.run or row.regex)
        if row.run:
            return _run(self._pattern, folded, row.fewest)
        match = self._pattern.fullmatch(folded)
        if match is None:
            return None
        return {name: match.span(name) for name in match.groupdict() if match.start(name) >= 0}


def _run(pattern: re.Pattern[str], folded: str, fewest: int) -> Spans | None:
    """The same for an expression that matches piece after piece; the first of a group counts."""
    spans: Spans = {}
    at = count = 0
    while at < len(folded):
        match = pattern.match(folded, at)
        if match is None or match.end() == at:
            return None
        for name in match.groupdict():
            if match.start(name) >= 0:
                spans.setdefault(name, match.span(name))
        at, count = match.end(), count + 1
    return spans if count >= fewest else None


def openings_of(folded: str) -> list[str]:
    """The openings of a block, longer and shorter, of which a row knows one if it may match."""
    start = opening(folded)
    return [*accumulate(start), *accumulate(caseless(start))]
