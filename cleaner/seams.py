"""Cuts a paragraph where an advertisement was glued onto it, so that the rest can stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .content.shape import is_prose
from .model import Judgement, Link
from .reading.document import Document, RawBlock
from .spam import Detector

__all__ = ["cut_seams"]


def cut_seams(document: Document, detector: Detector) -> tuple[Document, list[Judgement]]:
    """The document with such paragraphs cut into pieces, and the spam judgement of every block."""
    judgements = detector.judge_many([b.text for b in document.blocks])
    blocks: list[RawBlock] = []
    spam: list[Judgement] = []
    for block, judgement in zip(document.blocks, judgements, strict=True):
        seams = detector.seams(block.text) if judgement.evidence else []
        pieces = _pieces(block.text, seams)
        if not all(found or is_prose(block.text[start:end].strip()) for start, end, found in pieces):
            pieces = pieces[:1]  # what would be left is no sentence: the block is judged as a whole
        if len(pieces) == 1:
            blocks.append(block)
            spam.append(judgement)
            continue
        for start, end, found in pieces:
            blocks.append(_piece(block, start, end))
            spam.append(found or detector.judge(block.text[start:end]))
    return replace(document, blocks=blocks), spam


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
    return replace(block, text=text, links=links, gap=gap)
