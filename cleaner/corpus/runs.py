"""Reads what a run wrote: its manifest, its rows in order, its errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..extras import require
from .files import read_json
from .manifest import MANIFEST, TIMING, RunError
from .parts import ARTICLES, ERRORS, KINDS, REJECTED, damaged_file, files_of, finished_parts
from .plain_rows import Unreadable, plain_rows

__all__ = ["Run", "RunError"]


class Run:
    """A folder that ``cleaner batch`` wrote.

    Args:
        folder: the run.

    Raises:
        RunError: if it holds no run; from the methods that read rows or name their files, for a part that is
            not as it was written. A run that broke off is read up to there.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        try:
            manifest = read_json(self.folder / MANIFEST)
        except (OSError, ValueError) as error:
            why = "holds no run" if self.folder.exists() else "no such file or directory"
            raise RunError(f"{folder}: {why}") from error
        if not isinstance(manifest, dict):
            raise RunError(f"{folder}: holds no run: {MANIFEST} is no account of one")
        self.manifest: dict[str, Any] = manifest

    def files(self) -> list[Path]:
        """The files that the run is made of, which nobody else may write to."""
        return [self.folder / MANIFEST, self.folder / TIMING, *files_of(self.folder)]

    def shards(self) -> list[Path]:
        """The files of the parts that are done, part by part: articles, rejected, errors."""
        stems = [
            self.folder / kind / f"part-{number:05d}" for number in range(self._parts()) for kind in KINDS
        ]
        paths = [stem.with_suffix(suffix) for stem in stems for suffix in (".jsonl", ".parquet")]
        return [path for path in paths if path.is_file()]

    def articles(self) -> Iterator[dict[str, Any]]:
        """The rows whose verdict was asked for, in the order of the input."""
        return self._rows(ARTICLES)

    def rejected(self) -> Iterator[dict[str, Any]]:
        """The rows of all other verdicts, in the order of the input."""
        return self._rows(REJECTED)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Articles and rejected rows, part by part: in a part the articles go first."""
        for number in range(self._parts()):
            for kind in (ARTICLES, REJECTED):
                yield from self._part(kind, number)

    def errors(self) -> Iterator[dict[str, Any]]:
        """What could not be cleaned: id, url, file, position and reason of each record."""
        return self._rows(ERRORS)

    def _rows(self, kind: str) -> Iterator[dict[str, Any]]:
        for number in range(self._parts()):
            yield from self._part(kind, number)

    def _parts(self) -> int:
        """The number of parts that are done; fewer than in the end for a run that broke off.

        A part that was done and is damaged is an error: what is behind it would be missing without a word.
        """
        count = len(finished_parts(self.folder))
        damaged = damaged_file(self.folder, count)
        if damaged is None and self._promised() > count:
            damaged = f"done/part-{count:05d}.json"
        if damaged is not None:
            again = "cleaner batch --resume makes it again"
            raise RunError(f"{self.folder / damaged}: is damaged or missing; {again}")
        return count

    def _promised(self) -> int:
        """How many parts the manifest says there are; 0 before a run has come to its end."""
        parts = self.manifest.get("parts") if self.manifest.get("complete") is True else None
        return parts if isinstance(parts, int) else 0

    def _part(self, kind: str, number: int) -> Iterator[dict[str, Any]]:
        stem = self.folder / kind / f"part-{number:05d}"
        try:
            yield from _lines(stem.with_suffix(".jsonl"))
            yield from _table(stem.with_suffix(".parquet"))
        except (OSError, ValueError) as error:
            raise RunError(f"{stem}: cannot be read: {error}") from error
        except ImportError as error:
            raise RunError(str(error)) from error


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        with open(path, encoding="utf-8") as file:
            yield from map(json.loads, file)


def _table(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        pq = require("pyarrow.parquet", "corpus", "reading a run in Parquet")
        with pq.ParquetFile(path) as parquet:
            for batch in parquet.iter_batches(batch_size=1_000):
                for row in plain_rows(batch):
                    if isinstance(row, Unreadable):
                        raise ValueError(row.reason)
                    yield row
