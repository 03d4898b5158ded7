"""Throughput and memory of ``cleaner batch``, beside datatrove's trafilatura and C4 filters, Ray and Spark.

    python -m benchmarks.corpus                                   everything: hours
    python -m benchmarks.corpus --pages short --no-peers          memory at 10,000 and 100,000: minutes
    python -m benchmarks.corpus --pages samples --records 10000

Pages are those of ``samples/`` (HTML, small), short ones of two lines, or those of a folder of real ones
(``.html.gz``), each with a number in its text so that no two are alike. Each command runs in a process of its
own. Beside the time stands the processor time, which a busy machine lengthens far less; see
:mod:`benchmarks.processes` for how it is taken. :mod:`benchmarks.waiting` shows what
two workers are worth there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.processes import Cost, measure

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
MEGABYTE = 2**20
WAITING = "stand-in that waits"
WAITING_RECORDS = 5_000
Row = dict[str, Any]


def main() -> None:
    """Runs what the options ask for, prints a line for each command, and keeps the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", nargs="+", default=["short", "samples"], help="or a folder of .html.gz")
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--peer-records", type=int, default=10_000, help="for datatrove and the engines")
    parser.add_argument("--peer-pages", default="samples", help="short, samples or a folder of .html.gz")
    parser.add_argument("--no-peers", action="store_true", help="neither datatrove nor Ray nor Spark")
    parser.add_argument("--peers", nargs="+", default=["datatrove", "ray", "spark"])
    parser.add_argument("-o", "--output", type=Path, default=RESULTS, help="folder of corpus.json, corpus.md")
    parser.add_argument("--datatrove-pages", metavar="JSONL", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.datatrove_pages:
        datatrove(args.datatrove_pages)
        return
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for row in run_all(args, Path(folder)):
            print(line(row), flush=True)
            rows.append(row)
            keep(rows, args.output)


def run_all(args: argparse.Namespace, folder: Path) -> Iterator[Row]:
    """The figures of one command after the other."""
    for pages in args.pages:
        for count in args.records:
            source = write_pages(folder / f"{Path(pages).name}-{count}.jsonl", count, pages)
            for workers in args.workers:
                yield run_batch("local", pages, count, workers, source)
            source.unlink()
    source = write_pages(folder / "waiting.jsonl", WAITING_RECORDS, "samples")
    for workers in args.workers:
        command = [
            sys.executable,
            "-m",
            "benchmarks.waiting",
            str(source),
            f"{folder}/w{workers}",
            str(workers),
        ]
        yield figures(WAITING, "samples", WAITING_RECORDS, workers, measure(command, ROOT))
    if args.no_peers:
        return
    count = args.peer_records
    source = write_pages(folder / "peers.jsonl", count, args.peer_pages)
    if "datatrove" in args.peers and args.peer_pages != "short":  # it takes HTML
        yield run_batch("local", args.peer_pages, count, 1, source)
        command = [sys.executable, "-m", "benchmarks.corpus", "--datatrove-pages", str(source)]
        yield figures("datatrove", args.peer_pages, count, 1, measure(command, ROOT))
    engines = [engine for engine in ("ray", "spark") if engine in args.peers]
    for engine in ["local", *engines] if engines else []:
        if find_spec({"local": "cleaner", "spark": "pyspark"}.get(engine, engine)) is None:
            print(f"{engine} is not installed")
        else:
            # several parts, or there is nothing to share out
            more = ["--shard-records", str(max(1, count // 8))]
            yield run_batch(engine, args.peer_pages, count, max(args.workers), source, more)


def run_batch(
    engine: str, pages: str, count: int, workers: int, source: Path, more: list[str] | None = None
) -> Row:
    """The figures of one run of ``cleaner batch``."""
    with tempfile.TemporaryDirectory(dir=source.parent) as folder:
        options = ["-o", f"{folder}/run", "--workers", str(workers), "--engine", engine, "--quiet"]
        command = [sys.executable, "-m", "cleaner", "batch", str(source), *options, *(more or [])]
        cost = measure(command, ROOT)
        manifest = json.loads(Path(f"{folder}/run/run.json").read_text("utf-8"))
        if manifest["records"] != count or not manifest["adds_up"] or manifest["errors"]:
            raise SystemExit(f"{' '.join(command)}: the run does not add up")
    name = "cleaner" if engine == "local" else f"cleaner on {engine}"
    return figures(name, pages, count, workers, cost)


def figures(name: str, pages: str, count: int, workers: int, cost: Cost) -> Row:
    """What is kept of a command."""
    return {
        "what": name,
        "pages": Path(pages).name,
        "records": count,
        "workers": workers,
        "seconds": round(cost.seconds, 1),
        "records_per_second": round(count / cost.seconds, 1),
        "processor_ms_per_record": round(1_000 * cost.processors / count, 3),
        "first_process_ms_per_record": round(1_000 * cost.own / count, 3),
        "peak_megabytes": [round(peak / MEGABYTE, 1) for peak in cost.peaks if peak > 5 * MEGABYTE],
        "load": [round(load, 1) for load in cost.load],
    }


def keep(rows: list[Row], folder: Path) -> None:
    """Writes the figures so far as JSON and as a table."""
    folder.mkdir(parents=True, exist_ok=True)
    data = {"cores": os.cpu_count(), "runs": rows, "ratios": ratios(rows)}
    (folder / "corpus.json").write_text(json.dumps(data, indent=2) + "\n", "utf-8")
    (folder / "corpus.md").write_text(table(rows), "utf-8")


def table(rows: list[Row]) -> str:
    """The figures and the ratios in Markdown."""
    head = (
        "| what | pages | records | workers | records/s | processor ms/record | of which first process"
        " | peak MB, first process and others | load |\n|---|---|---:|---:|---:|---:|---:|---|---|\n"
    )
    body = "".join(
        f"| {row['what']} | {row['pages']} | {row['records']:,} | {row['workers']}"
        f" | {row['records_per_second']:,} | {row['processor_ms_per_record']:.2f}"
        f" | {row['first_process_ms_per_record']:.3f}"
        f" | {', '.join(f'{peak:.0f}' for peak in row['peak_megabytes'])}"
        f" | {row['load'][0]} to {row['load'][1]} |\n"
        for row in rows
    )
    return head + body + "\n" + "".join(f"- {name}: {value}\n" for name, value in ratios(rows).items())


def ratios(rows: list[Row]) -> dict[str, float]:
    """The figures that matter, as far as they were measured."""
    found: dict[str, float] = {}
    local = {(r["pages"], r["records"], r["workers"]): r for r in rows if r["what"] == "cleaner"}
    for (pages, count, workers), row in local.items():
        one = local.get((pages, count, 1))
        if workers > 1 and one:
            name = f"{workers} workers to 1, {pages}, {count:,}"
            found[f"records/s, {name}"] = round(row["records_per_second"] / one["records_per_second"], 2)
        smallest = local[min(key for key in local if key[0] == pages and key[2] == workers)]
        if smallest is not row:
            pairs = zip(row["peak_megabytes"], smallest["peak_megabytes"], strict=False)
            name = f"{count:,} to {smallest['records']:,} records, {pages}, {workers} workers"
            found[f"peak memory (worst process), {name}"] = round(max(a / b for a, b in pairs), 2)
    idle = {row["workers"]: row["records_per_second"] for row in rows if row["what"] == WAITING}
    for workers in idle:
        if workers > 1 and 1 in idle:
            found[f"records/s, {workers} workers to 1, pages that wait"] = round(idle[workers] / idle[1], 2)
    for row in rows:
        beside = local.get((row["pages"], row["records"], row["workers"]))
        if row["what"] in ("cleaner", WAITING) or beside is None:
            continue
        share = row["processor_ms_per_record"] / beside["processor_ms_per_record"]
        found[f"processor time, {row['what']} to cleaner alone, {row['records']:,}"] = round(share, 2)
        wall = row["seconds"] / beside["seconds"]
        found[f"time, {row['what']} to cleaner alone, {row['records']:,}"] = round(wall, 2)
    return found


def write_pages(path: Path, count: int, kind: str = "samples") -> Path:
    """Records made from the samples, from a folder of pages, or short ones of two lines."""
    pages = [decoded(name) for name in find_pages(kind)]
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            record = {"id": number, "url": f"https://news{number % 50}.example/{number}.html"}
            if kind == "short":
                line = "记者到了村里，村民们正在地里忙着，今年的收成看起来比去年好得多。"
                record["text"] = f"春耕第{number}天\n\n{number}号{line}"
            else:
                record["html"] = pages[number % len(pages)].replace("。", f"{number}。", 1)
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def find_pages(kind: str) -> list[Path]:
    """The pages of the samples or of a folder."""
    if kind in ("short", "samples"):
        return sorted((ROOT / "samples").glob("*.html"))
    return sorted(Path(kind).rglob("*.html.gz")) or sys.exit(f"{kind}: has no pages (.html.gz)")


def decoded(path: Path) -> str:
    """A page as text; what is not UTF-8 is one of two Chinese charsets."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("big5" if "big5" in path.name else "gb18030", "replace")


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


def line(row: Row) -> str:
    """One line of figures for people."""
    memory = " ".join(f"{peak:.0f}" for peak in row["peak_megabytes"])
    return (
        f"{row['what']:18} {row['pages']:8} {row['records']:8,} records {row['workers']} workers"
        f" {row['records_per_second']:8.1f}/s {row['processor_ms_per_record']:7.2f} ms"
        f" ({row['first_process_ms_per_record']:.3f} first)  MB: {memory}  load {row['load'][0]}"
    )


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
