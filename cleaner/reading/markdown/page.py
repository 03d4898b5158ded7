"""Reads a Markdown page, and tells one from flattened text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from ...expressions import compiled
from ...limits import DEFAULT_LIMITS, Limits, Watch
from ..document import Document
from ..html import read_html
from .head import read_head
from .lines import rejoined, without_indents, wrapped_at
from .links import mended

__all__ = ["looks_like_markdown", "read_markdown"]

_LINK = compiled(r"\]\(<?(?:https?://|/|#|\./|\.\./|mailto:|javascript:)[^\s()]{0,2000}")
_HEADING = compiled(r"(?:\A|\n[ \t]*\n) {0,3}#{1,6}[ \t]+\S[^\n]*\n[ \t]*(?:\n|\Z)")
_FEWEST_LINKS = 3
_FEWEST_HEADINGS = 2
_RULE = frozenset("-:| ")
"""The line under the head of a table that is none, and borders."""


def looks_like_markdown(text: str) -> bool:
    """Whether a text has links or headings as Markdown writes them, and more of them than a slip."""
    return _has(text, "](", _LINK, _FEWEST_LINKS) or _has(text, "# ", _HEADING, _FEWEST_HEADINGS)


def read_markdown(source: str, limits: Limits = DEFAULT_LIMITS, watch: Watch | None = None) -> Document:
    """The blocks of a Markdown page, to be judged as flattened text is, with their links and headings.

    CommonMark with tables and raw HTML. Lines that are not joined by hard wrapping are lines of their own.
    Front matter, and what Jina's reader puts above a page, are hints and no blocks, as ``<head>`` is.
    """
    import cmarkgfm
    from cmarkgfm.cmark import Options

    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    hints, start = read_head(lines)
    lines = lines[start:]
    options = Options.CMARK_OPT_UNSAFE  # raw HTML is read, and never shown
    width = wrapped_at(lines)
    if width:
        lines = rejoined(lines, width)
    else:
        options |= Options.CMARK_OPT_HARDBREAKS
    marked = mended("\n".join(without_indents(lines)))
    html = cmarkgfm.markdown_to_html_with_extensions(marked, options, ["table"])
    document = read_html(html, limits, watch).as_text()
    blocks = [b for b in document.blocks if "|" not in b.text or not _RULE.issuperset(b.text)]
    return replace(document, blocks=blocks, hints=hints, source=source)


def _has(text: str, sign: str, pattern: re.Pattern[str], fewest: int) -> bool:
    """Whether the pattern is found so often; ``sign`` stands in all that it finds."""
    if text.count(sign) < fewest:
        return False
    return sum(1 for _ in islice(pattern.finditer(text), fewest)) == fewest
