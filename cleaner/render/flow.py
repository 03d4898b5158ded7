"""The kept blocks as a reader sees them: headings, paragraphs, captions, lists, tables, quotes and code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from ..expressions import compiled
from ..model import PARAGRAPH, Article, Block, Label, Link
from ..reading.place import Place, places

__all__ = ["Part", "Piece", "fit_line", "flow", "unfit"]

_TOP_HEADING = 2
"""The page's title is heading 1."""
# what neither HTML nor UTF-8 can hold, and what would steer a terminal; white space is folded before
_UNFIT = compiled(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Part(Enum):
    """What a piece of the article is to the reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    ITEM = "item"
    TABLE = "table"
    CODE = "code"
    IMAGE = "image"


@dataclass(slots=True)
class Piece:
    """One or more kept blocks that read as one.

    Attributes:
        text: one line; empty for a table; the alternative text of an image, whose file is ``source``.
        level: of a heading 2 to 6; depth of an item's list, from 1; else 0.
        number: of an item in an ordered list, else 0.
        quoted: it stands in a block quote.
        follows: it is a further paragraph of the item before it.
        rows: the cells of a table, row by row; ``header`` if the first row is its head.
        links: hyperlinks in ``text``.
    """

    part: Part
    text: str
    level: int = 0
    number: int = 0
    quoted: bool = False
    follows: bool = False
    rows: list[list[str]] = field(default_factory=list)
    header: bool = False
    links: list[Link] = field(default_factory=list)
    source: str = ""


def flow(article: Article, *, images: bool = False) -> list[Piece]:
    """The kept blocks as pieces; a block whose gap is no blank line goes on with the piece before it.

    A kept block that only repeats the title is left out: the title stands above the article already.
    With ``images`` the article's pictures are pieces too, each before the text that it stands at.
    """
    kept = {block.index: (block, text, place, repeats) for block, text, place, repeats in _shown(article)}
    written = _Pieces()
    for block in article.blocks:
        if images and block.images and article.shows(block) and not written.goes_on(block):
            written.add_images(block)
        if block.index in kept:
            written.add(*kept[block.index])
    return written.whole()


class _Pieces:
    """The pieces so far. A text that grows is put together at the end: to join two copies them each time."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._longer: dict[int, list[str]] = {}  # by piece
        self._cells: dict[tuple[int, int, int], list[str]] = {}  # by piece, row and column
        self._size = 0
        self._last = Place()
        self._running = False

    def goes_on(self, block: Block) -> bool:
        """Whether a block goes on with the text before it."""
        return self._running and block.gap != PARAGRAPH

    def add_images(self, block: Block) -> None:
        """The pictures of a block."""
        for image in block.images:
            self._pieces.append(Piece(Part.IMAGE, fit_line(image.alt), source=image.source))
        self._last, self._running = Place(), False

    def add(self, block: Block, text: str, place: Place, repeats: bool) -> None:
        """The next kept block; ``repeats`` if it only says the title again."""
        if repeats and all(piece.part is Part.IMAGE for piece in self._pieces):
            self._running = False
        elif self.goes_on(block) and self._pieces[-1].part is not Part.TABLE:
            self._lengthen(block, text)
        elif place.cell and place.table == self._last.table and self._pieces:
            self._fill_table(text, place)
        else:
            self._pieces.append(_piece(block, text, place, self._last))
            self._running, self._size = True, len(text)
        self._last = place

    def whole(self) -> list[Piece]:
        """All pieces, with their whole texts."""
        for number, texts in self._longer.items():
            self._pieces[number].text = "".join(texts)
        for (number, row, column), texts in self._cells.items():
            self._pieces[number].rows[row][column] = " ".join(texts)
        return self._pieces

    def _lengthen(self, block: Block, text: str) -> None:
        piece = self._pieces[-1]
        self._longer.setdefault(len(self._pieces) - 1, [piece.text]).extend((block.gap, text))
        self._size += len(block.gap)
        piece.links += _links(block, text, self._size)
        self._size += len(text)

    def _fill_table(self, text: str, place: Place) -> None:
        rows = self._pieces[-1].rows
        if place.cell == self._last.cell:
            at = (len(self._pieces) - 1, len(rows) - 1, len(rows[-1]) - 1)
            self._cells.setdefault(at, [rows[-1][-1]]).append(text)
        elif place.row == self._last.row:
            rows[-1].append(text)
        else:
            rows.append([text])


def fit_line(text: str) -> str:
    """One line of text: white space folded, control characters and lone surrogates as U+FFFD."""
    return unfit(" ".join(text.split()))


def unfit(text: str) -> str:
    """The text, no longer and no shorter, with U+FFFD for what neither HTML nor UTF-8 can hold."""
    return _UNFIT.sub("\ufffd", text)


def _shown(article: Article) -> Iterator[tuple[Block, str, Place, bool]]:
    """The kept blocks with their text and place, and whether they only repeat the title."""
    title = fit_line(article.title or "")
    for block, place in zip(article.kept, places(article.kept), strict=True):
        text = fit_line(block.text)
        repeats = text == title
        if text and not (repeats and block.label is Label.TITLE):
            yield block, text, place, repeats


def _piece(block: Block, text: str, place: Place, last: Place) -> Piece:
    """A new piece that begins with this block."""
    quoted, links = bool(place.quote), _links(block, text, 0)
    if place.cell:
        return Piece(Part.TABLE, "", rows=[[text]], header=place.header, quoted=quoted)
    if block.label in (Label.HEADING, Label.TITLE):
        level = min(6, max(_TOP_HEADING, block.level))
        return Piece(Part.HEADING, text, level, quoted=quoted, links=links)
    if block.label is Label.CAPTION:
        return Piece(Part.CAPTION, text, quoted=quoted, links=links)
    if place.code:
        return Piece(Part.CODE, text, quoted=quoted)
    if place.item or block.tag == "li":
        follows = bool(place.item) and place.item == last.item
        level = max(1, place.depth)
        return Piece(Part.ITEM, text, level, place.number, quoted, follows, links=links)
    return Piece(Part.PARAGRAPH, text, quoted=quoted, links=links)


def _links(block: Block, text: str, at: int) -> list[Link]:
    """The block's links where they stand in the piece; none if folding moved the characters."""
    if len(text) != len(block.text):
        return []
    return [Link(link.start + at, link.end + at, link.href) for link in block.links]
