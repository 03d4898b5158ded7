"""A table of the article stays whole: numbers in its cells score low as prose, and holes make it wrong."""

from __future__ import annotations

from ..model import KEPT_LABELS, Evidence
from ..reading.document import Document
from ..reading.place import places
from .decision import Decision

__all__ = ["keep_tables_whole"]

_SHARE = 0.6
"""Of a table's characters; with less inside the article, the table is furniture with a sentence in it."""
_CELL = Evidence("content.table", "a cell of a table of the article", 0.6)


def keep_tables_whole(document: Document, decision: Decision) -> None:
    """Takes the cells back in that were left out of a data table which is mostly article.

    Only what scored low comes back: spam, teasers, credits and hidden cells stay where they are.
    """
    blocks = document.blocks
    paths = [block.path or "" for block in blocks]
    if "/td[" not in "\n".join(paths):
        return
    cells = [index for index, path in enumerate(paths) if "/td[" in path or "/th[" in path]
    if not any(decision.labels[index] in KEPT_LABELS for index in cells):
        return
    shown = [index for index in cells if not blocks[index].hidden]
    if all(decision.labels[index] in KEPT_LABELS for index in shown):
        return
    tables: dict[str, list[int]] = {}
    for index, place in zip(shown, places(blocks[i] for i in shown), strict=True):
        if place.table:
            tables.setdefault(place.table, []).append(index)
    for table in tables.values():
        kept = sum(len(blocks[i].text) for i in table if decision.labels[i] in KEPT_LABELS)
        if kept < _SHARE * sum(len(blocks[i].text) for i in table):
            continue
        decision.take_back(table, _CELL)
