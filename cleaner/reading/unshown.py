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

__all__ = ["NOTE", "with_declared_body"]

NOTE = "the page shows no article: the one of its structured data (articleBody) was read"
_MENU = 600
"""Characters of a menu or a notice; what shows more is a page of its own."""
_LEAST = 120
"""Characters; a page that shows so much is read as it is shown. A body of fewer columns is none."""


def with_declared_body(
    document: Document, limits: Limits, watch: Watch | None = None, *, anyway: bool = False
) -> Document:
    """The page with the lines of its ``articleBody`` below what it shows, where it shows next to nothing.

    Such a page is judged as text: its elements say nothing of these lines. ``anyway`` is for pages that show
    more, but no article: a menu, a notice about cookies.
    """
    bodies = document.hints.bodies
    if not bodies or NOTE in document.notes:
        return document
    shown_chars = sum(len(b.text) for b in document.blocks if not b.hidden)
    # of an index page the articles that it lists may be declared
    if shown_chars >= (_MENU if anyway else _LEAST) or (anyway and len(set(bodies)) > 1):
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
