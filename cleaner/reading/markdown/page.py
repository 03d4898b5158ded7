"""Reads a Markdown page, and tells one from flattened text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from ...expressions import compiled
from ...limits import DEFAULT_LIMITS, Limits, Watch
from ..document import Document
from ..html import read_html
from .code import parted
from .head import read_head
from .links import ADDRESS, mended
from .marks import meant
from .raw import without_false_blocks, without_false_tags
from .tables import without_filled_tables
from .wrap import rejoined, wrapped_at

__all__ = ["looks_like_markdown", "read_markdown"]

_LINK = compiled(rf"\]\(<?(?:{ADDRESS}|Base64-Image-Removed>)[^\s()]{{0,2000}}")
_HEADING = compiled(
    r"(?:\A|\n[ \t]*\n) {0,3}"
    r"(?:#{1,6}[ \t]+\S[^\n]*\n[ \t]*(?:\n|\Z)|#{2,6}[ \t]+\S|[^\s#][^\n]{0,200}\n={3,}[ \t]*\n)"
)
_FEWEST_LINKS = 3
_FEWEST_HEADINGS = 2
_HEAD = 10_000
"""Characters in which a head is looked for."""
_RULE = frozenset("-:| ")
"""The line under the head of a table that is none, and borders."""


def looks_like_markdown(text: str) -> bool:
    """Whether a text has a head, or more links or headings as Markdown writes them than a slip."""
    return (
        _has(text, ("](",), _LINK, _FEWEST_LINKS)
        or _has(text, ("# ", "\n==="), _HEADING, _FEWEST_HEADINGS)
        or read_head(text[:_HEAD].split("\n"))[1] > 0
    )


def read_markdown(source: str, limits: Limits = DEFAULT_LIMITS, watch: Watch | None = None) -> Document:
    """The blocks of a Markdown page, to be judged as flattened text is, with their links and headings.

    CommonMark with tables and raw HTML. Lines that are not joined by hard wrapping are lines of their own.
    Front matter, and what Jina's reader puts above a page, are hints and no blocks, as ``<head>`` is.
    """
    import cmarkgfm
    from cmarkgfm.cmark import Options

    lines = source.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    hints, start = read_head(lines)
    parts = parted(lines[start:])
    prose = [part.lines for part in parts if not part.code]
    options = Options.CMARK_OPT_UNSAFE  # raw HTML is read, and never shown
    options |= Options.CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
    width = wrapped_at(prose)
    if width:
        prose = [rejoined(lines, width) for lines in prose]
    else:
        options |= Options.CMARK_OPT_HARDBREAKS
    texts = mended("\n".join(lines) for lines in meant(prose))
    whole = ["\n".join(part.lines) if part.code else without_false_blocks(next(texts)) for part in parts]
    text, notes = without_filled_tables("\n".join(whole))
    html = cmarkgfm.markdown_to_html_with_extensions(text, options, ["table", "strikethrough"])
    document = read_html(without_false_tags(html), limits, watch).as_text()
    blocks = [b for b in document.blocks if "|" not in b.text or not _RULE.issuperset(b.text)]
    return replace(document, blocks=blocks, hints=hints, source=source, notes=[*document.notes, *notes])


def _has(text: str, signs: Iterable[str], pattern: re.Pattern[str], fewest: int) -> bool:
    """Whether the pattern is found so often; one of ``signs`` stands in all that it finds."""
    if sum(map(text.count, signs)) < fewest:
        return False
    return sum(1 for _ in islice(pattern.finditer(text), fewest)) == fewest
