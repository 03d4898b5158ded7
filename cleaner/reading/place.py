"""Where a block stands in the page's lists, tables and quotes, read from its element path."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..expressions import compiled
from ..model import Block
from .document import RawBlock

__all__ = ["Place", "inset_of", "places"]

_STEP = compiled(r"/([^/\[]+)(?:\[(\d+)\])?")
_INSET = compiled(r"/(?:ul|ol|dl|table)\[\d+\]")
_LISTS = ("ul", "ol", "menu")
_CELLS = ("td", "th")
_FEWEST = 2
"""Items that make a list, and rows and cells that make a table: fewer are the page's layout."""
_LONGEST_CELL = 300
"""Characters; a longer cell is a column of the page, not of a table."""


class Place(NamedTuple):
    """The structure around a block; empty where it stands in none.

    Attributes:
        item: path of the list item it is in, and ``depth`` of its list, from 1.
        number: the item's number in an ordered list, else 0.
        table, row, cell: paths of the innermost table, and the row and cell in it; ``header`` for ``<th>``.
        quote: path of the outermost block quote.
        code: it is preformatted code.
    """

    item: str = ""
    depth: int = 0
    number: int = 0
    table: str = ""
    row: str = ""
    cell: str = ""
    header: bool = False
    quote: str = ""
    code: bool = False


def inset_of(path: str | None) -> str:
    """The path of the outermost list or table around a block; empty if there is none.

    >>> inset_of("/html/body/div[2]/ul[1]/li[3]/ul[1]/li[1]")
    '/html/body/div[2]/ul[1]'
    """
    inset = _INSET.search(path or "")
    return inset.string[: inset.end()] if inset else ""


def places(blocks: Iterable[Block | RawBlock]) -> list[Place]:
    """The place of each block; a lone item or cell, and a table with an essay in a cell, are layout."""
    # lines of one element share its path, and so do elements too deep for a path of their own
    read: dict[str, Place] = {}
    found = []
    for block in blocks:
        path = block.path or ""
        if path not in read:
            read[path] = _place(path)
        found.append((block, read[path]))
    items: dict[str, set[str]] = {}
    tables: dict[str, dict[str, set[str]]] = {}
    layout = set()
    for block, place in found:
        if place.item:
            items.setdefault(place.item.rpartition("/")[0], set()).add(place.item)
        if place.cell:
            tables.setdefault(place.table, {}).setdefault(place.row, set()).add(place.cell)
            if len(block.text) > _LONGEST_CELL:
                layout.add(place.table)
    lists = {path for path, each in items.items() if len(each) >= _FEWEST}
    for path, rows in tables.items():
        if sum(len(cells) >= _FEWEST for cells in rows.values()) < _FEWEST:
            layout.add(path)
    return [_real(block, place, lists, layout) for block, place in found]


def _real(block: Block | RawBlock, place: Place, lists: set[str], layout: set[str]) -> Place:
    """The place without what turned out to be layout."""
    item = place.item if block.tag == "li" or place.item.rpartition("/")[0] in lists else ""
    table = "" if place.table in layout else place.table
    return Place(
        item=item,
        depth=place.depth if item else 0,
        number=place.number if item else 0,
        table=table if place.cell else "",
        row=place.row if table else "",
        cell=place.cell if table else "",
        header=place.header and bool(table),
        quote=place.quote,
        code=place.code,
    )


def _place(path: str) -> Place:
    """The structure that a path tells of."""
    if not path or not any(f"/{tag}" in path for tag in ("li[", "td[", "th[", "blockquote[", "pre[")):
        return _NOWHERE
    # how far into the path each of them reaches; 0 for none
    item = table = row = cell = depth = number = 0
    kind = ""
    header = False
    quoted = _STEP.match(path, path.find("/blockquote[")) if "/blockquote[" in path else None
    # what stands in a table is its cell, whatever list or quote the table stands in
    for match in _STEP.finditer(path, max(0, path.rfind("/table["))):
        tag, here = match[1], match.end()
        if tag in _LISTS:
            depth, kind = depth + 1, tag
        elif tag == "li":
            item, number = here, int(match[2] or 1) if kind == "ol" else 0
        elif tag == "table":
            table = here
        elif tag == "tr" and table:
            row = here
        elif tag in _CELLS and row:
            cell, header = here, tag == "th"
    return Place(
        item=path[:item],
        depth=max(1, depth) if item else 0,
        number=number if item else 0,
        table=path[:table],
        row=path[:row],
        cell=path[:cell],
        header=header,
        quote=path[: quoted.end()] if quoted else "",
        code="/pre[" in path,
    )


_NOWHERE = Place()
