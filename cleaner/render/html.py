"""An article as a minimal HTML document in which no character of the page is markup."""

from __future__ import annotations

from html import escape

from ..model import Article
from .address import web_address
from .flow import Part, Piece, fit_line, flow

__all__ = ["html_close", "html_open", "html_section", "to_html"]

# nothing in the document loads or runs anything; the policy says so to the browser as well
_POLICY = "default-src 'none'"


def to_html(article: Article, *, links: bool = False, images: bool = False) -> str:
    """The article as a complete document, everything escaped; ``lang=""`` where it is undecided.

    ``links`` keeps hyperlinks to web addresses, made absolute where the article has a url; ``images`` shows
    the article's pictures, and then a browser loads them from where the page had them.

    A page without an article gives a document without text, and without the page's title.
    """
    title = article.title if article.kept else None
    section = html_section(article, links=links, images=images)
    return html_open(title, article.language, images=images) + section + html_close()


def html_open(title: str | None, language: str | None, *, images: bool = False) -> str:
    """The document down to ``<body>``; with ``images`` it may load pictures, and nothing else."""
    policy = _POLICY + ("; img-src http: https:" if images else "")
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{_text(language)}">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{_text(title)}</title>\n"
        "</head>\n"
        "<body>\n"
    )


def html_section(article: Article, *, links: bool = False, images: bool = False, heading: int = 1) -> str:
    """The ``<article>`` element: title, a line of metadata, headings, paragraphs, captions, lists, tables.

    ``heading`` is the level of the title's heading; the others follow below it.
    """
    lines = [f'<article lang="{_text(article.language)}">']
    pieces = flow(article, images=images)
    lines += _header(article, heading) if pieces else []
    nest = _Nest(lines)
    for piece in pieces:
        nest.enter(piece)
        lines.append(_element(piece, article.url, links, heading - 1))
    nest.leave()
    lines.append("</article>\n")
    return "\n".join(lines)


def html_close() -> str:
    """The end of the document."""
    return "</body>\n</html>\n"


def _header(article: Article, heading: int) -> list[str]:
    """The title, and a line of author, source and date, where known."""
    lines = [f"<h{heading}>{_text(article.title)}</h{heading}>"] if article.title else []
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


class _Nest:
    """The lists and the quote that are open around a piece; the last item of each list is open too."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._lists: list[str] = []
        self._quoted = False

    def enter(self, piece: Piece) -> None:
        """Opens and closes what the piece asks for."""
        if piece.quoted != self._quoted:
            self.leave()
            if piece.quoted:
                self._lines.append("<blockquote>")
            self._quoted = piece.quoted
        depth = min(piece.level, len(self._lists) + 1) if piece.part is Part.ITEM else 0
        while len(self._lists) > depth:
            self._close()
        if not depth or piece.follows:
            return
        kind = "ol" if piece.number else "ul"
        if len(self._lists) == depth and self._lists[-1] != kind:
            self._close()
        if len(self._lists) == depth:
            self._lines[-1] += "</li>"
        else:
            self._lists.append(kind)
            start = f' start="{piece.number}"' if piece.number > 1 else ""
            self._lines.append(f"<{kind}{start}>")

    def leave(self) -> None:
        """Closes everything."""
        while self._lists:
            self._close()
        if self._quoted:
            self._lines.append("</blockquote>")
            self._quoted = False

    def _close(self) -> None:
        self._lines[-1] += "</li>"
        self._lines.append(f"</{self._lists.pop()}>")


def _element(piece: Piece, base: str | None, links: bool, lower: int) -> str:
    if piece.part is Part.IMAGE:
        return _image(piece, base)
    if piece.part is Part.TABLE:
        return _table(piece)
    text = _linked(piece, base) if links else escape(piece.text)
    if piece.part is Part.HEADING:
        level = min(6, piece.level + lower)
        return f"<h{level}>{text}</h{level}>"
    if piece.part is Part.CAPTION:
        return f'<p class="caption"><em>{text}</em></p>'
    if piece.part is Part.CODE:
        return f"<pre><code>{text}</code></pre>"
    if piece.part is Part.ITEM:
        return f"<br>{text}" if piece.follows else f"<li>{text}"
    return f"<p>{text}</p>"


def _table(piece: Piece) -> str:
    lines = ["<table>"]
    for number, row in enumerate(piece.rows):
        tag = "th" if piece.header and not number else "td"
        lines.append("<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>")
    return "\n".join([*lines, "</table>"])


def _image(piece: Piece, base: str | None) -> str:
    """The picture, or its alternative text where its address is none of the web."""
    address = web_address(piece.source, base)
    if address is None:
        return f'<p class="picture">{escape(piece.text)}</p>' if piece.text else ""
    source, alt = escape(address), escape(piece.text)
    return f'<p class="picture"><img src="{source}" alt="{alt}" referrerpolicy="no-referrer"></p>'


def _linked(piece: Piece, base: str | None) -> str:
    """The text with its links to web addresses."""
    parts, at = [], 0
    for link in piece.links:
        target = web_address(link.href, base)
        if target is not None and at <= link.start < link.end:
            parts.append(escape(piece.text[at : link.start]))
            label = escape(piece.text[link.start : link.end])
            parts.append(f'<a href="{escape(target)}" rel="nofollow noreferrer">{label}</a>')
            at = link.end
    return "".join(parts) + escape(piece.text[at:])


def _text(text: str | None) -> str:
    return escape(fit_line(text or ""))
