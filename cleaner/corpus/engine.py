"""A run on an engine that shares out work: part by part, with the files that a local run would write.

The engine needs to see the inputs and the folder of the run under the same names on all its machines. It does
not watch single pages: a page that kills its process costs the part, which the engine tries again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from ..model import Kind, Page
from .arrow import clean_batch, clean_page
from .digests import InputDigests, Mark
from .manifest import check_input
from .options import Cleaning, Columns
from .parts import Part, totals
from .pieces import PartPlan, plan_parts, read_piece
from .settings import Form, Settings
from .sinks import sink_maker
from .sources import Input, Item, Record, RecordError, digest_item, parse_item
from .watcher import Watcher
from .work import Outcome, error_outcome, outcome_of

if TYPE_CHECKING:
    import pyarrow as pa

    from ..pipeline import Cleaner

__all__ = ["Done", "Engine", "EngineError", "PartCleaner", "run_on"]

_BATCH = 64
"""Pages that are held in memory at a time."""

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
        self._cleaner: Cleaner | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Without the Cleaner."""
        return {**self.__dict__, "_cleaner": None}

    def __call__(self, plan: PartPlan) -> Done:
        """Writes the part and its marker."""
        settings, read = self._settings, 0
        part = Part(self._folder, plan.number, settings, sink_maker(settings.form, self._carried))
        try:
            marked = _read_part(plan, settings.columns)
            while group := list(islice(marked, _BATCH)):
                read += len(group)
                outcomes = self._clean([item for item, _ in group])
                for (_, mark), outcome in zip(group, outcomes, strict=True):
                    part.add(outcome, mark)
            return part.finish(), read
        except BaseException:
            part.abandon()
            raise

    def _clean(self, items: list[Item]) -> Iterator[Outcome]:
        """What becomes of each item."""
        if self._cleaner is None:
            self._cleaner = self._settings.cleaning.cleaner()
        parsed = [_parse(item, self._settings.columns) for item in items]
        records = [each for each in parsed if isinstance(each, Record)]
        tabular = self._settings.form is Form.PARQUET
        rows = _clean_records(records, self._cleaner, self._settings.cleaning)
        for each in parsed:
            yield outcome_of(each, next(rows), tabular) if isinstance(each, Record) else each


def run_on(
    engine: Engine,
    inputs: Sequence[Input],
    folder: Path,
    settings: Settings,
    carried: Mapping[str, Any],
    markers: list[dict[str, Any]],
    watcher: Watcher,
) -> int:
    """Makes the parts that have no marker yet and adds their markers; the number of records that were read.

    Raises:
        RunError: if a part that is done was made from other records.
        EngineError: if the engine fails.
    """
    inputs = [replace(each, path=os.path.abspath(each.path)) for each in inputs]
    plans = list(plan_parts(inputs, settings.shard_records))
    watcher.begin(sum(plan.records for plan in plans), totals(markers))
    read = sum(_check(marker, plan, settings.columns) for marker, plan in zip(markers, plans, strict=False))
    rest = plans[len(markers) :]
    clean = PartCleaner(folder.absolute(), replace(settings, cleaning=_absolute(settings.cleaning)), carried)
    for marker, count in engine.map(clean, rest) if rest else ():
        markers.append(marker)
        read += count
        _tell(watcher, marker, read)
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


def _parse(item: Item, columns: Columns) -> Record | Outcome:
    try:
        return parse_item(item, columns)
    except RecordError as error:
        return error_outcome(item, str(error), error.id, error.url)


def _clean_records(records: list[Record], cleaner: Cleaner, cleaning: Cleaning) -> Iterator[dict[str, Any]]:
    """The row of each record, from ``clean_batch``; a column of Arrow is all bytes or all text."""
    for kind, group in groupby(records, lambda record: type(record.content)):
        alike = list(group)
        try:
            batch = _batch(alike, kind)
        except UnicodeEncodeError:  # a lone surrogate, which Arrow cannot hold and Cleaner can
            for each in alike:
                page = Page(each.content, each.url, each.kind, each.encoding)
                yield clean_page(page, each.id, cleaner, cleaning)
            continue
        yield from clean_batch(batch, cleaning, cleaner=cleaner).to_pylist()


def _batch(records: list[Record], kind: type) -> pa.RecordBatch:
    """Records as an Arrow batch, with the names of columns that ``Columns`` has by default."""
    import pyarrow as pa

    names, page = Columns(), pa.large_binary() if kind is bytes else pa.large_string()
    columns = {
        names.id: pa.array([each.id for each in records], pa.string()),
        names.url: pa.array([each.url for each in records], pa.string()),
    }
    for name, html in ((names.html, True), (names.text, False)):
        contents = [each.content if (each.kind is Kind.HTML) is html else None for each in records]
        columns[name] = pa.array(contents, page)
    return pa.RecordBatch.from_pydict(columns)


def _absolute(cleaning: Cleaning) -> Cleaning:
    """The same with absolute paths: a process of an engine has a folder of its own."""
    model, profile = cleaning.spam_model, cleaning.site_profile
    return replace(
        cleaning,
        lexicons=tuple(map(os.path.abspath, cleaning.lexicons)),
        spam_model=model and os.path.abspath(model),
        site_profile=profile and os.path.abspath(profile),
    )
