"""Turns bytes into text in the manner of the WHATWG, with less trust in wrong declarations."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from ..expressions import compiled
from .charsets import Charset, find_charset
from .common import common_han
from .detect import detect_charset
from .utf16 import utf16_without_bom

__all__ = ["Decoded", "decode", "replace_surrogates"]

_PRESCAN = 16_384
"""Bytes at the start in which a declaration is looked for; the standard says 1,024, portals need more."""
_MOST_DAMAGE = 0.05
"""Share of broken characters up to which a declared encoding is believed all the same."""
_FEW = 8
_PLAUSIBLE_SAMPLE = 100_000

_UTF8 = Charset("utf-8", "utf-8")
_WINDOWS_1252 = Charset("windows-1252", "cp1252")
_HIGH_RUN = compiled("[\u0080-\uffff]{4,}")
_BOMS = (
    (codecs.BOM_UTF8, _UTF8),
    (codecs.BOM_UTF32_LE, Charset("utf-32le", "utf_32_le")),
    (codecs.BOM_UTF32_BE, Charset("utf-32be", "utf_32_be")),
    (codecs.BOM_UTF16_LE, Charset("utf-16le", "utf_16_le")),
    (codecs.BOM_UTF16_BE, Charset("utf-16be", "utf_16_be")),
)
_META = re.compile(rb"<meta\b[^>]{0,1000}?\bcharset\s{0,20}=\s{0,20}[\"']?\s{0,20}([\w.:-]{1,40})", re.I)
_XML = re.compile(rb"\s{0,100}<\?xml\b[^>]{0,200}?\bencoding\s{0,20}=\s{0,20}[\"']([\w.:-]{1,40})", re.I)
# ASCII, punctuation and full-width forms stand at the same place in every reading
_NEUTRAL = compiled("[\x00-\x7f\u2000-\u206f\u3000-\u303f\uff00-\uff60]+")
_SURROGATES = compiled(r"[\ud800-\udfff]")
_CHINESE = ("gb18030", "big5-hkscs")
# encodings that write everything in ASCII bytes, and what they begin other characters with
_SHIFTED = {"iso-2022-jp": b"\x1b", "hz-gb-2312": b"~{"}


class Decoded(NamedTuple):
    """Text, the name of the encoding it was read with, and what the caller should know of it.

    ``utf8`` is the text in UTF-8, where it is at hand.
    """

    text: str
    encoding: str
    notes: list[str]
    utf8: bytes | None = None


class _Reading(NamedTuple):
    """One attempt: the text, and how many characters in it are broken."""

    charset: Charset
    text: str
    broken: int = 0
    cut: bool = False
    """The one broken character is the last, cut off by the end of the bytes."""
    utf8: bytes | None = None
    """The text in UTF-8, where the bytes are that."""

    @property
    def cut_only(self) -> bool:
        """Nothing is wrong but the cut at the end, and other characters bear witness to the encoding."""
        return self.cut and not self.text[:-1].isascii()

    @property
    def damage(self) -> float:
        """Broken characters as a share of those that are not ASCII, 0 to 1."""
        if not self.broken:
            return 0.0
        return self.broken / max(1, len(self.text) - len(self.text.encode("ascii", "ignore")))


def decode(content: bytes, hint: str | None = None, is_html: bool = True) -> Decoded:
    """The text of ``content``.

    In order: byte order mark, UTF-16 by its NUL bytes, ``hint`` (the caller's or the HTTP header's),
    the page's own declaration if ``is_html``, strict UTF-8, a detector. A declaration of another
    encoding loses to bytes that are UTF-8 beyond doubt, and one under which the bytes make no sense is
    passed over. Never raises; what cannot be read at all becomes U+FFFD, with a note.
    """
    for bom, charset in _BOMS:
        if content.startswith(bom):
            return _result(_read(content[len(bom) :], charset))
    utf16 = utf16_without_bom(content)
    if utf16:
        return _result(_read(content, utf16))
    notes: list[str] = []
    declared = _declared(content, hint, is_html, notes)
    if content.isascii():
        return _result(_ascii(content, declared), notes)
    reading = _best(content, declared)
    if declared and reading.charset != declared[0]:
        notes.append(f"declared {declared[0].name}, but the bytes are {reading.charset.name}")
    return _result(reading, notes)


def replace_surrogates(text: str) -> tuple[str, list[str], bytes]:
    """``text`` with lone surrogates, which no encoding can hold, as U+FFFD.

    And a note if there were any, and the text in UTF-8.
    """
    try:
        return text, [], text.encode("utf-8")
    except UnicodeEncodeError:
        clean, count = _SURROGATES.subn("\ufffd", text)
        surrogates = "surrogate" if count == 1 else "surrogates"
        return clean, [f"{count} lone {surrogates} replaced by U+FFFD"], clean.encode("utf-8")


def _declared(content: bytes, hint: str | None, is_html: bool, notes: list[str]) -> list[Charset]:
    """What is said of the encoding, most trusted first, each once."""
    labels = [hint, _prescan(content[:_PRESCAN]) if is_html else None]
    found = []
    for label in filter(None, labels):
        charset = find_charset(label)
        if charset is None:
            notes.append(f"unknown charset {label[:40]!r} ignored")
        elif charset not in found:
            found.append(charset)
    # servers and HTTP libraries say iso-8859-1 where they know nothing: the page knows better
    if len(found) == 2 and found[0] == _WINDOWS_1252:
        found.reverse()
    return found


def _prescan(head: bytes) -> str | None:
    """The label in ``<?xml encoding>`` or the first ``<meta>`` that names a charset, comments left out."""
    xml = _XML.match(head)
    parts = head.split(b"<!--")
    live = parts[0] + b"".join(part.partition(b"-->")[2] for part in parts[1:])
    match = _META.search(live) or xml
    if match is None:
        return None
    label = match.group(1).decode("ascii", "replace")
    # a page that could be read this far is not UTF-16, whatever it says
    return "utf-8" if label.lower().startswith("utf-16") else label


def _ascii(content: bytes, declared: list[Charset]) -> _Reading:
    """The reading of bytes that are all ASCII; the name is what is declared, where that can be."""
    for charset in declared:
        if charset.name in _SHIFTED and _SHIFTED[charset.name] in content:
            return _read(content, charset)
    fitting = (c for c in declared if c.name not in _SHIFTED and not c.name.startswith("utf-"))
    return _Reading(next(fitting, _UTF8), content.decode("ascii"), utf8=content)


def _best(content: bytes, declared: list[Charset]) -> _Reading:
    """The reading to believe: a declared one that fits, UTF-8, a detected one, or anything at all."""
    utf8 = _strict_utf8(content)
    found: Charset | None = None
    for charset in declared:
        if charset == _UTF8 and utf8:
            return utf8
        reading = _read(content, charset)
        if utf8 and not (reading.broken == 0 and _accidental(utf8.text, reading)):
            return utf8
        if reading.damage <= _MOST_DAMAGE or reading.cut_only:
            if _plausible(reading):
                return reading
            found = detect_charset(content)
            # Latin-1 is what is declared where nothing is known: who says otherwise knows better
            if found is None or (charset != _WINDOWS_1252 and found.name not in _CHINESE):
                return reading
    if utf8:
        return utf8
    reading = _read(content, _UTF8)
    if reading.damage <= _MOST_DAMAGE:
        return reading
    found = found or detect_charset(content)
    return _read(content, found or next((c for c in declared if c != _UTF8), _WINDOWS_1252))


def _read(content: bytes, charset: Charset) -> _Reading:
    """One reading, with U+FFFD for everything that is broken or cut off by the end of the bytes."""
    decoder = codecs.getincrementaldecoder(charset.codec)()
    try:
        text = decoder.decode(content)
        cut = bool(decoder.getstate()[0])
        if cut:
            return _Reading(charset, text + "\ufffd", broken=1, cut=True)
        return _Reading(charset, text, utf8=content if charset == _UTF8 else None)
    except (UnicodeError, ValueError):
        text = content.decode(charset.codec, "replace")
        return _Reading(charset, text, max(1, text.count("\ufffd")))


def _strict_utf8(content: bytes) -> _Reading | None:
    """As UTF-8, if it is that; a cut last character needs whole ones before it as witnesses."""
    reading = _read(content, _UTF8)
    return reading if not reading.broken or reading.cut_only else None


def _plausible(reading: _Reading) -> bool:
    """Whether the text looks like what its encoding is for.

    Chinese must show common characters: Big5 can be read as GBK without an error. In Western text letters
    with accents stand apart: long runs of them are the bytes of another encoding.
    """
    if reading.charset == _WINDOWS_1252:
        sample = reading.text[:_PLAUSIBLE_SAMPLE]
        runs = sum(len(run) for run in _HIGH_RUN.findall(sample))
        return runs < _FEW or 2 * runs < len(sample) - len(sample.encode("ascii", "ignore"))
    if reading.charset.name not in _CHINESE:
        return True
    other = _NEUTRAL.sub("", reading.text[:_PLAUSIBLE_SAMPLE])[:500]
    return len(other) < _FEW or sum(c in common_han() for c in other) >= 0.2 * len(other)


def _accidental(utf8: str, declared: _Reading) -> bool:
    """Whether a few Chinese characters in the declared encoding only happen to be UTF-8 as well.

    Two bytes of GBK may form one two-byte character of UTF-8, never the three of a Han character.
    """
    if declared.charset.name not in _CHINESE:
        return False
    other = [c for c in utf8 if not c.isascii()]
    if len(other) > _FEW or any(c > "\u07ff" for c in other):
        return False
    han = [c for c in declared.text if not c.isascii()]
    return sum(c in common_han() for c in han) * 2 >= len(han)


def _result(reading: _Reading, notes: list[str] | None = None) -> Decoded:
    """The reading as the caller gets it."""
    notes = notes or []
    if reading.broken:
        characters = "character" if reading.broken == 1 else "characters"
        notes.append(f"{reading.broken} {characters} could not be decoded as {reading.charset.name}")
    return Decoded(reading.text, reading.charset.name, notes, reading.utf8)
