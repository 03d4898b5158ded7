"""Parquet: a row is a record. Read in small batches; a broken row group costs itself only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...extras import require
from ..options import Columns
from ..plain_rows import PlainRow, Unreadable, plain_rows
from .items import Fault, Item, RecordError, record_of
from .meter import Meter

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["count_rows", "read_parquet", "types_of"]

_BATCH = 64
"""Rows that are taken out of Arrow at a time: pages are large."""


def read_parquet(
    path: str, name: str, columns: Columns, meter: Meter | None = None, rows: range | None = None
) -> Iterator[Item]:
    """The rows of a file, numbered from 0; a fault for what cannot be read.

    Args:
        path: the file.
        name: how ids and messages name it.
        columns: the names of the columns.
        meter: is told of the open file.
        rows: read the row groups only that some of these rows are in.

    Raises:
        ImportError: where pyarrow is missing.
    """
    pq = _parquet()
    try:
        with open(path, "rb") as file, pq.ParquetFile(file, pre_buffer=False, buffer_size=2**20) as table:
            if meter is not None:
                meter.open(file)
            names = table.schema_arrow.names
            if not {columns.html, columns.text} & set(names):
                lost = f"its {table.metadata.num_rows:,} rows are lost"
                yield Fault(name, None, f"has neither column {columns.html!r} nor {columns.text!r}; {lost}")
                return
            wanted = {columns.html, columns.text, columns.url, columns.id, *columns.carry}
            start = 0
            for group in range(table.num_row_groups):
                end = start + table.metadata.row_group(group).num_rows
                if rows is None or (start < rows.stop and end > rows.start):
                    yield from _group(table, group, start, [n for n in names if n in wanted], name, columns)
                start = end
    except (OSError, ValueError, MemoryError) as error:  # Arrow's own errors are of these
        yield Fault(name, None, f"not Parquet that can be read: {_reason(error)}")


def count_rows(path: str) -> int | None:
    """The number of rows of a file; ``None`` if it cannot be read. Raises ``ImportError`` as above."""
    try:
        return int(_parquet().read_metadata(path).num_rows)
    except (OSError, ValueError):
        return None


def types_of(path: str, names: tuple[str, ...]) -> dict[str, pa.DataType] | None:
    """The Arrow types of some columns of a file, those that it has; ``None`` if it cannot be read."""
    try:
        schema = _parquet().read_schema(path)
    except (OSError, ValueError):
        return None
    return {name: schema.field(name).type for name in names if name in schema.names}


def _group(
    table: Any, group: int, start: int, wanted: list[str], name: str, columns: Columns
) -> Iterator[Item]:
    """The rows of one row group, the first of which has the number ``start``."""
    row = start
    try:
        for batch in table.iter_batches(_BATCH, row_groups=[group], columns=wanted):
            for fields in plain_rows(batch):
                yield _item(fields, name, row, columns)
                row += 1
    except (OSError, ValueError, MemoryError) as error:
        lost = start + table.metadata.row_group(group).num_rows - row
        yield Fault(name, row, f"{_reason(error)}; {lost:,} rows are lost")


def _item(fields: PlainRow, name: str, row: int, columns: Columns) -> Item:
    if isinstance(fields, Unreadable):
        return Fault(name, row, fields.reason)
    try:
        return record_of(fields, name, row, columns)
    except RecordError as error:
        return Fault(name, row, str(error), error.id, error.url)


def _parquet() -> Any:
    return require("pyarrow.parquet", "corpus", "reading Parquet")


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
