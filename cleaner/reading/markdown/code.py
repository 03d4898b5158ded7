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
    closed = _last_fences(lines)
    parts = [Part(False, [])]
    fence = ""
    listed = blank = indented = False
    fenced = less = 0  # the indents that code between fences and prose lose
    before = ""
    for number, line in enumerate(lines):
        rest = line.lstrip(" \t")
        indent = len(line) - len(rest)
        if fence:
            closes = len(rest) >= len(fence) and rest.startswith(fence) and _FENCE_ALONE.fullmatch(rest)
            _file(parts, True, rest if closes else line[min(indent, fenced) :])
            fence = "" if closes else fence
            continue
        opening = _FENCE.match(rest)
        if opening:
            marks = opening[1] or opening[2]
            if closed.get(marks[:_LONGEST_FENCE], -1) > number:
                fence, fenced, before = marks, indent, ""
                _file(parts, True, rest)
                continue
            line = line[:indent] + "".join("\\" + mark for mark in marks) + rest[len(marks) :]
        if not rest:
            blank = True
            before = line
            _file(parts, indented, line)
            continue
        begins = before.startswith(_INDENT) and not listed and not _ITEM.match(rest) and "](" not in rest
        indented = line.startswith(_INDENT) and (indented or begins)
        before = rest
        if indented:
            _file(parts, True, line)
            continue
        less = less if 0 < less <= indent else 0
        if not listed and not less and line.startswith((_INDENT, "\t")):
            less = indent
        item = bool(_ITEM.match(rest))
        listed = item or (listed and bool(indent or not blank))  # what goes on in an item is indented
        blank = False
        _file(parts, False, line[less:] + LINE_END if less else line)
    return parts


def _file(parts: list[Part], code: bool, line: str) -> None:
    """Adds a line to the last part, or begins another."""
    if parts[-1].code is not code:
        parts.append(Part(code, []))
    parts[-1].lines.append(line)


def _last_fences(lines: Sequence[str]) -> dict[str, int]:
    """Where a fence of each kind could be closed last, by the marks that open it."""
    last: dict[str, int] = {}
    for number, line in enumerate(lines):
        marks = line.strip()
        if marks and marks[0] in "`~" and _FENCE_ALONE.fullmatch(marks):
            for length in range(3, min(len(marks), _LONGEST_FENCE) + 1):
                last[marks[:length]] = number
    return last
