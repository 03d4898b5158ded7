"""Tells a run of navigation words ("Home News Sport", "首页 国内 国际") from anything else."""

from __future__ import annotations

import re
from itertools import pairwise

from ..expressions import compiled

__all__ = ["Menu"]

_PROSE_MARKS = frozenset("。,!?;、")
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

    def match(self, folded: str) -> bool:
        """Whether most letters of the block belong to the words, and there are several of them."""
        if not _PROSE_MARKS.isdisjoint(folded):
            return False
        lower = folded.lower()
        latin = folded[-1].isascii() and folded[0].isascii()
        if not (self._likely_latin(lower) if latin else self._likely(lower)):
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
        return 2 * sum(token in self._tokens for token in tokens) >= len(tokens)

    def _likely(self, lower: str) -> bool:
        """A cheap look first: enough places where a known word might begin."""
        heads = self._heads
        places = sum(a + b in heads for a, b in pairwise(lower))
        return places >= _FEWEST or (places == 0 and self._likely_latin(lower))


def _alternation(words: frozenset[str]) -> str:
    """One of ``words``, longest first; words of a script with spaces only between their boundaries."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    spaced = [re.escape(w) for w in ordered if ord(w[0]) < _SPACED_BELOW]
    dense = [re.escape(w) for w in ordered if ord(w[0]) >= _SPACED_BELOW]
    return r"\b(?:" + "|".join(spaced) + r")\b|" + "|".join(dense)
