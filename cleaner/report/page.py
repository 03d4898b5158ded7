"""A report as one page that loads nothing and runs nothing; what pages say is text in it, never markup."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

from .._version import __version__
from ..render.words import Words, load_words
from .gather import Report
from .sections import sections
from .text import escaped

__all__ = ["report_html"]

_HERE = Path(__file__).parent


def report_html(report: Report, lang: str = "en") -> str:
    """A complete document.

    Args:
        report: what was counted.
        lang: language of the document, ``en`` or ``zh``.

    Raises:
        ValueError: for another language.
    """
    words = load_words(lang, _HERE / "words")
    css = _stylesheet()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    tag = "zh-Hans" if lang == "zh" else lang
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{tag}">',
            '<head>\n<meta charset="utf-8">',
            '<meta http-equiv="Content-Security-Policy" '
            f"content=\"default-src 'none'; style-src 'sha256-{digest}'\">",
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escaped(report.name)} · cleaner</title>",
            f"<style>{css}</style>\n</head>",
            '<body class="report">',
            f"<header><p>{escaped(words['report.heading'])}</p><h1><bdi>{escaped(report.name)}</bdi></h1></header>",
            "<main>",
            *_warnings(report, words),
            _tiles(report, words),
            *sections(report, words),
            "</main>",
            f"<footer><p>{escaped(words('report.made', version=report.version or __version__))}</p></footer>",
            "</body>\n</html>\n",
        ]
    )


def _stylesheet() -> str:
    """The colours that all of our pages share, and the look of a report."""
    shared = _HERE.parent / "render" / "style" / "blocks.css"
    return shared.read_text("utf-8") + (_HERE / "report.css").read_text("utf-8")


def _warnings(report: Report, words: Words) -> Iterator[str]:
    if not report.complete:
        yield f'<p class="warning" role="alert">{escaped(words["report.incomplete"])}</p>'
    problems = list(report.problems)
    if report.expected not in (None, report.records):
        problems.append(words("report.not_adding_up", expected=report.expected, records=report.records))
    yield from (f'<p class="warning" role="alert">{escaped(problem)}</p>' for problem in problems)


def _tiles(report: Report, words: Words) -> str:
    """The figures that one wants first."""
    figures = {
        "records": report.records,
        "articles": report.verdicts["clean"] + report.verdicts["spam_removed"],
        "hit": report.campaigns.pages,
        "blocks": report.campaigns.lines,
        "errors": report.errors,
    }
    items = "".join(
        f"<li{' class=bad' if name == 'errors' and value else ''}><b>{value:,}</b>"
        f"<span>{escaped(words[f'report.tile.{name}'])}</span></li>"
        for name, value in figures.items()
    )
    return f'<ul class="tiles">{items}</ul>'
