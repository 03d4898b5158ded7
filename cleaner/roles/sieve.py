"""Tells which rows each block of a page may match, in a few passes over all of their characters at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .ends import Ends
from .rows import Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Sieve"]

_HEAD = 5
"""Characters of a key that are looked for."""
_FACTOR, _SIZE = 31, 0x9E3779B1
"""By the first, characters are rolled into one number; by the second, heads of unlike size are told apart."""


class _Tables(NamedTuple):
    """Where rows are looked up.

    Attributes:
        likely: for heads of one character, of two, ...: whether one has a number with these low bits.
        heads: the numbers of all heads, in order.
        rows: the rows of each, filled up with the number of a row that there isn't.
        fewest, most: of each row, the characters of a block that may match.
        longest: of each row, the most characters of a block that it is asked about.
    """

    likely: list[NDArray[np.bool_]]
    heads: NDArray[np.uint32]
    rows: NDArray[np.intp]
    fewest: NDArray[np.int64]
    most: NDArray[np.int64]
    longest: NDArray[np.int64]


class Sieve:
    """Lets all blocks through that a row may match, by its keys and by their length, and few others.

    Args:
        rows: those that have keys.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._heads: dict[str, list[int]] = {}
        self._starts: dict[str, list[tuple[str, int]]] = {}
        for number, row in enumerate(rows):
            for key in row.keys:
                if len(key) > 2 and key.startswith("^"):
                    self._starts.setdefault(key[1:3], []).append((key[1:], number))
                else:
                    self._heads.setdefault(key.removeprefix("^")[:_HEAD], []).append(number)

    def held(self, ends: Ends) -> NDArray[np.bool_]:
        """For each block (a row) and row (a column) whether the block may hold a key, and is not too long."""
        import numpy as np

        tables = self._tables
        held = np.zeros((len(ends.texts), len(self._rows) + 1), np.bool_)
        numbers, places = self._heads_in(ends.codes)
        found = tables.heads.searchsorted(numbers).clip(max=len(tables.heads) - 1)
        same = tables.heads[found] == numbers
        blocks = np.array(ends.starts).searchsorted(places[same], "right") - 1
        held[blocks[:, None], tables.rows[found[same]]] = True
        held[self._begun(ends.cores)] = True
        held = held[:, :-1]
        held &= _sizes(ends) <= tables.longest
        return held

    def fits(self, ends: Ends) -> NDArray[np.bool_]:
        """The same for whether the block is as long as one that matches."""
        sizes = _sizes(ends)
        fits: NDArray[np.bool_] = (self._tables.fewest <= sizes) & (sizes <= self._tables.most)
        return fits

    def _heads_in(self, codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
        """The numbers of what looks like heads of keys in a text, and where they are."""
        import numpy as np

        numbers, places = [], []
        rolled = codes
        for size, likely in enumerate(self._tables.likely, 1):
            found = likely.take(rolled.astype(np.uint16)).nonzero()[0]
            places.append(found)
            numbers.append(rolled[found] + np.uint32(size * _SIZE % (1 << 32)))
            rolled = rolled[:-1] * np.uint32(_FACTOR) + codes[size:]
        return np.concatenate(numbers), np.concatenate(places)

    def _begun(self, cores: Sequence[str]) -> tuple[list[int], list[int]]:
        """The numbers of blocks, and those of rows of which a key may stand at their starts."""
        starts = self._starts
        blocks: list[int] = []
        rows: list[int] = []
        for number in [number for number, core in enumerate(cores) if core[:2] in starts]:
            core = cores[number]
            begun = [row for key, row in starts[core[:2]] if core.startswith(key)]
            if begun:
                rows += begun
                blocks += [number] * len(begun)
        return blocks, rows

    @cached_property
    def _tables(self) -> _Tables:
        import numpy as np

        likely = [np.zeros(1 << 16, np.bool_) for _ in range(_HEAD)]
        members: dict[int, list[int]] = {}
        for head, rows in self._heads.items():
            number = _rolled(head)
            likely[len(head) - 1][number % (1 << 16)] = True
            members.setdefault((number + len(head) * _SIZE) % (1 << 32), []).extend(rows)
        heads = sorted(members)
        filled = np.full((len(heads), max(map(len, members.values()))), len(self._rows))
        for place, number in enumerate(heads):
            filled[place, : len(members[number])] = members[number]
        longest = np.array([row.longest for row in self._rows])
        sizes = np.array([row.sizes for row in self._rows])
        return _Tables(likely, np.array(heads, np.uint32), filled, sizes[:, 0], sizes[:, 1], longest)


def _sizes(ends: Ends) -> NDArray[np.int64]:
    """The length of each block, in a column."""
    import numpy as np

    return np.fromiter(map(len, ends.texts), np.int64, len(ends.texts))[:, None]


def _rolled(head: str) -> int:
    """The number that the characters of a head are rolled into."""
    number = 0
    for char in head:
        number = number * _FACTOR + ord(char)
    return number % (1 << 32)
