"""How much of what a line names comes up in the paragraphs below it: a title's words do, a menu's do not."""

from __future__ import annotations

from itertools import islice, pairwise

from ..expressions import compiled
from ..reading.columns import columns
from ..reading.document import Document

__all__ = ["Matter"]

_WORD = compiled(r"[^\W\d_]+")
_LEAST_LETTERS, _STEM = 4, 5
"""Of a word that names something, shorter ones come up anywhere; and of its stem, whatever its ending."""
_READ = 15
"""Blocks from the first paragraph on that are looked at."""
_LEAST_COLUMNS = 40
"""Of a line among them that is no menu's."""


class Matter:
    """The words of an article's paragraphs, to look those of a line up in."""

    def __init__(self, document: Document, body: int) -> None:
        texts = (block.text for block in islice(document.blocks, body, body + _READ))
        self._words = _words(" ".join(text for text in texts if columns(text) >= _LEAST_COLUMNS))

    def share(self, line: str) -> tuple[int, float]:
        """How many of a line's words come up, and which share of them, 0 to 1."""
        words = _words(line)
        common = len(words & self._words)
        return common, common / max(1, len(words))


def _words(text: str) -> set[str]:
    """Stems of words of some letters; pairs of characters where words are not set apart."""
    found = set()
    for word in _WORD.findall(text.lower()):
        if word.isascii() or columns(word) == len(word):
            if len(word) >= _LEAST_LETTERS:
                found.add(word[:_STEM])
        else:
            found.update(map("".join, pairwise(word)))
    return found
