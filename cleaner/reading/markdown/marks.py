"""Takes back the meaning of marks that Markdown gives them and their writer did not, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...expressions import compiled

__all__ = ["meant"]

_DEFINITION = compiled(
    r"( {0,3})(?=\[[^\[\]]{1,300}\]:(?![ \t]*(?:<|https?://|/|#|\.\.?/|mailto:|www\.|[A-Za-z\d.-]{1,60}\.[a-z]{2,6}\b)))"
)
"""``[Name]:`` at the start of a line, with anything but an address behind it."""
_BOLD = compiled(r"\*\*(?=[^\s*])([^*`]{1,300})(?<=[^\s*])\*\*(?!\*)")
_NUMBER = compiled(r" {0,3}(\d{1,9})(?=[.)][ \t])")
_FENCED_DIV = compiled(r" {0,3}:{3,}.*")
_SPAN = compiled(r"(?<!!)\[([^\[\]]{0,300})\]\{[#.][^{}]{0,300}\}")
_ATTRIBUTES = compiled(r"(?<=[\])])\{(?:[#.]|[a-z-]{1,20}=)[^{}]{0,300}\}")
_HEADING_ATTRIBUTES = compiled(r"[ \t]{1,9}\{[#.][^{}]{0,300}\}[ \t]*$")


def meant(prose: Sequence[list[str]]) -> list[list[str]]:
    """The lines with each mark as it was meant.

    ``[Name]: words`` speaks and defines no link; a number that is none of a list stays; bold beside a letter
    of a script without spaces is bold; what pandoc says of an element is no text.
    """
    lone = _lone_numbers(prose)
    return [
        [_line(line, (part, number) in lone) for number, line in enumerate(lines)]
        for part, lines in enumerate(prose)
    ]


def _line(line: str, lone: bool) -> str:
    """One line."""
    if lone:
        line = _NUMBER.sub(r"\g<0>\\", line, count=1)
    if line.lstrip(" ").startswith("["):
        line = _DEFINITION.sub(r"\1\\", line, count=1)
    if "**" in line:
        line = _BOLD.sub(_bold, line)
    if "{" in line:
        line = _ATTRIBUTES.sub("", _SPAN.sub(r"\1", line))
        line = _HEADING_ATTRIBUTES.sub("", line) if line.startswith("#") else line
    return "" if line.startswith(":::") and _FENCED_DIV.fullmatch(line) else line


def _bold(found: re.Match[str]) -> str:
    """Bold as CommonMark reads it, or as a tag where marks beside punctuation are none to it."""
    inner, line = found[1], found.string
    before = line[found.start() - 1 : found.start()]
    after = line[found.end() : found.end() + 1]
    opens = inner[0].isalnum() or not before.isalnum()
    closes = inner[-1].isalnum() or not after.isalnum()
    return found[0] if opens and closes else f"<b>{inner}</b>"


def _lone_numbers(prose: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Lines that begin with a number as items do, where no item before or after counts on."""
    found = [
        (int(item[1]), (part, number))
        for part, lines in enumerate(prose)
        for number, line in enumerate(lines)
        if (item := _NUMBER.match(line))
    ]
    counts = [count for count, _ in found]
    return {
        place
        for before, (count, place), after in zip([0, *counts], found, [*counts[1:], 0], strict=False)
        if count != 1 and before != count - 1 and after != count + 1
    }
