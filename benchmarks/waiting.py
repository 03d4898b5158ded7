"""A run whose pages only wait: shows whether the process that shares them out keeps all workers busy.

    python -m benchmarks.waiting PAGES.jsonl OUT WORKERS

Waiting takes no core, so the answer is the same on a busy machine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from cleaner.corpus.run import run
from cleaner.corpus.sources import Item
from cleaner.corpus.work import Outcome, encode_row

__all__ = ["PAGE_SECONDS", "Waiting"]

PAGE_SECONDS = 0.012


class Waiting:
    """Makes the function of a worker, as :class:`cleaner.corpus.work.PageWork` does."""

    def __call__(self) -> Callable[[Item], Outcome]:
        """The function."""
        return wait


def wait(item: Item) -> Outcome:
    """Stands for cleaning a page."""
    time.sleep(PAGE_SECONDS)
    return Outcome("clean", encode_row({"text": "x" * 2_000, "position": item.position}))


if __name__ == "__main__":
    run([sys.argv[1]], Path(sys.argv[2]), workers=int(sys.argv[3]), make=Waiting())
