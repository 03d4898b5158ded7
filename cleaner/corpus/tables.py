"""Rows of Arrow as plain data: a row that Python cannot hold costs itself only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["PlainRow", "Unreadable", "plain_rows"]


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
        return list(batch.to_pylist())
    except (ArithmeticError, LookupError, NotImplementedError, ValueError) as error:
        if batch.num_rows == 1:
            return [Unreadable(_reason(error))]
        return [row for at in range(batch.num_rows) for row in plain_rows(batch.slice(at, 1))]


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return f"a value that cannot be read: {' '.join(str(error).split())[:200]}"
