"""``cleaner report`` on a made run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.cli import main
from tests.corpus.made_run import made_rows, write_run


def test_the_page_and_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run, page = write_run(tmp_path / "run", made_rows()), tmp_path / "report.html"
    assert main(["report", str(run), "--lang", "zh", "-o", str(page)]) == 0
    assert page.read_text("utf-8").startswith('<!DOCTYPE html>\n<html lang="zh-Hans">')
    assert capsys.readouterr().out == ""
    assert main(["report", str(run)]) == 0
    assert "<h1><bdi>run</bdi></h1>" in capsys.readouterr().out
    assert main(["report", str(run), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdicts"]["spam"] == 1


def test_what_cannot_be_read_or_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path)]) == 2
    assert "holds no run" in capsys.readouterr().err
    run = write_run(tmp_path / "run", made_rows())
    assert main(["report", str(run), "-o", str(tmp_path / "no" / "r.html")]) == 2
    assert f"no such folder: {tmp_path / 'no'}" in capsys.readouterr().err
    assert main(["report", str(tmp_path / "no")]) == 2
    assert "no such file or directory" in capsys.readouterr().err
    assert main(["report", str(run), "--lexicon", str(tmp_path / "none.toml")]) == 2


@pytest.mark.parametrize("name", ["run.json", "articles/part-00000.jsonl", "done/part-00000.json"])
def test_the_run_is_not_overwritten(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    run = write_run(tmp_path / "run", made_rows())
    before = (run / name).read_bytes()
    (tmp_path / "link").symlink_to(run / name)
    for output in (run / name, tmp_path / "link"):
        assert main(["report", str(run), "-o", str(output)]) == 2
        assert f"{output}: is a file of the run" in capsys.readouterr().err
    assert (run / name).read_bytes() == before
    for _ in range(2):
        assert main(["report", str(run), "-o", str(run / "report.html")]) == 0, "another file there may be"


def test_a_manifest_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "run.json").write_text("[]")
    assert main(["report", str(tmp_path)]) == 2
    assert "holds no run" in capsys.readouterr().err
