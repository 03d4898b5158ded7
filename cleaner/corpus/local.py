"""A run in processes of our own: record by record, each watched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .parts import Part, remove_temporary, totals
from .pool import Pool
from .reader import Reader
from .settings import Settings
from .sinks import sink_maker
from .sources import parse_item
from .sources.items import Item, RecordError
from .task import Task
from .work import Outcome, error_outcome
from .worker import Lost, Make

__all__ = ["run_local"]


def run_local(task: Task, make: Make, workers: int) -> int:
    """Makes the parts that have no marker yet and adds their markers; the number of records that were read.

    Args:
        task: the run.
        make: makes what a worker does with an item.
        workers: processes.

    Raises:
        RunError: if a part that is done was made from other records.
        PoolError: if no worker can be started.
    """
    settings = task.settings
    task.watcher.begin(sum(each.size for each in task.inputs), totals(task.markers))
    reader = Reader(task.inputs, settings.columns)
    for marker in task.markers:
        reader.skip(marker)
    try:
        with Pool(make, workers, settings.page_seconds, settings.worker_memory) as pool:
            task.markers.extend(_write(task, pool, reader))
    except BaseException:
        remove_temporary(task.folder)
        raise
    return reader.count


def _write(task: Task, pool: Pool, reader: Reader) -> Iterator[dict[str, Any]]:
    """Writes part after part behind those that are done; gives their markers."""
    sinks = sink_maker(task.settings.form, task.carried)
    number = len(task.markers)
    part = Part(task.folder, number, task.settings, sinks)
    try:
        for item, answer in pool.run(iter(reader)):
            outcome = _lost(item, answer, task.settings) if isinstance(answer, Lost) else answer
            part.add(outcome, reader.marks.popleft())
            task.watcher.record(outcome.verdict, reader.meter.read)
            if part.records == task.settings.shard_records:
                yield part.finish()
                number += 1
                part = Part(task.folder, number, task.settings, sinks)
        if part.records:
            yield part.finish()
    except BaseException:
        part.abandon()
        raise


def _lost(item: Item, answer: Lost, settings: Settings) -> Outcome:
    """The error of an item whose worker gave no answer."""
    try:
        return error_outcome(parse_item(item, settings.columns), answer.reason)
    except RecordError as error:
        return error_outcome(item, answer.reason, error.id, error.url)
