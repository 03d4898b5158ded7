"""Reads what a run wrote: its manifest, its rows in order, its errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .files import read_json
from .manifest import MANIFEST, RunError
from .parts import ARTICLES, ERRORS, REJECTED

__all__ = ["Run", "RunError"]


class Run:
    """A folder that ``cleaner batch`` wrote.

    Args:
        folder: the run.

    Raises:
        RunError: if it holds no run.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        try:
            self.manifest: dict[str, Any] = read_json(self.folder / MANIFEST)
        except (OSError, ValueError) as error:
            raise RunError(f"{folder}: holds no run") from error

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
        """The number of parts that are done; fewer than in the end for a run that broke off."""
        from .parts import finished_parts

        return len(finished_parts(self.folder))

    def _part(self, kind: str, number: int) -> Iterator[dict[str, Any]]:
        stem = self.folder / kind / f"part-{number:05d}"
        try:
            yield from _lines(stem.with_suffix(".jsonl"))
            yield from _table(stem.with_suffix(".parquet"))
        except (OSError, ValueError) as error:
            raise RunError(f"{stem}: cannot be read: {error}") from error


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        with open(path, encoding="utf-8") as file:
            yield from map(json.loads, file)


def _table(path: Path) -> Iterator[dict[str, Any]]:
    if path.is_file():
        import pyarrow.parquet as pq

        with pq.ParquetFile(path) as parquet:
            for batch in parquet.iter_batches(batch_size=1_000):
                yield from batch.to_pylist()
