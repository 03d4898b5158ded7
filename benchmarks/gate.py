"""The quality gate: figures on data that ships with the project must not fall below floors on record.

    python -m benchmarks.gate            # exit status 1 if a figure is below its floor or the data changed
    python -m benchmarks.gate --record   # write today's figures and the digest of the data as the new floors

These are no measure of quality: the models have seen these lines. They only tell when something breaks.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from cleaner import Cleaner

from .metrics import token_score

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("gate.json")
LINES = ROOT / "training" / "spam" / "lines.jsonl"
SAMPLES = ROOT / "samples"
SLACK = {"lines.spam_recall": 0.005, "lines.honest_kept": 0.002, "samples.f1": 0.005}
"""How far a figure may fall below what was recorded; the others may not fall at all."""


def digest() -> str:
    """SHA-256 over the lines and the samples, names and contents."""
    seal = hashlib.sha256()
    for path in [LINES, *sorted(SAMPLES.iterdir())]:
        seal.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return seal.hexdigest()


def figures(cleaner: Cleaner) -> dict[str, float]:
    """Every figure, each 0 to 1 and better when higher."""
    return {**_lines(cleaner), **_samples(cleaner)}


def _lines(cleaner: Cleaner) -> dict[str, float]:
    rows = [json.loads(line) for line in LINES.read_text("utf-8").splitlines()]
    called: dict[bool, list[bool]] = {True: [], False: []}
    for row in rows:
        called[row["label"] == "spam"].append(cleaner.judge_line(row["text"]).spam)
    return {
        "lines.spam_recall": sum(called[True]) / len(called[True]),
        "lines.honest_kept": 1 - sum(called[False]) / len(called[False]),
    }


def _samples(cleaner: Cleaner) -> dict[str, float]:
    scores, found, planted, honest, verdicts = [], 0, 0, 0, 0
    expected = [json.loads(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.json"))]
    for page in expected:
        article = cleaner.clean((SAMPLES / page["page"]).read_bytes())
        gold = "\n".join([*page["paragraphs"], *page.get("captions", [])])
        scores.append(token_score(article.text, gold).f1)
        planted += len(page["spam"])
        found += sum(any(line in b.text or b.text in line for b in article.spam) for line in page["spam"])
        honest += all(any(line in b.text or b.text in line for line in page["spam"]) for b in article.spam)
        verdicts += article.verdict == page["verdict"]
    return {
        "samples.f1": sum(scores) / len(scores),
        "samples.spam_found": found / planted,
        "samples.pages_without_false_spam": honest / len(expected),
        "samples.verdicts": verdicts / len(expected),
    }


def main() -> int:
    """Compares, or records."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--record", action="store_true", help="take today's figures as the new floors")
    args = parser.parse_args()
    found, seal = {name: round(value, 5) for name, value in figures(Cleaner()).items()}, digest()
    if args.record:
        FLOORS.write_text(json.dumps({"digest": seal, "figures": found}, indent=2) + "\n", "utf-8")
    known = json.loads(FLOORS.read_text("utf-8"))
    failed = known["digest"] != seal
    if failed:
        print("the data changed: look at the figures, then record them with --record")
    for name, value in found.items():
        floor = known["figures"][name] - SLACK.get(name, 0.0)
        failed |= value < floor
        print(f"{'FELL' if value < floor else 'ok':4}  {name:34} {value:.5f}  floor {floor:.5f}")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
