"""Quality and speed of extraction beside other tools, page by page in one run.

``python -m benchmarks.extraction --data DIR`` reads labelled pages (see ``benchmarks/data.py``) and writes
a Markdown table and JSON. Scores are means over pages: F1 of the bags of tokens, where each CJK character is
one, and of the runs of four tokens (``shingle_f1``, of mean precision and recall as scrapinghub takes it).
Speed is measured interleaved: every tool on one page before the next page comes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cleaner import Kind, Page

from .data import WHERE, LabelledPage, data_digest, load_pages
from .floors import FLOORS, check, figures_of, record
from .metrics import Score, shingle_score, token_score
from .peers import PEERS, Extract, available, flatten_html
from .subjects import Found, Ours, as_page, engine_subject, whole_subject

__all__ = ["Row", "main", "measure", "summarise"]

_NOT_ARTICLES = ("collection", "listing")
_WIDTHS = {"markdown": 0, "markdown-wrapped": 78}
"""Forms as Markdown, and where the lines are wrapped: nowhere, or where html2text wraps them if not told."""
_FORMS = ("html", "text", "text-lxml", *_WIDTHS)
"""As the page is, flattened by our blocks, flattened without us, as Markdown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One tool on one page; ``form`` is one of ``_FORMS``."""

    page: str
    group: str
    page_type: str
    tool: str
    form: str
    precision: float
    recall: float
    f1: float
    shingles: Score
    must_have: float | None
    must_not_have: float | None
    article: bool | None
    seconds: float


def group_of(page: LabelledPage) -> str:
    """The line of the table that a page counts for."""
    return f"{page.dataset} zh" if page.dataset != "gne" and page.language == "zh" else page.dataset


def measure(
    pages: Iterable[LabelledPage], ours: dict[str, Ours], peers: dict[str, Extract], forms: Iterable[str]
) -> list[Row]:
    """Every tool on every page, in turn."""
    rows: list[Row] = []
    for number, page in enumerate(pages):
        runs = _runs(page, ours, peers, set(forms))
        # the order changes from page to page, so that no tool always comes first to cold caches
        for offset in range(len(runs)):
            tool, form, run = runs[(offset + number) % len(runs)]
            started = time.perf_counter()
            found = _safely(run, tool, page)
            rows.append(_row(page, tool, form, found, time.perf_counter() - started))
    return rows


_Run = tuple[str, str, Callable[[], Found]]


def _runs(
    page: LabelledPage, ours: dict[str, Ours], peers: dict[str, Extract], forms: set[str]
) -> list[_Run]:
    """What to do with one page: tool, form, and the call."""
    from cleaner.reading import read
    from cleaner.reading.decode import decode

    content = page.content
    html = decode(content).text
    inputs = {"html": as_page(page)}
    if "text" in forms:
        blocks = read(inputs["html"]).blocks
        inputs["text"] = as_page(page, "\n".join(b.text for b in blocks if not b.hidden))
    if "text-lxml" in forms:
        inputs["text-lxml"] = as_page(page, flatten_html(html))
    for form in _WIDTHS.keys() & forms:
        inputs[form] = Page(_to_markdown(html, _WIDTHS[form]), page.url, Kind.MARKDOWN)
    runs: list[_Run] = [
        (tool, form, lambda run=run, form=form: run(page, inputs[form]))
        for tool, run in ours.items()
        for form in inputs
        if form in forms
    ]
    if "html" in forms:
        runs += [(t, "html", lambda run=run: Found(run(html, page.url))) for t, run in peers.items()]
        runs.append(("(lxml parse)", "html", lambda: _parse(content)))
    return runs


def _to_markdown(html: str, width: int) -> str:
    """The whole page as Markdown, by the converter that crawlers use most; ``width`` 0 does not wrap."""
    from html2text import HTML2Text

    return HTML2Text(bodywidth=width).handle(html)


def _parse(content: bytes) -> Found:
    from lxml.html import document_fromstring

    document_fromstring(content)
    return Found("")


def _safely(run: Callable[[], Found], tool: str, page: LabelledPage) -> Found:
    """A tool that fails on a page has found nothing on it."""
    try:
        return run()
    except Exception as error:  # other people's programs raise what they like
        print(f"{tool} failed on {page.id}: {type(error).__name__}: {error}"[:200], file=sys.stderr)
        return Found("")


def _row(page: LabelledPage, tool: str, form: str, found: Found, seconds: float) -> Row:
    skip = {_squeeze(line) for line in page.acceptable}
    text = "\n".join(li for li in found.text.splitlines() if not skip or _squeeze(li) not in skip)
    score = token_score(text, page.text)
    flat = _squeeze(found.text)
    have = [_squeeze(s) in flat for s in page.must_have]
    have_not = [_squeeze(s) not in flat for s in page.must_not_have]
    return Row(
        page.id, group_of(page), page.page_type, tool, form,
        score.precision, score.recall, score.f1, shingle_score(text, page.text),
        statistics.fmean(have) if have else None, statistics.fmean(have_not) if have_not else None,
        found.article, seconds,
    )  # fmt: skip


def _squeeze(text: str) -> str:
    return "".join(text.lower().split())


def summarise(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """One line for each tool, form and group of pages, best mean F1 first within a group."""
    lines: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        if row.page_type == "article":
            groups = [row.group] + ([row.group.removesuffix(" zh") + " all"] if "magic" in row.group else [])
            for group in groups:
                lines.setdefault((group, row.form, row.tool), []).append(row)
    out = [_line(key, found) for key, found in lines.items()]
    return sorted(out, key=lambda line: (line["pages"], line["form"], -line["f1"]))


def _line(key: tuple[str, str, str], rows: list[Row]) -> dict[str, Any]:
    group, form, tool = key
    return {
        "pages": group, "form": form, "tool": tool, "count": len(rows),
        "f1": _mean(r.f1 for r in rows), "shingle_f1": _shingle_f1(rows),
        "median": statistics.median(r.f1 for r in rows),
        "precision": _mean(r.precision for r in rows), "recall": _mean(r.recall for r in rows),
        "must_have": _mean(r.must_have for r in rows), "must_not_have": _mean(r.must_not_have for r in rows),
        "ms": 1000 * statistics.median(r.seconds for r in rows),
    }  # fmt: skip


def _shingle_f1(rows: list[Row]) -> float:
    """F1 of mean precision and mean recall."""
    precision = statistics.fmean(r.shingles.precision for r in rows)
    recall = statistics.fmean(r.shingles.recall for r in rows)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mean(values: Iterable[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return statistics.fmean(known) if known else None


def no_article(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """How often a page is rightly taken for an article or for none, for tools that say so."""
    found: dict[tuple[str, str, str], list[bool]] = {}
    for row in rows:
        if row.article is not None:
            right = row.article is (row.page_type not in _NOT_ARTICLES)
            found.setdefault((row.tool, row.form, f"{row.group} {row.page_type}"), []).append(right)
    return [
        {"tool": t, "form": f, "pages": g, "count": len(v), "accuracy": statistics.fmean(v)}
        for (t, f, g), v in sorted(found.items())
    ]


def speed(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Median milliseconds of each tool on HTML, and the median over pages of its time to trafilatura's."""
    times: dict[str, dict[str, float]] = {}
    for row in rows:
        if row.form == "html":
            times.setdefault(row.tool, {})[row.page] = row.seconds
    base = times.get("trafilatura", {})
    out = []
    for tool, by_page in times.items():
        shares = [s / base[p] for p, s in by_page.items() if base.get(p)]
        ms = 1000 * statistics.median(by_page.values())
        out.append({"tool": tool, "ms": ms, "to_trafilatura": statistics.median(shares) if shares else None})
    return sorted(out, key=lambda line: float(line["ms"]))


