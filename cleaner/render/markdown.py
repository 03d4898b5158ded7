"""An article as Markdown in which no character of the page means anything but itself."""

from __future__ import annotations

import re

from ..model import Article
from .address import web_address
from .flow import Part, Piece, fit_line, flow

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
_ESCAPED = r"\\\g<0>"
# GitHub links mail addresses even where the @ is escaped; it leaves code alone
_IN_MAIL = re.compile(r"(?<=[\w.+-])@(?=\w)")
# Escaped at the start of a line only: quotes, lists, rules, underlines, front matter, definitions
_AT_START = re.compile(r"^(?:(?=>|[-+=](?:[-+=\s]|$)|[:%](?:[:%\s]|$))|\d{1,9}(?=[.)](?:\s|$)))")


def escape_markdown(text: str) -> str:
    """One line of page text, so that Markdown shows exactly these characters as plain text."""
    return _AT_START.sub(lambda match: match.group() + "\\", _escape_inside(text))


def _escape_inside(text: str) -> str:
    """Text that does not begin a line."""
    return "`@`".join(_ANYWHERE.sub(_ESCAPED, part) for part in _IN_MAIL.split(text))


def to_markdown(article: Article, *, links: bool = False, images: bool = False) -> str:
    """The article as Markdown: title, a line of metadata, headings, paragraphs, captions, lists, tables.

    Args:
        article: what to show.
        links: keep hyperlinks to web addresses, made absolute where the article has a url.
        images: show the article's pictures, from where the page has them.

    Returns:
        Markdown that ends with a line feed; the empty string where there is nothing to show.
    """
    pieces = flow(article, images=images)
    if not pieces:
        return ""
    parts: list[str] = []
    if article.title:
        parts.append(f"# {escape_markdown(fit_line(article.title))}")
    facts = [fit_line(fact) for fact in (article.author, article.source, article.date) if fact]
    if facts:
        parts += ["\n\n" if parts else "", f"*{escape_markdown(' · '.join(facts))}*"]
    before: Piece | None = None
    indents = [0]
    for piece in pieces:
        lines = _lines(piece, indents, article.url, links)
        if not lines:
            continue
        mark = "> " if piece.quoted else ""
        text = "\n".join((mark + line).rstrip() for line in lines)
        if before is not None and _together(before, piece):
            close = before.part is piece.part is Part.ITEM and not piece.follows
            parts.append(("\n" if close else f"\n{mark.rstrip()}\n") + text)
        else:
            parts += ["\n\n" if parts else "", text]
        before = piece
    return "".join(parts) + "\n"


def _together(before: Piece, piece: Piece) -> bool:
    """The two stand in one list or in one quote."""
    if before.quoted != piece.quoted:
        return False
    if before.part is piece.part is Part.ITEM:
        # a list of another kind at the same depth is another list
        return before.level != piece.level or bool(before.number) == bool(piece.number)
    return piece.quoted


def _lines(piece: Piece, indents: list[int], base: str | None, links: bool) -> list[str]:
    """A piece as lines; ``indents`` has the indentation of the lists that are open, by depth."""
    if piece.part is not Part.ITEM:
        indents[:] = [0]
    if piece.part is Part.TABLE:
        return _table(piece)
    if piece.part is Part.CODE:
        return _fenced(piece.text)
    if piece.part is Part.IMAGE:
        address = web_address(piece.source, base)
        return [f"![{_escape_inside(piece.text)}](<{address}>)"] if address else []
    text = _inline(piece, base) if links else escape_markdown(piece.text)
    if piece.part is Part.HEADING:
        return [f"{'#' * piece.level} {text}"]
    if piece.part is Part.CAPTION:
        return [f"*{text}*"]
    return [_item(piece, text, indents)] if piece.part is Part.ITEM else [text]


def _item(piece: Piece, text: str, indents: list[int]) -> str:
    """A list item under its parent's text, or a further paragraph of one."""
    depth = min(piece.level, len(indents))
    if piece.follows and len(indents) > depth:
        return " " * indents[depth] + text
    mark = f"{piece.number}. " if piece.number else "- "
    indent = indents[depth - 1]
    indents[depth:] = [indent + len(mark)]
    return " " * indent + mark + text


def _table(piece: Piece) -> list[str]:
    """A table of GitHub's Markdown, whose first row is always its head, and as wide as the widest."""
    width = max(len(row) for row in piece.rows)
    rows = [[escape_markdown(cell).replace("|", "\\|") for cell in row] for row in piece.rows]
    rows[0] += [""] * (width - len(rows[0]))
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return lines


def _fenced(text: str) -> list[str]:
    """Code in a fence that is longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, text, fence]


def _inline(piece: Piece, base: str | None) -> str:
    """The text with its links to web addresses."""
    parts, at = [], 0
    for link in piece.links:
        target = web_address(link.href, base)
        label = piece.text[link.start : link.end].strip()
        if target is None or not label or link.start < at:
            continue
        parts.append(escape_markdown(piece.text[at : link.start]) if at < link.start else "")
        parts.append(f"[{_escape_inside(label)}](<{target}>)")
        at = link.end
    rest = piece.text[at:]
    if not parts:
        return escape_markdown(rest)
    return "".join(parts) + _escape_inside(rest)
