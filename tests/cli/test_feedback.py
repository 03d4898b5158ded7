"""``cleaner feedback export``."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cleaner.spam.lexicon import Lexicon
from cleaner.web.corrections import Choice
from cleaner.web.feedback import Feedback

from .conftest import Run


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    path = tmp_path / "feedback.sqlite"
    feedback = Feedback(path)
    feedback.add(
        "老铁都在用的上分神奇小工具,点我头像看详情", Choice.SPAM, "body", "https://a.example/1", "zh-Hans"
    )
    feedback.add("相关阅读", Choice.OTHER, "body")
    feedback.close()
    return path


def test_training_lines_on_standard_output(run: Run, corrections: Path) -> None:
    result = run("feedback", "export", corrections)
    assert result.status == 0
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row["label"] for row in rows] == ["legit", "spam"]


def test_lexicon_rows_into_a_file(run: Run, corrections: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.toml"
    assert run("feedback", "export", "-f", "toml", corrections, "-o", target).status == 0
    assert any(row.id.startswith("feedback.") for row in Lexicon.load([target]).rows)


def test_a_file_that_cannot_be_used(run: Run, tmp_path: Path) -> None:
    missing = run("feedback", "export", tmp_path / "none.sqlite")
    assert (missing.status, missing.err) == (
        2,
        f"cleaner: {tmp_path}/none.sqlite: no such file or directory\n",
    )
    assert not (tmp_path / "none.sqlite").exists()
    other = tmp_path / "page.html"
    other.write_text("<p>no database</p>" * 100)
    assert run("feedback", "export", other).status == 2
    assert other.read_text() == "<p>no database</p>" * 100


def test_a_database_of_something_else_is_refused_and_left_alone(run: Run, tmp_path: Path) -> None:
    empty, other = tmp_path / "empty.sqlite", tmp_path / "other.sqlite"
    empty.touch()
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE mine (a)")
    for path in (empty, other):
        before = path.read_bytes()
        done = run("feedback", "export", path)
        assert done.status == 2
        assert f"{path}: holds no corrections" in done.err
        assert path.read_bytes() == before


def test_a_file_that_is_exported_is_only_read(run: Run, corrections: Path) -> None:
    odd = corrections.rename(corrections.with_name("a?b #%20'.sqlite"))
    odd.chmod(0o400)
    before = odd.read_bytes()
    assert run("feedback", "export", odd).status == 0
    refused = run("feedback", "export", odd, "-o", odd)
    assert (refused.status, "not overwritten" in refused.err) == (2, True)
    assert odd.read_bytes() == before
    assert [path.name for path in odd.parent.iterdir()] == [odd.name]
