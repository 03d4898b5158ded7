"""The interface of a content engine: what it is given and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ..model import Evidence, Label
from ..reading.document import Document

__all__ = ["PLANTED", "BodyScore", "Engine", "PageScore", "Signal"]

PLANTED = 0.5
"""Probability from which a block counts as a planted advertisement."""


class BodyScore(NamedTuple):
    """How likely a block is main content (0 to 1), and why."""

    score: float
    evidence: tuple[Evidence, ...] = ()


class Signal(NamedTuple):
    """What the other judges already know of a block when the content engine looks at it.

    Attributes:
        role: the label that its wording gives away (a byline, a credit line, ...), if any.
        list_heading: it is the heading of a list of other stories, such as 相关阅读.
        spam: probability that it is a planted advertisement, 0 to 1.
        boxed: it stands in a box of other stories between two paragraphs of the article.
    """

    role: Label | None = None
    list_heading: bool = False
    spam: float = 0.0
    boxed: bool = False


class PageScore(NamedTuple):
    """What an engine says of a page.

    Attributes:
        blocks: a score for each block, in order; 0.5 and more is main content.
        article: chance that the page holds an article, and is no list of other pages, 0 to 1.
        sure: token F1 that the engine expects of its own choice, 0 to 1; low where the page is unclear.
    """

    blocks: list[BodyScore]
    article: float = 1.0
    sure: float = 1.0


class Engine(Protocol):
    """Scores every block of a document, and the page as a whole."""

    def judge(self, document: Document, signals: Sequence[Signal]) -> PageScore:
        """The page's scores; ``signals`` has one row for each block."""
        ...
