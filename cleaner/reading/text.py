"""Reads flattened text: one block a line, hard-wrapped paragraphs joined, endless lines cut."""

from __future__ import annotations

from ..model import Kind
from .document import Document, Hints, RawBlock
from .pieces import MOST_LINE, cut_line
from .wrap import join_wrapped

__all__ = ["read_text"]


def read_text(source: str) -> Document:
    """The lines of a text as blocks, with their line numbers (from 1, by CR, LF or CRLF).

    White space is folded and nothing else is changed: every other character of ``source`` is in exactly
    one block, in order. Reading the blocks again, joined by their gaps, gives the same blocks.
    """
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    notes: list[str] = []
    paragraphs = join_wrapped(lines)
    if paragraphs is None:
        paragraphs = [(number, number, line) for number, line in enumerate(lines, 1)]
    else:
        notes.append("the text was wrapped at a fixed width: its lines were joined into paragraphs")
    blocks: list[RawBlock] = []
    for first, last, raw in paragraphs:
        text = " ".join(raw.split())
        if not text:
            continue
        place = (first, last)
        if len(text) <= MOST_LINE:
            blocks.append(RawBlock(text, place))
        else:
            blocks.extend(RawBlock(piece, place, gap=gap) for piece, gap in cut_line(raw))
    return Document(Kind.TEXT, blocks, Hints(), source=source, notes=notes)
