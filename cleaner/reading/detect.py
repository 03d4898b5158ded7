"""Finds the encoding of bytes that declare none and are not UTF-8."""

from __future__ import annotations

import re

from ..expressions import compiled
from .charsets import Charset, codec_of, find_charset
from .common import common_han, common_hangul

__all__ = ["detect_charset"]

_SAMPLE = 65_536
_SLOW_SAMPLE = 16_384
"""Bytes that charset_normalizer sees; it takes milliseconds for each kilobyte."""
_ENOUGH = 0.4
"""Share of common characters from which a reading is believed; a wrong one has about 0.05."""

_ENOUGH_AMONG_LATIN = 0.8
"""The same where a few such characters stand among Latin letters, and may be accents."""

_CJK = ("gb18030", "big5", "shift_jis", "euc-jp", "euc-kr")
_SINGLE_BYTE = [
    *("cp1252", "cp1251", "koi8_r", "cp1250", "cp1254", "cp1253", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_15", "cp874", "tis_620", "cp866"),
]
_MANY_ACCENTS = 48
_NON_ASCII = re.compile(rb"[\x80-\xff]")
_LATIN = re.compile(rb"[A-Za-z]")
# ASCII, punctuation, symbols, full-width forms and emoji say nothing of the language
_NO_LETTER = compiled(
    "[\x00-\xbf\u2000-\u2bff\u3000-\u303f\ufe0f\uff00-\uff60\uffe0-\uffee\U0001d400-\U0001faff]+"
)
_KANA = compiled("[\u3041-\u30ff]")
_HANGUL = compiled("[\uac00-\ud7a3]")


def detect_charset(content: bytes) -> Charset | None:
    """The encoding whose reading of ``content`` looks like text of some language; ``None`` if none does.

    Chinese, Japanese and Korean are told by the share of common characters, which works from a few
    characters on; the rest is left to charset_normalizer. Only a bounded sample is looked at, from the
    first byte that is not ASCII.
    """
    first = _NON_ASCII.search(content)
    if first is None:
        return None
    return _cjk(content[first.start() : first.start() + _SAMPLE]) or _single_byte(content, first.start())


def _cjk(sample: bytes) -> Charset | None:
    """The East Asian charset under which the sample has the largest share of common characters."""
    high, latin = len(_NON_ASCII.findall(sample)), len(_LATIN.findall(sample))
    best, best_share = None, _ENOUGH if 2 * high > latin or high > _MANY_ACCENTS else _ENOUGH_AMONG_LATIN
    for label in _CJK:
        charset = find_charset(label)
        if charset is None:
            continue
        # the sample may end inside a character
        letters = _NO_LETTER.sub("", sample.decode(charset.codec, "replace").rstrip("\ufffd"))
        share = _common_share(letters, label) if len(letters) > 1 else 0.0
        if share > best_share:
            best, best_share = charset, share
    return best


def _common_share(letters: str, label: str) -> float:
    """Share of ``letters`` that are common in the language that ``label`` is used for, 0 to 1."""
    if label == "euc-kr":
        if len(_HANGUL.findall(letters)) < 0.85 * len(letters):
            return 0.0
        hangul = common_hangul()
        return min(1.0, 1.4 * sum(c in hangul for c in letters) / len(letters))
    kana = 0
    if label in ("shift_jis", "euc-jp"):
        kana = len(_KANA.findall(letters))
        if kana < 0.15 * len(letters):
            return 0.0
    han = common_han()
    return (kana + sum(c in han for c in letters)) / len(letters)


def _single_byte(content: bytes, first: int) -> Charset | None:
    """What charset_normalizer takes it for, among the single-byte encodings of the web.

    A few accents among Latin letters are the same in half a dozen encodings: there it is windows-1252.
    """
    from charset_normalizer import from_bytes

    start = max(0, first - 512)
    sample = content[start : start + _SLOW_SAMPLE]
    high = len(_NON_ASCII.findall(sample))
    if high < _MANY_ACCENTS and high < 0.3 * (high + len(_LATIN.findall(sample))):
        return find_charset("windows-1252")
    matches = from_bytes(sample, cp_isolation=_SINGLE_BYTE)
    best = matches.best()
    if best is None:
        return None
    for match in matches:
        if match.encoding == "cp1252" and match.chaos <= best.chaos and match.coherence >= best.coherence:
            return find_charset("windows-1252")
    return codec_of(best.encoding)
