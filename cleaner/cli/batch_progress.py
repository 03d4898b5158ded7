"""How a run is told to the user: a bar on a terminal, a line every so often elsewhere, a summary."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from types import TracebackType
from typing import Any

from ..model import Verdict
from .errors import say

__all__ = ["LineProgress", "Progress", "open_progress"]

_EVERY_SECONDS = 10.0
_ENDINGS_TOLD = 6
_ERRORS = "errors"


class Progress:
    """Counts what is done; says nothing until the summary. A context manager.

    Attributes:
        records: done, with those of an earlier run that is resumed.
        verdicts: how many of each, and the errors.
    """

    def __init__(self) -> None:
        self.records = 0
        self.verdicts: Counter[str] = Counter()
        self._before = 0
        self._total = 0
        self._started = time.monotonic()

    def begin(self, total: int, done: dict[str, Any]) -> None:
        """The run starts; see :class:`cleaner.corpus.watcher.Watcher`."""
        self._total = total
        self._before = self.records = done["records"]
        self.verdicts.update(done["verdicts"])
        self.verdicts[_ERRORS] += done["errors"]
        self._started = time.monotonic()

    def record(self, verdict: str | None, read: int) -> None:
        """A record is done."""
        self.records += 1
        self.verdicts[verdict or _ERRORS] += 1
        self._show(read)

    def pace(self) -> dict[str, float]:
        """Seconds since the start, and records of this run a second."""
        seconds = time.monotonic() - self._started
        rate = (self.records - self._before) / seconds if seconds > 0 else 0.0
        return {"seconds": round(seconds, 3), "records_per_second": round(rate, 2)}

    def counts(self) -> str:
        """The verdicts in words."""
        names = [*map(str, Verdict), _ERRORS]
        return ", ".join(_counted(self.verdicts[name], name) for name in names if self.verdicts[name])

    def summary(self, manifest: dict[str, Any], output: str) -> None:
        """What came of the run, on a few lines of stderr."""
        counts = [_counted(manifest[key], key) for key in ("articles", "rejected", "errors")]
        verdicts = ", ".join(f"{n:,} {name}" for name, n in manifest["verdicts"].items() if n)
        counts[-1] += f" ({verdicts})" * bool(verdicts)
        say(f"{output}: {_counted(manifest['records'], 'records')}: {', '.join(counts)}")
        if manifest["errors"]:
            say(f"what the errors are stands in {os.path.join(output, 'errors')}")
        pace = self.pace()
        if self.records > self._before:
            earlier = f", after {self._before:,} of an earlier run" if self._before else ""
            say(f"{pace['seconds']:,.1f} s, {pace['records_per_second']:,.1f} records/s{earlier}")
        missing = ", ".join(map(repr, manifest.get("never_carried", ())))
        if missing:
            say(f"no record has what --carry names: {missing}")
        passed = passed_over(manifest)
        if passed:
            say(passed)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _show(self, read: int) -> None:
        """Tells how far the run is, if it is time to."""

    def _end(self) -> None:
        """Nothing more is to be told."""


class LineProgress(Progress):
    """A line every so often, for logs."""

    def __init__(self, every: float = _EVERY_SECONDS) -> None:
        super().__init__()
        self._every = every
        self._next = time.monotonic() + every

    def _show(self, read: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + self._every
        rate = self.pace()["records_per_second"]
        share = f", {min(100, 100 * read // self._total)} % read" if self._total else ""
        say(f"{_counted(self.records, 'records')}, {rate:,.1f}/s{share}: {self.counts()}")


class BarProgress(Progress):
    """A bar on a terminal, with rich."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        super().__init__()
        self._bar = RichProgress(
            TextColumn("{task.fields[records]} records"),
            BarColumn(),
            TextColumn("{task.fields[rate]}/s"),
            TimeElapsedColumn(),
            TimeRemainingColumn(elapsed_when_finished=False),
            TextColumn("{task.fields[counts]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, records="0", rate="0", counts="")
        self._bar.start()
        self._next = 0.0

    def begin(self, total: int, done: dict[str, Any]) -> None:
        super().begin(total, done)
        self._bar.update(self._task, total=total or None)

    def _show(self, read: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + 0.2
        rate = f"{self.pace()['records_per_second']:,.1f}"
        fields: dict[str, Any] = {"records": f"{self.records:,}", "rate": rate, "counts": self.counts()}
        self._bar.update(self._task, completed=read, **fields)

    def _end(self) -> None:
        self._bar.stop()


def _counted(count: int, name: str) -> str:
    """A number of what has a plural, or an adjective for a name: ``1 record``, ``2 records``, ``1 clean``."""
    return f"{count:,} {name.removesuffix('s') if count == 1 else name}"


def passed_over(manifest: dict[str, Any]) -> str:
    """How many files of the input folders were not read, and how their names end; empty if there are none."""
    from ..corpus.sources.listing import OTHER

    endings: Counter[str] = Counter()
    for account in manifest["inputs"]:
        endings.update(account.get("passed_over_endings", {}))
    total = endings.total()
    if not total:
        return ""
    endings.pop(OTHER, None)
    listed = endings.most_common(_ENDINGS_TOLD)
    counts = [f"{count:,} {ending}" for ending, count in listed]
    others = total - sum(count for _, count in listed)
    if others:
        counts.append(f"{others:,} {OTHER}")
    return f"{total:,} file{'s' * (total > 1)} of kinds that are not read, passed over: {', '.join(counts)}"


def open_progress(*, quiet: bool) -> Progress:
    """The progress that suits standard error."""
    if quiet:
        return Progress()
    if sys.stderr is not None and sys.stderr.isatty():
        try:
            return BarProgress()
        except ImportError:
            return LineProgress()
    return LineProgress()
