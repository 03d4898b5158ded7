"""Chinese numerals, as far as dates need them."""

from __future__ import annotations

__all__ = ["chinese_number"]

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0, "０": 0}


def chinese_number(text: str) -> int:
    """``二十四`` is 24; 0 for anything that is no number below 100."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 0)
    return 10 * (_DIGITS.get(tens, 0) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)
