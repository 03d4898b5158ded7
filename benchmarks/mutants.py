"""Real pages, whole and damaged: ``python -m benchmarks.mutants --data DIR --count 20000``.

Every page of extraction-dev as it is, then damaged in the ways that crawls damage pages: cut, with bytes
flipped, pieces moved about, in another encoding than it says, with another page behind it, or several of
these. Mutant n is the same in every run. Each is cleaned as bytes; no exception, every character accounted
for, evidence for everything removed, and no page may take more than ``LONGEST`` processor seconds. Exit
status 1 if one does not hold; ``--only N`` cleans mutant N alone and shows the exception.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

from cleaner import Cleaner, Limits, Page
from cleaner.reading import decode

from .data import LabelledPage, data_digest, load_pages
from .promises import broken_promise, unaccounted

__all__ = ["WAYS", "main", "mutant"]

SEED = "20261126"
LONGEST = 10.0
"""Processor seconds for one page."""
_HANG = 300
"""Seconds after which a page that does not come back ends the run, and shows where it hangs."""
_CODECS = (
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "iso2022_jp", "koi8_r", "cp1251", "cp1252"),
    *("utf-8", "utf-8-sig", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "hz"),
)
_HINTS = (None, None, "utf-8", "gbk", "big5", "iso-8859-1", "utf-16", "shift_jis", "no-such-charset")

Way = Callable[[bytes, bytes, random.Random], bytes]


def _cut(page: bytes, _: bytes, rng: random.Random) -> bytes:
    """The beginning of the page, its end, or its middle."""
    start = rng.randrange(len(page) + 1) if rng.random() < 0.5 else 0
    end = rng.randrange(start, len(page) + 1) if start == 0 or rng.random() < 0.5 else len(page)
    return page[start:end]


def _flip(page: bytes, _: bytes, rng: random.Random) -> bytes:
    """One byte in ten thousand to one in ten is another."""
    flipped = bytearray(page)
    for _ in range(max(1, int(len(page) * 10 ** rng.uniform(-4, -1)))):
        flipped[rng.randrange(len(flipped))] = rng.randrange(256)
    return bytes(flipped)


def _markup(page: bytes, _: bytes, rng: random.Random) -> bytes:
    """What marks up the page is lost or doubled here and there."""
    share = 10 ** rng.uniform(-3, -0.5)
    gone = rng.choice((b"<", b">", b"/", b'"', b"</", b"<!--", b"-->", b"=", b"&", b"</script>", b"</style>"))
    parts = page.split(gone)
    out = bytearray(parts[0])
    for part in parts[1:]:
        out += (gone if rng.random() > share else rng.choice((b"", gone * 2, b"<", b"\0"))) + part
    return bytes(out)


def _move(page: bytes, _: bytes, rng: random.Random) -> bytes:
    """Pieces of the page are left out, doubled or put elsewhere."""
    for _ in range(rng.randrange(1, 9)):
        start = rng.randrange(len(page) + 1)
        end = min(len(page), start + int(10 ** rng.uniform(0, 4)))
        piece, rest = page[start:end], page[:start] + page[end:]
        at = rng.randrange(len(rest) + 1)
        page = rng.choice((rest, page[:end] + piece + page[end:], rest[:at] + piece + rest[at:]))
    return page


def _recode(page: bytes, _: bytes, rng: random.Random) -> bytes:
    """The same text in another encoding, while the page goes on saying what it said."""
    return decode(page).text.encode(
        rng.choice(_CODECS), rng.choice(("replace", "ignore", "xmlcharrefreplace"))
    )


def _join(page: bytes, other: bytes, _: random.Random) -> bytes:
    """Another page behind the page."""
    return page + other


def _embed(page: bytes, other: bytes, rng: random.Random) -> bytes:
    """Another page in the middle of the page."""
    at = rng.randrange(len(page) + 1)
    return page[:at] + other + page[at:]


def _several(page: bytes, other: bytes, rng: random.Random) -> bytes:
    """More than one of these."""
    for way in rng.choices((_cut, _flip, _markup, _move, _recode), k=rng.randrange(2, 4)):
        page = way(page, other, rng) if page else page
    return page


WAYS: tuple[Way, ...] = (_cut, _flip, _markup, _move, _recode, _join, _embed, _several)


def mutant(number: int, load: Callable[[int], bytes], pages: int) -> tuple[str, Page]:
    """How mutant ``number`` is damaged, and the page; the first ``pages`` are whole.

    ``load`` gives the bytes of page 0 to ``pages`` - 1.
    """
    page = load(number % pages)
    if number < pages:
        return "whole", Page(page)
    rng = random.Random(f"{SEED}-{number}")
    way = WAYS[(number // pages + number) % len(WAYS)]
    data = way(page, load(rng.randrange(pages)), rng) if page else page
    return way.__name__.removeprefix("_"), Page(data, encoding=rng.choice(_HINTS))


def run(numbers: Sequence[int], folder: str) -> list[dict[str, Any]]:
    """Cleans these mutants; a row for each."""
    cleaner, pages = _ready(folder)
    rows = []
    for number in numbers:
        way, page = mutant(number, lambda i: _bytes_of(pages[i].path), len(pages))
        faulthandler.dump_traceback_later(_HANG, exit=True)
        clock, started = time.monotonic(), time.process_time()
        broken: str | None
        try:
            article = cleaner.clean(page)
            seconds, waited = time.process_time() - started, time.monotonic() - clock
            broken = broken_promise(article) or unaccounted(page, article, Limits())
        except Exception as error:
            seconds, waited = time.process_time() - started, time.monotonic() - clock
            broken = f"raised {type(error).__name__}: {error}"[:300]
        faulthandler.cancel_dump_traceback_later()
        if broken is None and seconds > LONGEST:
            broken = f"took {seconds:.1f} seconds"
        row = {"number": number, "page": pages[number % len(pages)].id, "way": way, "broken": broken}
        rows.append({**row, "bytes": len(page.content), "seconds": seconds, "waited": waited})
    return rows


@lru_cache(maxsize=1)
def _ready(folder: str) -> tuple[Cleaner, list[LabelledPage]]:
    return Cleaner(limits=Limits(seconds=None)), load_pages(Path(folder))


@lru_cache(maxsize=64)
def _bytes_of(path: Path) -> bytes:
    import gzip

    return gzip.decompress(path.read_bytes())


def _all(count: int, folder: str, processes: int, rows: Path) -> None:
    """Adds a line to ``rows`` for each mutant below ``count`` that has none."""
    done = len(_known(rows))
    lots = [range(start, min(start + 50, count)) for start in range(done, count, 50)]
    with ProcessPoolExecutor(processes) as pool, rows.open("a", encoding="utf-8") as file:
        for lot, found in zip(lots, pool.map(run, lots, [folder] * len(lots)), strict=True):
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
            file.flush()
            if lot.stop % 1_000 < 50:
                print(f"{lot.stop:,} of {count:,}", file=sys.stderr)


def _known(rows: Path) -> list[dict[str, Any]]:
    """The rows of a run that was broken off, in order."""
    if not rows.exists():
        return []
    return [json.loads(line) for line in rows.read_text("utf-8").splitlines()]


def _summary(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Figures: how many, how long, and what broke."""
    seconds = sorted(row["seconds"] for row in rows)
    rate = sorted(row["seconds"] / (row["bytes"] / 2**20) for row in rows if row["bytes"] >= 10_000)
    ways: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        ways[row["way"]].append(row)
    return {
        "mutants": len(rows),
        "bytes": sum(row["bytes"] for row in rows),
        "broken": sum(row["broken"] is not None for row in rows),
        "seconds": {
            **_spread(seconds),
            "total": sum(seconds),
            "by the clock, at most": max(r["waited"] for r in rows),
        },
        "seconds for each MB, from 10 kB": _spread(rate),
        "ways": {
            way: {
                "mutants": len(group),
                "broken": sum(row["broken"] is not None for row in group),
                "seconds": _spread(sorted(row["seconds"] for row in group)),
            }
            for way, group in sorted(ways.items())
        },
        "what broke": dict(Counter(str(row["broken"])[:60] for row in rows if row["broken"]).most_common(20)),
    }


