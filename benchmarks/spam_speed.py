"""How long the spam judge takes: ``python -m benchmarks.spam_speed --data DIR [--rounds N]``.

CPU time of this process (``time.process_time``), median over rounds, the word segmenter loaded before: of a
line in which nothing is found, of a doubtful line, and of pages of about 2,500 characters, block by block,
as a page is judged. ``benchmarks/floors.json`` is not touched: a machine's speed is no property of the code.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from cleaner.model import Page
from cleaner.reading import read
from cleaner.spam import Detector

from .data import load_pages

__all__ = ["Row", "main", "measure"]

BARS = {"a line that hits nothing": 15.0, "a doubtful line": 300.0, "a page of 2,500 characters": 1000.0}
"""Microseconds that each may take."""
DOUBT = 0.1
LINES, PAGES = 2000, 200
PAGE_CHARS = (1500, 4000)

Row = tuple[str, int, float]


def _median(judge: Callable[[], object], count: int, rounds: int) -> float:
    """Microseconds of CPU time for one of ``count`` things judged in each round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        judge()
        times.append(time.process_time() - start)
    return statistics.median(times) / max(1, count) * 1e6


def measure(
    detector: Detector, lines: Sequence[str], pages: Sequence[Sequence[str]], rounds: int
) -> list[Row]:
    """For each thing its name, how many there were, and the microseconds one takes.

    Args:
        detector: judges.
        lines: honest and spam lines; those without a finding and the doubtful ones are taken out of them.
        pages: the texts of each page's blocks.
        rounds: how often each is judged.
    """
    scores = [(line, detector.judge(line), detector.describe(line)) for line in lines]  # loads everything
    silent = [line for line, judged, seen in scores if not judged.evidence and seen is None][:LINES]
    doubtful = [line for line, judged, _ in scores if judged.score >= DOUBT][:LINES]
    names = iter(BARS)
    rows: list[Row] = []
    for group in (silent, doubtful):
        took = _median(partial(_judge_all, detector, group), len(group), rounds)
        rows.append((next(names), len(group), took))
    chars = sum(len(text) for page in pages for text in page) / 2500
    took = _median(lambda: [detector.judge_many(page) for page in pages], 1, rounds)
    rows.append((next(names), len(pages), took / max(chars, 1e-9)))
    return rows


def _judge_all(detector: Detector, lines: Sequence[str]) -> None:
    for line in lines:
        detector.judge(line)


def _page_texts(folder: Path) -> Iterator[list[str]]:
    """The blocks of real pages of about the right size."""
    for page in load_pages(folder):
        blocks = [block.text for block in read(Page(page.content)).blocks]
        if PAGE_CHARS[0] <= sum(map(len, blocks)) <= PAGE_CHARS[1]:
            yield blocks


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a Markdown table; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="holds spam-dev/, headlines-dev/, extraction-dev/"
    )
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args(argv)
    rows = (options.data / "spam-dev" / "lines.jsonl").read_text("utf-8").splitlines()
    lines = [json.loads(row)["text"] for row in rows]
    hot = (options.data / "headlines-dev" / "hot-headlines.txt").read_text("utf-8").splitlines()
    pages = list(islice(_page_texts(options.data), PAGES))
    print("| what | number | CPU time | bar |\n|---|---|---|---|")
    missed = False
    for name, count, took in measure(Detector(), [*lines, *hot[:LINES]], pages, options.rounds):
        missed = missed or took > BARS[name]
        print(f"| {name} | {count} | {took:.1f} µs | {BARS[name]:.0f} µs |")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
