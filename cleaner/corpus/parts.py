"""The parts of a run: groups of input records whose rows are written together and marked when done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..files import TEMPORARY
from ..model import Verdict
from .digests import InputDigests, Mark
from .files import read_json, write_json
from .settings import Form, Settings
from .sinks import LinesSink, MakeSink, Sink
from .work import Outcome

__all__ = [
    "ARTICLES",
    "ERRORS",
    "KINDS",
    "REJECTED",
    "Part",
    "damaged_file",
    "files_of",
    "finished_parts",
    "never_carried",
    "remove_temporary",
    "remove_unfinished",
    "totals",
]

ARTICLES, REJECTED, ERRORS = KINDS = ("articles", "rejected", "errors")
_DONE = "done"


class Part:
    """One part that is being written.

    Args:
        folder: of the run.
        number: of the part, from 0.
        settings: of the run.
        make: opens the files of articles and rejected records.
    """

    def __init__(self, folder: Path, number: int, settings: Settings, make: MakeSink) -> None:
        self._folder = folder
        self._number = number
        self._settings = settings
        self._make = make
        self._sinks: dict[str, Sink] = {}
        self._verdicts: Counter[str] = Counter()
        self._carried: set[str] = set()
        self._digests = InputDigests()
        self.records = 0

    def add(self, outcome: Outcome, mark: Mark) -> None:
        """Writes the row of an item to where it belongs."""
        self._digests.add(mark)
        self.records += 1
        self._carried.update(outcome.carried)
        if outcome.verdict is None:
            kind = ERRORS
        else:
            self._verdicts[outcome.verdict] += 1
            kept = Verdict(outcome.verdict) in self._settings.keep_verdicts
            kind = ARTICLES if kept else REJECTED
        self._sink(kind).add(outcome.row)

    def finish(self) -> dict[str, Any]:
        """Gives all files their names and marks the part as done; the marker's content."""
        sizes = {kind: sink.finish() for kind, sink in self._sinks.items()}
        files = {
            f"{kind}/{sink.path.name}": {"rows": sink.rows, "bytes": sizes[kind]}
            for kind, sink in sorted(self._sinks.items())
        }
        rows = {kind: self._sinks[kind].rows if kind in self._sinks else 0 for kind in KINDS}
        verdicts = {verdict.value: self._verdicts[verdict.value] for verdict in Verdict}
        marker = {
            "part": self._number,
            "records": self.records,
            **rows,
            "verdicts": verdicts,
            "carried": sorted(self._carried),
            "inputs": self._digests.described(),
            "files": files,
        }
        (self._folder / _DONE).mkdir(exist_ok=True)
        write_json(_marker_path(self._folder, self._number), marker)
        return marker

    def abandon(self) -> None:
        """Leaves nothing of a part that is not whole."""
        for sink in self._sinks.values():
            sink.abandon()

    def _sink(self, kind: str) -> Sink:
        if kind not in self._sinks:
            form = Form.JSONL if kind == ERRORS else self._settings.form
            make = LinesSink if kind == ERRORS else self._make
            self._sinks[kind] = make(self._folder / kind / f"part-{self._number:05d}.{form.value}")
        return self._sinks[kind]


def finished_parts(folder: Path) -> list[dict[str, Any]]:
    """The markers of the parts that are done and whose files are whole, up to the first that is not."""
    markers: list[dict[str, Any]] = []
    while True:
        try:
            marker = read_json(_marker_path(folder, len(markers)))
            whole = all(_is_whole(folder / name, file) for name, file in marker["files"].items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return markers
        if not whole:
            return markers
        markers.append(marker)


def damaged_file(folder: Path, number: int) -> str | None:
    """The file for which a part that was done counts no more; ``None`` if it is whole or was never done."""
    marker = _marker_path(folder, number)
    try:
        files = read_json(marker)["files"].items()
        return next((name for name, file in files if not _is_whole(folder / name, file)), None)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return f"{_DONE}/{marker.name}"


def files_of(folder: Path) -> list[Path]:
    """All files of all parts, done or not."""
    return list(_part_files(folder))


def remove_unfinished(folder: Path, finished: int) -> None:
    """Removes what a run that was killed left of parts that are not done."""
    remove_temporary(folder)
    for path in list(_part_files(folder)):
        number = path.name.removeprefix("part-").partition(".")[0]
        if not number.isdigit() or int(number) >= finished:
            path.unlink(missing_ok=True)


def remove_temporary(folder: Path) -> None:
    """Removes files that were still being written; an interrupt may come before anyone knows of one."""
    for path in [*folder.glob(f"*{TEMPORARY}"), *_part_files(folder)]:
        if path.name.endswith(TEMPORARY):
            path.unlink(missing_ok=True)


def never_carried(markers: list[dict[str, Any]], wanted: Iterable[str]) -> list[str]:
    """The names of columns to carry that no record of any part had, of those that became articles or not."""
    cleaned = any(marker["records"] > marker[ERRORS] for marker in markers)
    had = {name for marker in markers for name in marker.get("carried", ())}
    return [name for name in wanted if cleaned and name not in had]


def totals(markers: list[dict[str, Any]]) -> dict[str, Any]:
    """The counts of all parts together."""
    count = {key: sum(marker[key] for marker in markers) for key in ("records", *KINDS)}
    verdicts = {verdict.value: sum(m["verdicts"][verdict.value] for m in markers) for verdict in Verdict}
    return {**count, "verdicts": verdicts}


def _is_whole(path: Path, described: dict[str, Any]) -> bool:
    """Whether a file has the size that the marker of its part names."""
    try:
        return bool(path.stat().st_size == described["bytes"])
    except OSError:
        return False


def _marker_path(folder: Path, number: int) -> Path:
    return folder / _DONE / f"part-{number:05d}.json"


def _part_files(folder: Path) -> Iterator[Path]:
    for name in (*KINDS, _DONE):
        if (folder / name).is_dir():
            yield from sorted((folder / name).glob("part-*"))
