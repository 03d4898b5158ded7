"""Finds where Markdown was wrapped, and joins what wrapping broke."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...expressions import compiled
from .code import LINE_END

__all__ = ["rejoined", "wrapped_at"]

_MARK = compiled(r"\s*(?:[-*+>|#=]|\d{1,9}[.)]\s|`{3}|~{3})")
"""What begins a line that is not the rest of the line before."""
_LEAST_WRAPPED, _LEAST_WIDTH, _MOST_WIDTH = 4, 40, 130
_LONGEST_WORD = 25
"""Characters of a word, above which it says nothing that it did not fit: an address, a line of Chinese."""
_USUAL_WIDTH = 78
"""Where html2text wraps, if not told."""
_FINAL = compiled(r"[。！？…”」』!?.][\"'”’」』)）]{0,2}$")
_BETWEEN = frozenset(
    ("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "en", "of", "och", "og", "eller")
)
_ATX = compiled(r" {0,3}#{1,6}[ \t]")


def wrapped_at(parts: Sequence[Sequence[str]]) -> int:
    """The width at which lines were wrapped, so that breaks mean little; 0 if they were not."""
    pairs = [pair for lines in parts for pair in _pairs(lines)]
    telling = [(line, word) for line, word in pairs if len(word) <= _LONGEST_WORD]
    if len(telling) >= _LEAST_WRAPPED:
        widest = sorted(len(line) for line, _ in telling)[len(telling) * 9 // 10]  # long addresses stick out
        full = sum(len(line) + 1 + len(word) > widest for line, word in telling)
        if _LEAST_WIDTH <= widest <= _MOST_WIDTH and 10 * full >= 9 * len(telling):
            return widest
    broken_address = any(
        line[-1:] == "-" and _ends_in_address(line, False) for lines in parts for line in lines
    )
    return _USUAL_WIDTH if broken_address or _is_broken_chinese(pairs) else 0


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line that may have been wrapped, and the first word of the next."""
    for line, after in pairwise(lines):
        if line.endswith((LINE_END, "\\")) or line.startswith(LINE_END * 2) or " " not in line or "|" in line:
            continue
        line, after = line.strip(), after.strip()
        if line and after and not _MARK.match(line) and not _MARK.match(after):
            yield line, after.split(" ", 1)[0]


def _is_broken_chinese(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether lines of Chinese end amid a sentence where the next word did not fit the usual width.

    Few words stand between spaces there, so no line may tell otherwise.
    """
    if any(len(line) + 1 + len(word) <= _USUAL_WIDTH for line, word in pairs):
        return False
    chinese = [line for line, _ in pairs if 2 * sum(c >= "\u2e80" for c in line) > len(line)]
    return bool(chinese) and all(len(x) <= _USUAL_WIDTH and not _FINAL.search(x) for x in chinese)


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