def _spread(ordered: Sequence[float]) -> dict[str, float]:
    if not ordered:
        return {}
    shares = {"median": 0.5, "95 %": 0.95, "99 %": 0.99, "99.9 %": 0.999, "most": 1.0}
    return {name: round(ordered[int(share * (len(ordered) - 1))], 4) for name, share in shares.items()}


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures; 1 if anything broke."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="a folder with extraction-dev")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", type=int, metavar="N", help="this mutant alone; what it raises is shown")
    parser.add_argument("--resume", action="store_true", help="go on with a run that was broken off")
    parser.add_argument("-o", "--output", type=Path, default=Path("benchmarks/results/mutants.json"))
    args = parser.parse_args(argv)
    try:
        pages = load_pages(args.data)
    except FileNotFoundError as error:
        print(f"skipped: there are no pages: {error}")
        return 0
    if args.only is not None:
        way, page = mutant(args.only, lambda i: pages[i].content, len(pages))
        print(f"{pages[args.only % len(pages)].id}, {way}, {len(page.content):,} bytes")
        article = Cleaner(limits=Limits(seconds=None)).clean(page)
        print(broken_promise(article) or unaccounted(page, article, Limits()) or "all promises hold")
        return 0
    args.output.parent.mkdir(parents=True, exist_ok=True)
    kept = args.output.with_suffix(".rows.jsonl")
    if not args.resume:
        kept.unlink(missing_ok=True)
    _all(args.count, str(args.data), args.processes, kept)
    rows = _known(kept)
    found = {"data": data_digest(pages), **_summary(rows)}
    found["broken mutants"] = [row for row in rows if row["broken"]][:200]
    found["slowest"] = sorted(rows, key=lambda row: -row["seconds"])[:20]
    args.output.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(json.dumps({k: v for k, v in found.items() if k not in ("slowest",)}, indent=1, ensure_ascii=False))
    return int(found["broken"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
