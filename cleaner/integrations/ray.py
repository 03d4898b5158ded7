"""Ray Data: a dataset of pages becomes a dataset of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..corpus.options import Cleaning, Columns
from ..extras import require
from .tables import TableCleaner

if TYPE_CHECKING:
    from ray.data import Dataset

__all__ = ["clean_dataset"]


def clean_dataset(
    ds: Dataset,
    cleaning: Cleaning | None = None,
    columns: Columns | None = None,
    *,
    concurrency: int | tuple[int, int] | None = None,
    batch_size: int = 256,
    **ray_options: Any,
) -> Dataset:
    """Cleans each page of a Ray dataset, lazily, in actors that load the lexicon and models once.

    Args:
        ds: has a column of HTML or of text; see :class:`cleaner.corpus.options.Columns`.
        cleaning: how to clean.
        columns: the names of the columns.
        concurrency: the number of actors, or the fewest and the most; from one to all processors but
            one where None, so that there is room for reading.
        batch_size: pages that an actor takes at a time.
        ray_options: handed on to ``map_batches``, such as ``num_cpus``.

    Returns:
        one row for each row of ``ds`` with the columns of ``cleaner.corpus.schema``.

    Raises:
        ImportError: where Ray is missing.
    """
    ray = require("ray", "ray")
    data = require("ray.data", "ray")
    if concurrency is None:
        concurrency = (1, max(1, int(ray.cluster_resources().get("CPU", 1)) - 1))
    fewest, most = (concurrency, concurrency) if isinstance(concurrency, int) else concurrency
    return ds.map_batches(
        TableCleaner,
        fn_constructor_kwargs={"cleaning": cleaning, "columns": columns},
        batch_format="pyarrow",
        batch_size=batch_size,
        compute=data.ActorPoolStrategy(min_size=fewest, max_size=most),
        **ray_options,
    )
