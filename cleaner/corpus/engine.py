"""A run on an engine that shares out work: part by part, with the files that a local run would write.

The engine needs to see the inputs and the folder of the run under the same names on all its machines. It does
not watch single pages: a page that kills its process costs the part, which the engine tries again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from .digests import InputDigests, Mark
from .manifest import check_input
from .options import Cleaning, Columns
from .parts import Part, totals
from .plans import PartPlan, plan_parts, read_piece
from .settings import Settings
from .sinks import sink_maker
from .sources import Item, digest_item
from .task import Task
from .watcher import Watcher
from .work import Outcome, PageWork

__all__ = ["Done", "Engine", "EngineError", "PartCleaner", "run_on"]

Done: TypeAlias = "tuple[dict[str, Any], int]"
"""The marker of a part, and the records that were read for it."""


class EngineError(Exception):
    """An engine that cannot be started, or gave up; says why."""


class Engine(Protocol):
    """Runs a function on many machines or processes."""

    name: str

    def map(self, clean: PartCleaner, plans: Sequence[PartPlan]) -> Iterator[Done]:
        """What ``clean`` gives for each plan, in any order.

        Raises:
            EngineError: if the engine cannot be started or gives up.
            ImportError: where its package is missing.
        """


class PartCleaner:
    """Makes one part of a run from its plan. Can be pickled; each process makes its own Cleaner.

    Args:
        folder: of the run, absolute.
        settings: of the run.
        carried: the Arrow types of the columns to carry, for Parquet.
    """

    def __init__(self, folder: Path, settings: Settings, carried: Mapping[str, Any]) -> None:
        self._folder = folder
        self._settings = settings
        self._carried = carried
        self._clean: Callable[[Item], Outcome] | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Without the Cleaner."""
        return {**self.__dict__, "_clean": None}

    def __call__(self, plan: PartPlan) -> Done:
        """Writes the part and its marker."""
        settings, read = self._settings, 0
        if self._clean is None:
            self._clean = PageWork.of(settings)()
        part = Part(self._folder, plan.number, settings, sink_maker(settings.form, self._carried))
        try:
            for item, mark in _read_part(plan, settings.columns):
                read += 1
                part.add(self._clean(item), mark)
            return part.finish(), read
        except BaseException:
            part.abandon()
            raise


def run_on(engine: Engine, task: Task) -> int:
    """Makes the parts that have no marker yet and adds their markers; the number of records that were read.

    Raises:
        RunError: if a part that is done was made from other records.
        EngineError: if the engine fails.
    """
    settings, markers = task.settings, task.markers
    inputs = [replace(each, path=os.path.abspath(each.path)) for each in task.inputs]
    plans = list(plan_parts(inputs, settings.shard_records))
    task.watcher.begin(sum(plan.records for plan in plans), totals(markers))
    read = sum(_check(marker, plan, settings.columns) for marker, plan in zip(markers, plans, strict=False))
    rest = plans[len(markers) :]
    anywhere = replace(settings, cleaning=_absolute(settings.cleaning))
    clean = PartCleaner(task.folder.absolute(), anywhere, task.carried)
    for marker, count in engine.map(clean, rest) if rest else ():
        markers.append(marker)
        read += count
        _tell(task.watcher, marker, read)
    markers.sort(key=lambda marker: int(marker["part"]))
    return read


def _check(marker: dict[str, Any], plan: PartPlan, columns: Columns) -> int:
    """The number of records that a part was made from; raises ``RunError`` if it was made from others."""
    digests, count = InputDigests(), 0
    for _, mark in _read_part(plan, columns):
        digests.add(mark)
        count += 1
    check_input(marker, digests)
    return count


def _tell(watcher: Watcher, marker: dict[str, Any], read: int) -> None:
    for verdict, count in (*marker["verdicts"].items(), (None, marker["errors"])):
        for _ in range(count):
            watcher.record(verdict, read)


def _read_part(plan: PartPlan, columns: Columns) -> Iterator[tuple[Item, Mark]]:
    for piece in plan.pieces:
        for item in read_piece(piece, columns):
            yield item, Mark(piece.input.given, digest_item(item))


def _absolute(cleaning: Cleaning) -> Cleaning:
    """The same with absolute paths: a process of an engine has a folder of its own."""
    model, profile = cleaning.spam_model, cleaning.site_profile
    return replace(
        cleaning,
        lexicons=tuple(map(os.path.abspath, cleaning.lexicons)),
        spam_model=model and os.path.abspath(model),
        site_profile=profile and os.path.abspath(profile),
    )
