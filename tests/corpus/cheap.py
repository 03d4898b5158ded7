"""Work for a run that costs next to nothing, and that does what its records say: dies, hangs, fails."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cleaner.corpus.options import Columns
from cleaner.corpus.run import run
from cleaner.corpus.schema import error_row
from cleaner.corpus.settings import Settings
from cleaner.corpus.sources import RecordError, parse_item
from cleaner.corpus.work import Outcome, encode_row, error_outcome


class Cheap:
    """The ``make`` of a run: a record's text is its article, or an order to misbehave."""

    def __call__(self) -> Callable[[Any], Outcome]:
        return work


class NeverReady:
    def __call__(self) -> Callable[[Any], Outcome]:
        raise ValueError("no lexicon")


class Stillborn:
    """As :class:`Cheap`, but some processes are killed while they start.

    Args:
        starts: a file that counts them.
        killed: which of them, from 1.
    """

    def __init__(self, starts: Path, *killed: int) -> None:
        self._starts = starts
        self._killed = killed

    def __call__(self) -> Callable[[Any], Outcome]:
        with open(self._starts, "ab") as file:
            file.write(b".")
        if self._starts.stat().st_size in self._killed:
            os._exit(9)
        return work


def work(item: Any) -> Outcome:
    try:
        record = parse_item(item, Columns())
    except RecordError as error:
        return error_outcome(item, str(error), error.id, error.url)
    text = str(record.content)
    if text == "die":
        os._exit(3)
    if text == "abort":
        os.abort()
    if text == "hang":
        time.sleep(600)
    if text == "allocate":
        text += str(len(b"x" * 2**40))
    if text == "fail":
        raise KeyError("fail")
    if text == "unsendable":
        return Outcome("clean", {"text": lambda: None})
    row = {**error_row(record.id, record.url, ""), "verdict": "clean", "text": text, "error": None}
    return Outcome("clean", encode_row(row))


def numbered(path: Path, count: int, bad: tuple[int, ...] = ()) -> Path:
    """A file of tiny records; those whose number is in ``bad`` are no JSON."""
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            line = json.dumps({"id": f"r{number}", "text": f"text {number}"})
            file.write((line[:-3] if number in bad else line) + "\n")
    return path


if __name__ == "__main__":
    source, folder = sys.argv[1:]
    run([source], Path(folder), Settings(shard_records=500), workers=2, resume=True, make=Cheap())
    if os.name == "posix":
        import resource

        # the most that this process held, and the most that one of its workers held
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
            print(resource.getrusage(who).ru_maxrss)
