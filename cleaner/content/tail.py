"""Where the article ends and lists of other stories begin."""

from __future__ import annotations

from collections.abc import Sequence

from ..reading.document import Document
from .engine import PLANTED, Signal
from .shape import is_finished, width

__all__ = ["LINKED", "is_links", "link_density", "tail_start"]

LINKED = 0.8
"""Share of a block's characters in links from which it is nothing else."""
_PARAGRAPH_WIDTH = 60
_MOST_AFTER = 0.35


def link_density(document: Document, index: int) -> float:
    """Share of the block's characters that stand inside links, 0 to 1."""
    block = document.blocks[index]
    if not block.links or not block.text:
        return 0.0
    return min(1.0, sum(link.end - link.start for link in block.links) / len(block.text))


def is_links(document: Document, index: int) -> bool:
    """Whether the block is nothing but links, and what stands between the links of a menu."""
    block = document.blocks[index]
    if not block.links or link_density(document, index) > LINKED:
        return bool(block.links)
    ends = [0, *(link.end for link in block.links)]
    starts = [*(link.start for link in block.links), len(block.text)]
    between = "".join(block.text[end:start] for end, start in zip(ends, starts, strict=True))
    return not any(map(str.isalnum, between))


def _paragraph_columns(document: Document, signals: Sequence[Signal]) -> list[int]:
    """Columns of each block that reads as a full paragraph of its own, else 0."""
    columns = []
    for index, (block, signal) in enumerate(zip(document.blocks, signals, strict=True)):
        good = (
            2 * len(block.text) >= _PARAGRAPH_WIDTH
            and signal.role is None
            and signal.spam < PLANTED
            and is_finished(block.text)
            and link_density(document, index) < 0.5
        )
        wide = width(block.text) if good else 0
        columns.append(wide if wide >= _PARAGRAPH_WIDTH else 0)
    return columns


def tail_start(document: Document, signals: Sequence[Signal]) -> int:
    """Index of the first list heading after which no article goes on; the block count if none.

    A heading such as 相关阅读 may stand above, inside or below the article. It starts the tail where
    paragraphs stand before it and at most a third of all paragraph text comes after it.
    """
    if not any(signal.list_heading for signal in signals):
        return len(signals)
    columns = _paragraph_columns(document, signals)
    total, before = sum(columns), 0
    for index, signal in enumerate(signals):
        if signal.list_heading and before and total - before <= _MOST_AFTER * total:
            return index
        before += columns[index]
    return len(columns)
