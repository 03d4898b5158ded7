"""Floors under the benchmark's figures, on a tiny made data set."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.extraction import main
from benchmarks.floors import TOLERANCE, check, record

_PARAGRAPHS = [
    "The harbour of Port Alwen was dredged again this spring, and the ferry now calls there twice a day.",
    "Fishermen had asked for it for years, because the old channel could only be used at high water.",
    "The council paid two thirds of the bill, and the rest came from a fund for small islands.",
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two labelled pages that were made for this test."""
    root = tmp_path / "made"
    (root / "html").mkdir(parents=True)
    rows = []
    for number in range(2):
        body = "".join(f"<p>{p}</p>" for p in _PARAGRAPHS[number:])
        page = f"<html><body><nav><a href='/'>Home</a></nav><article>{body}</article></body></html>"
        (root / "html" / f"made-{number}.html.gz").write_bytes(gzip.compress(page.encode(), mtime=0))
        gold = "\n".join(_PARAGRAPHS[number:])
        rows.append({"id": f"made-{number}", "dataset": "made", "page_type": "article", "text": gold})
    (root / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return root


def run(data: Path, *options: str) -> int:
    """The benchmark without peers, on HTML, with floors of its own."""
    floors, out = data.parent / "floors.json", data.parent / "out"
    arguments = ["--data", str(data), "--forms", "html", "--out", str(out), "--floors", str(floors), *options]
    return main([*arguments, "--peers"])


def floors_of(data: Path) -> dict[str, dict[str, dict[str, float]]]:
    """What the file of floors holds."""
    return dict(json.loads((data.parent / "floors.json").read_text(encoding="utf-8")))


def test_without_floors_the_check_fails(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "--check-floors") == 1
    assert "no floors for cleaner" in capsys.readouterr().err


def test_what_was_recorded_is_held(data: Path) -> None:
    assert run(data, "--raise-floors") == 0
    (ways,) = floors_of(data).values()
    assert ways["cleaner"]["f1 html made"] > 0.9
    assert run(data, "--check-floors") == 0


def test_a_figure_under_its_floor_fails_and_only_lowering_helps(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(data, "--raise-floors")
    # the gold grows, so the figure falls; the digest of the data is told the old floors hold for it
    held = floors_of(data)
    lines = [json.loads(line) for line in (data / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in lines:
        line["text"] += "\nA paragraph that stands on no page of this set, so that it can't be found."
    (data / "pages.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    assert run(data, "--check-floors") == 1, "other data have floors of their own"
    assert "no floors" in capsys.readouterr().err
    run(data, "--raise-floors")
    (new,) = floors_of(data).keys() - held.keys()
    (ways,) = held.values()
    (data.parent / "floors.json").write_text(json.dumps({new: ways}), encoding="utf-8")
    assert run(data, "--check-floors") == 1
    assert "f1 html made" in capsys.readouterr().err
    assert run(data, "--raise-floors", "--check-floors") == 1, "raising lowers nothing"
    assert run(data, "--lower-floors", "--check-floors") == 0
    assert floors_of(data)[new]["cleaner"]["f1 html made"] < ways["cleaner"]["f1 html made"]


def test_the_least_fall_is_let_through(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    record(path, "d", "engine", {"f1 html made": 0.9})
    assert check(path, "d", "engine", {"f1 html made": 0.9 - TOLERANCE / 2}) == []
    assert len(check(path, "d", "engine", {"f1 html made": 0.9 - 2 * TOLERANCE})) == 1


def test_a_figure_that_is_no_longer_measured_fails(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    record(path, "d", "engine", {"f1 html made": 0.9, "f1 text made": 0.8})
    assert check(path, "d", "engine", {"f1 html made": 0.95}) == [
        "f1 text made: not measured, its floor is 0.8000"
    ]


@pytest.mark.parametrize("content", ["[]", "{", '{"d": {"engine": {"f1": "high"}}}', '{"d": 1}'])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="holds no floors"):
        check(path, "d", "engine", {})
