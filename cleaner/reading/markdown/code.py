"""Parts Markdown into code and prose, and takes away indents and fences that make code of prose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...expressions import compiled

__all__ = ["LINE_END", "Part", "parted"]

LINE_END, _INDENT = "  ", "    "
"""What makes the end of a line in a paragraph one, whatever was wrapped; and what makes code."""
_FENCE = compiled(r"(`{3,})[^`]*$|(~{3,})")
_FENCE_ALONE = compiled(r"(?:`{3,}|~{3,})[ \t]*")
_LONGEST_FENCE = 12
"""Marks of a fence up to which lengths are told apart."""
_ITEM = compiled(r"[-*+]\s|\d{1,9}[.)]\s")


class Part(NamedTuple):
    """Lines that are all code, or all prose."""

    code: bool
    lines: list[str]


def parted(lines: Sequence[str]) -> list[Part]:
    """The lines as code and prose in turn.

    Crawlers indent lists, put code between fences, and write tildes around what is struck out: an indent
    alone makes no code, nor does a fence that nothing closes. What was indented stays a line of its own.
    html2text indents code, and begins it with a line of nothing but the indent.
    """
    parting = _Parting(lines)
    for number, line in enumerate(lines):
        parting.read(number, line)
    return parting.parts


class _Parting:
    """Goes from line to line, with what those before mean for the next.

    Attributes:
        parts: the lines that were read.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.parts = [Part(False, [])]
        self._closed = _last_fences(lines)
        self._fence = ""
        self._before = ""  # the line before: a blank one as it is, any other without its indent
        self._listed = self._blank = self._indented = False
        # the indents that code between fences and prose lose
        self._fenced = self._less = 0

    def read(self, number: int, line: str) -> None:
        """The next line."""
        rest = line.lstrip(" \t")
        indent = len(line) - len(rest)
        opening = None if self._fence else _FENCE.match(rest)
        if self._fence:
            self._read_fenced(line, rest, indent)
        elif opening and self._closed.get((opening[1] or opening[2])[:_LONGEST_FENCE], -1) > number:
            self._fence, self._fenced, self._before = opening[1] or opening[2], indent, ""
            self._file(True, rest)
        elif not rest:
            self._blank, self._before = True, line
            self._file(self._indented, line)
        elif opening:
            marks = opening[1] or opening[2]
            escaped = "".join("\\" + mark for mark in marks)
            self._read_text(line[:indent] + escaped + rest[len(marks) :], rest, indent)
        else:
            self._read_text(line, rest, indent)

    def _read_fenced(self, line: str, rest: str, indent: int) -> None:
        """A line between fences, or the fence that ends them."""
        closes = len(rest) >= len(self._fence) and rest.startswith(self._fence)
        if closes and _FENCE_ALONE.fullmatch(rest):
            self._fence = ""
            self._file(True, rest)
        else:
            self._file(True, line[min(indent, self._fenced) :])

    def _read_text(self, line: str, rest: str, indent: int) -> None:
        """A line that is code by its indent, or prose."""
        item = _ITEM.match(rest) is not None
        begins = self._before.startswith(_INDENT) and not self._listed and not item and "](" not in rest
        self._indented = line.startswith(_INDENT) and (self._indented or begins)
        self._before = rest
        if self._indented:
            self._file(True, line)
            return
        if not 0 < self._less <= indent:
            self._less = 0
        if not self._listed and not self._less and line.startswith((_INDENT, "\t")):
            self._less = indent
        self._listed = item or (self._listed and (indent > 0 or not self._blank))  # an item's are indented
        self._blank = False
        self._file(False, line[self._less :] + LINE_END if self._less else line)

    def _file(self, code: bool, line: str) -> None:
        """Adds a line to the last part, or begins another."""
        if self.parts[-1].code is not code:
            self.parts.append(Part(code, []))
        self.parts[-1].lines.append(line)


def _last_fences(lines: Sequence[str]) -> dict[str, int]:
    """Where a fence of each kind could be closed last, by the marks that open it."""
    last: dict[str, int] = {}
    for number, line in enumerate(lines):
        marks = line.strip()
        if marks and marks[0] in "`~" and _FENCE_ALONE.fullmatch(marks):
            for length in range(3, min(len(marks), _LONGEST_FENCE) + 1):
                last[marks[:length]] = number
    return last
