"""An article as a minimal HTML document in which no character of the page is markup."""

from __future__ import annotations

from html import escape

from ..model import Article
from .flow import Part, Piece, flow, fold

__all__ = ["html_close", "html_open", "html_section", "to_html"]

# nothing in the document loads or runs anything; the policy says so to the browser as well
_POLICY = "default-src 'none'"


def to_html(article: Article) -> str:
    """The article as a complete document, everything escaped; ``lang=""`` where it is undecided.

    A page without an article gives a document without text, and without the page's title.
    """
    title = article.title if article.kept else None
    return html_open(title, article.language) + html_section(article) + html_close()


def html_open(title: str | None, language: str | None) -> str:
    """The document down to ``<body>``."""
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{_text(language)}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{_text(title)}</title>\n"
        "</head>\n"
        "<body>\n"
    )


def html_section(article: Article) -> str:
    """The ``<article>`` element: title, a line of metadata, headings, paragraphs, captions, lists."""
    lines = [f'<article lang="{_text(article.language)}">']
    pieces = flow(article)
    lines += _header(article) if pieces else []
    in_list = False
    for piece in pieces:
        item = piece.part is Part.ITEM
        if item != in_list:
            lines.append("<ul>" if item else "</ul>")
        lines.append(_element(piece))
        in_list = item
    if in_list:
        lines.append("</ul>")
    lines.append("</article>\n")
    return "\n".join(lines)


def html_close() -> str:
    """The end of the document."""
    return "</body>\n</html>\n"


def _header(article: Article) -> list[str]:
    """The title, and a line of author, source and date, where known."""
    lines = [f"<h1>{_text(article.title)}</h1>"] if article.title else []
    facts = []
    if article.author:
        facts.append(f'<span class="author">{_text(article.author)}</span>')
    if article.source:
        facts.append(f'<span class="source">{_text(article.source)}</span>')
    if article.date:
        date = _text(article.date)
        facts.append(f'<time datetime="{date}">{date}</time>')
    if facts:
        lines.append(f'<p class="facts">{" · ".join(facts)}</p>')
    return lines


def _element(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.part is Part.HEADING:
        return f"<h{piece.level}>{text}</h{piece.level}>"
    if piece.part is Part.CAPTION:
        return f'<p class="caption"><em>{text}</em></p>'
    return f"<li>{text}</li>" if piece.part is Part.ITEM else f"<p>{text}</p>"


def _text(text: str | None) -> str:
    return escape(fold(text or ""))
