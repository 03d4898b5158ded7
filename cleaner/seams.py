"""Cuts a paragraph where an advertisement was glued onto it, so that the rest can stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .content.shape import is_prose
from .limits import Watch
from .model import Judgement, Link
from .reading.document import Document, RawBlock
from .spam import Detector

__all__ = ["Pieces", "cut_seams"]

Pieces = list[tuple[int, int, Judgement]]
"""The parts ``[start, end)`` that a block is cut into, with the spam judgement of each."""


def cut_seams(
    document: Document, detector: Detector, known: dict[str, Pieces], watch: Watch
) -> tuple[Document, list[Judgement]]:
    """The document with such paragraphs cut into pieces, and the spam judgement of every block.

    Args:
        document: the page.
        detector: judges lines.
        known: what was found for texts before; grows. A page is read again when it is settled, and
            nearly all of its paragraphs are the same.
        watch: when its time is over, the page ends at the block that was reached.
    """
    blocks: list[RawBlock] = []
    spam: list[Judgement] = []
    notes = document.notes
    for block in document.blocks:
        pieces = known.get(block.text)
        if pieces is None:
            if blocks and watch.over():
                notes = [*notes, watch.note]
                break
            pieces = known[block.text] = _judged(block.text, detector)
        for start, end, judgement in pieces:
            blocks.append(block if len(pieces) == 1 else _piece(block, start, end))
            spam.append(judgement)
    return replace(document, blocks=blocks, notes=notes), spam


def _judged(text: str, detector: Detector) -> Pieces:
    """The pieces of a paragraph; one piece where nothing is to be cut, or no sentence would be left."""
    judgement = detector.judge(text)
    pieces = _pieces(text, detector.seams(text) if judgement.evidence else [])
    honest = [text[start:end].strip() for start, end, found in pieces if found is None]
    if len(pieces) == 1 or not all(map(is_prose, honest)):
        return [(0, len(text), judgement)]
    judged = []
    for start, end, found in pieces:
        # judged as the block it becomes, so that the spans of the evidence point into that block
        own = detector.judge(text[start:end].strip())
        if found is not None:
            own = replace(own, spam=True, score=max(own.score, found.score))
        judged.append((start, end, own))
    return judged


def _pieces(
    text: str, seams: Sequence[tuple[int, int, Judgement]]
) -> list[tuple[int, int, Judgement | None]]:
    """The whole text as pieces ``(start, end, judgement)``; honest pieces have none yet."""
    pieces: list[tuple[int, int, Judgement | None]] = []
    at = 0
    for start, end, judgement in sorted(seams, key=lambda s: s[0]):
        if text[at:start].strip():
            pieces.append((at, start, None))
        pieces.append((start, end, judgement))
        at = end
    if text[at:].strip() or not pieces:
        pieces.append((at, len(text), None))
    return pieces


def _piece(block: RawBlock, start: int, end: int) -> RawBlock:
    """Part of a block as a block of its own, white space at the seam moved into the gap."""
    text = block.text[start:end]
    lead = len(text) - len(text.lstrip())
    start += lead
    text = text.strip()
    end = start + len(text)
    gap = block.gap
    if block.text[:start].strip():
        gap = " " if block.text[start - 1].isspace() else ""
    links = tuple(
        Link(max(k.start, start) - start, min(k.end, end) - start, k.href)
        for k in block.links
        if k.start < end and k.end > start
    )
    images = () if block.text[:start].strip() else block.images
    return replace(block, text=text, links=links, gap=gap, images=images)
