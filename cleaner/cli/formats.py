"""What one article, and many in one stream, look like in each output format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ..console import PLAIN, harmless, one_line, style_for
from ..model import Article, Label
from .streams import stdout

__all__ = [
    "FORMATS",
    "RICH_FORMATS",
    "Format",
    "explanation",
    "explanation_page",
    "for_terminal",
    "format_of",
]

_WIDEST = 140
"""Columns; wider lines are hard to read."""

Render = Callable[[str, Article], str]
"""From the name of the page and its article to what is written."""


class Format(NamedTuple):
    """One output format.

    Attributes:
        suffix: of files in this format.
        alone: an article that has the stream or file to itself.
        among: an article among others in the same stream.
        opening, between, closing: what stands before, between and after articles in one stream.
    """

    suffix: str
    alone: Render
    among: Render
    opening: str = ""
    between: str = ""
    closing: str = ""


def for_terminal(plain: Format) -> Format:
    """The same format, with the control characters of pages shown, not sent."""
    return Format(
        plain.suffix,
        lambda name, article: harmless(plain.alone(name, article)),
        lambda name, article: harmless(plain.among(name, article)),
        plain.opening,
        plain.between,
        plain.closing,
    )


def explanation(only: frozenset[Label] | None = None, lang: str = "en", *, to_file: bool = False) -> Format:
    """The format of ``--explain`` and ``cleaner explain``: safe to print as it is.

    On a terminal with colour it is drawn by rich where that is installed.

    Args:
        only: the labels whose blocks are shown; all if ``None``.
        lang: language of the reasons.
        to_file: whether it goes to a file rather than to standard output.
    """
    from importlib.util import find_spec
    from shutil import get_terminal_size

    from ..render.explain import explain

    style = PLAIN if to_file else style_for(stdout())
    rich = style.colour and find_spec("rich") is not None

    def render(name: str, article: Article) -> str:
        head = style.paint(one_line(name), "bold")
        if rich:
            from ..render.explain_rich import explain_rich

            columns = min(get_terminal_size().columns, _WIDEST)
            return f"{head}:\n{explain_rich(article, columns, only, lang)}"
        return "".join(f"{line}\n" for line in (f"{head}:", *explain(article, style, only, lang)))

    return Format(".txt", render, render, between="\n")


def explanation_page(only: frozenset[Label] | None, lang: str) -> Format:
    """The format of ``cleaner explain --html``."""
    from ..render.explain_html import explain_close, explain_html, explain_open, explain_section

    def alone(name: str, article: Article) -> str:
        return explain_html(name, article, only, lang)

    def among(name: str, article: Article) -> str:
        return explain_section(name, article, only, lang)

    opening, closing = explain_open("cleaner", lang), explain_close(lang)
    return Format(".html", alone, among, opening=opening, closing=closing)


def _text(_name: str, article: Article) -> str:
    return f"{article.text}\n" if article.text else ""


def _text_among(name: str, article: Article) -> str:
    return f"==> {one_line(name)} <==\n{_text(name, article)}"


def _json(name: str, article: Article) -> str:
    return _dump(name, article, 2) + "\n"


def _json_among(name: str, article: Article) -> str:
    return _dump(name, article, 2)


def _json_line(name: str, article: Article) -> str:
    return _dump(name, article, None) + "\n"


def _dump(name: str, article: Article, indent: int | None) -> str:
    from ..render.data import dump

    return dump({"page": name, **article.to_dict()}, indent=indent)


_PLAIN_FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": Format(".txt", _text, _text_among, between="\n"),
        "json": Format(".json", _json, _json_among, opening="[\n", between=",\n", closing="\n]\n"),
        "jsonl": Format(".jsonl", _json_line, _json_line),
    }
)

RICH_FORMATS = ("md", "html")
"""The formats that can show hyperlinks and pictures."""

FORMATS = ("text", "md", "json", "jsonl", "html")
"""The formats of ``-f``, by name."""


def format_of(name: str, *, links: bool = False, images: bool = False) -> Format:
    """One of ``FORMATS``; those of ``RICH_FORMATS`` with hyperlinks, pictures or both."""
    if name == "md":
        return _markdown(links, images)
    return _html(links, images) if name == "html" else _PLAIN_FORMATS[name]


def _markdown(links: bool, images: bool) -> Format:
    def render(_name: str, article: Article) -> str:
        return article.to_markdown(links=links, images=images)

    return Format(".md", render, render, between="\n---\n\n")


def _html(links: bool, images: bool) -> Format:
    from ..render.html import html_close, html_open, html_section

    return Format(
        ".html",
        lambda _, article: article.to_html(links=links, images=images),
        lambda _, article: html_section(article, links=links, images=images),
        opening=html_open("cleaner", None, images=images),
        closing=html_close(),
    )
