"""Folds spellings that the patterns treat alike, one character for one, so that spans stay true."""

from __future__ import annotations

import string
from functools import lru_cache

from .tables import small_table

__all__ = ["OPENING", "caseless", "core", "fold", "fold_han", "opening"]

OPENING = 4
"""Characters of an ``opening``."""

_MARKS = (
    string.punctuation.replace("+", "") + " ·•‧∙■□●○◆◇★☆▶►▸▷→⇒»«›‹–—―…【】〔〕〈〉《》「」『』“”‘’。、↓↑▼▲※"
)


@lru_cache(maxsize=1)
def _han() -> dict[int, int]:
    """Traditional character to simplified, for the characters that the patterns use."""
    pairs = small_table("fold.toml")["han"]
    return {ord(pair[0]): ord(pair[1]) for pair in pairs.split()}


@lru_cache(maxsize=1)
def _table() -> dict[int, int]:
    """The whole fold: full-width ASCII to half-width, one bar, one middle dot, simplified Han."""
    table = {0xFF01 + i: 0x21 + i for i in range(94)}
    table.update(dict.fromkeys(map(ord, "｜丨│┃∣ǀ︱"), ord("|")))
    table.update(dict.fromkeys(map(ord, "•‧∙・·●"), ord("·")))
    table.update(dict.fromkeys(map(ord, "﹕∶꞉"), ord(":")))
    table.update({0x3000: 0x20, 0x00A0: 0x20, ord("，"): ord(","), ord("İ"): ord("I")})
    table.update(_han())
    return table


def fold(text: str) -> str:
    """``text`` in the spelling that the patterns are written for; same length, case kept."""
    return text if text.isascii() else text.translate(_table())


def fold_han(text: str) -> str:
    """``text`` with traditional characters simplified; for patterns, whose punctuation is syntax."""
    return text.translate(_han())


def core(folded: str) -> str:
    """``folded`` in lower case, without the marks, arrows and brackets around it."""
    return folded.strip(_MARKS).lower()


def opening(text: str, length: int = OPENING) -> str:
    """So many characters of how a text begins, each number a zero: most rows can be told by that."""
    found = ""
    for char in text:
        if not char.isdecimal():
            found += char
        elif not found.endswith("0"):
            found += "0"
        if len(found) > length:
            break
    return found[:length]


def caseless(opening: str) -> str:
    """The same where case doesn't matter, marked as such."""
    # Turkish letters, which a regex takes for one another regardless of case, and folding does not
    return "\0" + opening.replace("ı", "i").replace("İ", "i").casefold()
