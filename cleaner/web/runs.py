"""A run of ``cleaner batch`` as a table to search: DuckDB over its shards, read only.

What the table shows is read once, when the server starts; a record's text is read when it is opened. A part
that is not as it was written is told of in both places.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ..corpus import runs
from ..corpus.parts import ERRORS
from ..extras import require
from ..model import Verdict

__all__ = ["PAGE_ROWS", "ROW_VERDICTS", "Filter", "RunRow", "RunTable", "RunTableError"]

PAGE_ROWS = 50
ROW_VERDICTS = (*map(str, Verdict), "error")
_COLUMNS = {
    "id": "VARCHAR",
    "url": "VARCHAR",
    "verdict": "VARCHAR",
    "title": "VARCHAR",
    "date": "VARCHAR",
    "language": "VARCHAR",
    "spam": "VARCHAR[]",
}
_ERROR_COLUMNS = {"id": "VARCHAR", "url": "VARCHAR", "reason": "VARCHAR"}
# as cleaner.reading.addresses has it: a call for each row of a large run would take minutes
_SITE = r"""
CREATE MACRO site_of(url) AS regexp_replace(
    regexp_extract(lower(coalesce(url, '')), '^[a-z][a-z0-9+.-]*://(?:[^/?#]*@)?([^/:?#]+)', 1),
    '^www\.|\.+$', '', 'g'
)
"""
_TABLE = """
CREATE TABLE record (
    number INTEGER, file INTEGER, row INTEGER, verdict VARCHAR, title VARCHAR, url VARCHAR, site VARCHAR,
    date VARCHAR, language VARCHAR, spam INTEGER, haystack VARCHAR
)
"""
# {source} is one of our own table functions, never a text of the user's
_FROM_ROWS = """
INSERT INTO record SELECT
    ? + row_number() OVER (), ?, row_number() OVER () - 1, coalesce(verdict, 'error'), title, url,
    site_of(url),
    date, language, coalesce(len(spam), 0),
    lower(concat_ws(' ', title, url, id, array_to_string(spam, ' ')))
FROM {source}
"""
_FROM_ERRORS = """
INSERT INTO record SELECT
    ? + row_number() OVER (), ?, row_number() OVER () - 1, 'error', reason, url,
    site_of(url),
    NULL, NULL, 0, lower(concat_ws(' ', reason, url, id))
