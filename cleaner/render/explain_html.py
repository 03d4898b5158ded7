"""The explanation as a page to send to a colleague: one file that loads nothing and runs nothing.

No character of the cleaned page is markup in it. The review page is put together from the same pieces.
"""

from __future__ import annotations

import base64
import math
from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from html import escape
from pathlib import Path

from .._version import __version__
from ..model import Article, Block, Evidence, Label
from .account import REMOVED_ORDER, Entry, entries, facts, parts
from .flow import unfit
from .words import Words, load_words

__all__ = [
    "explain_close",
    "explain_html",
    "explain_open",
    "explain_section",
    "marked_html",
    "reasons_html",
    "stylesheet",
    "summary_html",
]


def explain_html(name: str, article: Article, only: Collection[Label] | None = None, lang: str = "en") -> str:
    """A complete document for one page.

    Args:
        name: what the page is called, such as its file.
        article: what to explain.
        only: the labels whose blocks are shown; all if ``None``.
        lang: language of the document, ``en`` or ``zh``.
    """
    return explain_open(name, lang) + explain_section(name, article, only, lang) + explain_close(lang)


def explain_open(title: str, lang: str = "en") -> str:
    """The document down to its first section, with the boxes that show and hide labels."""
    import hashlib

    words = load_words(lang)
    css = stylesheet()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    toggles = "".join(
        f'<input type="checkbox" id="show-{label}" class="toggle" checked>'
        f'<label for="show-{label}" class="chip {label}">{_text(words[f"label.{label}"])}</label>'
        for label in reversed(REMOVED_ORDER)
    )
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{_tag(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{_text(title)}</title>\n<style>{css}</style>\n</head>\n"
        f'<body class="explanation">\n<header><p>{_text(words["explain.heading"])}</p></header>\n'
        f'<div class="toggles" role="group" aria-label="{_text(words["explain.show"])}">{toggles}</div>\n'
    )


def explain_section(
    name: str, article: Article, only: Collection[Label] | None = None, lang: str = "en"
) -> str:
    """One page: its verdict, counts and fields, then every block, its reasons behind a click."""
    words = load_words(lang)
    shown = list(entries(article, words, only))
    lines = [
        '<main class="page">',
        f"<h1>{_text(name)}</h1>",
        _verdict(article, words),
        _facts(article, words),
        f'<ol class="blocks" aria-label="{_text(words["explain.blocks"])}" lang="{_text(article.language)}">',
        *(_item(entry, words) for entry in shown),
        "</ol>",
    ]
    if not shown:
        lines.append(f'<p class="nothing">{_text(words["explain.nothing"])}</p>')
    return "\n".join([*lines, "</main>\n"])


def explain_close(lang: str = "en") -> str:
    """The end of the document."""
    made = load_words(lang)("explain.made", version=__version__)
    return f"<footer><p>{_text(made)}</p></footer>\n</body>\n</html>\n"


def summary_html(entry: Entry, words: Words) -> str:
    """What is seen of a block before it is opened: its label and its text, the telling characters marked."""
    block, ours = entry.block, _tag(words.language)
    label = _text(words[f"label.{block.label}"])
    hidden = ""
    if block.hidden:
        about = _text(words["explain.hidden_about"])
        mark = _text(words["explain.hidden"])
        hidden = f' <span class="hidden-mark" title="{about}" lang="{ours}">{mark}</span>'
    text = marked_html(block.text, entry.reasons)
    if block.label is Label.SPAM and not entry.kept:
        text = f"<del>{text}</del>"
    return f'<span class="tag" lang="{ours}">{label}</span>{hidden} <bdi class="text">{text}</bdi>'


def reasons_html(entry: Entry, words: Words) -> str:
    """What is seen of a block when it is opened: its number and score, and a line for each reason."""
    block = entry.block
    about = [words("explain.block", index=block.index)]
    if not math.isnan(block.score):
        about.append(words("explain.score", score=f"{block.score:.2f}"))
    lines = [f'<p class="about">{_text(" · ".join([*about, *_place(block)]))}</p>']
    if entry.reasons:
        lines.append('<ul class="reasons">')
        lines += [_reason(number, reason) for number, reason in enumerate(entry.reasons)]
        lines.append("</ul>")
    if entry.more:
        lines.append(f'<p class="about">{_text(words("explain.more", count=entry.more))}</p>')
    return "".join(lines)


def marked_html(text: str, reasons: Collection[Evidence]) -> str:
    """The text with ``<mark>`` around what reasons speak of; ``data-r`` has the numbers of the reasons.

    What only wide reasons speak of (those that hold the span of another) is marked more lightly.
    """
    wide = _wide(reasons)
    found = []
    for part in parts(text, reasons):
        shown = escape(unfit(part.text))
        if part.reasons:
            numbers = " ".join(map(str, part.reasons))
            light = ' class="wide"' if wide.issuperset(part.reasons) else ""
            shown = f'<mark{light} data-r="{numbers}">{shown}</mark>'
        found.append(shown)
    return "".join(found)


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """The style of blocks and of the explanation's page."""
    folder = Path(__file__).parent / "style"
    return "".join((folder / name).read_text("utf-8") for name in ("blocks.css", "explain.css"))


def _wide(reasons: Collection[Evidence]) -> set[int]:
    """The numbers of the reasons whose span holds a smaller span of another."""
    spans = [(number, *reason.span) for number, reason in enumerate(reasons) if reason.span is not None]
    return {
        number
        for number, start, end in spans
        if any(start <= a and b <= end and b - a < end - start for _, a, b in spans)
    }


def _item(entry: Entry, words: Words) -> str:
    state = "kept" if entry.kept else "removed"
    summary = summary_html(entry, words)
    return (
        f'<li class="block {entry.block.label} {state}"><details><summary>{summary}</summary>'
        f'<div class="why" lang="{_tag(words.language)}">{reasons_html(entry, words)}</div></details></li>'
    )


def _reason(number: int, reason: Evidence) -> str:
    return (
        f'<li data-r="{number}"><span class="weight">{reason.weight:+.2f}</span> '
        f"<code>{_text(reason.code)}</code> {_text(reason.reason)}</li>"
    )


def _verdict(article: Article, words: Words) -> str:
    """The verdict, what it means, and the counts."""
    counts = Counter(block.label for block in article.removed)
    chips = "".join(
        f'<li class="chip {label}">{_text(words[f"label.{label}"])} <b>{counts[label]}</b></li>'
        for label in REMOVED_ORDER
        if counts[label]
    )
    kept = words("explain.kept", count=len(article.kept))
    return (
        f'<p class="verdict {article.verdict}"><strong>{_text(words[f"verdict.{article.verdict}"])}</strong> '
        f"{_text(words[f'verdict_about.{article.verdict}'])}</p>"
        f'<ul class="counts"><li class="chip kept">{_text(kept)}</li>{chips}</ul>'
    )


def _facts(article: Article, words: Words) -> str:
    rows = [
        f"<div><dt>{_text(words[f'fact.{name}'])}</dt>"
        f"<dd>{_text(words.sentence(value) if name == 'note' else value)}</dd></div>"
        for name, value in facts(article)
    ]
    return f'<dl class="facts">{"".join(rows)}</dl>'


def _place(block: Block) -> list[str]:
    """Where the block stood in the source."""
    if block.path is not None:
        return [block.path]
    if block.line is None:
        return []
    first, last = block.line
    return [f"L{first}" if first == last else f"L{first}-{last}"]


def _text(text: str | None) -> str:
    return escape(unfit(text or ""))


def _tag(lang: str) -> str:
    return "zh-Hans" if lang == "zh" else lang
