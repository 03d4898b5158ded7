"""Looks the rows up that blocks could match, and tries only those.

What is asked of every block is asked of all blocks of a page at once: most of them are short and match none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from .ends import LONGEST, Ends
from .expression import Expression, Spans, openings_of
from .fold import fold
from .menu import Menu
from .rows import Row
from .sieve import Sieve

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Match", "RowIndex"]

Match = tuple[Row, Spans]
"""A row that matches a block, with the places of its groups."""

_SHORTEST_MENU = 4


class RowIndex:
    """The rows by what a block must hold."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.longest = max(row.longest for row in rows)
        self._words: dict[str, list[Row]] = {}
        for row in rows:
            for word in row.words:
                self._words.setdefault(word, []).append(row)
        self._menus = [(row, Menu(row.menu)) for row in rows if row.menu]
        self._expressions = [Expression(row) for row in rows if row.keys]
        self._sieve = Sieve([row for row in rows if row.keys])

    def matches(self, texts: Sequence[str]) -> dict[int, list[Match]]:
        """The rows that match some texts, in no order, by the number of the text."""
        found: dict[int, list[Match]] = defaultdict(list)
        if texts:
            ends = Ends(texts)
            held = self._sieve.held(ends)
            for number, match in chain(
                self._by_words(ends), self._by_keys(ends, held), self._by_menus(ends, held)
            ):
                found[number].append(match)
        return found

    def _by_words(self, ends: Ends) -> Iterator[tuple[int, Match]]:
        """Rows of which a word is all that a text holds."""
        words = self._words
        for number in [number for number, core in enumerate(ends.cores) if core in words]:
            for row in words[ends.cores[number]]:
                yield number, (row, {})

    def _by_keys(self, ends: Ends, held: NDArray[np.bool_]) -> Iterator[tuple[int, Match]]:
        """Rows with an expression that matches."""
        blocks, rows = (held & self._sieve.fits(ends)).nonzero()
        pairs = zip(blocks.tolist(), rows.tolist(), strict=True)
        for number, some in groupby(pairs, itemgetter(0)):
            starts = openings_of(ends.folded(number))
            likely = [each for _, row in some if (each := self._expressions[row]).may_open(starts)]
            if not likely:
                continue
            text = ends.texts[number]
            folded = ends.folded(number) if len(text) <= LONGEST else fold(text)
            for each in likely:
                spans = each.spans(folded)
                if spans is not None and each.has_key(ends.lower[number], ends.cores[number]):
                    yield number, (each.row, spans)

    def _by_menus(self, ends: Ends, held: NDArray[np.bool_]) -> Iterator[tuple[int, Match]]:
        """Rows of which the words make up a text."""
        for row, menu in self._menus:
            for number in menu.likely(ends):
                text = ends.texts[number]
                if not _SHORTEST_MENU <= len(text) <= row.longest:
                    continue
                folded, lower = ends.folded(number), ends.lower[number]
                # a long text is read as a whole where expressions are asked about it, also if none may match
                if len(text) > LONGEST and self._has_key(ends, number, held):
                    folded = fold(text)
                    lower = folded.lower()
                if menu.match(folded, lower):
                    yield number, (row, {})

    def _has_key(self, ends: Ends, number: int, held: NDArray[np.bool_]) -> bool:
        """Whether a text holds a key of a row."""
        lower, core = ends.lower[number], ends.cores[number]
        return any(self._expressions[row].has_key(lower, core) for row in held[number].nonzero()[0].tolist())
