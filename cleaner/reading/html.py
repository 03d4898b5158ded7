"""Reads an HTML page: one parse, one walk, and blocks come out."""

from __future__ import annotations

from typing import Any

from ..expressions import compiled
from ..limits import DEFAULT_LIMITS, Limits, Watch
from ..model import Kind
from .collect import Full
from .css import MOST_CSS
from .document import Document
from .guard import with_few_attributes, with_less_depth
from .styles import Styles
from .walk import TooDeep, Walk

__all__ = ["read_html"]

# some versions of libxml2 drop these, or stop at them; NUL is U+FFFD in browsers too
_CONTROL = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20)))
_UNPARSABLE = compiled("[\x00-\x08\x0e-\x1b\ufffe\uffff]")
_ODD_SPACE = str.maketrans("\x0b\x1c\x1d\x1e\x1f", " " * 5)
_PIECE = 2**15
"""Bytes that the parser is given at once, and reads to their end even if the walk is over."""


def read_html(source: str, limits: Limits = DEFAULT_LIMITS, watch: Watch | None = None) -> Document:
    """The blocks, elements and hints of an HTML page; a page without text has no blocks.

    Every character that the parser takes for text is in exactly one block, except inside ``script``,
    ``style``, ``template`` and ``title``. NUL and other control characters become U+FFFD.
    """
    styles = Styles(source)
    watch = watch or Watch()
    tamed, notes = with_few_attributes(source, limits.attributes)
    walk = Walk(styles, limits.blocks, watch, limits.depth)
    try:
        notes += _parse(tamed, walk)
    except TooDeep:
        tamed, deep = with_less_depth(tamed, limits.depth)
        walk = Walk(styles, limits.blocks, watch)
        notes += [*deep, *_parse(tamed, walk)]
    notes += walk.notes + walk.found.finish()
    if styles.cut:
        notes.append(f"only the first {MOST_CSS:,} characters of the style sheets were read")
    found = walk.found
    return Document(Kind.HTML, found.blocks, walk.hints.hints, found.elements, source, notes=notes)


def _parse(source: str, walk: Walk) -> list[str]:
    """Drives the walk with the page's elements and text; gives notes on what went wrong."""
    from lxml import etree

    data = _parsable(source.removeprefix("\ufeff"))
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


def _parsable(source: str) -> bytes:
    """The page in UTF-8, which needs no declaration, without characters that parsers lose."""
    data = source.encode("utf-8", "replace")
    odd = len(data.translate(None, _CONTROL)) < len(data)
    if odd or "\ufffe" in source or "\uffff" in source:
        data = _UNPARSABLE.sub("\ufffd", source.translate(_ODD_SPACE)).encode("utf-8", "replace")
    return data
