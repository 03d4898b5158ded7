"""Mends links that CommonMark does not read as links, as converters of HTML write them."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator

from ...expressions import compiled

__all__ = ["ADDRESS", "mended"]

ADDRESS = r"https?://|/|#|\./|\.\./|mailto:|javascript:"
"""How the address of a link begins."""
_ADDRESS = compiled(
    r"\]\((?=https?://|/|\./|\.\./|mailto:|data:)"
    r"([^()<>\"\n]{1,2000}(?:\([^()<>\"\n]{0,300}\)[^()<>\"\n]{0,2000}){0,9})"
    r"(\"[^\n()]{0,300}\"[ \t]{0,9})?\)"
)
_SPACES = compiled(r"[ \t]{1,9}")
_NO_ADDRESS = compiled(r"\]\([ \t]{1,9}\"[^\n()]{0,300}\"[ \t]{0,9}\)")
_BRACKET = compiled(
    rf"\\[\\\[\]]|\[|\](?:\((<?(?:{ADDRESS})[^\s()<>]{{0,2000}}"
    r"(?:\([^\s()<>]{0,300}\)[^\s()<>]{0,2000}){0,9}>?(?:[ \t]{1,9}\"[^\"\n]{0,300}\")?)[ \t]{0,9}\))?"
)
_PARTED = compiled(r"\n[ \t]{0,40}(?:\n|#{1,6}[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t])")
"""Where a paragraph ends, and with it what may be the text of one link."""
_MARKS = compiled(r"[ \t]{0,40}(?:(?:#{1,6}|[-*+>]|\d{1,9}[.)])[ \t]{1,9}){0,4}")
_PICTURE = compiled(r"!\[[^\[\]\n]{0,300}\]\([^\s()]{0,2000}(?:[ \t]{1,9}\"[^\"\n]{0,300}\")?\)")
_MOST_BOX = 5_000
"""Characters of the longest box that is one link."""
_SPARE = 100_000
"""Characters that boxes may add to a page beyond its own length, with an address for each line."""


def mended(texts: Iterable[str]) -> Iterator[str]:
    """Parts of a Markdown page in which every link is one to CommonMark.

    Converters write addresses with spaces in them, links with a title and no address, titles with quotes in
    them, and a link around a box, ``[``, some paragraphs, ``](/address)``: each line in it becomes a link.
    """
    spare = _SPARE
    for text in texts:
        text = _NO_ADDRESS.sub("](<>)", _ADDRESS.sub(_address, text))
        spare += len(text)
        pieces: list[str] = []
        at = 0
        for start, end, after, address in _boxes(text):
            spare -= text.count("\n", start, end) * len(address)
            pieces += (text[at:start], *_linked(text[start + 1 : end], address if spare >= 0 else ""))
            at = after
        yield "".join((*pieces, text[at:]))


def _address(link: re.Match[str]) -> str:
    """An address with its spaces as CommonMark wants them, and without a title, which no reader sees."""
    address = link[1].strip(" \t")
    if not link[2] and " " not in address and "\t" not in address:
        return link[0]
    return f"]({_SPACES.sub('%20', address)})"


def _boxes(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Links around more than a paragraph, none in another: ``[``, ``]``, the end, and the address."""
    ends = [match.start() for match in _PARTED.finditer(text)]
    open_at: list[int] = []
    done = 0
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "[":
            open_at.append(bracket.start())
        elif bracket[0][0] == "]" and open_at:
            start, end = open_at.pop(), bracket.start()
            parted = bisect(ends, end - 1) - bisect(ends, start)
            if bracket[1] and parted and done <= start and end - start <= _MOST_BOX:
                done = bracket.end()
                yield start, end, done, bracket[1]


def _linked(box: str, address: str) -> Iterator[str]:
    """The lines of a box, each a link, but for those with links or columns of their own."""
    for number, line in enumerate(box.split("\n")):
        yield "\n" if number else ""
        marks = _MARKS.match(line)
        start = marks.end() if marks else 0
        words = line[start:].rstrip(" \t")
        if address and words and "|" not in words and _is_link_text(words):
            yield f"{line[:start]}[{words}]({address})"
        else:
            yield line


def _is_link_text(line: str) -> bool:
    """Whether a line may be the text of a link: it holds pictures at most, and its brackets match."""
    depth = 0
    for bracket in _BRACKET.finditer(_PICTURE.sub("", line)):
        if bracket[1]:
            return False
        if bracket[0][0] != "\\":
            depth += 1 if bracket[0] == "[" else -1
        if depth < 0:
            return False
    return depth == 0
