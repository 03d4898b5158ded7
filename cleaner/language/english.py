"""Knows English at a glance, so that the most frequent language of Latin script costs no statistics."""

from __future__ import annotations

__all__ = ["is_english"]

_SMALL = frozenset({
    "the", "of", "and", "to", "that", "is", "was", "for", "on", "with", "as", "by", "it", "be", "are", "this",
    "from", "at", "an", "have", "has", "not", "but", "they", "were", "which", "their", "or", "been", "its",
    "had", "would", "who", "will", "there", "when", "his", "her",
})  # fmt: skip
_OWN = frozenset({"the", "and", "with", "which", "their", "this", "they", "would", "been", "that"})
"""Words that no other language of the script has, or only in names and titles."""
_LEAST_WORDS = 40
_LEAST_SMALL = 0.2
_LEAST_OWN = 0.06


def is_english(text: str) -> bool:
    """Whether so many words of a text are small English ones that it can be nothing else.

    A no says nothing: short texts, and texts of names and figures, are left to statistics.
    """
    words = text.lower().split()
    if len(words) < _LEAST_WORDS:
        return False
    small = sum(map(_SMALL.__contains__, words))
    own = sum(map(_OWN.__contains__, words))
    return small >= _LEAST_SMALL * len(words) and own >= _LEAST_OWN * len(words)
