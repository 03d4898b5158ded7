"""Recall and false alarms of the line judge, by family.

Run from the repository root: ``python benchmarks/spam_lines.py --lines FILE.jsonl --headlines DIR``.
``--lines`` takes labelled lines (``text``, ``label``, ``family``, ``lang``), ``--headlines`` a folder of real
headlines in which every alarm is false, ``--pages`` a folder of pages with answers whose advertisements,
teasers and paragraphs are judged as single lines. ``--show`` prints what was got wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cleaner.spam import Detector


class Line(NamedTuple):
    """A line with its right answer."""

    text: str
    spam: bool
    family: str


def read_lines(path: Path) -> Iterator[Line]:
    """Labelled lines of a JSON Lines file."""
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        lang = row.get("lang", "zh")
        family = row["family"] if lang.startswith("zh") else f"{row['family']} ({lang})"
        yield Line(row["text"], row["label"] == "spam", family)


def read_headlines(folder: Path) -> Iterator[Line]:
    """Real headlines, all of them honest."""
    for row in (folder / "headlines.tsv").read_text("utf-8").splitlines():
        yield Line(row.split("\t", 1)[1], False, "headlines.tsv")
    for name in ("trap-headlines.txt", "hot-headlines.txt"):
        for row in (folder / name).read_text("utf-8").splitlines():
            if row.strip():
                yield Line(row.strip(), False, name)


def read_pages(folder: Path) -> Iterator[Line]:
    """Advertisements, teasers and paragraphs of pages, each as a line of its own."""
    for path in sorted(folder.glob("*/*.json")):
        answer = json.loads(path.read_text("utf-8"))
        for text in answer["spam_lines"]:
            yield Line(text, True, f"page {path.stem}")
        for text in (*answer["teasers"], *filter(None, answer["gold_article"].split("\n\n"))):
            yield Line(text, False, f"page {path.stem}")


def measure(detector: Detector, lines: Iterable[Line], show: bool) -> None:
    """Prints a table of families: lines, lines called spam, and their share."""
    counts: dict[tuple[bool, str], list[int]] = defaultdict(lambda: [0, 0])
    for line in lines:
        judgement = detector.judge(line.text)
        for family in (line.family, "all"):
            counts[line.spam, family][0] += judgement.spam
            counts[line.spam, family][1] += 1
        if show and judgement.spam != line.spam:
            print("MISS " if line.spam else "ALARM", f"{judgement.score:.2f}", line.family, line.text[:100])
    for (spam, family), (found, total) in sorted(
        counts.items(), key=lambda c: (not c[0][0], c[0][1] == "all", c[0][1])
    ):
        kind = "recall" if spam else "alarms"
        print(f"{kind}  {family:<32} {found:>6} of {total:>6}  {100 * found / total:6.2f} %")


def speed(detector: Detector, lines: list[Line]) -> None:
    """Prints how long a line takes, by whether it holds a term."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for line in lines:
        start = time.perf_counter()
        judgement = detector.judge(line.text)
        times[bool(judgement.evidence)].append(time.perf_counter() - start)
    for doubtful, took in times.items():
        if took:
            name = "doubtful" if doubtful else "plain"
            took.sort()
            print(
                f"{name:<9} {len(took):>6} lines, median {took[len(took) // 2] * 1e6:6.1f} us, "
                f"mean {sum(took) / len(took) * 1e6:6.1f} us"
            )


def main() -> None:
    """Measures what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=Path, nargs="*", default=[])
    parser.add_argument("--headlines", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    detector = Detector()
    sets = [list(read_lines(path)) for path in options.lines]
    if options.headlines:
        sets.append(list(read_headlines(options.headlines)))
    if options.pages:
        sets.append(list(read_pages(options.pages)))
    for lines in sets:
        measure(detector, lines, options.show)
        speed(detector, lines)
        print()


if __name__ == "__main__":
    main()
