"""How quickly the pages of `cleaner serve RUN` answer: `python -m benchmarks.run_pages [--records N]`.

Makes a run of the sample pages in a temporary folder, opens it, and asks for pages of its table as a
browser would, each several times; prints the slowest answer of each kind in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

from starlette.applications import Starlette
from starlette.testclient import TestClient

import cleaner
from cleaner.corpus.schema import Removed, row
from cleaner.web.pages import Site, routes

SAMPLES = Path(__file__).parents[1] / "samples"
SHARD = 10_000
TIMES = 5
ASKED = {
    "first page": "/run",
    "last page": "/run?page=1999",
    "verdict and advertisements": "/run?verdict=spam_removed&spam=5",
    "site": "/run?site=site7.example",
    "words": "/run?search=%E5%A4%96%E6%8C%82%E9%80%8F%E8%A7%86",
    "words that are nowhere": "/run?search=nowhere+at+all",
    "a record": "/run/77777",
}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    records = parser.parse_args().records
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        megabytes = make_run(folder, records) / 1e6
        began = time.perf_counter()
        settings = SimpleNamespace(max_body_bytes=1_000_000, feedback=None, run=folder)
        app = Starlette(routes=routes(Site(settings)))
        opened = time.perf_counter() - began
        print(f"{records:,} records, {megabytes:,.0f} MB of JSON Lines, opened in {opened:.1f} s\n")
        print("| asked for | slowest of " + str(TIMES) + ", ms |\n|---|---|")
        with TestClient(app) as client:
            for what, path in ASKED.items():
                print(f"| {what} | {max(answers(client, path)):.0f} |")


def answers(client: TestClient, path: str) -> Iterator[float]:
    """Milliseconds of each answer."""
    for _ in range(TIMES):
        began = time.perf_counter()
        client.get(path).raise_for_status()
        yield (time.perf_counter() - began) * 1000


def make_run(folder: Path, records: int) -> int:
    """Writes a run of the sample pages over and over, and returns its size in bytes."""
    judge = cleaner.Cleaner()
    pages = [path for path in sorted(SAMPLES.iterdir()) if path.suffix != ".json"]
    rows = [row(judge.clean(path.read_bytes()), None, Removed.ALL) for path in pages]
    (folder / "articles").mkdir()
    size = 0
    for first in range(0, records, SHARD):
        lines = []
        for i in range(first, min(records, first + SHARD)):
            made = rows[i % len(rows)]
            url = f"https://www.site{i % 401}.example/{i}.html"
            record = {**made, "id": str(i), "url": url, "title": f"{made['title']} {i}"}
            lines.append(json.dumps(record, ensure_ascii=False) + "\n")
        data = "".join(lines).encode()
        (folder / "articles" / f"part-{first // SHARD:05}.jsonl").write_bytes(data)
        size += len(data)
    (folder / "run.json").write_text("{}")
    return size


if __name__ == "__main__":
    main()
