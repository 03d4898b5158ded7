"""Where the article ends and lists of other stories begin."""

from __future__ import annotations

from collections.abc import Sequence

from ..reading.columns import columns
from ..reading.document import Document
from ..reading.links import link_density
from .engine import PLANTED, Signal
from .shape import is_finished

__all__ = ["tail_start"]

_PARAGRAPH_WIDTH = 60
"""Columns of a paragraph that counts."""
_MOST_AFTER = 0.35
"""Share of all text in paragraphs that may stand below the heading of the tail."""


def _paragraph_widths(document: Document, signals: Sequence[Signal]) -> list[int]:
    """Columns of each block that reads as a full paragraph of its own, else 0."""
    widths = []
    for block, signal in zip(document.blocks, signals, strict=True):
        good = (
            2 * len(block.text) >= _PARAGRAPH_WIDTH
            and signal.role is None
            and signal.spam < PLANTED
            and is_finished(block.text)
            and link_density(block) < 0.5
        )
        wide = columns(block.text) if good else 0
        widths.append(wide if wide >= _PARAGRAPH_WIDTH else 0)
    return widths


def tail_start(document: Document, signals: Sequence[Signal]) -> int:
    """Index of the first list heading after which no article goes on; the block count if none.

    A heading such as 相关阅读 may stand above, inside or below the article. It starts the tail where
    paragraphs stand before it and at most a third of all paragraph text comes after it.
    """
    if not any(signal.list_heading for signal in signals):
        return len(signals)
    widths = _paragraph_widths(document, signals)
    total, before = sum(widths), 0
    for index, signal in enumerate(signals):
        if signal.list_heading and before and total - before <= _MOST_AFTER * total:
            return index
        before += widths[index]
    return len(widths)
