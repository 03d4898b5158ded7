"""Files that are one page each."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Kind
from ...reading import told_kind
from .items import MOST_BYTES, Fault, Item, Record
from .packed import fault_of, open_input

__all__ = ["read_page"]


def read_page(path: str, name: str, kind: Kind | None) -> Iterator[Item]:
    """The page of a file; text, which may be Markdown, where no kind is given.

    A fault if it cannot be read whole, or is empty, as a failed fetch leaves it.
    """
    try:
        with open_input(path) as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        yield Fault(name, None, fault_of(error), id=name)
        return
    if not content:
        yield Fault(name, None, "empty file", id=name)
        return
    if len(content) > MOST_BYTES:
        yield Fault(name, None, f"longer than {MOST_BYTES:,} bytes", id=name)
        return
    yield Record(name, None, name, None, content, kind or told_kind(content, html=False))
