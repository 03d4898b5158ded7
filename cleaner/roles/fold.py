"""Folds spellings that the patterns treat alike, one character for one, so that spans stay true."""

from __future__ import annotations

import string
from functools import lru_cache
from typing import TYPE_CHECKING

from ..expressions import compiled
from .tables import small_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["MARKS", "OPENING", "caseless", "core", "fold", "fold_han", "fold_long", "opening"]

OPENING = 4
"""Characters of an ``opening``."""

_NUMBER = compiled(r"\d+")
MARKS = (
    string.punctuation.replace("+", "") + " ·•‧∙■□●○◆◇★☆▶►▸▷→⇒»«›‹–—―…【】〔〕〈〉《》「」『』“”‘’。、↓↑▼▲※"
)


@lru_cache(maxsize=1)
def _han() -> dict[int, int]:
    """Traditional character to simplified, for the characters that the patterns use."""
    pairs = small_table("fold.toml")["han"]
    return {ord(pair[0]): ord(pair[1]) for pair in pairs.split()}


@lru_cache(maxsize=1)
def _table() -> dict[int, int]:
    """The whole fold: full-width ASCII to half-width, one bar and middle dot, no icons, simplified Han."""
    table = {0xFF01 + i: 0x21 + i for i in range(94)}
    table.update(dict.fromkeys(map(ord, "｜丨│┃∣ǀ︱"), ord("|")))
    table.update(dict.fromkeys(map(ord, "•‧∙⋅・·●"), ord("·")))
    table.update(dict.fromkeys(map(ord, "﹕∶꞉"), ord(":")))
    table.update(dict.fromkeys(range(0xE000, 0xF900), 0x20))  # drawn by icon fonts
    table.update({0x3000: 0x20, 0x00A0: 0x20, ord("，"): ord(","), ord("İ"): ord("I")})
    table.update(_han())
    return table


def fold(text: str) -> str:
    """``text`` in the spelling that the patterns are written for; same length, case kept."""
    return text if text.isascii() else text.translate(_table())


def fold_long(text: str) -> str:
    """The same for a long text, much faster: all of its characters are looked up at once."""
    import numpy as np

    if text.isascii():
        return text
    halves = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u2").copy()
    low, high = halves[::2], halves[1::2]
    low[:] = np.where(high, low, _long_table().take(low))
    return str(halves.tobytes(), "utf-32-le", "surrogatepass")


@lru_cache(maxsize=1)
def _long_table() -> NDArray[np.uint16]:
    """What each character of the first 65,536 is folded to; there are no others that are."""
    import numpy as np

    table = np.arange(1 << 16, dtype=np.uint16)
    table[list(_table())] = list(_table().values())
    return table


def fold_han(text: str) -> str:
    """``text`` with traditional characters simplified; for patterns, whose punctuation is syntax."""
    return text.translate(_han())


def core(folded: str) -> str:
    """``folded`` in lower case, without the marks, arrows and brackets around it."""
    return folded.strip(MARKS).lower()


def opening(text: str, length: int = OPENING) -> str:
    """So many characters of how a text begins, each number a zero: most rows can be told by that."""
    start = text[:length]
    if start.isalpha() or _NUMBER.search(start) is None:
        return start
    return _NUMBER.sub("0", text, length)[:length]


def caseless(opening: str) -> str:
    """The same where case doesn't matter, marked as such."""
    # Turkish letters, which a regex takes for one another regardless of case, and folding does not
    return "\0" + opening.replace("ı", "i").replace("İ", "i").casefold()
