"""Tells a run of navigation words ("Home News Sport", "首页 国内 国际") from anything else."""

from __future__ import annotations

import re
from operator import add

from .ends import LONGEST, Ends

__all__ = ["Menu"]

_PROSE_MARK = re.compile("[。,!?;、]")
_FEWEST, _FEWEST_LATIN = 3, 4
_FEW, _SHARE_OF_FEW, _SHARE_OF_MANY = 5, 0.9, 0.7
_SPACED_BELOW = 0x0E00
"""Scripts from Thai on are written without spaces between words; Korean is, but its menus glue words."""


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
        known = self._tokens
        some = [
            number
            for number, text in enumerate(ends.lower)
            if not text.isascii() or len(text) >= LONGEST or not known.isdisjoint(text.split())
        ]
        return [number for number in some if _PROSE_MARK.search(ends.lower[number]) is None]

    def match(self, folded: str, lower: str) -> bool:
        """Whether most letters of a block belong to the words, and there are several of them.

        Args:
            folded: the block, and ``lower`` the same in lower case.
        """
        latin = folded[-1].isascii() and folded[0].isascii()
        if not (self._likely_latin(lower) if latin else self._likely(lower)):
            return False
        letters = sum(map(str.isalnum, lower))
        if lower.isascii() and len(lower) - letters < _FEWEST_LATIN - 1:
            return False  # so many words need marks between them
        if _PROSE_MARK.search(lower):
            return False
        if self._pattern is None:
            self._pattern = re.compile(_alternation(self._words))
        found = self._pattern.findall(lower)
        if len(found) < (_FEWEST_LATIN if latin else _FEWEST):
            return False
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
