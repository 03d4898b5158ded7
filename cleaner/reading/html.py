"""Reads an HTML page: one parse, one walk, and blocks come out."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import Any

from ..limits import DEFAULT_LIMITS, Limits, Watch
from ..model import Kind
from .broken import join_broken
from .collect import Full
from .css import MOST_CSS
from .document import Document
from .guard import with_few_attributes, with_less_depth
from .styles import Styles
from .walk import TooDeep, TooMany, Walk
from .wrap import JOINED

__all__ = ["read_html"]

# some versions of libxml2 drop these, or stop at them; NUL is U+FFFD in browsers too
_CONTROL = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20)))
_ODD_SPACE = b"\x0b\x1c\x1d\x1e\x1f"
_REPLACEMENT = "\ufffd".encode()
_NONCHARACTERS = "\ufffe\uffff"
_PIECE = 2**15
"""Bytes that the parser is given at once, and reads to their end even if the walk is over."""


def read_html(
    source: str, limits: Limits = DEFAULT_LIMITS, watch: Watch | None = None, utf8: bytes | None = None
) -> Document:
    """The blocks, elements and hints of an HTML page; a page without text has no blocks.

    Every character that the parser takes for text is in exactly one block, except inside ``script``,
    ``style``, ``template`` and ``title``. NUL and other control characters become U+FFFD. ``utf8`` is the
    page in UTF-8, if the caller has it.
    """
    styles = Styles(source)
    watch = watch or Watch()
    walk, notes = _walked(source, utf8, styles, limits, watch)
    found, hints = walk.found, walk.hints.hints
    notes += walk.notes + found.finish()
    blocks = join_broken(found.blocks, found.broken, found.elements)
    if blocks is not found.blocks:
        notes.append(JOINED)
    if styles.cut:
        notes.append(f"of the style sheets only the first {MOST_CSS:,} characters were read")
    # a parser and its target hold each other until the garbage collector comes: the page need not wait for it
    vars(walk).clear()
    return Document(Kind.HTML, blocks, hints, found.elements, source, notes=notes)


def _walked(
    source: str, utf8: bytes | None, styles: Styles, limits: Limits, watch: Watch
) -> tuple[Walk, list[str]]:
    """The walk over the page, and notes; begun again where a limit is passed, with less of the page."""
    tamed, notes = with_few_attributes(source, limits.attributes)
    most_depth: int | None = limits.depth
    most_attributes: int | None = limits.attributes
    while True:
        walk = Walk(styles, limits.blocks, watch, most_depth, most_attributes)
        data = utf8 if utf8 is not None and tamed is source else tamed.encode("utf-8", "replace")
        try:
            return walk, notes + _parse(_parsable(data, tamed), walk)
        except TooMany:
            tamed, left_out = with_few_attributes(tamed, limits.attributes, sure=True)
            most_attributes = None
        except TooDeep:
            tamed, left_out = with_less_depth(tamed, limits.depth)
            most_depth = None
        notes += left_out


def _parse(data: bytes, walk: Walk) -> list[str]:
    """Drives the walk with the page's elements and text; gives notes on what went wrong."""
    from lxml import etree

    if not data.strip():
        return []
    # type stubs know neither targets nor files that can do no more than be read
    make_parser: Any = etree.HTMLParser
    pieces: Any = _Pieces(data, walk)
    parser = make_parser(target=walk, huge_tree=True, encoding="utf-8")
    try:
        etree.parse(pieces, parser)
    except Full as full:
        return [str(full)]
    except etree.LxmlError as error:
        walk.close()
        return [f"the HTML parser gave up: {str(error)[:200]}"] if walk.found.blocks else []
    return []


class _Pieces:
    """The page as a file that ends where the walk is over.

    An event that raises does not stop libxml2: it reads on without events, and without a limit for depth,
    which takes quadratic time.
    """

    def __init__(self, data: bytes, walk: Walk) -> None:
        self._data = data
        self._walk = walk
        self._at = 0

    def read(self, _size: int = -1) -> bytes:
        """The next piece, whatever size is asked for: lxml keeps what it does not need yet."""
        if self._walk.over:
            return b""
        start, self._at = self._at, self._at + _PIECE
        return self._data[start : self._at]


def _parsable(data: bytes, source: str) -> bytes:
    """The page in UTF-8, which needs no declaration, without characters that parsers lose."""
    data = data.removeprefix(BOM_UTF8)
    if any(map(data.__contains__, _CONTROL)):
        data = data.translate(bytes.maketrans(_ODD_SPACE, b" " * len(_ODD_SPACE)))
        for code in filter(data.__contains__, _CONTROL):
            data = data.replace(bytes((code,)), _REPLACEMENT)
    for character in _NONCHARACTERS:
        if character in source:
            data = data.replace(character.encode(), _REPLACEMENT)
    return data
