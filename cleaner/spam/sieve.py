"""Finds where terms may stand on a page, with all of its characters looked at together.

The first characters of the terms are walked down like a trie, from all places of the page at once: after
each character those places remain at which some term goes on. The branches stand in one table under a hash
of the way to them, so a place may be found where no term stands, but none is missed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .characters import CODES, OTHER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .characters import Codes, Flags, Places
    from .index import Spelling

    Ways = NDArray[np.int64]

__all__ = ["Sieve", "beginnings_of"]

_LENGTH = 6
"""Characters of a term that are compared: to look at the few places that are left one by one is faster."""
_FACTOR, _SLOTS = 0x9E3779B97F4A7C15 - (1 << 64), 20
"""Of the hash, of which the upper bits count (Knuth, multiplicative hashing)."""
_GOES_ON, _ENDS = 1, 2
"""What is known of a beginning: it goes on, or a term ends here, or is followed no further."""
_ANYWHERE, _BEGINS_WORD = 1, 2
"""Of a first character, where terms may stand that begin with it."""
_PAD = "*"
"""No form holds it: it stands for their open ends in the lexicon."""


def beginnings_of(spellings: Iterable[Spelling]) -> str:
    """What a sieve has to know of these terms: the beginning of each, padded, and 1 if it begins a word."""
    rows = (f"{spelling.text[:_LENGTH]:{_PAD}<{_LENGTH}}{spelling.left:d}" for spelling in spellings)
    return "".join(sorted(set(rows)))


class Sieve:
    """Finds where terms may stand; never changes after it is made.

    Args:
        beginnings: of the terms, as ``beginnings_of`` writes them.
    """

    def __init__(self, beginnings: str) -> None:
        import numpy as np

        characters = np.frombuffer(beginnings.encode("utf-32-le"), "<u4")
        rows = np.minimum(characters, OTHER).astype(np.int64).reshape(-1, _LENGTH + 1)
        lengths = (rows[:, :_LENGTH] != ord(_PAD)).sum(1)
        word = rows[:, _LENGTH] == ord("1")
        self._firsts = np.zeros(CODES, np.uint8)
        self._firsts[rows[word, 0]] |= _BEGINS_WORD
        self._firsts[rows[~word, 0]] |= _ANYWHERE
        self._table = np.zeros(1 << _SLOTS, np.uint8)
        ways = rows[:, 0] * _FACTOR
        for length in range(2, _LENGTH + 1):
            ways = (ways + rows[:, length - 1]) * _FACTOR
            slots = _slots(ways)
            self._table[slots[lengths > length]] |= _GOES_ON
            self._table[slots[lengths == length]] |= _ENDS

    def places(self, codes: Codes, letter: Flags) -> Places:
        """Where a term may start; some places twice.

        Args:
            codes: of a plain text, with a margin.
            letter: the codes behind which no word begins.
        """
        import numpy as np

        firsts = self._firsts.take(codes)
        may = firsts & _BEGINS_WORD != 0
        may[1:] &= ~letter.take(codes[:-1])
        may |= firsts & _ANYWHERE != 0
        places = np.flatnonzero(may)
        ways = codes.take(places) * _FACTOR
        found = []
        for length in range(2, _LENGTH + 1):
            ways = (ways + codes.take(places + (length - 1))) * _FACTOR
            known = self._table.take(_slots(ways))
            found.append(places[known & _ENDS != 0])
            more = np.flatnonzero(known & _GOES_ON != 0)
            if not len(more):
                break
            places, ways = places.take(more), ways.take(more)
        return np.concatenate(found)


def _slots(ways: Ways) -> Places:
    """Where in the table it is noted what is known of these ways."""
    return (ways >> (64 - _SLOTS)) & ((1 << _SLOTS) - 1)
