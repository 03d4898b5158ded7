"""Where rows go: files of JSON Lines or Parquet that are written beside and get their names when whole."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import uuid4

from ..files import TEMPORARY, naming, publish
from .plain_rows import is_exact_time
from .schema import arrow_schema
from .settings import Form

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["LinesSink", "MakeSink", "ParquetSink", "Sink", "sink_maker"]

MakeSink = Callable[[Path], "Sink"]
_ROW_GROUP = 1_000
"""Rows of Parquet held in memory before they are written."""


class Sink:
    """Takes the rows of one file. ``finish`` gives the file its name; ``abandon`` leaves nothing.

    Args:
        path: the name that the file gets in the end.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = 0
        # a cluster may try the same part twice at a time
        self._temporary = path.with_name(f"{path.name}.{uuid4().hex[:8]}{TEMPORARY}")
        path.parent.mkdir(exist_ok=True)
        self._file: BinaryIO = open(self._temporary, "wb")  # noqa: SIM115 - finish or abandon closes it

    def add(self, row: Any) -> None:
        """Writes a row; raises ``OSError``."""
        self.rows += 1
        with naming(self.path):
            self._add(row)

    def finish(self) -> int:
        """Writes what is left, syncs the file and gives it its name; its size in bytes."""
        with naming(self.path):
            self._end()
            self._file.flush()
            os.fsync(self._file.fileno())
            size = self._file.tell()
            self._file.close()
        publish(self._temporary, self.path)
        return size

    def abandon(self) -> None:
        """Removes the file that is not whole."""
        with suppress(OSError):  # what made it fail may keep the rest of it from being written too
            self._file.close()
        self._temporary.unlink(missing_ok=True)

    def _add(self, row: Any) -> None:
        raise NotImplementedError

    def _end(self) -> None:
        return


class LinesSink(Sink):
    """JSON Lines; a row is the line as bytes."""

    def _add(self, row: bytes) -> None:
        self._file.write(row)


class ParquetSink(Sink):
    """Parquet in Zstandard; a row is a dict.

    Args:
        path: as for every sink.
        carried: the columns that follow those of the schema, with their types.
    """

    def __init__(self, path: Path, carried: Mapping[str, pa.DataType]) -> None:
        import pyarrow.parquet as pq

        super().__init__(path)
        self._schema = arrow_schema()
        for name, kind in carried.items():
            self._schema = self._schema.append(_field(name, kind))
        self._text = [name for name, kind in carried.items() if _is_text(kind)]
        self._given = _as_given(self._schema)
        self._waiting: list[dict[str, Any]] = []
        self._writer = pq.ParquetWriter(self._file, self._schema, compression="zstd")

    def _add(self, row: dict[str, Any]) -> None:
        for name in self._text:
            row[name] = _as_text(row[name])
        self._waiting.append(row)
        if len(self._waiting) >= _ROW_GROUP:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        table = pa.Table.from_pylist(self._waiting, schema=self._given)
        self._writer.write_table(table.cast(self._schema))
        self._waiting = []

    def abandon(self) -> None:
        """Removes the file that is not whole; a writer left open would complain when it is collected."""
        with suppress(OSError, ValueError):
            self._writer.close()
        super().abandon()

    def _end(self) -> None:
        if self._waiting:
            self._write()
        self._writer.close()


def sink_maker(form: Form, carried: Mapping[str, Any] | None = None) -> MakeSink:
    """What opens files of a form; ``carried`` has the Arrow types of the carried columns, for tables."""
    if form is Form.JSONL:
        return LinesSink
    return lambda path: ParquetSink(path, carried or {})


def _field(name: str, kind: pa.DataType) -> pa.Field:
    import pyarrow as pa

    return pa.field(name, kind)


def _as_given(schema: pa.Schema) -> pa.Schema:
    """The schema of the rows before they are a table: times in nanoseconds are text."""
    import pyarrow as pa

    for at, field in enumerate(schema):
        if is_exact_time(field.type):
            schema = schema.set(at, field.with_type(pa.string()))
    return schema


def _is_text(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _as_text(value: Any) -> str | None:
    """A carried value of JSON Lines in a column of text: anything but text as JSON."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text.encode("utf-8", "replace").decode()
