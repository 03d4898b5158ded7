"""Tells search phrases that were poured into one block from text that somebody wrote."""

from __future__ import annotations

from ..expressions import compiled

__all__ = ["UNMARKED", "is_heap"]

_LEAST = 1000
"""Characters; a shorter block may be a table's cell or a list of places."""
_SENTENCE = 500
"""Characters that no sentence is longer than, on the average of a block."""
_END = compiled("[.。！？!?…؟।॥።።။]")
UNMARKED = compiled("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese, Khmer: written without marks between sentences."""


def is_heap(text: str) -> bool:
    """Whether a long text hardly ever ends a sentence, in a script that marks its sentences."""
    if len(text) < _LEAST or UNMARKED.search(text) is not None:
        return False
    return len(_END.findall(text)) * _SENTENCE < len(text)
