"""Boxes that point to other stories between two paragraphs of the article, which goes on below them."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Kind
from ..reading.columns import columns
from ..reading.document import Document
from .engine import PLANTED, Signal
from .shape import is_finished

__all__ = ["mark_boxes"]

_NEAR = 5
"""Blocks above and below the heading of a box within which a paragraph stands."""
_LEAST = 20
"""Columns of such a paragraph."""
_FAR, _DOUBT = 12, 0.2
"""Lines from the heading of a box on in flattened text, none of which may be so likely an advertisement."""


def mark_boxes(document: Document, signals: Sequence[Signal]) -> list[Signal]:
    """The signals, where headings of boxes are no headings of lists, and their blocks are marked as boxed.

    A list heading usually says that the article is over. In a box it says nothing of what comes after: on a
    page with markup the next paragraph stands in the same element as the last one; in flattened text two
    paragraphs follow, or one and then furniture. In lists of stories with a sentence or two each a headline
    follows.
    """
    marked = list(signals)
    headings = [index for index, signal in enumerate(signals) if signal.list_heading]
    for index in headings:
        after = _next_paragraph(document, signals, index)
        if after is None:
            continue
        for inside in range(index, after):
            marked[inside] = marked[inside]._replace(list_heading=False, boxed=True)
    return marked


def _next_paragraph(document: Document, signals: Sequence[Signal], heading: int) -> int | None:
    """The paragraph below the box of that heading in which the article goes on; ``None`` if it is no box."""
    count = len(signals)
    above = [i for i in range(max(0, heading - _NEAR), heading) if _is_paragraph(document, signals, i)]
    below = range(heading + 1, min(count, heading + 1 + _NEAR))
    found = next((i for i in below if _is_paragraph(document, signals, i)), None)
    if not above or found is None or any(signals[i].list_heading for i in range(heading + 1, found)):
        return None
    if document.kind is Kind.HTML:
        kin = document.kin
        return found if any(kin[i] == kin[found] for i in above) else None
    suspects = any(signal.spam >= _DOUBT for signal in signals[heading : heading + _FAR])
    if found == heading + 1 or suspects:
        return None
    goes_on = found + 1 == count or signals[found + 1].role is not None
    return found if goes_on or _is_paragraph(document, signals, found + 1) else None


def _is_paragraph(document: Document, signals: Sequence[Signal], index: int) -> bool:
    """Whether a block is a finished sentence that nothing gives away as furniture."""
    block, signal = document.blocks[index], signals[index]
    plain = signal.role is None and signal.spam < PLANTED and not block.links and not block.hidden
    return plain and is_finished(block.text) and columns(block.text) >= _LEAST
