"""Recall by kind of disguise, of advertisements that are found when they stand openly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.spam import Detector

pytest.importorskip("opencc", reason="disguising a line in traditional characters needs opencc")

from benchmarks.disguises import main, measure

KNOWN_WEAK = {"look_alikes", "initials", "reverse_words"}
"""Kinds that still hide more than a tenth of our own lines of board games (see the model card)."""
LINES = Path(__file__).parents[2] / "training" / "spam" / "lines.jsonl"


def test_only_the_known_kinds_of_disguise_hide_lines() -> None:
    rows = map(json.loads, LINES.read_text("utf-8").splitlines())
    lines = [row["text"] for row in rows if row["label"] == "spam" and row["family"].startswith("board-")]
    shares = {name: (hit, count) for name, count, hit in measure(Detector(), lines[::12])}
    assert len(shares) >= 10
    assert {name for name, (hit, count) in shares.items() if hit < 0.9 * count} <= KNOWN_WEAK
    assert all(hit >= 0.5 * count for hit, count in shares.values())


def test_what_is_honest_is_not_disguised() -> None:
    assert {count for _, count, _ in measure(Detector(), ["图为昨天下午的海边", "早安"])} == {0}


def test_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lines.jsonl"
    row = {"text": "三分钟了解(微乐麻将外挂辅助)确实有挂", "label": "spam"}
    path.write_text(json.dumps(row) + "\n", "utf-8")
    assert main(["--data", str(tmp_path), "--lines", str(path)]) == 0
    assert "| insert_fillers | 1 | 1 | 100.0% |" in capsys.readouterr().out
