"""What one article, and many in one stream, look like in each output format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..console import Style, harmless, one_line
from ..model import Article
from ..render import dump, explain, html_close, html_open, html_section

__all__ = ["FORMATS", "Format", "explanation", "for_terminal"]

Render = Callable[[str, Article], str]
"""From the name of the page and its article to what is written."""


@dataclass(frozen=True, slots=True)
class Format:
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


def explanation(style: Style) -> Format:
    """The format of ``--explain``: safe to print as it is."""

    def render(name: str, article: Article) -> str:
        head = style.paint(one_line(name), "bold")
        return "".join(f"{line}\n" for line in (f"{head}:", *explain(article, style)))

    return Format(".txt", render, render, between="\n")


def _text(_name: str, article: Article) -> str:
    return f"{article.text}\n" if article.text else ""


def _text_among(name: str, article: Article) -> str:
    return f"==> {one_line(name)} <==\n{_text(name, article)}"


def _markdown(_name: str, article: Article) -> str:
    return article.to_markdown()


def _json(name: str, article: Article) -> str:
    return _dump(name, article, 2) + "\n"


def _json_among(name: str, article: Article) -> str:
    return _dump(name, article, 2)


def _json_line(name: str, article: Article) -> str:
    return _dump(name, article, None) + "\n"


def _dump(name: str, article: Article, indent: int | None) -> str:
    return dump({"page": name, **article.to_dict()}, indent=indent)


def _html(_name: str, article: Article) -> str:
    return article.to_html()


def _html_among(_name: str, article: Article) -> str:
    return html_section(article)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "text": Format(".txt", _text, _text_among, between="\n"),
        "md": Format(".md", _markdown, _markdown, between="\n---\n\n"),
        "json": Format(".json", _json, _json_among, opening="[\n", between=",\n", closing="\n]\n"),
        "jsonl": Format(".jsonl", _json_line, _json_line),
        "html": Format(".html", _html, _html_among, opening=html_open("cleaner", None), closing=html_close()),
    }
)
"""The formats of ``-f``, by name."""
