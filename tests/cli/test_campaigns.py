"""``cleaner campaigns`` on a made run."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.cli import main
from tests.corpus.made_run import NEW, made_rows, write_run


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", made_rows())


def test_the_table(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaigns", str(run)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("62 planted blocks on 13 pages: 62 cheats\n")
    known = next(line for line in out.splitlines() if line.startswith("微乐"))
    assert known.split() == ["微乐", "36", "12", "3", "2026-03-01", "2026-03-12"]
    assert f"{NEW} *" in out
    assert "names that the lexicon does not have" in out


def test_the_number_of_rows(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["campaigns", "--most", "1", str(run)]) == 0
    assert "and 1 more products" in capsys.readouterr().out
    assert main(["campaigns", "--most", "0", str(run)]) == 2


def test_json_and_rows(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "new.toml"
    assert main(["campaigns", "--json", "--rows", str(rows), str(run)]) == 0
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert [each["product"] for each in found["campaigns"]] == ["微乐", NEW]
    assert found["campaigns"][1]["new"] is True
    assert {"text": NEW, "kind": "name"}.items() <= found["new"][0].items()
    assert f"rows written to {rows}" in captured.err
    assert main(["campaigns", "--lexicon", str(rows), "--json", str(run)]) == 0
    assert NEW not in [each["text"] for each in json.loads(capsys.readouterr().out)["new"]]
    line = f"{NEW}确实有挂，透视辅助怎么安装"
    assert main(["line", "-f", "json", "--lexicon", str(rows), line]) == 0
    known = json.loads(capsys.readouterr().out)
    assert any(NEW in each["reason"] for each in known["evidence"]), "the rows are terms like any other"


def test_a_run_without_spam(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean = [{**row, "spam": [], "verdict": "clean"} for row in made_rows()]
    assert main(["campaigns", str(write_run(tmp_path / "run", clean))]) == 0
    assert capsys.readouterr().out == "no spam in this run\n"


def test_what_cannot_be_read_or_written_is_told(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["campaigns", str(tmp_path)]) == 2
    assert "holds no run" in capsys.readouterr().err
    assert main(["campaigns", "--rows", str(tmp_path / "no" / "rows.toml"), str(run)]) == 2
    assert "no such folder" in capsys.readouterr().err
    assert main(["campaigns", "--lexicon", str(tmp_path / "none.toml"), str(run)]) == 2


DAMAGES: dict[str, Callable[[Path], object]] = {
    "packed": lambda path: (
        path.with_name("x.gz").write_bytes(gzip.compress(path.read_bytes())),
        path.unlink(),
    ),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "emptied": lambda path: path.write_bytes(b""),
    "deleted": lambda path: path.unlink(),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"{}\n"),
    "other bytes": lambda path: path.write_bytes(bytes(path.stat().st_size)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("command", ["campaigns", "report"])
def test_a_damaged_part_is_an_error_that_names_it(
    run: Path, damage: Callable[[Path], object], command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(run / "articles" / "part-00001.jsonl")
    assert main([command, "--json", str(run)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "articles/part-00001" in said.err


def test_the_run_is_not_overwritten(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = run / "articles" / "part-00000.jsonl"
    before = path.read_bytes()
    assert main(["campaigns", "--rows", str(path), str(run)]) == 2
    assert "not overwritten" in capsys.readouterr().err
    assert path.read_bytes() == before
