"""Throughput and memory of ``cleaner batch``, beside datatrove's trafilatura and C4 filters.

The records are the pages of ``samples/``, each with a number in its text so that no two are alike. Every
run is a process of its own; its memory is the peak of each process, sampled from /proc.

    python -m benchmarks.corpus --records 10000 100000 --workers 1 2
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 2**20


def main() -> None:
    """Runs what the options ask for, and prints a line for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--no-datatrove", action="store_true")
    parser.add_argument("--datatrove-pages", metavar="JSONL", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.datatrove_pages:
        datatrove(args.datatrove_pages)
        return
    with tempfile.TemporaryDirectory() as folder:
        for count in args.records:
            pages = write_pages(Path(folder) / f"{count}.jsonl", count)
            for workers in args.workers:
                out = Path(folder) / f"{count}-{workers}"
                options = ["-o", str(out), "--workers", str(workers), "--quiet"]
                command = [sys.executable, "-m", "cleaner", "batch", str(pages), *options]
                show(f"cleaner, {workers} workers", count, *measure(command))
        if not args.no_datatrove:
            pages = write_pages(Path(folder) / "datatrove.jsonl", min(args.records))
            command = [sys.executable, "-m", "benchmarks.corpus", "--datatrove-pages", str(pages)]
            show("datatrove, 1 process", min(args.records), *measure(command))


def write_pages(path: Path, count: int) -> Path:
    """HTML records made from the samples."""
    pages = []
    for name in sorted((ROOT / "samples").glob("*.html")):
        data = name.read_bytes()
        charset = "big5" if "big5" in name.name else "gb18030" if "gb18030" in name.name else "utf-8"
        pages.append(data.decode(charset, "replace"))
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            html = pages[number % len(pages)].replace("。", f"{number}。", 1)
            url = f"https://news{number % 50}.example/{number}.html"
            file.write(json.dumps({"id": number, "url": url, "html": html}, ensure_ascii=False) + "\n")
    return path


def datatrove(pages: str) -> None:
    """datatrove's own pipeline over the same file, in this process."""
    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.extractors import Trafilatura
    from datatrove.pipeline.filters import C4QualityFilter

    def read(*_: object) -> object:
        with open(pages, encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                yield Document(text=record["html"], id=str(record["id"]), metadata={"url": record["url"]})

    def drain(documents: object, *_: object) -> None:
        for _document in documents:  # type: ignore[attr-defined]
            pass

    with tempfile.TemporaryDirectory() as folder:
        steps = [read, Trafilatura(timeout=10), C4QualityFilter(filter_no_terminal_punct=False), drain]
        LocalPipelineExecutor(pipeline=steps, logging_dir=folder, skip_completed=False).run()


def measure(command: list[str]) -> tuple[float, list[int]]:
    """Seconds, and the peak memory in bytes of the process and of each that it started, largest first."""
    peaks: dict[int, int] = {}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    ended = threading.Event()
    watcher = threading.Thread(target=watch, args=(process.pid, peaks, ended))
    watcher.start()
    _, complaint = process.communicate()
    seconds = time.perf_counter() - start
    ended.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: {complaint.decode()[-2000:]}")
    return seconds, sorted(peaks.values(), reverse=True)


def watch(pid: int, peaks: dict[int, int], ended: threading.Event) -> None:
    """Notes the peak of a process and its children, which the kernel keeps, until they end."""
    while not ended.wait(0.2):
        for each in [pid, *children(pid)]:
            peaks[each] = max(peaks.get(each, 0), peak(each))


def peak(pid: int) -> int:
    """The most memory in bytes that a process has held; 0 where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def children(pid: int) -> list[int]:
    """The processes that a process started, from any of its threads."""
    listed: list[str] = []
    with suppress(OSError):  # the process or one of its threads may end meanwhile
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            listed += task.read_text("ascii").split()
    return [int(word) for word in listed]


def show(name: str, count: int, seconds: float, peaks: list[int]) -> None:
    """Prints one line of figures."""
    memory = " ".join(f"{peak / MEGABYTE:.0f}" for peak in peaks)
    print(f"{name:22} {count:8,} records {seconds:8.1f} s {count / seconds:8.1f}/s  MB: {memory}", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
