"""All items of a run in order, counted and digested on the way, so that a resumed run knows them again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from .digests import InputDigests, Mark
from .manifest import check_input
from .options import Columns
from .sources import Input, Item, digest_item, read_input
from .sources.meter import Meter

__all__ = ["Reader"]


class Reader:
    """The items of several inputs.

    Args:
        inputs: the files, in order.
        columns: the names of the fields.

    Attributes:
        count: items read so far.
        marks: of the items read and not yet taken off by the caller, oldest first.
        meter: how many bytes of the inputs are read.
    """

    def __init__(self, inputs: Sequence[Input], columns: Columns) -> None:
        self._inputs = inputs
        self._columns = columns
        self._items = self._read()
        self.count = 0
        self.marks: deque[Mark] = deque()
        self.meter = Meter()

    def __iter__(self) -> Iterator[Item]:
        return self._items

    def skip(self, marker: dict[str, Any]) -> None:
        """Passes over the records of a part that is done.

        Raises:
            RunError: if they are not those that it was made from.
        """
        digests = InputDigests()
        for _ in islice(self._items, marker["records"]):
            digests.add(self.marks.popleft())
        check_input(marker, digests)

    def _read(self) -> Iterator[Item]:
        for each in self._inputs:
            for item in read_input(each, self._columns, self.meter):
                self.marks.append(Mark(each.given, digest_item(item)))
                self.count += 1
                yield item
            self.meter.close(each.size)
