"""An article as Markdown in which no character of the page means anything but itself."""

from __future__ import annotations

import re

from ..model import Article
from .flow import Part, Piece, flow, fold

__all__ = ["escape_markdown", "to_markdown"]

# Escaped wherever they stand:
#   \ ` * _ [ ] < ~   CommonMark and GFM
#   ^ ==              footnotes, superscript and highlighting in other dialects
#   { $               templates, attribute lists and formulas, which can hold links in some dialects
#   @ :// a.bc        names, web and bare addresses, which GFM and linkifiers turn into links by themselves
#   &name;            character references
#   #                 headings and tags, at the start of a word only
_ANYWHERE = re.compile(
    r"[\\`*_\[\]<~{$^@]"
    r"|(?<==)=|=(?==)"
    r"|:(?=//)"
    r"|(?<=\w)\.(?=[^\W\d_]{2})"
    r"|&(?=#?\w{1,40};)"
    r"|(?<!\S)#"
)
# GitHub links mail addresses even where the @ is escaped; it leaves code alone
_IN_MAIL = re.compile(r"(?<=[\w.+-])@(?=\w)")
# Escaped at the start of a line only: quotes, lists, rules, underlines, front matter, definitions
_AT_START = re.compile(r"^(?:(?=>|[-+=](?:[-+=\s]|$)|[:%](?:[:%\s]|$))|\d{1,9}(?=[.)](?:\s|$)))")


def escape_markdown(text: str) -> str:
    """One line of page text, so that Markdown shows exactly these characters as plain text."""
    parts = (_ANYWHERE.sub(r"\\\g<0>", part) for part in _IN_MAIL.split(text))
    escaped = "`@`".join(parts)
    return _AT_START.sub(lambda match: match.group() + "\\", escaped)


def to_markdown(article: Article) -> str:
    """The article as Markdown: title, a line of metadata, headings, paragraphs, captions, lists.

    Ends with a line feed; the empty string where there is nothing to show.
    """
    pieces = flow(article)
    if not pieces:
        return ""
    parts: list[str] = []
    if article.title:
        parts.append(f"# {escape_markdown(fold(article.title))}")
    facts = [fold(fact) for fact in (article.author, article.source, article.date) if fact]
    if facts:
        parts.append(f"*{escape_markdown(' · '.join(facts))}*")
    before: Part | None = None
    for piece in pieces:
        line = _line(piece)
        if piece.part is before is Part.ITEM:
            parts[-1] += "\n" + line
        else:
            parts.append(line)
        before = piece.part
    return "\n\n".join(parts) + "\n"


def _line(piece: Piece) -> str:
    text = escape_markdown(piece.text)
    if piece.part is Part.HEADING:
        return f"{'#' * piece.level} {text}"
    if piece.part is Part.CAPTION:
        return f"*{text}*"
    return f"- {text}" if piece.part is Part.ITEM else text
