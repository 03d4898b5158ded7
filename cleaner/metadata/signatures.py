"""Words in front of an author's name, in many languages: "Автор:", "بقلم", "A cura di"."""

from __future__ import annotations

import re
from functools import lru_cache

from ..expressions import compiled
from .word_lists import any_of

__all__ = ["is_signature", "signature"]

_LONGEST, _MOST_WORDS = 60, 6
"""Characters and words of a line that is a signature; what is longer may be a sentence."""
_CAPITAL = r"(?-i:(?![a-zà-ÿа-яёіїєґ\d]))"


@lru_cache(maxsize=1)
def signature() -> str:
    """A regex for such a word, and the mark behind it; without a mark it stands at the beginning only."""
    label, word = any_of("signature", "label"), any_of("signature", "word")
    colon = rf"(?<![^\W_]){label}\s?:\s?"
    # a word of a sentence has one more word behind it as easily as a name has: there must be two
    alone = rf"(?:{label}\s?[/|–-]\s|文·|{word}\s(?=\S+\s\S|[^\x00-\u052f]))"
    return rf"(?i:{colon}|(?:^|\|\s)\W{{0,2}}{alone}{_CAPITAL})"


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    """A line that begins with such a word."""
    return compiled(rf"\W{{0,2}}{signature()}(?P<name>.{{2,{_LONGEST}}})")


def is_signature(text: str) -> bool:
    """Whether a line, folded, is such a word and a few words behind it."""
    if len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    return _whole().fullmatch(text) is not None
