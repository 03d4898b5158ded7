"""What an explanation shows of an article, whatever it is shown on: the same order, reasons and limits.

The terminal, the page of ``cleaner explain --html`` and the review page are three views of this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..model import Article, Block, Evidence, Label

if TYPE_CHECKING:
    from .words import Words

__all__ = ["MOST_EVIDENCE", "REMOVED_ORDER", "Entry", "Part", "entries", "facts", "parts"]

MOST_EVIDENCE = 6
"""Reasons shown for one block; the JSON output has them all."""
REMOVED_ORDER = (
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
"""Labels in the order in which their counts interest a reader."""
_FIELDS = ("title", "author", "date", "source", "language", "url", "encoding")


class Entry(NamedTuple):
    """One block as it is shown.

    Attributes:
        block: the block.
        kept: whether it is part of the article.
        reasons: the first reasons for a removed block, in the reader's language; none for a kept one.
        more: the number of further reasons.
    """

    block: Block
    kept: bool
    reasons: tuple[Evidence, ...]
    more: int


class Part(NamedTuple):
    """A stretch of a block's text, and the numbers of the reasons that speak of all of it."""

    text: str
    reasons: tuple[int, ...] = ()


def facts(article: Article) -> Iterator[tuple[str, str]]:
    """Name and value of every field of the page that is known, and a ``note`` for each note."""
    for name in _FIELDS:
        value = getattr(article, name)
        if value:
            yield name, value
    for note in article.notes:
        yield "note", note


def entries(
    article: Article, words: Words, only: Collection[Label] | None = None, most: int = MOST_EVIDENCE
) -> Iterator[Entry]:
    """The blocks in their order, all of them or those with a label of ``only``."""
    for block in article.blocks:
        if only is not None and block.label not in only:
            continue
        kept = block.label in article.keep
        reasons = () if kept else tuple(map(words.evidence, block.evidence[:most]))
        yield Entry(block, kept, reasons, 0 if kept else max(0, len(block.evidence) - most))


def parts(text: str, reasons: Iterable[Evidence]) -> list[Part]:
    """The text cut where the reasons' spans begin and end; joined, the parts are the text again.

    >>> why = [Evidence("a", "x", 1.0, (0, 2)), Evidence("b", "y", 1.0, (1, 3))]
    >>> [(part.text, part.reasons) for part in parts("abcd", why)]
    [('a', (0,)), ('b', (0, 1)), ('c', (1,)), ('d', ())]
    """
    spans = []
    for number, reason in enumerate(reasons):
        if reason.span is not None:
            start, end = (min(max(0, at), len(text)) for at in reason.span)
            spans.append((number, start, end))
    cuts = sorted({0, len(text), *(at for _, start, end in spans for at in (start, end))})
    found = []
    for start, end in pairwise(cuts):
        inside = tuple(number for number, first, last in spans if first <= start and end <= last)
        found.append(Part(text[start:end], inside))
    return found
