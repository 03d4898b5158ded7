"""What a source gives: a record, a line that a worker will parse, or a fault with its place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ...model import Kind, Page
from ..options import Columns
from ..records import RecordError, id_text, page_in, parse_object

__all__ = [
    "MOST_BYTES",
    "Fault",
    "Item",
    "Line",
    "Record",
    "RecordError",
    "digest_item",
    "parse_item",
    "record_of",
]

MOST_BYTES = 128 * 2**20
"""Bytes of one record; a longer one is an error. Pages are cut far earlier (``cleaner.limits``)."""


@dataclass(frozen=True, slots=True)
class Record:
    """One page and what is known of it.

    Attributes:
        file: the input it comes from, as the user would name it.
        position: where in the file: a line (from 1), a row (from 0), a byte offset; ``None`` for a page file.
        id: its own id; made from file and position where it has none.
        url: where it came from.
        content: the page.
        kind: HTML or flattened text; guessed where ``None``.
        encoding: what the server said of bytes.
        carried: the columns to hand on, by name; those that the record has.
    """

    file: str
    position: int | None
    id: str
    url: str | None
    content: bytes | str
    kind: Kind | None = None
    encoding: str | None = None
    carried: Mapping[str, Any] = field(default_factory=dict)

    @property
    def page(self) -> Page:
        """What is to be cleaned."""
        return Page(self.content, self.url, self.kind, self.encoding)

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of JSON that is not parsed yet: that is work for a worker."""

    file: str
    position: int
    data: bytes

    @property
    def size(self) -> int:
        """Its bytes."""
        return len(self.data)


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in an input where something could not be read; counts as a record that is an error."""

    file: str
    position: int | None
    reason: str
    id: str | None = None
    url: str | None = None

    @property
    def size(self) -> int:
        """Next to nothing."""
        return 0


Item: TypeAlias = Record | Line | Fault


def digest_item(item: Item) -> bytes:
    """A digest of what makes the item what it is."""
    digest = hashlib.sha256(f"{type(item).__name__} {item.position} {item.file} ".encode("utf-8", "replace"))
    if isinstance(item, Line):
        digest.update(item.data)
    elif isinstance(item, Fault):
        digest.update(item.reason.encode("utf-8", "replace"))
    else:
        digest.update(f"{item.id} {item.url} {sorted(item.carried.items())} ".encode("utf-8", "replace"))
        content = item.content
        digest.update(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return digest.digest()


def parse_item(item: Item, columns: Columns) -> Record:
    """The record of an item.

    Raises:
        RecordError: for a fault, and for a line that is none.
    """
    if isinstance(item, Record):
        return item
    if isinstance(item, Fault):
        raise RecordError(item.reason, item.id, item.url)
    try:
        fields = parse_object(item.data)
    except RecursionError as error:
        raise RecordError("not JSON: nested too deep") from error
    return record_of(fields, item.file, item.position, columns)


def record_of(fields: Mapping[str, Any], file: str, position: int, columns: Columns) -> Record:
    """The record in the fields of a JSON object or a row.

    Raises:
        RecordError: where there is no page in it.
    """
    given = fields.get(columns.id)
    record_id = f"{file}:{position}" if given is None else id_text(given)
    carried = {name: fields[name] for name in columns.carry if name in fields}
    try:
        page = page_in(fields, html=columns.html, text=columns.text, url=columns.url)
    except RecordError as error:
        error.id = record_id
        raise
    return Record(file, position, record_id, page.url, page.content, page.kind, None, carried)
