"""The interface of a content engine, and the choice between engines by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ..model import Evidence, Kind, Label
from ..reading.document import Document

__all__ = ["ENGINES", "BodyScore", "Engine", "Signal", "get_engine"]

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


class Engine(Protocol):
    """Scores every block of a document."""

    def score(self, document: Document, signals: Sequence[Signal]) -> list[BodyScore]:
        """One score for each block, in order; ``signals`` has one row for each block."""
        ...


def get_engine(name: str, kind: Kind) -> Engine:
    """The engine ``name`` for pages of ``kind``.

    Raises:
        ValueError: if there is no engine of that name.
    """
    if name not in ENGINES:
        raise ValueError(f"unknown engine {name!r}: choose from {', '.join(ENGINES)}")
    if name == "blocks":
        from .blocks_engine import BlocksEngine

        return BlocksEngine()
    if kind is Kind.TEXT:
        from .text_rule import TextRule

        return TextRule()
    from .trafilatura_engine import TrafilaturaEngine

    return TrafilaturaEngine()
