"""Guesses whether a page is HTML, Markdown or flattened text."""

from __future__ import annotations

import re

from ..expressions import compiled
from ..model import Kind
from .markdown import looks_like_markdown

__all__ = ["MARKDOWN_ENDINGS", "guess_kind", "told_kind"]

MARKDOWN_ENDINGS = (".md", ".markdown")
"""How the names of files end that are Markdown, whatever a guess would say."""

_SAMPLE = 200_000
_ENOUGH_TAGS = 4
_MOST_TEXT_PER_TAG = 600
"""Characters of page for each structural tag, up to which a page with text at its start is HTML."""

_SPACE = " \t\r\n\f\ufeff"
_START = compiled(
    r"<!doctype\s|<\?xml\b|</?(?:html|head|body|title|meta|link|base|script|style|noscript|div|p|span|a|b|i|u|em|"
    r"strong|font|small|big|center|br|hr|img|table|tbody|thead|tr|td|th|ul|ol|li|dl|dt|dd|h[1-6]|section|article|"
    r"header|footer|nav|main|aside|figure|figcaption|blockquote|pre|code|form|input|button|select|textarea|iframe|"
    r"frameset|svg|video|audio|picture|template|address|label|details|time|sup|sub|abbr|cite|q|mark)(?:\s|/?>)",
    re.I,
)
_INLINE_START = compiled(r"<(?:a|span|img|br|hr)(?:\s|/?>)", re.I)
"""How Markdown may begin too: with a place to link to, or a picture."""
_ANCHOR = compiled(r"<(a|span)\s[^<>]{0,300}></\1>", re.I)
# opening and closing tags that carry structure; an essay on HTML mentions a few of them
_STRUCTURE = compiled(
    r"</?(?:html|head|body|div|p|span|a|br|table|tbody|tr|td|ul|ol|li|h[1-6]|section|article|header|footer|img)"
    r"(?:\s[^<>]{0,300})?/?>",
    re.I,
)
_BREAK = compiled(r"<br(?:\s[^<>]{0,300})?/?>", re.I)
_CLOSING = compiled(
    r"</(?:html|head|body|div|p|table|tr|td|ul|ol|li|h[1-6]|section|article|a|span)\s*>", re.I
)


def guess_kind(text: str) -> Kind:
    """HTML if the page begins with a tag, or holds tags in quantity; else Markdown by its marks, or text.

    A text that mentions ``<p>`` or says that a < b is text. White space, a byte order mark and comments
    before the first tag don't count.
    """
    begin, sample = _begin(text), text[:_SAMPLE]
    if _START.match(text, begin):
        if not _INLINE_START.match(text, begin) or _text_kind(sample) is Kind.TEXT:
            return Kind.HTML
        return Kind.HTML if _has_tags(_ANCHOR.sub("", sample), breaks=False) else Kind.MARKDOWN
    kind = _text_kind(sample)
    return Kind.HTML if _has_tags(sample, breaks=kind is Kind.TEXT) else kind


def told_kind(content: bytes | str, *, html: bool) -> Kind:
    """The kind of a page whose field, file name or sender says whether it is HTML: else text or Markdown."""
    if html:
        return Kind.HTML
    sample = content[:_SAMPLE]
    return _text_kind(sample.decode("latin-1") if isinstance(sample, bytes) else sample)


def _text_kind(sample: str) -> Kind:
    """Markdown or flattened text."""
    return Kind.MARKDOWN if looks_like_markdown(sample.lstrip("\ufeff").replace("\r\n", "\n")) else Kind.TEXT


def _has_tags(sample: str, *, breaks: bool) -> bool:
    """Whether tags are as frequent in the sample, and as often closed, as in HTML.

    Markdown has ``<br>`` too: ``breaks`` says whether these count.
    """
    if "</" not in sample and "<br" not in sample.lower():
        return False
    lines = len(_BREAK.findall(sample))
    tags = len(_STRUCTURE.findall(sample)) - (0 if breaks else lines)
    if tags < _ENOUGH_TAGS or tags * _MOST_TEXT_PER_TAG < len(sample):
        return False
    closed = len(_CLOSING.findall(sample))
    return 4 * closed >= tags - (lines if breaks else 0)


def _begin(text: str) -> int:
    """Where the page begins behind white space, byte order mark and comments."""
    at, size = 0, len(text)
    while True:
        while at < size and text[at] in _SPACE:
            at += 1
        if not text.startswith("<!--", at):
            return at
        end = text.find("-->", at)
        if end < 0:
            return at
        at = end + 3
