"""Looks over many lines at once for those that need a look of their own: most lines of a page hold nothing.

All characters of all lines are looked up in tables together, so that a page costs a few dozen operations on
arrays, and not some for each of its hundreds of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .characters import (
    ALONE,
    CLOSES,
    GAP,
    HAN_LATIN,
    LATIN_HAN,
    LEET,
    OPENS,
    RUN,
    Characters,
    characters,
    codes_of,
    text_of,
)
from .hits import Finder

if TYPE_CHECKING:
    from .characters import Bits, Codes, Places

__all__ = ["doubtful"]

_LONGEST_GAP = 4
_MOST_DIGITS = 4


def doubtful(lines: Sequence[str], finder: Finder) -> set[int]:
    """The numbers of the lines in which a term could stand, openly or in disguise.

    Args:
        lines: as they were written.
        finder: knows the terms that can make a line an advertisement.

    Every other line is as ``normalize`` calls plain, has no other reading, and holds no such term.
    """
    import numpy as np

    if not lines:
        return set()
    table = characters()
    written, starts = codes_of(lines)
    codes = table.plain.take(written)
    left, right = table.left.take(written), table.right.take(written)
    pairs = left[:-1] & right[1:]
    found = [
        np.flatnonzero(pairs & (ALONE | RUN | HAN_LATIN | LATIN_HAN) != 0),
        _digits_for_letters(pairs, right),
        _spelled(pairs, left, right, codes),
        _torn(pairs, left, right, codes, table),
        _terms(codes, table, finder),
    ]
    numbers = np.searchsorted(starts, np.concatenate(found), "right") - 1
    return set(numbers.tolist())


def _terms(codes: Codes, table: Characters, finder: Finder) -> Places:
    """Where terms start that can make a line an advertisement."""
    import numpy as np

    places = finder.sieve.places(codes, table.letter)
    found = finder.core.find_at(text_of(codes), places.tolist())
    return np.fromiter((match.start for match in found), np.intp)


def _digits_for_letters(pairs: Bits, right: Bits) -> Places:
    """Where digits stand between letters, without which ``skeleton`` reads none as a letter."""
    import numpy as np

    at = np.flatnonzero(pairs & LEET != 0) + 1
    found = [at[:0]]
    for _ in range(_MOST_DIGITS):
        if not len(at):
            break
        at = at + 1
        behind = right.take(at)
        found.append(at[behind & HAN_LATIN != 0])
        at = at[behind & LEET != 0]
    return np.concatenate(found)


def _spelled(pairs: Bits, left: Bits, right: Bits, codes: Codes) -> Places:
    """Where letters stand alone with the same mark between them, as ``squeeze`` looks for a spelled word."""
    import numpy as np

    at: Places = np.flatnonzero((pairs[:-1] & OPENS != 0) & (pairs[1:] & CLOSES != 0)) + 1
    at = at[codes.take(at + 1) == codes.take(at + 3)]
    if not len(at):
        return at
    letters = HAN_LATIN | LEET
    at = at[(right.take(at + 2) & letters != 0) & (right.take(at + 4) & letters != 0)]
    whole: Places = at[left.take(at + 5) & OPENS != 0]
    return whole


def _torn(pairs: Bits, left: Bits, right: Bits, codes: Codes, table: Characters) -> Places:
    """Where ``squeeze`` may take what stands between two wide characters for a filler."""
    import numpy as np

    before: Places = np.flatnonzero(pairs & GAP != 0)
    if not len(before):
        return before
    end = before + 2
    first = codes.take(before + 1)
    medium, odd = table.medium.take(first), table.odd.take(first)
    for _ in range(_LONGEST_GAP - 1):
        more = right.take(end) & GAP != 0
        if not more.any():
            break
        medium |= more & table.medium.take(codes.take(end))
        odd |= more & table.odd.take(codes.take(end))
        end = end + more
    alone_before, alone_after = left.take(before - 1) & OPENS != 0, left.take(end + 1) & OPENS != 0
    again = alone_before & (codes.take(before - 1) == codes.take(end - 1))
    again |= alone_after & (codes.take(end + 1) == first)
    torn = odd | again | (alone_before & alone_after) | (medium & (alone_before | alone_after))
    found: Places = before[torn & (left.take(end) & GAP != 0)]
    return found
