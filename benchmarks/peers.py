"""The extractors we measure ourselves against, each as one function from a decoded page to its text."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["PEERS", "Extract", "available", "flatten_tree"]

Extract = Callable[[str, "str | None"], str]
"""From a decoded page and its address to the text of its main content."""

_BLOCK = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "title", "tr", "ul",
})  # fmt: skip
_SILENT = frozenset({
    "script", "style", "noscript", "template", "head", "iframe", "svg", "math", "object", "textarea",
})  # fmt: skip


def _trafilatura() -> Extract:
    from trafilatura import extract

    return lambda html, url: extract(html) or ""


def _trafilatura_no_comments() -> Extract:
    from trafilatura import extract

    return lambda html, url: extract(html, include_comments=False) or ""


def _readability() -> Extract:
    from readability import Document

    def run(html: str, url: str | None) -> str:
        return flatten_html(Document(html).summary(html_partial=True))

    return run


def _resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda html, url: extract_plain_text(html, main_content=True)


def _newspaper() -> Extract:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from newspaper import Article

    def run(html: str, url: str | None) -> str:
        article = Article(url or "http://page.invalid/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        return str(article.text)

    return run


def _gne() -> Extract:
    from gne import GeneralNewsExtractor

    return lambda html, url: str(GeneralNewsExtractor().extract(html).get("content") or "")


def _justext() -> Extract:
    import justext

    english, none = justext.get_stoplist("English"), frozenset()

    def run(html: str, url: str | None) -> str:
        if html.isascii() or sum(c > "\u2e80" for c in html[:100_000]) < 2000:
            found = justext.justext(html, english)
        else:  # its stop words need spaces between words; without them it has lengths and links only
            found = justext.justext(html, none, stopwords_low=0.0, stopwords_high=0.0)
        return "\n".join(p.text for p in found if not p.is_boilerplate)

    return run


def _magic_html() -> Extract:
    from magic_html import GeneralExtractor

    extractor = GeneralExtractor()

    def run(html: str, url: str | None) -> str:
        found = extractor.extract(html, base_url=url or "http://page.invalid/")
        return flatten_html(found.get("html") or "")

    return run


PEERS: Mapping[str, Callable[[], Extract]] = {
    "trafilatura": _trafilatura,
    "trafilatura-nc": _trafilatura_no_comments,
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
    "newspaper4k": _newspaper,
    "gne": _gne,
    "justext": _justext,
    "magic-html": _magic_html,
}
"""By name; ``trafilatura-nc`` is trafilatura with ``include_comments=False``."""


def available(names: list[str]) -> tuple[dict[str, Extract], dict[str, str]]:
    """The peers that can be imported here, and why the others can't.

    Raises:
        KeyError: for a name that is none of ``PEERS``.
    """
    found, missing = {}, {}
    for name in names:
        try:
            found[name] = PEERS[name]()
        except ImportError as error:  # noqa: PERF203 - a handful of names
            missing[name] = str(error)
    return found, missing


def flatten_html(html: str) -> str:
    """Visible text of an HTML string, one line for each block element; empty if it does not parse."""
    from lxml import etree
    from lxml.html import HTMLParser

    try:
        tree = etree.fromstring(html, HTMLParser(encoding="utf-8", huge_tree=True))
    except (ValueError, etree.LxmlError):
        try:  # an XML declaration that names an encoding is refused in str
            tree = etree.fromstring(html.encode("utf-8", "replace"), HTMLParser(encoding="utf-8"))
        except (ValueError, etree.LxmlError):
            return ""
    return "" if tree is None else flatten_tree(tree)


def flatten_tree(tree: Any) -> str:
    """Text of an lxml tree, one line for each block element, scripts and styles left out.

    Written apart from our own reader, so that flattened text is not measured on its blocks alone.
    """
    from lxml import etree

    parts: list[str] = []
    silent = 0
    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        start = event == "start"
        if event in ("comment", "pi"):
            if not silent:
                parts.append(_folded(node.tail))
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _SILENT:
            silent += 1 if start else -1
        elif start and not silent:
            parts.append("\n" if tag in _BLOCK else "")
            parts.append(_folded(node.text))
        elif not silent and tag in _BLOCK:
            parts.append("\n")
        if not start and not silent:
            parts.append(_folded(node.tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _folded(text: str | None) -> str:
    """Line breaks of the source are white space, not lines."""
    return text.replace("\n", " ").replace("\r", " ") if text else ""
