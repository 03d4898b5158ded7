"""How long cleaning takes beside other tools: interleaved page by page, by page size, and from a cold start.

``python -m benchmarks.speed --data DIR`` writes ``speed.md`` and ``speed.json``. Times are processor seconds,
which other programs on the machine disturb less than the clock; only the command lines, which run in
processes of their own, are timed by the clock.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cleaner import Cleaner
from cleaner.model import Kind, Page
from cleaner.reading.decode import decode

from .data import LabelledPage, data_digest, load_pages
from .extraction import _parse, _table
from .peers import available

__all__ = ["cold_starts", "main", "scaling", "side_by_side"]

_PEERS = ("trafilatura", "readability-lxml", "resiliparse")
_SIZES = (1, 4, 16)


def _seconds(run: Callable[[], Any]) -> float:
    """Processor seconds of one call; a tool that fails has still taken its time."""
    started = time.process_time()
    try:
        run()
    except Exception as error:  # other people's programs raise what they like
        print(f"{type(error).__name__}: {error}"[:200], file=sys.stderr)
    return time.process_time() - started


def side_by_side(pages: Sequence[LabelledPage], cleaner: Cleaner) -> list[dict[str, Any]]:
    """Median milliseconds of every tool, and the medians over pages of our time to each one's."""
    peers, _ = available(_PEERS)
    times: dict[str, list[float]] = {}
    for number, page in enumerate(pages):
        html = decode(page.content).text
        flat = "\n".join(b.text for b in cleaner.clean(_page(page)).blocks if not b.hidden)
        runs: list[tuple[str, Callable[[], Any]]] = [
            ("cleaner", lambda page=page: cleaner.clean(_page(page))),
            ("cleaner, flattened", lambda flat=flat: cleaner.clean(Page(flat, kind=Kind.TEXT))),
            ("(lxml parse)", lambda page=page: _parse(page.content)),
            *((t, lambda run=run, html=html, page=page: run(html, page.url)) for t, run in peers.items()),
        ]
        # the order changes from page to page, so that no tool always comes first to cold caches
        for offset in range(len(runs)):
            tool, run = runs[(offset + number) % len(runs)]
            times.setdefault(tool, []).append(_seconds(run))
    ours = times["cleaner"]
    return [
        {
            "tool": tool,
            "ms": 1000 * statistics.median(found),
            "cleaner to it": statistics.median(a / max(b, 1e-6) for a, b in zip(ours, found, strict=True)),
        }
        for tool, found in sorted(times.items(), key=lambda item: statistics.median(item[1]))
    ]


def _page(page: LabelledPage) -> Page:
    return Page(page.content, page.url, Kind.HTML)


def scaling(pages: Sequence[LabelledPage], cleaner: Cleaner) -> list[dict[str, Any]]:
    """Time of pages whose body is repeated; linear time keeps the milliseconds for each copy level."""
    lines = []
    for times in _SIZES:
        found = []
        for page in pages:
            content = Page(decode(page.content).text * times, page.url, Kind.HTML)
            found.append(_seconds(lambda content=content: cleaner.clean(content)) / times)
        lines.append({"copies": times, "ms": 1000 * statistics.median(found)})
    return lines


def cold_starts(page: LabelledPage, rounds: int) -> list[dict[str, Any]]:
    """Both command lines on one page, in turn, each from a new process."""
    folder = Path(sys.executable).parent
    found: dict[str, list[float]] = {"cleaner clean PAGE": [], "trafilatura < PAGE": []}
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / "page.html"
        path.write_bytes(page.content)
        for _ in range(rounds):
            for name, command in (
                ("cleaner clean PAGE", [sys.executable, "-m", "cleaner", "clean", str(path)]),
                ("trafilatura < PAGE", [sys.executable, "-m", "trafilatura.cli"]),
            ):
                with path.open("rb") as stdin:
                    started = time.perf_counter()
                    subprocess.run(command, stdin=stdin, capture_output=True, check=False, cwd=folder.parent)
                    found[name].append(time.perf_counter() - started)
    return [{"tool": name, "ms": 1000 * statistics.median(times)} for name, times in found.items()]


def main(argv: list[str] | None = None) -> int:
    """Runs the benchmark and writes ``speed.md`` and ``speed.json``."""
    parser = argparse.ArgumentParser(prog="benchmarks.speed", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with pages.jsonl, or one above it")
    parser.add_argument("--limit", type=int, default=200, help="about how many pages")
    parser.add_argument("--rounds", type=int, default=7, help="cold starts of each command line")
    parser.add_argument("--out", type=Path, default=Path("build/speed"), help="folder for the results")
    args = parser.parse_args(argv)
    pages = load_pages(args.data, [])
    pages = pages[:: max(1, len(pages) // args.limit)]
    cleaner = Cleaner()
    cleaner.clean(_page(pages[0]))  # what is loaded once is no part of a page's time
    result: dict[str, Any] = {
        "digest": data_digest(pages),
        "pages": len(pages),
        "side by side": side_by_side(pages, cleaner),
        "scaling": scaling(pages[:: max(1, len(pages) // 4)], cleaner),
        "cold start": cold_starts(sorted(pages, key=lambda p: len(p.content))[len(pages) // 2], args.rounds),
    }
    titles = ("side by side", "scaling", "cold start")
    text = f"Data {result['digest']}, {len(pages)} pages\n\n"
    text += "\n\n".join(f"{title}\n\n{_table(result[title])}" for title in titles) + "\n"
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "speed.md").write_text(text, encoding="utf-8")
    (args.out / "speed.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