def markdown(result: dict[str, Any]) -> str:
    """The result as Markdown tables."""
    parts = [f"Data {result['digest']}: " + ", ".join(f"{k} {v}" for k, v in result["counts"].items())]
    parts += [f"Not at hand: {name} ({why})" for name, why in result["missing"].items()]
    for title in ("quality", "no_article", "speed"):
        if result[title]:
            parts.append(_table(result[title]))
    return "\n\n".join(parts) + "\n"


def _table(lines: list[dict[str, Any]]) -> str:
    heads = list(lines[0])
    rows = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    rows += ["| " + " | ".join(_cell(line[h], h) for h in heads) + " |" for line in lines]
    return "\n".join(rows)


def _cell(value: Any, head: str) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1f}" if head == "ms" else f"{value:.4f}"
    return str(value)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.extraction", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with pages.jsonl, or one above it")
    parser.add_argument("--sets", nargs="*", default=[], help="only these data sets")
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS), metavar="PEER")
    parser.add_argument("--forms", nargs="*", default=_FORMS[:3], choices=_FORMS)
    parser.add_argument("--engine", default="blocks", choices=["blocks", "trafilatura"])
    parser.add_argument("--only-engine", action="store_true", help="reading and content engine, not the rest")
    parser.add_argument("--folds", type=Path, help="models that have not seen the pages they judge")
    parser.add_argument("--limit", type=int, help="every n-th page, so that about this many are left")
    parser.add_argument("--check-floors", action="store_true", help="fail where a figure is under its floor")
    parser.add_argument("--raise-floors", action="store_true", help="write higher figures as floors")
    parser.add_argument(
        "--lower-floors", action="store_true", help="lower ones too (then say so in CHANGELOG)"
    )
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors")
    parser.add_argument("--out", type=Path, default=Path("build/extraction"), help="folder for the results")
    args = parser.parse_args(argv)
    if args.folds and args.engine != "blocks":
        parser.error("--folds are models of the engine blocks")
    return args


