"""Says so where an article is more, or other, than the text on its page: further pages, a gallery."""

from __future__ import annotations

from ..model import KEPT_LABELS, Label
from ..reading.columns import columns
from ..reading.document import Document
from .decision import Decision, Findings

__all__ = ["GALLERY", "SEVERAL_PAGES", "note_extent"]

SEVERAL_PAGES = "the article goes on on further pages"
GALLERY = "a gallery: most of the article is its pictures"
_PAGER = "boilerplate.pager"
_PICTURED = KEPT_LABELS | {Label.CAPTION, Label.CREDIT}
_FAR = 8
"""Blocks after the article; a pager further down turns the comments or the list of stories."""
_FEWEST_PICTURES = 6
_LEAST_TEXT = 200
"""Columns of text for each picture; with less, readers came for the pictures."""


def note_extent(document: Document, findings: Findings, decision: Decision) -> None:
    """Adds the notes to a page that has an article."""
    kept = decision.kept
    if not kept:
        return
    end = min(kept[-1] + _FAR, len(decision.labels) - 1, max(kept[-1], findings.tail))
    if any(findings.roles[i] and _is_pager(document, findings, i) for i in range(kept[0], end + 1)):
        decision.notes.append(SEVERAL_PAGES)
    pictures = sum(
        len(block.images)
        for block, label in zip(document.blocks, decision.labels, strict=True)
        if block.images and label in _PICTURED
    )
    if pictures >= _FEWEST_PICTURES:
        text = sum(columns(document.blocks[index].text) for index in kept)
        if text < pictures * _LEAST_TEXT:
            decision.notes.append(GALLERY)


def _is_pager(document: Document, findings: Findings, index: int) -> bool:
    """Whether the block turns pages: links with numbers, or a line of flattened text that reads so."""
    block = document.blocks[index]
    if block.hidden or not any(hit.id == _PAGER for hit in findings.roles[index]):
        return False
    if block.path:
        return any(not link.href.startswith("#") for link in block.links)  # lines of code have such numbers
    return any(character.isdecimal() for character in block.text)
