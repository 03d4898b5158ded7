"""Puts the lines of Markdown right: what crawlers indent is no code, what they wrap is one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...expressions import compiled

__all__ = ["rejoined", "without_indents", "wrapped_at"]

_MARK = compiled(r"\s*(?:[-*+>|#=]|\d{1,9}[.)]\s|`{3}|~{3})")
"""What begins a line that is not the rest of the line before."""
_FENCE = compiled(r"`{3,}[^`]*$|~{3,}")
_FENCE_ALONE = compiled(r"`{3,}|~{3,}")
_ITEM = compiled(r"[-*+]\s|\d{1,9}[.)]\s")
_LEAST_WRAPPED, _LEAST_WIDTH, _MOST_WIDTH = 4, 40, 130
_LINE_END, _INDENT = "  ", "    "
"""What makes the end of a line in a paragraph one, whatever was wrapped; and what is never wrapped."""
_BETWEEN = frozenset(
    ("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "en", "of", "och", "og", "eller")
)
_ATX = compiled(r" {0,3}#{1,6}[ \t]")


def without_indents(lines: Sequence[str]) -> Iterator[str]:
    """The lines without what would be code by its indentation alone, or by a fence that nothing closes.

    Crawlers indent lists, fence code, and write tildes around what is struck out. What was indented stays
    a line of its own.
    """
    stripped = map(str.strip, lines)
    closed = {line[0]: number for number, line in enumerate(stripped) if _FENCE_ALONE.fullmatch(line)}
    listed = fenced = blank = False
    less = 0
    for number, line in enumerate(lines):
        rest = line.lstrip(" \t")
        indent = len(line) - len(rest)
        if _FENCE.match(rest):
            if not fenced and closed.get(rest[0], -1) <= number:
                rest = line = "\\" + rest
            else:
                fenced = not fenced
        if not rest or fenced:
            blank |= not rest
            yield line
            continue
        less = less if 0 < less <= indent else 0
        if not listed and not less and line.startswith((_INDENT, "\t")):
            less = indent
        item = bool(_ITEM.match(rest))
        listed = item or (listed and bool(indent or not blank))  # what goes on in an item is indented
        blank = False
        yield line[less:] + _LINE_END if less else line


def wrapped_at(lines: Sequence[str]) -> int:
    """The width at which lines were wrapped, so that breaks mean little; 0 if they were not."""
    widths = []  # of each line, and what it would be with the next word
    for line, after in pairwise(lines):
        if line.endswith(_LINE_END) or line.startswith(_INDENT) or " " not in line or "|" in line:
            continue
        line, after = line.strip(), after.strip()
        if line and after and not _MARK.match(line) and not _MARK.match(after):
            widths.append((len(line), len(line) + 1 + len(after.split(" ", 1)[0])))
    if len(widths) < _LEAST_WRAPPED:
        return 0
    widest = sorted(width for width, _ in widths)[len(widths) * 9 // 10]  # long addresses stick out
    full = sum(longer > widest for _, longer in widths)
    return widest if _LEAST_WIDTH <= widest <= _MOST_WIDTH and 10 * full >= 9 * len(widths) else 0


def rejoined(lines: Sequence[str], width: int) -> list[str]:
    """Wrapped lines, joined where a break in Markdown is more than a space: headings, addresses, hyphens."""
    pieces: list[str] = []
    heading = address = False  # whether the line before goes on in one
    last = ""
    for line in lines:
        rest = line.lstrip(" >")
        glue = "\n"
        if last and rest and not line.startswith("#"):
            full = len(last) + 1 + len(rest.split(" ", 1)[0]) > width
            if address:
                glue = "" if last[-1] == "-" else " "
            elif _hyphenated(last, rest):
                glue = ""
            elif heading and full and not _MARK.match(line):
                glue = " "
        if glue == "\n":
            heading, address = bool(_ATX.match(line)), False
        pieces += (glue, line if glue == "\n" else rest)
        last = line.rstrip()
        address = _ends_in_address(last, address)
    return "".join(pieces[1:]).split("\n")


def _ends_in_address(line: str, begun: bool) -> bool:
    """Whether a line ends within the address of a link; ``begun`` if one goes on in it."""
    _, opens, address = line.rpartition("](")
    return bool(begun or opens) and address.count(")") <= address.count("(")


def _hyphenated(line: str, rest: str) -> bool:
    """Whether a word was parted at its hyphen; in "pre- and post-war" a space stood there."""
    parted = line[-1] == "-" and line[-2:-1].isalnum() and rest[0].isalnum()
    return parted and rest.split(" ", 1)[0] not in _BETWEEN
