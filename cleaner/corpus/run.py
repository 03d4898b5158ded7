"""A whole run: inputs in, parts out, every record accounted for, and a run that broke off goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..extras import require
from .digests import times_digest
from .files import write_json
from .local import run_local
from .lock import locked
from .manifest import TIMES, TIMING, RunError, begin, complete, identity
from .parts import finished_parts, remove_unfinished
from .plans import check_kinds
from .settings import Form, Settings
from .sources import Input, InputsError, Source, check_packages, find_inputs
from .sources.listing import STDIN
from .task import Task
from .unchanged import check_unchanged
from .watcher import Nobody, Watcher
from .work import PageWork
from .worker import Make

if TYPE_CHECKING:
    from .engine import Engine

__all__ = ["check_options", "check_place", "run"]

_FEW_FILES = 100
"""Parquet files that are all asked for their columns before a run whose output needs no types."""


def run(
    names: Sequence[str],
    folder: Path,
    settings: Settings | None = None,
    *,
    workers: int = 1,
    resume: bool = False,
    watcher: Watcher | None = None,
    make: Make | None = None,
    engine: Engine | None = None,
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
        engine: shares the work out, in place of processes of our own; ``workers`` and ``make`` are its own
            business, and it watches no page.

    Raises:
        InputsError: for inputs that are not there, or that the engine cannot read.
        RunError: for a folder that holds something else or was made from other inputs, or is in one of them,
            and for options that no Cleaner can be made with.
        PoolError: if no worker can be started.
        EngineError: if the engine cannot be started or gives up.
        ImportError: where the package for a format is missing.
        OSError: if the output cannot be written.

    The workers are spawned: a script that calls this needs ``if __name__ == "__main__":`` around it.
    """
    settings, watcher = settings or Settings(), watcher or Nobody()
    started = time.time()
    check_place(names, folder)
    inputs, accounts = find_inputs(names)
    if engine is not None:
        check_kinds(inputs)
    check_packages(inputs)
    if make is None:
        check_options(settings)
    known = identity(settings, accounts)
    if settings.form is Form.PARQUET:
        require("pyarrow.parquet", "corpus", "writing Parquet")  # before there is a folder
    carried = _carried_types(inputs, settings)
    with locked(folder):
        before = begin(folder, known, resume)
        markers = finished_parts(folder)
        if before is not None and before["complete"] and before["parts"] == len(markers):
            check_unchanged(inputs, folder, settings.columns, markers)
            return before
        remove_unfinished(folder, len(markers))
        task = Task(inputs, folder, settings, carried, markers, watcher)
        if engine is None:
            read = run_local(task, make or PageWork.of(settings), workers)
        else:
            from .engine import run_on

            read = run_on(engine, task)
        _write_timing(
            folder, started, "local" if engine is None else engine.name, workers, read, times_digest(inputs)
        )
        return complete(folder, known, markers, read)


def check_place(names: Sequence[str], folder: Path) -> None:
    """Raises ``RunError`` for a folder in one of the inputs: a run that goes on would read what it wrote.

    Hidden folders are never read, so a run may be there.
    """
    place = Path(os.path.realpath(folder))
    for name in names:
        if name == STDIN or not os.path.isdir(name):
            continue
        given = Path(os.path.realpath(name))
        if place.is_relative_to(given) and not any(
            part.startswith(".") for part in place.relative_to(given).parts
        ):
            raise RunError(
                f"{folder}: is in the input {name}, and would be read as part of it; choose another"
            )


def check_options(settings: Settings) -> None:
    """Raises ``RunError`` for options that no Cleaner can be made with, and says what a Cleaner says of them.

    A worker would find it out too, but a folder that a run has claimed takes no other options any more.
    """
    try:
        settings.cleaning.cleaner()
    except (OSError, TypeError, ValueError) as error:
        raise RunError(str(error)) from error


def _carried_types(inputs: Sequence[Input], settings: Settings) -> dict[str, Any]:
    """The Arrow types of the carried columns: those of the inputs if all are Parquet and agree, else text.

    Nothing for output that has no types. A column that is in no Parquet file is a slip.
    """
    wanted, typed = settings.columns.carry, settings.form is Form.PARQUET
    if not wanted:
        return {}
    files = inputs if all(each.source is Source.PARQUET for each in inputs) else ()
    found: list[dict[str, Any]] = []
    if files and (typed or len(files) <= _FEW_FILES):
        from .sources.parquet import types_of

        read = (types_of(each.path, wanted) for each in files)
        found = [types for types in read if types is not None]
        missing = [name for name in wanted if not any(name in types for types in found)]
        if missing and len(found) == len(files):  # a file that cannot be read may have it
            raise InputsError(f"there is no column {missing[0]!r} to carry in the Parquet files")
    if not typed:
        return {}
    import pyarrow as pa

    kinds = {}
    for name in wanted:
        each = {types[name] for types in found if name in types}
        kinds[name] = each.pop() if len(each) == 1 else pa.string()
    return kinds


def _write_timing(
    folder: Path, started: float, engine: str, workers: int, records: int, times: str | None
) -> None:
    """Says when, where and how fast a run was made."""
    now = time.time()
    timing = {
        "started": datetime.fromtimestamp(started, timezone.utc).isoformat(timespec="seconds"),
        "finished": datetime.fromtimestamp(now, timezone.utc).isoformat(timespec="seconds"),
        "seconds": round(now - started, 3),
        "engine": engine,
        "workers": workers,
        "records": records,
        TIMES: times,
    }
    write_json(folder / TIMING, timing)
