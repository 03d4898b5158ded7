"""Looks over many lines at once for those that need a look of their own: most lines of a page hold nothing.

All lines are searched as one text, so that what a search costs to start is paid once for a page and not
once for each of its hundreds of short lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from .matcher import Matcher
from .normalize import notable, plain
from .views import may_have_skeleton, may_have_squeeze, squeeze

__all__ = ["doubtful"]

_BETWEEN = " 。 "
"""What no term, filler or look-alike reaches across, and what is nothing notable itself."""


def doubtful(lines: Sequence[str], core: Matcher) -> set[int]:
    """The numbers of the lines in which a term could stand, openly or in disguise.

    Args:
        lines: as they were written.
        core: finds the terms that can make a line an advertisement.

    Every other line is as ``normalize`` calls plain, has no other reading, and holds no such term.
    """
    odd = {number for number, line in enumerate(lines) if _BETWEEN in line}
    rest = [number for number in range(len(lines)) if number not in odd]
    if not rest:
        return odd
    joined = _BETWEEN.join([lines[number] for number in rest])
    found = _numbers(notable(joined), [lines[number] for number in rest])
    text = plain(joined)
    pieces = text.split(_BETWEEN)
    found |= _numbers(may_have_skeleton(text), pieces)
    found |= _numbers(core.places(text), pieces)
    torn = _numbers(may_have_squeeze(text), pieces) - found
    found.update(number for number in torn if squeeze(pieces[number]) is not None)
    return odd | {rest[number] for number in found}


def _numbers(places: Iterable[int], pieces: Sequence[str]) -> set[int]:
    """The pieces that the places stand in, when all of them are joined."""
    places = list(places)
    if not places:
        return set()
    step = len(_BETWEEN)
    starts = list(accumulate((len(piece) + step for piece in pieces), initial=0))
    return {bisect_right(starts, place) - 1 for place in places}
