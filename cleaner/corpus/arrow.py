"""The one function that every engine calls: an Arrow batch of pages in, an Arrow batch of articles out.

``clean_page`` is what it does with a single page. The processes of a local run call that: they are watched
page by page, so that a page which hangs or kills its process costs itself only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..model import Page
from .options import Cleaning, Columns
from .plain_rows import PlainRow, Unreadable, plain_rows
from .records import RecordError, id_text, page_in
from .schema import COLUMNS, arrow_schema, error_row, row

if TYPE_CHECKING:
    import pyarrow as pa

    from ..pipeline import Cleaner

__all__ = ["BatchCleaner", "clean_batch", "clean_page", "clean_row"]


class BatchCleaner:
    """``clean_batch`` with its options; makes its Cleaner on the first batch, once in each process.

    Args:
        cleaning: how to clean.
        columns: the names of the input's columns.
    """

    def __init__(self, cleaning: Cleaning | None = None, columns: Columns | None = None) -> None:
        self.cleaning = cleaning or Cleaning()
        self.columns = columns or Columns()
        self._cleaner: Cleaner | None = None

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The cleaned batch; see :func:`clean_batch`."""
        if self._cleaner is None:
            self._cleaner = self.cleaning.cleaner()
        return clean_batch(batch, self.cleaning, self.columns, cleaner=self._cleaner)

    def __getstate__(self) -> dict[str, Any]:
        """Without the Cleaner: a process makes its own."""
        return {**self.__dict__, "_cleaner": None}


def clean_batch(
    batch: pa.RecordBatch,
    cleaning: Cleaning | None = None,
    columns: Columns | None = None,
    *,
    cleaner: Cleaner | None = None,
) -> pa.RecordBatch:
    """Cleans each page of a batch.

    Args:
        batch: has a column of HTML (string or binary) or of text, perhaps of urls and ids.
        cleaning: how to clean; the defaults where None.
        columns: the names of the columns; the defaults where None.
        cleaner: a Cleaner made from ``cleaning`` before, so that it is not made anew.

    Returns:
        one row for each row of ``batch``, in its order, with the columns of ``cleaner.corpus.schema`` and
        after them those to carry. A record that cannot be cleaned has ``error`` filled in and no verdict.

    Raises:
        ValueError: if there is no column of pages, or one to carry is missing or has a name of the schema.
    """
    import pyarrow as pa

    cleaning, columns = cleaning or Cleaning(), columns or Columns()
    cleaner = cleaner or cleaning.cleaner()
    names = set(batch.schema.names)
    if not names & {columns.html, columns.text}:
        raise ValueError(f"there is neither a column {columns.html!r} nor {columns.text!r}")
    for name in columns.carry:
        if name not in names:
            raise ValueError(f"there is no column {name!r} to carry")
        if any(column.name == name for column in COLUMNS):
            raise ValueError(f"column {name!r} cannot be carried: the output has one of that name")
    wanted = [name for name in (columns.html, columns.text, columns.url, columns.id) if name in names]
    rows = [_row_of(record, cleaner, cleaning, columns) for record in plain_rows(batch.select(wanted))]
    schema = arrow_schema()
    cleaned = pa.RecordBatch.from_pylist(rows, schema=schema)
    for name in columns.carry:
        schema = schema.append(batch.schema.field(name))
    arrays = [*cleaned.columns, *(batch.column(name) for name in columns.carry)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _row_of(record: PlainRow, cleaner: Cleaner, cleaning: Cleaning, columns: Columns) -> dict[str, Any]:
    if isinstance(record, Unreadable):
        return error_row(None, None, record.reason)
    return clean_row(record, cleaner, cleaning, columns)


def clean_row(
    record: dict[str, Any], cleaner: Cleaner, cleaning: Cleaning, columns: Columns
) -> dict[str, Any]:
    """The cleaned row of one record; a row with ``error`` where it cannot be cleaned."""
    given = record.get(columns.id)
    record_id = None
    try:
        record_id = None if given is None else id_text(given)
        page = page_in(record, html=columns.html, text=columns.text, url=columns.url)
    except RecordError as error:
        return error_row(record_id, error.url, str(error))
    return clean_page(page, record_id, cleaner, cleaning)


def clean_page(page: Page, record_id: str | None, cleaner: Cleaner, cleaning: Cleaning) -> dict[str, Any]:
    """The cleaned row of one page; a row with ``error`` if cleaning it fails, whatever the reason."""
    try:
        return row(cleaner.clean(page), record_id, cleaning.removed, cleaning.lang)
    except MemoryError:
        return error_row(record_id, page.url, "needs more memory than there is")
    except Exception as error:  # a page must never take the others with it
        return error_row(record_id, page.url, f"internal error: {type(error).__name__}: {error}")
