"""Lists and tables among the article's paragraphs stay whole: their place tells more than short items do."""

from __future__ import annotations

from collections.abc import Sequence

from ..expressions import compiled
from ..model import KEPT_LABELS, Evidence, Label
from ..reading.document import Document, RawBlock
from ..reading.place import inset_of
from .decision import Decision

__all__ = ["keep_insets_whole"]

_PARAGRAPH = compiled(r"/p\[\d+\]$")
_MOST_LINKED = 0.3
"""Share of a list's characters in links, from which it points elsewhere."""
_PART = Evidence("content.inset", "part of a list or table among the article's paragraphs", 0.6)


def keep_insets_whole(document: Document, decision: Decision) -> None:
    """Takes back in what was left out of lists and tables that stand in the element of kept paragraphs.

    It must stand between two of them, or be kept in part. Only what scored low comes back: spam, teasers,
    credits and hidden items stay where they are.
    """
    insets = _insets(document.blocks)
    if not insets:
        return
    paragraphs = _kept_paragraphs(document.blocks, decision)
    for inset, members in insets.items():
        around = paragraphs.get(inset.rpartition("/")[0], [])
        if len(around) < 2:
            continue
        shown = [i for i in members if not document.blocks[i].hidden]
        between = around[0] < members[0] and members[-1] < around[-1]
        labels = {decision.labels[i] for i in shown}
        if not (between or labels & KEPT_LABELS) or Label.RELATED in labels or _points_away(document, shown):
            continue
        decision.take_back(shown, _PART)


def _insets(blocks: Sequence[RawBlock]) -> dict[str, list[int]]:
    """The blocks of each outermost list or table, by its path."""
    found: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        inset = inset_of(block.path)
        if inset:
            found.setdefault(inset, []).append(index)
    return found


def _kept_paragraphs(blocks: Sequence[RawBlock], decision: Decision) -> dict[str, list[int]]:
    """The kept paragraphs by the path of the element around them."""
    found: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if decision.labels[index] is Label.BODY and block.path is not None and _PARAGRAPH.search(block.path):
            found.setdefault(block.path.rpartition("/")[0], []).append(index)
    return found


def _points_away(document: Document, members: Sequence[int]) -> bool:
    """Whether much of a list is links."""
    chars = sum(len(document.blocks[i].text) for i in members)
    linked = sum(link.end - link.start for i in members for link in document.blocks[i].links)
    return linked > _MOST_LINKED * chars
