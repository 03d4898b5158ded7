"""The kept blocks as a reader sees them: headings, paragraphs, captions and list items in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from ..model import Article, Block, Label

__all__ = ["Part", "Piece", "flow", "fold"]

_PARAGRAPH = "\n\n"
_TOP_HEADING = 2
"""The page's title is heading 1."""
# what neither HTML nor UTF-8 can hold, and what would steer a terminal; white space is folded before
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Part(Enum):
    """What a piece of the article is to the reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    ITEM = "item"


@dataclass(slots=True)
class Piece:
    """One or more kept blocks that read as one; ``level`` is that of a heading, 2 to 6, else 0."""

    part: Part
    text: str
    level: int = 0


def flow(article: Article) -> list[Piece]:
    """The kept blocks as pieces; a block whose gap is no blank line goes on with the piece before it.

    A kept block that only repeats the title is left out: the title stands above the article already.
    """
    pieces: list[Piece] = []
    title = fold(article.title or "")
    running = False
    for block in article.kept:
        text = fold(block.text)
        if not text:
            continue
        if text == title and (block.label is Label.TITLE or not pieces):
            running = False
        elif running and block.gap != _PARAGRAPH:
            pieces[-1].text += block.gap + text
        else:
            pieces.append(_piece(block, text))
            running = True
    return pieces


def fold(text: str) -> str:
    """One line of text: white space folded, control characters and lone surrogates as U+FFFD."""
    return _UNFIT.sub("\ufffd", " ".join(text.split()))


def _piece(block: Block, text: str) -> Piece:
    if block.label in (Label.HEADING, Label.TITLE):
        return Piece(Part.HEADING, text, min(6, max(_TOP_HEADING, block.level)))
    if block.label is Label.CAPTION:
        return Piece(Part.CAPTION, text)
    return Piece(Part.ITEM if block.tag == "li" else Part.PARAGRAPH, text)
