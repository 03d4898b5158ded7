"""Looks the rows up that blocks could match, by short keys, and tries only those.

The blocks of a page are searched for keys as one text: most of them are short and hold none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import add

from ..expressions import compiled
from .fold import OPENING, caseless, core, fold, opening
from .menu import Menu
from .rows import Row

__all__ = ["RowIndex", "Spans", "openings_of"]

Spans = dict[str, tuple[int, int]]
"""Where the named groups of an expression matched."""

_BETWEEN = "\n"
_HEAD, _TAIL = 36, 24
"""Of a longer block only so many characters at its ends are searched for keys."""

_NONE: dict[str, dict[str, Row]] = {}


class RowIndex:
    """The rows by the keys that a block must hold; expressions are compiled on first use."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.longest = max(row.longest for row in rows)
        self._words: dict[str, list[Row]] = {}
        self._menus = [(row, Menu(row.menu)) for row in rows if row.menu]
        self._starts: dict[str, dict[str, dict[str, Row]]] = {}
        self._grams: dict[str, dict[str, dict[str, Row]]] = {}
        self._openings: dict[str, frozenset[str]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        for row in rows:
            for word in row.words:
                self._words.setdefault(word, []).append(row)
            for key in row.keys:
                table = self._starts if key.startswith("^") else self._grams
                key = key.removeprefix("^")
                table.setdefault(key[:2], {}).setdefault(key, {})[row.id] = row
        self._keys = frozenset(self._grams)

    def matches(self, texts: Sequence[str]) -> Iterator[list[tuple[Row, Spans]]]:
        """For each text the rows that match it, with the places of their groups."""
        near = [t if len(t) <= _HEAD + _TAIL else f"{t[:_HEAD]}{_BETWEEN}{t[-_TAIL:]}" for t in texts]
        folded = [fold(text) for text in near]
        found = self._by_keys(folded)
        for number, text in enumerate(texts):
            yield list(self._matches(text, folded[number], near[number] is text, found.get(number)))

    def _matches(
        self, text: str, short: str, whole: bool, found: dict[str, Row] | None
    ) -> Iterator[tuple[Row, Spans]]:
        """The rows that match one text.

        Args:
            text: the text, and ``short`` its ends, folded; ``whole`` if that is all of it.
            found: the rows whose keys stand in it.
        """
        middle = core(short)
        for row in self._words.get(middle, ()):
            yield row, {}
        candidates = self._candidates(middle, found, len(text))
        # menus are asked about the same text as the candidates, also where none of these may open so
        folded = fold(text) if candidates and not whole else short
        starts = openings_of(short) if candidates else ()
        for row in candidates:
            if row.openings and not self._may_open(row, starts):
                continue
            spans = self._try(row, folded)
            if spans is not None:
                yield row, spans
        for row, menu in self._menus:
            if 3 < len(text) <= row.longest and menu.match(folded):
                yield row, {}

    def _by_keys(self, folded: Sequence[str]) -> dict[int, dict[str, Row]]:
        """The rows whose keys stand in each of the texts, by its number."""
        starts = list(accumulate((len(text) + len(_BETWEEN) for text in folded), initial=0))
        lower = _BETWEEN.join(folded).lower()  # folded, no letter changes its length
        grams = set(lower)
        grams.update(map(add, lower, lower[1:]))
        found: dict[int, dict[str, Row]] = {}
        for gram in self._keys & grams:
            for key, rows in self._grams[gram].items():
                at = lower.find(key)
                while at >= 0:
                    number = bisect_right(starts, at)
                    found.setdefault(number - 1, {}).update(rows)
                    at = lower.find(key, starts[number])
        return found

    def _candidates(self, middle: str, found: dict[str, Row] | None, length: int) -> Sequence[Row]:
        """Rows whose keys the block holds, each once, in a fixed order."""
        for gram in (middle[:1], middle[:2]):
            for key, rows in self._starts.get(gram, _NONE).items():
                if middle.startswith(key):
                    found = {**found, **rows} if found else rows
        if not found:
            return ()
        return [found[name] for name in sorted(found) if length <= found[name].longest]

    def _may_open(self, row: Row, starts: Iterable[str]) -> bool:
        """Whether a block with these openings can match the row: most need no look at the expression."""
        known = self._openings.get(row.id)
        if known is None:
            known = self._openings[row.id] = frozenset(row.openings.split("\n"))
        return not known.isdisjoint(starts)

    def _try(self, row: Row, folded: str) -> Spans | None:
        """The groups of the row's match of the whole block, or ``None``."""
        if row.needs and self._pattern(f"{row.id} needs", row.needs).search(folded) is None:
            return None
        if row.run:
            return self._try_run(row, folded)
        match = self._pattern(row.id, row.regex).fullmatch(folded)
        if match is None:
            return None
        return {name: match.span(name) for name in match.groupdict() if match.start(name) >= 0}

    def _try_run(self, row: Row, folded: str) -> Spans | None:
        """The same for a row whose expression matches piece after piece; the first of a group counts."""
        pattern = self._pattern(row.id, row.run)
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
        return spans if count >= row.fewest else None

    def _pattern(self, name: str, regex: str) -> re.Pattern[str]:
        pattern = self._compiled.get(name)
        if pattern is None:
            pattern = self._compiled[name] = compiled(regex)
        return pattern


def openings_of(folded: str) -> list[str]:
    """The openings of a block, longer and shorter, of which a row knows one if it may match."""
    start = opening(folded)
    plain = caseless(start)
    return [
        *(start[:size] for size in range(1, OPENING + 1)),
        *(plain[:size] for size in range(2, len(plain) + 1)),
    ]
