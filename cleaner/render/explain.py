"""A page block by block, with the reason for everything that was removed, for a person at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from types import MappingProxyType

from ..console import PLAIN, Style, clip, mark, one_line, width
from ..model import Article, Evidence, Judgement, Label, Verdict
from .account import MOST_EVIDENCE, REMOVED_ORDER, Entry, entries, facts

__all__ = ["LABEL_COLOURS", "VERDICT_COLOURS", "explain", "explain_line", "summary"]

_COLUMNS = 100
LABEL_COLOURS = MappingProxyType(
    {
        Label.SPAM: "red",
        Label.RELATED: "yellow",
        Label.CREDIT: "cyan",
        Label.BYLINE: "blue",
        Label.TITLE: "magenta",
        Label.BOILERPLATE: "dim",
        Label.HEADING: "bold",
    }
)
VERDICT_COLOURS = MappingProxyType(
    {
        Verdict.CLEAN: "green",
        Verdict.SPAM_REMOVED: "yellow",
        Verdict.SPAM: "red",
        Verdict.NO_ARTICLE: "red",
    }
)


def summary(article: Article) -> str:
    """One line: ``spam_removed, 24 blocks kept, 27 removed: 7 spam, 3 related, ...``."""
    kept, removed = len(article.kept), len(article.removed)
    line = f"{article.verdict}, {kept} {'block' if kept == 1 else 'blocks'} kept, {removed or 'none'} removed"
    if not removed:
        return line
    counts = Counter(block.label for block in article.removed)
    return f"{line}: {', '.join(f'{counts[label]} {label}' for label in REMOVED_ORDER if counts[label])}"


def explain(
    article: Article, style: Style = PLAIN, only: Collection[Label] | None = None, lang: str = "en"
) -> Iterator[str]:
    """The page line by line: what was found, then every block, with evidence under the removed ones.

    A kept block has ``+`` before it, a removed one ``-``; then number, label and score as main content.
    Safe to print: control characters of the page are shown, not sent.

    Args:
        article: what to explain.
        style: with or without colour.
        only: the labels whose blocks are shown; all if ``None``.
        lang: language of the reasons, ``en`` or ``zh``.
    """
    from .words import load_words

    words = load_words(lang)
    verdict = str(article.verdict)
    yield style.paint(verdict, VERDICT_COLOURS[article.verdict]) + summary(article)[len(verdict) :]
    for name, value in facts(article):
        shown = one_line(words.sentence(value)) if name == "note" else clip(one_line(value), _COLUMNS)
        yield f"{name:9} {shown}"
    yield ""
    digits = len(str(len(article.blocks)))
    for entry in entries(article, words, only):
        yield from _block(entry, digits, style)


def explain_line(text: str, judgement: Judgement, style: Style = PLAIN) -> Iterator[str]:
    """The judgement of one line: the decision, its score and the line, then the evidence."""
    word = style.paint("spam    ", "red") if judgement.spam else style.paint("not spam", "green")
    yield f"{word}  {judgement.score:.2f}  {clip(one_line(text[:_COLUMNS]), _COLUMNS - 20)}"
    reasons = judgement.evidence[:MOST_EVIDENCE]
    yield from _reasons(text, reasons, len(judgement.evidence) - len(reasons), " " * 10, style)


def _block(entry: Entry, digits: int, style: Style) -> Iterator[str]:
    """A block's line, and if it was removed, why."""
    block = entry.block
    sign = "+" if entry.kept else "-"
    head = f"{sign} {block.index:{digits}}  {block.label.value:11}  {block.score:.2f}  "
    hidden = "(hidden) " if block.hidden else ""
    shown = hidden + clip(one_line(block.text[:_COLUMNS]), _COLUMNS - width(head + hidden))
    colour = LABEL_COLOURS.get(block.label, "" if entry.kept else "dim")
    yield head + (style.paint(shown, colour) if colour else shown)
    yield from _reasons(block.text, entry.reasons, entry.more, " " * (digits + 4), style)


def _reasons(text: str, reasons: Sequence[Evidence], more: int, indent: str, style: Style) -> Iterator[str]:
    """One line for each reason: weight, code, sentence and the characters meant."""
    for reason in reasons:
        where = "" if reason.span is None else f": {mark(text, reason.span, style)}"
        code = style.paint(one_line(reason.code), "cyan")
        yield f"{indent}{reason.weight:+.2f} {code}  {one_line(reason.reason)}{where}"
    if more:
        yield f"{indent}and {more} more"
