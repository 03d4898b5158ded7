"""Reads flattened text: one block a line, hard-wrapped paragraphs joined, endless lines cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from ..limits import DEFAULT_LIMITS, Limits, too_many_blocks
from ..model import PARAGRAPH, Kind
from .apart import APART, is_page, parted
from .document import Document, Hints, RawBlock
from .long_lines import MOST_LINE, cut_line, segments
from .spaces import fold_spaces
from .wrap import JOINED, join_wrapped

__all__ = ["read_text"]


def read_text(source: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The lines of a text as blocks, with their line numbers (from 1, by CR, LF or CRLF).

    White space is folded and nothing else is changed: every other character of ``source`` is in exactly
    one block, in order. Reading the blocks again, joined by their gaps, gives the same blocks.
    """
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    notes: list[str] = []
    paragraphs = join_wrapped(lines)
    if paragraphs is None:
        paragraphs = ((number, number, line) for number, line in enumerate(lines, 1))
    else:
        notes.append(JOINED)
    blocks = list(islice(_blocks(paragraphs, notes), limits.blocks + 1))
    if len(blocks) > limits.blocks:
        blocks.pop()
        notes.append(too_many_blocks(limits.blocks))
    return Document(Kind.TEXT, blocks, Hints(), source=source, notes=notes)


def _blocks(paragraphs: Iterable[tuple[int, int, str]], notes: list[str]) -> Iterator[RawBlock]:
    """The blocks of the paragraphs (first line, last line, text), white space folded; adds to ``notes``."""
    for first, last, raw in paragraphs:
        text = fold_spaces(raw)
        place = (first, last)
        if is_page(text):
            if APART not in notes:
                notes.append(APART)
            yield from _apart(raw, place)
        elif len(text) > MOST_LINE:
            for piece, gap in cut_line(raw):
                yield RawBlock(piece, place, gap=gap)
        elif text:
            yield RawBlock(text, place)


def _apart(raw: str, place: tuple[int, int]) -> Iterator[RawBlock]:
    """The blocks of a page in one line. Those are joined by single spaces again that stood so.

    A paragraph with spaces of its own would not be the same when it is cleaned again.
    """
    for segment in segments(raw):
        for number, block in enumerate(parted(segment)):
            for piece, gap in cut_line(block):
                yield RawBlock(piece, place, gap=" " if number and gap == PARAGRAPH else gap)
