"""A page block by block, with the reason for everything that was removed, for a person at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..console import PLAIN, Style, clip, mark, one_line, width
from ..model import Article, Block, Evidence, Judgement, Label, Verdict

__all__ = ["explain", "explain_line", "summary"]

_COLUMNS = 100
_MOST_EVIDENCE = 6
"""Reasons shown for one block; the JSON output has them all."""
_ORDER = (
    Label.SPAM,
    Label.RELATED,
    Label.BOILERPLATE,
    Label.CREDIT,
    Label.BYLINE,
    Label.TITLE,
    Label.CAPTION,
    Label.HEADING,
    Label.BODY,
)
_COLOURS = {Label.SPAM: "red", Label.RELATED: "yellow", Label.HEADING: "bold"}
_VERDICT_COLOURS = {
    Verdict.CLEAN: "green",
    Verdict.SPAM_REMOVED: "yellow",
    Verdict.SPAM: "red",
    Verdict.NO_ARTICLE: "red",
}


def summary(article: Article) -> str:
    """One line: ``spam_removed, 24 blocks kept, 27 removed: 7 spam, 3 related, ...``."""
    kept, removed = len(article.kept), len(article.removed)
    line = f"{article.verdict}, {kept} {'block' if kept == 1 else 'blocks'} kept, {removed or 'none'} removed"
    if not removed:
        return line
    counts = Counter(block.label for block in article.removed)
    return f"{line}: {', '.join(f'{counts[label]} {label}' for label in _ORDER if counts[label])}"


def explain(article: Article, style: Style = PLAIN) -> Iterator[str]:
    """The page line by line: what was found, then every block, with evidence under the removed ones.

    A kept block has ``+`` before it, a removed one ``-``; then number, label and score as main content.
    Safe to print: control characters of the page are shown, not sent.
    """
    verdict = str(article.verdict)
    yield style.paint(verdict, _VERDICT_COLOURS[article.verdict]) + summary(article)[len(verdict) :]
    for name in ("title", "author", "date", "source", "language", "url", "encoding"):
        value = getattr(article, name)
        if value:
            yield f"{name:9} {clip(one_line(value), _COLUMNS)}"
    for note in article.notes:
        yield f"note      {one_line(note)}"
    yield ""
    digits = len(str(len(article.blocks)))
    for block in article.blocks:
        yield from _block(block, block.label in article.keep, digits, style)


def explain_line(text: str, judgement: Judgement, style: Style = PLAIN) -> Iterator[str]:
    """The judgement of one line: the decision, its score and the line, then the evidence."""
    word = style.paint("spam    ", "red") if judgement.spam else style.paint("not spam", "green")
    yield f"{word}  {judgement.score:.2f}  {clip(one_line(text[:_COLUMNS]), _COLUMNS - 20)}"
    yield from _reasons(text, judgement.evidence, " " * 10, style)


def _block(block: Block, kept: bool, digits: int, style: Style) -> Iterator[str]:
    """A block's line, and if it was removed, why."""
    head = f"{'+' if kept else '-'} {block.index:{digits}}  {block.label.value:11}  {block.score:.2f}  "
    hidden = "(hidden) " if block.hidden else ""
    shown = hidden + clip(one_line(block.text[:_COLUMNS]), _COLUMNS - width(head + hidden))
    colour = _COLOURS.get(block.label, "" if kept else "dim")
    yield head + (style.paint(shown, colour) if colour else shown)
    if not kept:
        yield from _reasons(block.text, block.evidence, " " * (digits + 4), style)


def _reasons(text: str, evidence: Sequence[Evidence], indent: str, style: Style) -> Iterator[str]:
    """One line for each of the first reasons: weight, code, sentence and the characters meant."""
    for reason in evidence[:_MOST_EVIDENCE]:
        where = "" if reason.span is None else f": {mark(text, reason.span, style)}"
        code = style.paint(one_line(reason.code), "cyan")
        yield f"{indent}{reason.weight:+.2f} {code}  {one_line(reason.reason)}{where}"
    more = len(evidence) - _MOST_EVIDENCE
    if more > 0:
        yield f"{indent}and {more} more"