FROM {source}
"""
_LARGEST_RECORD = 256 * 1024 * 1024


class RunTableError(ValueError):
    """A run that cannot be opened: which folder, and why."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader looks for; an empty field asks for nothing.

    Attributes:
        search: words that title, address, id or advertisements hold, each of them.
        verdict: one of ``ROW_VERDICTS``.
        site: the host, without ``www.``, or the end of it.
        least_spam: number of advertisements at least.
    """

    search: str = ""
    verdict: str = ""
    site: str = ""
    least_spam: int = 0


@dataclass(frozen=True, slots=True)
class RunRow:
    """One line of the table. ``number`` counts from 1; ``title`` is the reason where the record failed."""

    number: int
    verdict: str
    title: str | None
    url: str | None
    site: str
    date: str | None
    language: str | None
    spam: int


class RunTable:
    """The records of one run.

    Args:
        path: the folder that ``cleaner batch`` wrote.

    Raises:
        RunTableError: for a folder that is no run, a damaged part, or where duckdb is missing.

    May be shared between threads.
    """

    def __init__(self, path: Path) -> None:
        try:
            duckdb = require("duckdb", "web", "opening a run")
        except ImportError as error:
            raise RunTableError(str(error)) from error
        self.path = path
        try:
            self._files = runs.Run(path).shards()
            self._sizes = [file.stat().st_size for file in self._files]
        except (runs.RunError, OSError) as error:
            raise RunTableError(str(error)) from error
        # nothing is loaded from the network: readers of JSON and Parquet are part of duckdb
        settings: dict[str, Any] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        self._db = duckdb.connect(":memory:", config=settings)
        self._lock = threading.Lock()
        try:
            self._read()
        except duckdb.Error as error:
            raise RunTableError(f"{path}: {str(error).splitlines()[0]}") from error
        self.count: int = self._rows("SELECT count(*) FROM record", [])[0][0]

    def page(self, wanted: Filter, number: int) -> tuple[int, list[RunRow]]:
        """How many records fit, and page ``number`` (from 1) of them, in the order of the run."""
        where, values = _where(wanted)
        count: int = self._rows(f"SELECT count(*) FROM record WHERE {where}", values)[0][0]  # noqa: S608
        columns = "number, verdict, title, url, site, date, language, spam"
        query = f"SELECT {columns} FROM record WHERE {where} ORDER BY number LIMIT ? OFFSET ?"  # noqa: S608
        rows = self._rows(query, [*values, PAGE_ROWS, (max(1, number) - 1) * PAGE_ROWS])
        return count, [RunRow(*row) for row in rows]

    def record(self, number: int) -> dict[str, Any] | None:
        """The whole row of a record as plain data, or ``None`` if there is no such record.

        Raises:
            RunTableError: if its file is not as it was when the run was opened.
        """
        import duckdb

        found = self._rows("SELECT file, row FROM record WHERE number = ?", [number])
        if not found:
            return None
        index, row = found[0]
        file = self._files[index]
        try:
            whole = file.stat().st_size == self._sizes[index]
            record = self._row(file, row) if whole else None
        except (OSError, ValueError, duckdb.Error) as error:
            raise RunTableError(f"{file}: cannot be read: {error}") from error
        if not whole:
            raise RunTableError(f"{file}: is damaged, or was written again since the run was opened")
        return record

    def _row(self, file: Path, row: int) -> dict[str, Any] | None:
        if file.suffix != ".parquet":
            return _json_line(file, row)
        query = "SELECT * EXCLUDE (file_row_number) FROM read_parquet(?, file_row_number = true)"
        with self._lock:
            result = self._db.execute(f"{query} WHERE file_row_number = ?", [str(file), row])
            names = [column[0] for column in result.description or ()]
            values = result.fetchone()
        return None if values is None else dict(zip(names, values, strict=True))

    def _read(self) -> None:
        """Reads what the table shows of every shard."""
        self._db.execute(_SITE)
        self._db.execute(_TABLE)
        total = 0
        for index, file in enumerate(self._files):
            errors = file.parent.name == ERRORS
            columns = _ERROR_COLUMNS if errors else _COLUMNS
            if file.suffix == ".parquet":
                source = "read_parquet(?)"
            else:
                spec = ", ".join(f"{name}: '{kind}'" for name, kind in columns.items())
                source = (
                    f"read_json(?, format = 'newline_delimited', columns = {{{spec}}},"
                    f" maximum_object_size = {_LARGEST_RECORD})"
                )
            insert = (_FROM_ERRORS if errors else _FROM_ROWS).format(source=source)
            self._db.execute(insert, [total, index, str(file)])
            total = self._rows("SELECT count(*) FROM record", [])[0][0]

    def _rows(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self._lock:
            rows: list[tuple[Any, ...]] = self._db.execute(query, values).fetchall()
        return rows


def _json_line(file: Path, row: int) -> dict[str, Any] | None:
    with file.open("rb") as lines:
        for line in islice(lines, row, row + 1):
            data = json.loads(line)
            return data if isinstance(data, dict) else None
    return None


def _where(wanted: Filter) -> tuple[str, list[Any]]:
    """The condition with a question mark for every value, and the values."""
    conditions = ["true"]
    values: list[Any] = []
    for word in wanted.search.lower().split()[:8]:
        conditions.append("contains(haystack, ?)")
        values.append(word)
    if wanted.verdict:
        conditions.append("verdict = ?")
        values.append(wanted.verdict)
    if wanted.site:
        conditions.append("(site = ? OR ends_with(site, ?))")
        site = wanted.site.lower().removeprefix("www.").rstrip(".")
        values += [site, f".{site}"]
    if wanted.least_spam > 0:
        conditions.append("spam >= ?")
        values.append(wanted.least_spam)
    return " AND ".join(conditions), values
