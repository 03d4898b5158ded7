"""A whole run: inputs in, parts out, every record accounted for, and a run that broke off goes on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from .files import write_json
from .lock import locked
from .manifest import begin, complete, identity
from .parts import Part, finished_parts, remove_unfinished, totals
from .pool import Pool
from .reader import Reader
from .settings import Form, Settings
from .sinks import MakeSink, sink_maker
from .sources import Input, Source, find_inputs, parse_item
from .sources.items import Item, RecordError
from .work import Outcome, PageWork, error_outcome
from .worker import Lost, Make

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Watcher", "run"]

_TIMING = "timing.json"


class Watcher(Protocol):
    """Is told how a run gets on."""

    def begin(self, total: int, done: dict[str, Any]) -> None:
        """The run starts.

        Args:
            total: bytes of the inputs; 0 where nobody knows.
            done: the counts of the parts that an earlier run finished.
        """

    def record(self, verdict: str | None, read: int) -> None:
        """A record is done, by its verdict or as an error; ``read`` bytes of the inputs are read."""


class _Nobody:
    def begin(self, total: int, done: dict[str, Any]) -> None:
        return

    def record(self, verdict: str | None, read: int) -> None:
        return


def run(
    names: Sequence[str],
    folder: Path,
    settings: Settings | None = None,
    *,
    workers: int = 1,
    resume: bool = False,
    watcher: Watcher | None = None,
    make: Make | None = None,
) -> dict[str, Any]:
    """Cleans all records of the inputs into a folder; its manifest.

    Args:
        names: files and folders, or ``-`` for JSON Lines on standard input.
        folder: where the run goes; made if it is not there.
        settings: how; the defaults where None.
        workers: processes that clean.
        resume: go on with the run that is in the folder.
        watcher: is told of each record.
        make: makes what a worker does with an item, instead of cleaning it.

    Raises:
        InputsError: for inputs that are not there.
        RunError: for a folder that holds something else.
        PoolError: if no worker can be started.
        ImportError: where the package for a format is missing.
        OSError: if the output cannot be written.

    The workers are spawned: a script that calls this needs ``if __name__ == "__main__":`` around it.
    """
    settings, watcher = settings or Settings(), watcher or _Nobody()
    started = time.time()
    inputs, accounts = find_inputs(names)
    known = identity(settings, accounts)
    sinks = sink_maker(settings.form, _carried_types(inputs, settings))
    with locked(folder):
        before = begin(folder, known, resume)
        markers = finished_parts(folder)
        if before is not None and before["complete"] and before["parts"] == len(markers):
            return before
        remove_unfinished(folder, len(markers))
        watcher.begin(sum(each.size for each in inputs), totals(markers))
        reader = Reader(inputs, len(accounts), settings.columns)
        for marker in markers:
            reader.skip(marker)
        work = make or PageWork(settings.cleaning, settings.columns, settings.form is Form.PARQUET)
        with Pool(work, workers, settings.page_seconds, settings.worker_memory) as pool:
            markers.extend(_write(pool, reader, folder, len(markers), settings, sinks, watcher))
        _write_timing(folder, started, workers, reader.count)
        return complete(folder, known, markers, reader.count, reader.input_digests())


def _write(
    pool: Pool,
    reader: Reader,
    folder: Path,
    number: int,
    settings: Settings,
    sinks: MakeSink,
    watcher: Watcher,
) -> Iterator[dict[str, Any]]:
    """Writes part after part, from that number on; gives their markers."""
    part = Part(folder, number, settings, sinks)
    try:
        for item, answer in pool.run(iter(reader)):
            outcome = _lost(item, answer, settings) if isinstance(answer, Lost) else answer
            part.add(outcome, reader.digests.popleft())
            watcher.record(outcome.verdict, reader.meter.read)
            if part.records == settings.shard_records:
                yield part.finish()
                number += 1
                part = Part(folder, number, settings, sinks)
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


def _carried_types(inputs: Sequence[Input], settings: Settings) -> dict[str, Any]:
    """The Arrow types of the carried columns: those of the inputs if all are Parquet and agree, else text."""
    if settings.form is not Form.PARQUET or not settings.columns.carry:
        return {}
    import pyarrow as pa

    from .sources.parquet import types_of

    if any(each.source is not Source.PARQUET for each in inputs):
        return dict.fromkeys(settings.columns.carry, pa.string())
    found = [types_of(each.path, settings.columns.carry) for each in inputs]
    kinds = {}
    for name in settings.columns.carry:
        each = {types[name] for types in found if name in types}
        kinds[name] = each.pop() if len(each) == 1 else pa.string()
    return kinds


def _write_timing(folder: Path, started: float, workers: int, records: int) -> None:
    """The one file that differs between equal runs."""
    now = time.time()
    timing = {
        "started": datetime.fromtimestamp(started, timezone.utc).isoformat(timespec="seconds"),
        "finished": datetime.fromtimestamp(now, timezone.utc).isoformat(timespec="seconds"),
        "seconds": round(now - started, 3),
        "workers": workers,
        "records": records,
    }
    write_json(folder / _TIMING, timing)
