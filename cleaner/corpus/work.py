"""What a worker does with one item: parse it, clean it, and say where its row belongs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .options import Cleaning, Columns
from .process import warm_up
from .records import plain_value
from .settings import Form, Settings
from .sources.items import Item, Record, RecordError, parse_item

__all__ = ["Outcome", "PageWork", "encode_row", "error_outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item.

    Attributes:
        verdict: of the page; ``None`` for an error.
        row: the row as a line of JSON, or as a dict where it goes into a table. Errors are always lines.
        carried: the names of the columns to carry that the record had.
    """

    verdict: str | None
    row: bytes | dict[str, Any]
    carried: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageWork:
    """Makes the function of a worker. Can be pickled.

    Attributes:
        cleaning: how to clean.
        columns: the names of the fields.
        tabular: rows as dicts rather than lines.
    """

    cleaning: Cleaning
    columns: Columns
    tabular: bool = False

    @classmethod
    def of(cls, settings: Settings) -> PageWork:
        """The work of a run."""
        return cls(settings.cleaning, settings.columns, settings.form is Form.PARQUET)

    def __call__(self) -> Callable[[Item], Outcome]:
        """The function, with a Cleaner of its own."""
        from .arrow import clean_page

        cleaner = self.cleaning.cleaner()
        warm_up(cleaner)

        def work(item: Item) -> Outcome:
            try:
                record = parse_item(item, self.columns)
            except RecordError as error:
                return error_outcome(item, str(error), error.id, error.url)
            row = clean_page(record.page, record.id, cleaner, self.cleaning)
            if row["error"] is not None:
                return error_outcome(record, row["error"], record.id, record.url)
            row.update((name, record.carried.get(name)) for name in self.columns.carry)
            return Outcome(row["verdict"], row if self.tabular else encode_row(row), tuple(record.carried))

        return work


def error_outcome(item: Item, reason: str, record_id: str | None = None, url: str | None = None) -> Outcome:
    """The row of an item that could not be cleaned: what it is, where it stands and the reason."""
    if isinstance(item, Record):
        record_id, url = item.id, item.url
    if record_id is None:
        record_id = item.file if item.position is None else f"{item.file}:{item.position}"
    row = {"id": record_id, "url": url, "file": item.file, "position": item.position, "reason": reason}
    return Outcome(None, encode_row(row))


def encode_row(row: Mapping[str, Any]) -> bytes:
    """A row as one line of JSON in UTF-8; what UTF-8 cannot hold becomes ``?``."""
    return json.dumps(row, ensure_ascii=False, default=plain_value).encode("utf-8", "replace") + b"\n"
