"""The interface of a content engine, and the choice between engines by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ..model import Evidence, Kind, Label
from ..reading.document import Document

__all__ = ["ENGINES", "BodyScore", "Engine", "PageScore", "Signal", "get_engine"]

ENGINES = ("blocks", "trafilatura")
"""The names a caller may choose from; with trafilatura, flattened text takes the text rule."""


@dataclass(frozen=True, slots=True)
class BodyScore:
    """How likely a block is main content (0 to 1), and why."""

    score: float
    evidence: tuple[Evidence, ...] = ()


class Signal(NamedTuple):
    """What the other judges already know of a block when the content engine looks at it.

    Attributes:
        role: the label that its wording gives away (a byline, a credit line, ...), if any.
        list_heading: it is the heading of a list of other stories, such as 相关阅读.
        spam: probability that it is a planted advertisement, 0 to 1.
    """

    role: Label | None = None
    list_heading: bool = False
    spam: float = 0.0


@dataclass(frozen=True, slots=True)
class PageScore:
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


def get_engine(name: str, kind: Kind) -> Engine:
    """The engine ``name`` for pages of ``kind``; keeps nothing of a page, and may be shared by threads.

    Raises:
        ValueError: if there is no engine of that name.
    """
    if name not in ENGINES:
        raise ValueError(f"unknown engine {name!r}: choose from {', '.join(ENGINES)}")
    if name == "blocks":
        from .blocks_engine import BlocksEngine

        if kind is Kind.HTML:
            return BlocksEngine()
        from .text_rule import UnlessClean

        return UnlessClean(BlocksEngine())
    if kind is Kind.TEXT:
        from .text_rule import TextRule

        return TextRule()
    from .trafilatura_engine import TrafilaturaEngine

    return TrafilaturaEngine()
