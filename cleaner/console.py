"""Text for a terminal: harmless whatever the page holds, cut to its width, coloured where that is wanted."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple, TextIO

from .expressions import compiled

__all__ = ["PLAIN", "Style", "clip", "harmless", "mark", "one_line", "style_for", "width"]

_CODES: Mapping[str, str] = {
    "bold": "1",
    "dim": "2",
    "mark": "1;7",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
# escape sequences, C1 controls, and the characters that reorder a line (but not the plain LRM and RLM)
_HARMFUL = compiled(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ELLIPSIS = "…"
_CONTEXT = 24
"""Columns shown on each side of a marked span."""
_MARKED = 40
"""Columns of the marked span itself that are shown."""


class Style(NamedTuple):
    """How to set text apart: by colour on a terminal, by signs elsewhere."""

    colour: bool

    def paint(self, text: str, name: str) -> str:
        """``text`` in one of the colours and weights of ``_CODES``; as it is without colour."""
        if not self.colour or not text:
            return text
        return f"\x1b[{_CODES[name]}m{text}\x1b[0m"

    def emphasise(self, text: str) -> str:
        """``text`` marked: reversed on a terminal, in double brackets elsewhere."""
        return self.paint(text, "mark") if self.colour else f"[[{text}]]"


PLAIN = Style(colour=False)


def style_for(stream: TextIO) -> Style:
    """Colour for a terminal that understands it and a user who has not set NO_COLOR."""
    dumb = os.environ.get("TERM") == "dumb"
    return Style(colour=stream.isatty() and not dumb and not os.environ.get("NO_COLOR"))


def harmless(text: str) -> str:
    """``text`` that a terminal only shows; line feeds and tabs stay.

    >>> harmless("a\\x1b[31mb")
    'a␛[31mb'
    """
    return _HARMFUL.sub(_visible, text)


def one_line(text: str) -> str:
    """As :func:`harmless`, and on one line."""
    return harmless(text).replace("\n", "␊").replace("\t", "␉")


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal: Chinese characters two, combining ones none."""
    return sum(map(_columns, text))


def clip(text: str, columns: int) -> str:
    """The beginning of ``text`` in at most ``columns``, with an ellipsis where something is cut off."""
    used = fits = 0
    for at, char in enumerate(text):
        used += _columns(char)
        if used > columns:
            return text[:fits].rstrip() + _ELLIPSIS
        if used <= columns - 1:
            fits = at + 1
    return text


def mark(text: str, span: tuple[int, int], style: Style) -> str:
    """The characters of ``span`` marked, with a little of the text before and after them."""
    start, end = span
    before, inside, after = text[max(0, start - _CONTEXT) : start], text[start:end], text[end:]
    # the text before is cut at its beginning, so it is clipped back to front
    head = clip(one_line(before)[::-1], _CONTEXT)[::-1]
    if start > _CONTEXT and not head.startswith(_ELLIPSIS):
        head = _ELLIPSIS + head
    middle = clip(one_line(inside[:_MARKED]), _MARKED - 1 if len(inside) > _MARKED else _MARKED)
    if len(inside) > _MARKED and not middle.endswith(_ELLIPSIS):
        middle += _ELLIPSIS
    tail = clip(one_line(after[: _CONTEXT + 1]), _CONTEXT)
    return f"{head}{style.emphasise(middle)}{tail}"


def _visible(match: re.Match[str]) -> str:
    """A picture of a control character, or its number."""
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"<U+{code:04X}>"


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
