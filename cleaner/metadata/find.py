"""Puts title, author, date and source together from what the page declares and what it shows."""

from __future__ import annotations

from typing import NamedTuple

from ..model import Evidence, Kind
from ..reading.document import Document
from .authorship import find_author
from .byline_lines import Head, byline_blocks
from .closing import closing_name
from .clues import Clues
from .declared import declared
from .flattened import text_body
from .headline import find_title
from .paragraphs import Roles, first_paragraph
from .publication import find_published, find_source
from .scripts import add_scripted

__all__ = ["Metadata", "find_metadata"]


class Metadata(NamedTuple):
    """The fields of a page, and the blocks that show them.

    Attributes:
        title, author, source: as the page gives them, site name and role words taken off; several
            authors are joined by a comma and a space.
        date: ISO 8601, as exact as the page says.
        url: the canonical address that the page gives.
        title_block: index of the block that shows the title and is no part of the text.
        byline_blocks: index of every visible byline line near the title, and why it is one.
        notes: field to where it was found, such as ``{"date": "JSON-LD NewsArticle"}``.
    """

    title: str | None
    author: str | None
    date: str | None
    source: str | None
    url: str | None
    title_block: int | None
    byline_blocks: dict[int, Evidence]
    notes: dict[str, str]


def find_metadata(document: Document, roles: Roles) -> Metadata:
    """The metadata of one page.

    Args:
        document: the page as it was read.
        roles: for each block the pattern rows that it matches (``RoleMatcher.match``).
    """
    said = declared(document.hints)
    add_scripted(document.source, said)
    title, block, title_note = find_title(document, roles, said)
    below = text_body if document.kind is Kind.TEXT and block is not None else first_paragraph
    body = below(document, roles, 0 if block is None else block + 1)
    bylines = byline_blocks(document, roles, Head(block, body))
    clues = Clues(document, roles, said, bylines, title, block)
    date, date_note = find_published(clues)
    source, source_note = find_source(clues)
    author, author_note = find_author(clues, source)
    if author is None and (closing := closing_name(document, clues.start)) is not None:
        author, author_note = document.blocks[closing].text, f"signature in block {closing}"
        bylines = {**bylines, closing: Evidence("byline.closing", "a name below the last paragraph", 0.7)}
    notes = {"title": title_note, "date": date_note, "source": source_note, "author": author_note}
    return Metadata(
        title=title,
        author=author,
        date=date,
        source=source,
        url=said.urls[0] if said.urls else None,
        title_block=block,
        byline_blocks=bylines,
        notes={name: where for name, where in notes.items() if where},
    )
