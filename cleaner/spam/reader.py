"""Reads a line the way the spam judge does: disguises undone, terms found, boundaries asked for."""

from __future__ import annotations

from typing import NamedTuple

from .boundaries import Boundaries
from .figures import figures_of, folded_text
from .hits import Finder, Hit
from .lexicon import Lexicon
from .line_model import HEAD, gram_text
from .normalize import Normalized, normalize

__all__ = ["LINE", "LineReader", "Reading"]

LINE = HEAD + 40
"""Characters of a line that are read. Advertisements say what they sell at their head, and fill up with
honest prose behind it."""


class Reading(NamedTuple):
    """A line, its plain characters, and the terms in it."""

    normalized: Normalized
    hits: list[Hit]

    @property
    def grams(self) -> str:
        """The text whose n-grams the line model weighs."""
        return gram_text(folded_text(self.normalized, self.hits))

    @property
    def figures(self) -> dict[str, float]:
        """The figures that the line model weighs."""
        return figures_of(self.normalized.original, self.normalized, self.hits)


class LineReader:
    """Reads lines with one lexicon; never changes, and may be shared between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._finder = Finder(lexicon)
        self._boundaries = Boundaries(lexicon.rows)

    def read(self, text: str) -> Reading:
        """The line with every term that its characters spell."""
        normalized = normalize(text)
        return Reading(normalized, self._finder.find(normalized))

    def settle(self, reading: Reading) -> Reading:
        """The same without the terms whose characters belong to other words; may load jieba."""
        return reading._replace(hits=self._boundaries.standing(reading.normalized.text, reading.hits))
