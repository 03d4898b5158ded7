"""Reads Markdown, as today's crawlers hand it out: what its marks say becomes structure, as tags do in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from ..expressions import compiled
from ..limits import DEFAULT_LIMITS, Limits, Watch
from ..model import Kind
from .document import Document, Hints
from .html import read_html

__all__ = ["looks_like_markdown", "read_markdown"]

_LINK = compiled(r"\]\(<?(?:https?://|/|#|\./|\.\./|mailto:|javascript:)[^\s()]{0,2000}")
_HEADING = compiled(r"(?:\A|\n[ \t]*\n) {0,3}#{1,6}[ \t]+\S[^\n]*\n[ \t]*(?:\n|\Z)")
_FEWEST_LINKS = 3
_FEWEST_HEADINGS = 2
_MARK = compiled(r"\s*(?:[-*+>|#=]|\d{1,9}[.)]\s|`{3}|~{3})")
"""What begins a line that is not the rest of the line before."""
_ITEM = compiled(r"[-*+]\s|\d{1,9}[.)]\s")
_LEAST_WRAPPED, _MOST_WIDTH = 4, 130


def looks_like_markdown(text: str) -> bool:
    """Whether a text has links or headings as Markdown writes them, and more of them than a slip.

    Parts of a text that does not look like Markdown don't either.
    """
    return _has(text, "](", _LINK, _FEWEST_LINKS) or _has(text, "# ", _HEADING, _FEWEST_HEADINGS)


def read_markdown(source: str, limits: Limits = DEFAULT_LIMITS, watch: Watch | None = None) -> Document:
    """The blocks of a Markdown page, to be judged as flattened text is, with their links and headings.

    CommonMark with tables and raw HTML. Lines that are not joined by hard wrapping are lines of their own.
    """
    import cmarkgfm
    from cmarkgfm.cmark import Options

    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    options = Options.CMARK_OPT_UNSAFE  # raw HTML is read, and never shown
    if not _is_wrapped(lines):
        options |= Options.CMARK_OPT_HARDBREAKS
    html = cmarkgfm.markdown_to_html_with_extensions("\n".join(_dedented(lines)), options, ["table"])
    document = read_html(html, limits, watch)
    for block in document.blocks:
        block.element = -1
    return Document(Kind.TEXT, document.blocks, Hints(), source=source, notes=document.notes)


def _dedented(lines: Iterable[str]) -> Iterator[str]:
    """The lines without what would be code by its indentation alone: crawlers indent lists, and fence code."""
    listed = fenced = blank = False
    less = 0
    for line in lines:
        rest = line.lstrip(" \t")
        indent = len(line) - len(rest)
        if rest.startswith(("```", "~~~")):
            fenced = not fenced
        if not rest or fenced:
            blank = blank or not rest
            yield line
            continue
        if indent < less or not indent:
            less = 0
        if not listed and not less and (indent >= 4 or line.startswith("\t")):
            less = indent
        listed = bool(_ITEM.match(rest)) or (listed and not (blank and not indent))
        blank = False
        yield line[less:]


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph are as full as they can be, so that its breaks mean nothing."""
    pairs = [
        (line, after.split(" ", 1)[0])
        for line, after in pairwise(map(str.strip, lines))
        if " " in line and "|" not in line and after and not _MARK.match(line) and not _MARK.match(after)
    ]
    if len(pairs) < _LEAST_WRAPPED:
        return False
    widest = sorted(len(line) for line, _ in pairs)[len(pairs) * 9 // 10]  # long addresses stick out
    full = sum(len(line) + 1 + len(word) > widest for line, word in pairs)
    return widest <= _MOST_WIDTH and 10 * full >= 9 * len(pairs)


def _has(text: str, sign: str, pattern: re.Pattern[str], fewest: int) -> bool:
    """Whether the pattern is found so often; ``sign`` stands in all that it finds."""
    if text.count(sign) < fewest:
        return False
    return sum(1 for _ in islice(pattern.finditer(text), fewest)) == fewest
