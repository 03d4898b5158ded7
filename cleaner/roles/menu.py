"""Tells a run of navigation words ("Home News Sport", "首页 国内 国际") from anything else."""

from __future__ import annotations

import re
import string
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING

from .ends import LONGEST, Ends

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

from ..expressions import compiled

__all__ = ["Menu"]

_PROSE_MARKS = "。,!?;、"
_PROSE_MARK = compiled(f"[{_PROSE_MARKS}]")
_FEWEST, _FEWEST_LATIN = 3, 4
_FEW, _SHARE_OF_FEW, _SHARE_OF_MANY = 5, 0.9, 0.7
_FEWEST_MARKS = 3
"""What is no letter or digit of ASCII in a menu: something stands between its words, or they aren't ASCII."""
_LINE_FEED, _PROSE = 1, 500
"""How much the line feed behind a block counts, as any other mark, and how much a mark of prose."""
_SPACED_BELOW = 0x0E00
"""Scripts from Thai on are written without spaces between words; Korean is, but its menus glue words."""


def _marks(ends: Ends) -> list[int]:
    """How many characters of each block, with the line feed behind it, are no letters or digits of ASCII."""
    import numpy as np

    weights = _weights().take(ends.codes, mode="clip")
    counts: list[int] = np.add.reduceat(weights, ends.starts[:-1]).tolist()
    return counts


@lru_cache(maxsize=1)
def _weights() -> NDArray[np.uint16]:
    """How much each character counts as a mark; the last stands for all behind it."""
    import numpy as np

    weights = np.ones(max(map(ord, _PROSE_MARKS)) + 2, np.uint16)
    weights[list(map(ord, string.ascii_lowercase + string.digits))] = 0
    weights[list(map(ord, _PROSE_MARKS))] = _PROSE
    return weights


class Menu:
    """Matches blocks that are mostly a run of the given words.

    Args:
        words: folded, in lower case.
    """

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words
        self._tokens = frozenset(token for word in words for token in word.split())
        self._heads = frozenset(word[:2] for word in words if ord(word[0]) >= _SPACED_BELOW)
        self._pattern: re.Pattern[str] | None = None

    def likely(self, ends: Ends) -> list[int]:
        """The numbers of the blocks that may match, by what stands near their ends."""
        known, lower = self._tokens, ends.lower
        # in the middle of a long block there may be more of both
        marked = [
            number
            for number, count in enumerate(_marks(ends))
            if count < _PROSE and (count >= _FEWEST_MARKS + _LINE_FEED or len(lower[number]) > LONGEST)
        ]
        return [
            number
            for number in marked
            if len(text := lower[number]) > LONGEST
            or not text.isascii()
            or not known.isdisjoint(text.split())
        ]

    def match(self, folded: str, lower: str) -> bool:
        """Whether most letters of a block belong to the words, and there are several of them.

        Args:
            folded: the block, and ``lower`` the same in lower case.
        """
        latin = folded[-1].isascii() and folded[0].isascii()
        if not (self._likely_latin(lower) if latin else self._likely(lower)):
            return False
        if _PROSE_MARK.search(lower):
            return False
        if self._pattern is None:
            self._pattern = compiled(_alternation(self._words))
        found = self._pattern.findall(lower)
        if len(found) < (_FEWEST_LATIN if latin else _FEWEST):
            return False
        letters = sum(map(str.isalnum, lower))
        covered = sum(sum(map(str.isalnum, word)) for word in found)
        return covered >= letters * (_SHARE_OF_FEW if len(found) < _FEW else _SHARE_OF_MANY)

    def _likely_latin(self, lower: str) -> bool:
        """A cheap look first: half of the words are known."""
        tokens = lower.split()
        return 2 * sum(map(self._tokens.__contains__, tokens)) >= len(tokens)

    def _likely(self, lower: str) -> bool:
        """A cheap look first: enough places where a known word might begin."""
        places = sum(map(self._heads.__contains__, map(add, lower, lower[1:])))
        return places >= _FEWEST or (places == 0 and self._likely_latin(lower))


def _alternation(words: frozenset[str]) -> str:
    """One of ``words``, longest first; words of a script with spaces only between their boundaries."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    spaced = [re.escape(w) for w in ordered if ord(w[0]) < _SPACED_BELOW]
    dense = [re.escape(w) for w in ordered if ord(w[0]) >= _SPACED_BELOW]
    return r"\b(?:" + "|".join(spaced) + r")\b|" + "|".join(dense)
