"""Reading: from bytes or str to a list of blocks, whatever the encoding, HTML and text alike."""

from __future__ import annotations

from ..model import Kind, Page
from .binary import sniff_binary
from .decode import Decoded, decode, replace_surrogates
from .document import Document, Element, Hints, RawBlock
from .html import read_html
from .kind import guess_kind
from .text import read_text

__all__ = ["Decoded", "Document", "Element", "Hints", "RawBlock", "decode", "read", "sniff_binary"]

_NOT_TEXT = "not text: "


def read(page: Page) -> Document:
    """The page as a list of blocks, and what it says of itself.

    Never raises for bad content: what is not text, or empty, has no blocks and a note that says so
    (``not text: PDF document``).
    """
    text, encoding, notes = _decoded(page)
    kind = Kind(page.kind) if page.kind else guess_kind(text)
    document = read_html(text) if kind is Kind.HTML else read_text(text)
    document.url = page.url
    document.encoding = encoding
    document.notes = notes + document.notes
    if not document.blocks and not any(note.startswith(_NOT_TEXT) for note in notes):
        document.notes.append("no text on the page" if text.strip() else "the page is empty")
    return document


def _decoded(page: Page) -> tuple[str, str | None, list[str]]:
    """The page's text, its encoding, and notes; no text where the bytes hold none."""
    if isinstance(page.content, str):
        text, notes = replace_surrogates(page.content)
        return text, None, notes
    binary = sniff_binary(page.content)
    if binary:
        return "", None, [f"{_NOT_TEXT}{binary}"]
    # tags are ASCII in every encoding but UTF-16, which has no use for a declaration
    kind = Kind(page.kind) if page.kind else guess_kind(page.content[:100_000].decode("latin-1"))
    decoded = decode(page.content, page.encoding, kind is Kind.HTML)
    return decoded.text, decoded.encoding, decoded.notes
