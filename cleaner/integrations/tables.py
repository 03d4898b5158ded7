"""Whole Arrow tables: what pandas, Polars, Hugging Face datasets and DuckDB hand over, and Ray in batches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..corpus.arrow import BatchCleaner
from ..corpus.options import Cleaning, Columns
from ..extras import require

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["TableCleaner", "clean_slices", "clean_table"]

_SLICE = 256
"""Pages that are cleaned at a time; an engine's own batches can be too big to hold twice."""


class TableCleaner:
    """A function from Arrow table to Arrow table that can be pickled; each process makes its own Cleaner.

    Args:
        cleaning: how to clean.
        columns: the names of the input's columns.
    """

    def __init__(self, cleaning: Cleaning | None = None, columns: Columns | None = None) -> None:
        self._clean = BatchCleaner(cleaning, columns)

    def __call__(self, table: pa.Table) -> pa.Table:
        """One row for each row of ``table``, as :func:`cleaner.corpus.arrow.clean_batch` gives them."""
        pyarrow = require("pyarrow", "corpus")
        # an empty table has no batch, and the columns of the answer must be right all the same
        batches = table.to_batches() or [pyarrow.RecordBatch.from_pylist([], schema=table.schema)]
        cleaned = [part for batch in batches for part in clean_slices(self._clean, batch)]
        return pyarrow.Table.from_batches(cleaned)


def clean_table(
    table: pa.Table, cleaning: Cleaning | None = None, columns: Columns | None = None
) -> pa.Table:
    """Cleans each page of a table; see :func:`cleaner.corpus.arrow.clean_batch` for what comes out.

    Raises:
        ValueError: if there is no column of pages, or one to carry is missing or has a name of the schema.
    """
    return TableCleaner(cleaning, columns)(table)


def clean_slices(clean: BatchCleaner, batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The cleaned batch in slices of bounded size; an empty batch gives one empty slice."""
    for start in range(0, max(batch.num_rows, 1), _SLICE):
        yield clean(batch.slice(start, _SLICE))
