"""Spark: a DataFrame of pages becomes a DataFrame of articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..corpus.arrow import BatchCleaner
from ..corpus.options import Cleaning, Columns
from ..corpus.schema import arrow_schema
from ..extras import require
from .tables import clean_slices

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["clean_dataframe"]


def clean_dataframe(
    df: DataFrame, cleaning: Cleaning | None = None, columns: Columns | None = None
) -> DataFrame:
    """Cleans each page of a DataFrame with ``mapInArrow``, lazily.

    The executors need cleaner and pyarrow too.

    Args:
        df: has a column of HTML (string or binary) or of text; see
            :class:`cleaner.corpus.options.Columns`.
        cleaning: how to clean.
        columns: the names of the columns.

    Returns:
        one row for each row of ``df`` with the columns of ``cleaner.corpus.schema`` and those carried.

    Raises:
        ImportError: where Spark or pyarrow is missing.
        ValueError: if a column to carry is missing.
    """
    columns = columns or Columns()
    schema = _schema(df, columns)
    clean = BatchCleaner(cleaning, columns)

    def clean_all(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from clean_slices(clean, batch)

    return df.mapInArrow(clean_all, schema)


def _schema(df: DataFrame, columns: Columns) -> StructType:
    """The columns that come out, with Spark's types."""
    types = require("pyspark.sql.types", "spark")
    fields = [types.StructField(field.name, _spark_type(field.type, types)) for field in arrow_schema()]
    for name in columns.carry:
        if name not in df.columns:
            raise ValueError(f"there is no column {name!r} to carry")
        fields.append(df.schema[name])
    schema: StructType = types.StructType(fields)
    return schema


def _spark_type(kind: pa.DataType, types: Any) -> Any:
    """Spark's type for a type of our own schema."""
    import pyarrow as pa

    if pa.types.is_list(kind):
        return types.ArrayType(_spark_type(kind.value_type, types))
    if pa.types.is_struct(kind):
        fields = [kind.field(i) for i in range(kind.num_fields)]
        return types.StructType([types.StructField(f.name, _spark_type(f.type, types)) for f in fields])
    plain = {
        pa.string(): types.StringType,
        pa.int32(): types.IntegerType,
        pa.int64(): types.LongType,
        pa.float64(): types.DoubleType,
    }
    return plain[kind]()
