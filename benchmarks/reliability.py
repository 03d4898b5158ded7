"""The figures of RELIABILITY.md: ``python -m benchmarks.reliability [import] [hostile] [growth]``.

``import``: processor milliseconds that ``import cleaner`` takes, beside a bare start of Python.
``hostile``: every page of ``benchmarks/hostile.py`` at ``--size`` bytes, each in a process of its own:
processor seconds, and peak memory above what the process held before, for each byte of the page.
``growth``: the same pages at a quarter of the size, and how many times longer the whole takes.

Prints a table of the worst, and writes everything to ``-o``. No figure here is a test: a machine decides.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from cleaner import Cleaner, Limits

from .hostile import hostile
from .promises import broken_promise

PARTS = ("import", "hostile", "growth")
MOST_SECONDS, MOST_MEMORY, MOST_IMPORT = 0.25, 20.0, 50.0
"""What was promised: seconds for 1 MB, bytes of memory for each byte, milliseconds for the import."""
_HANG = 600


def import_time(rounds: int = 15) -> dict[str, float]:
    """Processor milliseconds of a start of Python with and without ``import cleaner``, medians."""
    times: dict[str, list[float]] = {"pass": [], "import cleaner": []}
    for _ in range(rounds):
        for program, found in times.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", program], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            found.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    bare, whole = (statistics.median(found) for found in times.values())
    return {"python": bare, "with cleaner": whole, "import cleaner": whole - bare, "promised": MOST_IMPORT}


def measure(name: str, size: int) -> dict[str, Any]:
    """One hostile page in a process of its own."""
    context = get_context("fork")
    answers = context.SimpleQueue()
    process = context.Process(target=_clean, args=(name, size, answers))
    process.start()
    process.join(_HANG)
    if process.is_alive():
        process.kill()
        return {"name": name, "size": size, "seconds": float(_HANG), "memory": 0.0, "broken": "hangs"}
    if answers.empty():
        return {"name": name, "size": size, "seconds": 0.0, "memory": 0.0, "broken": "the process died"}
    row: dict[str, Any] = answers.get()
    return row


def _clean(name: str, size: int, answers: Any) -> None:
    """The work of that process."""
    page = hostile(size)[name]()
    held = len(page.encode("utf-8", "surrogatepass")) if isinstance(page, str) else len(page)
    _load()  # a process that was forked has yet to map the libraries
    Path("/proc/self/clear_refs").write_text("5")
    before, started = _memory("VmRSS"), time.process_time()
    broken: str | None
    try:
        article = _READY.clean(page)
        seconds, memory = time.process_time() - started, (_memory("VmHWM") - before) / held
        broken = broken_promise(article)
    except Exception as error:  # this is what is looked for
        seconds, memory = time.process_time() - started, 0.0
        broken = f"raised {type(error).__name__}: {error}"[:200]
    answers.put({"name": name, "size": held, "seconds": seconds, "memory": memory, "broken": broken})


_READY = Cleaner(limits=Limits(seconds=None))


def _load() -> None:
    """Loads what is loaded late: it belongs to no page."""
    for page in (
        "<p>微乐麻将透视外挂代打软件,加微信</p>",
        "<p>The council met on Monday, and it was short.</p>",
        "<p>外卦 tou视, wаllhack</p>",
    ):
        _READY.clean(page)


def _memory(what: str) -> int:
    """Bytes of this process, from Linux."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) * 1024
    raise OSError(f"no {what} in /proc/self/status")


def _table(rows: Sequence[dict[str, Any]], key: str, most: float, unit: str) -> None:
    """The worst of them."""
    over = [row for row in rows if row[key] > most]
    print(f"\n{key}: {len(over)} of {len(rows)} pages above {most:g} {unit}")
    for row in sorted(rows, key=lambda row: -row[key])[:20]:
        print(f"  {row[key]:8.2f}  {row['name']}")


def main(argv: Sequence[str] | None = None) -> int:
    """Measures; 1 if a page hung, raised or broke a promise."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", default=PARTS, help=" ".join(PARTS))
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("-o", "--output", type=Path, default=Path("benchmarks/results/reliability.json"))
    args = parser.parse_args(argv)
    found: dict[str, Any] = {}
    if "import" in args.parts:
        found["import"] = import_time()
        print("import:", {name: round(value, 1) for name, value in found["import"].items()})
    _load()
    rows: list[dict[str, Any]] = []
    if "hostile" in args.parts:
        for name in hostile(10):
            rows.append(measure(name, args.size))
            print(f"{rows[-1]['seconds']:8.3f} s {rows[-1]['memory']:7.1f} x  {name}", file=sys.stderr)
        found["hostile"] = rows
        _table(rows, "seconds", MOST_SECONDS, "s")
        _table(rows, "memory", MOST_MEMORY, "bytes for each byte")
    if "growth" in args.parts:
        small = [measure(name, args.size // 4) for name in hostile(10)]
        whole = {row["name"]: row["seconds"] for row in rows}
        found["growth"] = [
            {"name": row["name"], "times": whole[row["name"]] / row["seconds"]}
            for row in small
            if row["seconds"] > 0.05 and row["name"] in whole
        ]
        ordered = sorted(found["growth"], key=lambda row: -row["times"])
        print("\nfour times the page takes so many times as long:")
        for row in ordered[:20]:
            print(f"  {row['times']:8.2f}  {row['name']}")
    broken = [row for row in rows if row["broken"]]
    for row in broken:
        print(f"BROKEN  {row['name']}: {row['broken']}")
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return int(bool(broken))


if __name__ == "__main__":
    raise SystemExit(main())
