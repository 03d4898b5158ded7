"""Reading: from bytes or str to a list of blocks, whatever the encoding, HTML, Markdown and text alike."""

from __future__ import annotations

from dataclasses import replace

from ..limits import DEFAULT_LIMITS, Limits, Watch
from ..model import Kind, Page
from .binary import sniff_binary
from .decode import Decoded, decode, replace_surrogates
from .document import Document, Element, Hints, RawBlock
from .entities import ESCAPED_TWICE, unescaped_twice
from .html import read_html
from .kind import guess_kind, told_kind
from .markdown import read_markdown
from .other import sniff_other
from .saved import SAVED, unpack_saved
from .text import read_text
from .unshown import with_body_below_menu, with_declared_body

__all__ = [
    "Decoded", "Document", "Element", "Hints", "RawBlock", "decode", "read", "sniff_binary", "told_kind",
    "with_body_below_menu",
]  # fmt: skip

_NOT_TEXT, _NOT_A_PAGE = "not text: ", "not a page: "


def read(page: Page, limits: Limits = DEFAULT_LIMITS, watch: Watch | None = None) -> Document:
    """The page, as far as the limits allow, as a list of blocks, and what it says of itself.

    Never raises for bad content: what is not text, or empty, has no blocks and a note that says so
    (``not text: PDF document``); so is what was written for programs (``not a page: RSS feed``).
    """
    page, cut = _within(page, limits.size)
    saved = unpack_saved(page)
    if saved is not None:
        page = saved
        cut.append(SAVED)
    text, encoding, notes, utf8 = _decoded(page)
    notes = cut + notes
    other = None if page.kind else sniff_other(text, fetched=isinstance(page.content, bytes))
    if other:
        text, utf8 = "", None
        notes.append(f"{_NOT_A_PAGE}{other}")
    kind = Kind(page.kind) if page.kind else guess_kind(text)
    if kind is Kind.HTML:
        once = unescaped_twice(text)
        if once is not text:
            text, utf8 = once, None
            notes.append(ESCAPED_TWICE)
        document = with_declared_body(read_html(text, limits, watch, utf8), limits, watch)
    elif kind is Kind.MARKDOWN:
        document = read_markdown(text, limits, watch)
    else:
        document = read_text(text, limits)
    document.url = page.url
    document.encoding = encoding
    document.notes = notes + document.notes
    if not document.blocks and not any(note.startswith((_NOT_TEXT, _NOT_A_PAGE)) for note in notes):
        document.notes.append("no text on the page" if text.strip() else "the page is empty")
    return document


def _within(page: Page, size: int) -> tuple[Page, list[str]]:
    """The page, cut to its first ``size`` bytes or characters, and a note if anything is left out."""
    if len(page.content) <= size:
        return page, []
    unit = "bytes" if isinstance(page.content, bytes) else "characters"
    note = f"only the first {size:,} of {len(page.content):,} {unit} were read"
    return replace(page, content=page.content[:size]), [note]


def _decoded(page: Page) -> tuple[str, str | None, list[str], bytes | None]:
    """The page's text, its encoding, notes, and the text in UTF-8 if that is at hand.

    No text where the bytes hold none.
    """
    if isinstance(page.content, str):
        text, notes, utf8 = replace_surrogates(page.content)
        return text, None, notes, utf8
    binary = sniff_binary(page.content)
    if binary:
        return "", None, [f"{_NOT_TEXT}{binary}"], None
    # tags are ASCII in every encoding but UTF-16, which has no use for a declaration
    kind = Kind(page.kind) if page.kind else guess_kind(page.content[:100_000].decode("latin-1"))
    return decode(page.content, page.encoding, kind is Kind.HTML)
