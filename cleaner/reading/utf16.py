"""Recognises UTF-16 that does not say so, by its NUL bytes and by what it reads as."""

from __future__ import annotations

from .charsets import Charset, find_charset
from .common import common_han

__all__ = ["utf16_without_bom"]

_SAMPLE = 4096
_ENOUGH = 0.75
"""Share of ordinary characters from which a reading is believed; bytes of another kind give 0.1."""


# punctuation and kana, hangul, full-width forms
_ROWS = (("\u2010", "\u30ff"), ("\uac00", "\ud7a3"), ("\uff00", "\uffef"))


def utf16_without_bom(content: bytes) -> Charset | None:
    """UTF-16 of either byte order if the bytes hold a NUL and read as text; ``None`` for anything else.

    ASCII in UTF-16 has a NUL in every second byte. Chinese has few (line ends, digits), on either side.
    """
    head = content[: min(len(content), _SAMPLE) & ~1]
    if b"\x00" not in head:
        return None
    best, best_share = None, _ENOUGH
    for label in ("utf-16le", "utf-16be"):
        charset = find_charset(label)
        if charset is None:
            continue
        share = _ordinary(head.decode(charset.codec, "replace"))
        if share > best_share:
            best, best_share = charset, share
    return best


def _ordinary(text: str) -> float:
    """Share of characters that running text is made of: scripts of the first rows, common Han, kana."""
    han = common_han()
    return sum(_is_ordinary(c, han) for c in text) / len(text)


def _is_ordinary(character: str, han: frozenset[str]) -> bool:
    if "\u3400" <= character <= "\u9fff":
        return character in han
    if character < "\u0800":
        return character.isprintable() or character in "\t\n\r"
    return any(first <= character <= last for first, last in _ROWS)
