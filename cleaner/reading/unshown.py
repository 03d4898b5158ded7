"""Pages that a script fills: their article may stand in the structured data alone."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

from ..limits import Limits, Watch, too_many_blocks
from ..model import Kind
from .columns import columns
from .document import Document
from .html import read_html
from .kind import guess_kind
from .text import read_text

__all__ = ["NOTE", "with_body_below_menu", "with_declared_body"]

NOTE = "the page shows no article: the one of its structured data (articleBody) was read"
_MENU = 600
"""Characters of a menu or a notice; what shows more is a page of its own."""
_LEAST = 120
"""Characters; a page that shows so much is read as it is shown. A body of fewer columns is none."""


def with_declared_body(document: Document, limits: Limits, watch: Watch | None = None) -> Document:
    """The page with the lines of its ``articleBody`` below what it shows, where it shows next to nothing.

    Such a page is judged as text: its elements say nothing of these lines.
    """
    return document if _shown_chars(document) >= _LEAST else _with_longest_body(document, limits, watch)


def with_body_below_menu(document: Document, limits: Limits, watch: Watch | None = None) -> Document:
    """The same for a page in which no article was found: it may show more, a menu or a notice about cookies.

    Not for one that declares several: of an index page they are the articles that it lists.
    """
    if _shown_chars(document) >= _MENU or len(set(document.hints.bodies)) > 1:
        return document
    return _with_longest_body(document, limits, watch)


def _shown_chars(document: Document) -> int:
    return sum(len(block.text) for block in document.blocks if not block.hidden)


def _with_longest_body(document: Document, limits: Limits, watch: Watch | None) -> Document:
    """With the lines of its body below what it shows; the page itself where there is none, or none new."""
    bodies = document.hints.bodies
    if not bodies or NOTE in document.notes:
        return document
    body = max(bodies, key=len)[: limits.size]
    kind = guess_kind(body)
    if kind is not Kind.HTML:
        body = unescape(body)  # many sites escape their text twice
        kind = guess_kind(body)
    read = read_html(body, limits, watch) if kind is Kind.HTML else read_text(body, limits)
    if sum(columns(block.text) for block in read.blocks) < _LEAST:
        return document
    shown = document.as_text()
    below = [replace(block, element=-1, line=None, path=None) for block in read.blocks]
    notes = [*document.notes, NOTE, *read.notes]
    blocks = [*shown.blocks, *below]
    if len(blocks) > limits.blocks:
        del blocks[limits.blocks :]
        notes = list(dict.fromkeys([*notes, too_many_blocks(limits.blocks)]))
    return replace(shown, blocks=blocks, notes=notes, apart=len(shown.blocks))
