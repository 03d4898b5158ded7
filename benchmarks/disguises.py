"""Recall by kind of disguise: ``python -m benchmarks.disguises --data DIR [--model FILE] [--lines FILE]``.

Every spam line that the judge finds undisguised is disguised in each way it can be
(``training.spam.disguise``), the same way in every run, and judged again. With ``--model`` and ``--lines``
from ``python -m training.spam --hold-out FOLDER`` the judge has seen no line of these templates; without
them it has seen the lines, and variants of them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from cleaner.spam import Detector
from training.spam.disguise import SPAM

SEED = 20261124

Row = tuple[str, int, int]


def measure(detector: Detector, lines: Iterable[str]) -> list[Row]:
    """For each kind of disguise its name, the lines it changed, and those of them called spam."""
    found = [line for line in lines if detector.judge(line).spam]
    rows: list[Row] = []
    for kind in dict.fromkeys(SPAM):
        rng = random.Random(f"{SEED}-{kind.__name__}")
        changed = [(line, kind(line, rng)) for line in found]
        disguised = [after for before, after in changed if after != before]
        rows.append((kind.__name__, len(disguised), sum(detector.judge(x).spam for x in disguised)))
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """Prints a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--lines", type=Path, help="labelled lines; default: spam-dev/lines.jsonl in DATA")
    parser.add_argument("--model", type=Path, help="a spam model trained without these lines")
    options = parser.parse_args(argv)
    path = options.lines or options.data / "spam-dev" / "lines.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    lines = [row["text"] for row in rows if row["label"] == "spam" and not row.get("obfuscated")]
    print("| disguise | lines | found | share |\n|---|---|---|---|")
    for name, count, hit in measure(Detector(model=options.model), lines):
        print(f"| {name} | {count} | {hit} | {hit / max(1, count):.1%} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
