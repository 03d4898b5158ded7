"""``cleaner feedback export``."""

from __future__ import annotations

import json
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
    assert (missing.status, missing.err) == (2, f"cleaner: {tmp_path}/none.sqlite: no such file\n")
    assert not (tmp_path / "none.sqlite").exists()
    other = tmp_path / "page.html"
    other.write_text("<p>no database</p>" * 100)
    assert run("feedback", "export", other).status == 2
    assert other.read_text() == "<p>no database</p>" * 100
