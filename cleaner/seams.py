"""Cuts a paragraph where an advertisement was glued onto it, so that the rest can stay."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter

from .content.shape import is_prose
from .expressions import compiled
from .limits import Limits, Watch, too_many_blocks
from .model import Judgement, Link
from .reading.columns import columns
from .reading.document import Document, RawBlock
from .spam import Detector
from .spam.glued import split

__all__ = ["Pieces", "cut_seams"]

_AT_ONCE = 500
"""Blocks that are judged between two looks at the clock."""

_FEW = 6
"""Sentences of a paragraph that are looked at in every way that it could be cut."""

_LINE = 120
"""Columns up to which a block may be one advertisement: longer ones are paragraphs with one glued on."""
_CERTAIN, _LESS = 0.95, 0.2
"""The score of such a block that is certain, and how much less a piece scores that does not tell why."""
_BAIT = compiled(r"(?!(?:记者|記者|主持人|问|問|答|[QqAa])\s?[:：])[^。]{1,40}[?？!！]+")
"""A question that an advertisement opens with, rather than an interviewer's."""
_QUOTED = compiled(r"\s*(?:[“「『][^”」』]*[”」』][。.,，]?\s*)+")
"""What a report quotes, however much it reads like an advertisement."""

Pieces = list[tuple[int, int, Judgement]]
"""The parts ``[start, end)`` that a block is cut into, with the spam judgement of each."""


def cut_seams(
    document: Document, detector: Detector, known: dict[str, Pieces], watch: Watch, limits: Limits
) -> tuple[Document, list[Judgement]]:
    """The document with such paragraphs cut into pieces, and the spam judgement of every block.

    Args:
        document: the page.
        detector: judges lines.
        known: what was found for texts before; grows. A page is read again when it is settled, and
            nearly all of its paragraphs are the same.
        watch: when its time is over, the page ends at the block that was reached.
        limits: of which ``blocks`` counts pieces too.
    """
    blocks: list[RawBlock] = []
    spam: list[Judgement] = []
    notes = document.notes
    start = 0
    while start < len(document.blocks):
        if blocks and watch.over():
            notes = [*notes, watch.note]
            break
        # the first alone: a page without time left is a page of one block
        some = document.blocks[start : start + (_AT_ONCE if start else 1)]
        start += len(some)
        _judge([block.text for block in some if block.text not in known], detector, known)
        for block in some:
            pieces = known[block.text]
            for first, end, judgement in pieces:
                blocks.append(block if len(pieces) == 1 else _piece(block, first, end))
                spam.append(judgement)
        if len(blocks) > limits.blocks:
            del blocks[limits.blocks :], spam[limits.blocks :]
            notes = [*notes, too_many_blocks(limits.blocks)]
            break
    return replace(document, blocks=blocks, notes=notes), spam


def _judge(texts: Sequence[str], detector: Detector, known: dict[str, Pieces]) -> None:
    """Notes the pieces of each paragraph."""
    for text, judgement in zip(texts, detector.judge_many(texts), strict=True):
        known[text] = _cut(text, judgement, detector)


def _cut(text: str, judgement: Judgement, detector: Detector) -> Pieces:
    """The pieces of a paragraph; one where nothing is to be cut, or nothing would be left."""
    whole = [(0, len(text), judgement)]
    if not judgement.evidence or not _may_leave_prose(text):
        return whole
    seams = [seam for seam in detector.seams(text) if not _QUOTED.fullmatch(text, seam[0], seam[1])]
    pieces = _pieces(text, seams)
    honest = [text[start:end].strip() for start, end, found in pieces if found is None]
    if len(pieces) == 1 or not all(map(is_prose, honest)):
        return whole
    judged: Pieces = []
    certain = 0.0
    judge = cache(detector.judge)  # for this paragraph: equal pieces are judged once
    for start, end, found in pieces:
        # judged as the block it becomes, so that the spans of the evidence point into that block
        own = judge(text[start:end].strip())
        if found is not None:
            certain = max(certain, own.score)
            own = replace(own, spam=True, score=max(own.score, found.score))
        judged.append((start, end, own))
    return whole if _sells_as_a_whole(text, judgement, certain, honest) else judged


def _sells_as_a_whole(text: str, judgement: Judgement, certain: float, honest: Sequence[str]) -> bool:
    """Whether a line is one advertisement and not a sentence with one glued on.

    It is if the pieces that sell, of which the best scores ``certain``, do not explain what the line scores,
    or if the others only ask what no article would: Want to win every match?
    """
    if judgement.score < _CERTAIN or columns(text) > _LINE:
        return False
    return certain < judgement.score - _LESS or all(map(_BAIT.fullmatch, honest))


def _may_leave_prose(text: str) -> bool:
    """Whether some sentences of a paragraph, but not all, read as prose: else no cut would be made."""
    spans = split(text)
    count = len(spans)
    if count > _FEW:
        return True  # it does, most likely, and to ask costs as much as it saves
    return any(
        is_prose(text[spans[first][0] : spans[last][1]].strip())
        for first in range(count)
        for last in range(first, count)
        if last - first < count - 1
    )


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
    gap, images = block.gap, block.images
    if start > 0:
        gap, images = " " if block.text[start - 1].isspace() else "", ()
    first = bisect_right(block.links, start, key=attrgetter("end"))
    last = bisect_left(block.links, end, key=attrgetter("start"))
    links = tuple(
        Link(max(k.start, start) - start, min(k.end, end) - start, k.href) for k in block.links[first:last]
    )
    return replace(block, text=text, links=links, gap=gap, images=images)
