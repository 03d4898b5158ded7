"""Rows of Arrow as plain data: a row that Python cannot hold costs itself only.

Python's own times end at microseconds, and what pyarrow does with finer ones depends on whether pandas is
installed. So they are gone before it looks: a column of points in time becomes text with all its digits, and
all else that counts in nanoseconds is cut to microseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["PlainRow", "Unreadable", "is_exact_time", "plain_rows"]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands for a row that cannot be read; ``reason`` says why."""

    reason: str


PlainRow: TypeAlias = "dict[str, Any] | Unreadable"


def plain_rows(batch: pa.RecordBatch) -> list[PlainRow]:
    """One row for each of the batch.

    A table can hold what Python has no value for: text that is no UTF-8, a time after the year 9999, one in a
    zone that nobody knows.
    """
    try:
        return list(_without_nanoseconds(batch).to_pylist())
    except (ArithmeticError, LookupError, NotImplementedError, ValueError) as error:
        if batch.num_rows == 1:
            return [Unreadable(_reason(error))]
        return [row for at in range(batch.num_rows) for row in plain_rows(batch.slice(at, 1))]


def is_exact_time(kind: pa.DataType) -> bool:
    """Whether a column holds points in time in nanoseconds, which rows have as text."""
    import pyarrow as pa

    return bool(pa.types.is_timestamp(kind)) and kind.unit == "ns"


def _without_nanoseconds(batch: pa.RecordBatch) -> pa.RecordBatch:
    import pyarrow as pa

    kinds = batch.schema.types
    plain = [pa.string() if is_exact_time(kind) else _coarse(kind) for kind in kinds]
    if plain == kinds:
        return batch
    columns = [column.cast(kind, safe=False) for column, kind in zip(batch.columns, plain, strict=True)]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _coarse(kind: pa.DataType) -> pa.DataType:
    """The type with microseconds in place of nanoseconds, inside lists and structs too."""
    import pyarrow as pa

    types = pa.types
    if is_exact_time(kind):
        return pa.timestamp("us", kind.tz)
    if types.is_duration(kind) or types.is_time64(kind):
        return (pa.duration if types.is_duration(kind) else pa.time64)("us")
    if types.is_list(kind) or types.is_large_list(kind):
        make = pa.list_ if types.is_list(kind) else pa.large_list
        return make(_coarse_field(kind.value_field))
    if types.is_fixed_size_list(kind):
        return pa.list_(_coarse_field(kind.value_field), kind.list_size)
    if types.is_map(kind):
        return pa.map_(_coarse(kind.key_type), _coarse_field(kind.item_field))
    if types.is_struct(kind):
        return pa.struct([_coarse_field(kind.field(at)) for at in range(kind.num_fields)])
    return kind


def _coarse_field(field: pa.Field) -> pa.Field:
    return field.with_type(_coarse(field.type))


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return f"a value that cannot be read: {' '.join(str(error).split())[:200]}"