def main(argv: list[str] | None = None) -> int:
    """Runs the benchmark and writes ``extraction.md`` and ``extraction.json``."""
    args = _arguments(argv)
    pages = load_pages(args.data, args.sets)
    if args.limit and args.limit < len(pages):
        pages = pages[:: max(1, len(pages) // args.limit)]
    peers, missing = available(args.peers)
    have = {page.dataset for page in pages}
    missing |= {name: where for name, where in WHERE.items() if name not in have and not args.sets}
    ours = (
        {"engine": engine_subject(args.folds)}
        if args.only_engine
        else {"cleaner": whole_subject(args.engine, args.folds)}
    )
    rows = measure(pages, ours, peers, args.forms)
    counts: dict[str, int] = {}
    for page in pages:
        counts[f"{page.dataset} {page.page_type}"] = counts.get(f"{page.dataset} {page.page_type}", 0) + 1
    result = {
        "digest": data_digest(pages), "counts": counts, "missing": missing,
        "quality": summarise(rows), "no_article": no_article(rows), "speed": speed(rows),
    }  # fmt: skip
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "extraction.md").write_text(markdown(result), encoding="utf-8")
    result["rows"] = [asdict(row) for row in rows]
    (args.out / "extraction.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    print(markdown(result))
    return _hold(args, result)


def _hold(args: argparse.Namespace, result: dict[str, Any]) -> int:
    """Compares our figures with their floors, and moves the floors where that was asked for."""
    tool = "engine" if args.only_engine else "cleaner"
    way = f"{tool} crossed" if args.folds else tool
    figures = figures_of(result["quality"], result["no_article"], tool)
    if args.raise_floors or args.lower_floors:
        record(args.floors, result["digest"], way, figures, lower=args.lower_floors)
    if not args.check_floors:
        return 0
    wrong = check(args.floors, result["digest"], way, figures)
    for line in wrong:
        print(f"floors: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
