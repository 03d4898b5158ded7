"""All items of a run in order, counted and digested on the way, so that a resumed run knows them again."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from .manifest import RunError
from .options import Columns
from .sources import Input, Item, digest_item, read_input
from .sources.meter import Meter

__all__ = ["Reader"]


class Reader:
    """The items of several inputs.

    Args:
        inputs: the files, in order.
        given: the number of inputs that they belong to.
        columns: the names of the fields.

    Attributes:
        count: items read so far.
        digests: of the items read and not yet taken off by the caller, oldest first.
        meter: how many bytes of the inputs are read.
    """

    def __init__(self, inputs: Sequence[Input], given: int, columns: Columns) -> None:
        self._inputs = inputs
        self._columns = columns
        self._totals = [hashlib.sha256() for _ in range(given)]
        self._items = self._read()
        self.count = 0
        self.digests: deque[bytes] = deque()
        self.meter = Meter()

    def __iter__(self) -> Iterator[Item]:
        return self._items

    def skip(self, marker: dict[str, Any]) -> None:
        """Passes over the records of a part that is done.

        Raises:
            RunError: if they are not those that it was made from.
        """
        digest = hashlib.sha256()
        for _ in islice(self._items, marker["records"]):
            digest.update(self.digests.popleft())
        if marker["input"] != f"sha256:{digest.hexdigest()}":
            raise RunError(f"cannot be resumed: the input of part {marker['part']} has changed")

    def input_digests(self) -> list[str]:
        """The digest of all records of each input."""
        return [f"sha256:{total.hexdigest()}" for total in self._totals]

    def _read(self) -> Iterator[Item]:
        for each in self._inputs:
            total = self._totals[each.given]
            for item in read_input(each, self._columns, self.meter):
                digest = digest_item(item)
                total.update(digest)
                self.digests.append(digest)
                self.count += 1
                yield item
            self.meter.close(each.size)
