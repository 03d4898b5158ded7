"""What is prepared is what the tables say; after an edit of a table it is worked out anew."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.prepared import Prepared, digest_of, read_prepared, write_prepared
from cleaner.spam import characters, indexes, lexicon, line_model
from cleaner.tables import _PREPARED, read_table
from tests.conftest import ROOT
from training.prepare import all_to_prepare

PREPARED = [pytest.param(each, id=each.name) for each in all_to_prepare()]
TABLES = [Path(cleaner.__file__).parent / name for name in _PREPARED]


@pytest.mark.parametrize("made", PREPARED)
def test_is_in_step_with_its_tables(made: Prepared) -> None:
    shipped = read_prepared(made.name, made.digest)
    assert shipped == json.loads(json.dumps(made.data)), "run: make prepare"


def test_the_line_model_is_the_same_unpacked_as_lines_need_it() -> None:
    whole = line_model.read_model(line_model._SHIPPED)
    for text in (
        "三分钟了解(微乐麻将外挂透视)确实有挂",
        "free casino bonus 2024, чит на wepoker",
        "",
        "ﬀ ß 0",
    ):
        shipped = line_model.shipped_model.__wrapped__()
        assert shipped.probability(text, {"a": 1.0}) == whole.probability(text, {"a": 1.0})
        present = line_model.grams(text)
        known = shipped.grams.knowing(present)
        assert {gram: known.get(gram) for gram in present} == {
            gram: whole.grams.get(gram) for gram in present
        }
        assert len(known) < len(whole.grams)
    assert dict(shipped.grams) == dict(whole.grams)
    assert shipped._replace(grams={}) == whole._replace(grams={})


def test_the_kinds_of_characters_are_the_same_unpacked() -> None:
    for shipped, made in zip(characters.characters(), characters._worked_out(), strict=True):
        assert shipped.dtype == made.dtype
        assert shipped.tolist() == made.tolist()


def test_an_edited_table_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.prepared._FOLDER", tmp_path / "prepared")
    table = tmp_path / "table.toml"
    table.write_text("a = 1\n", "utf-8")
    before = digest_of([table])
    assert read_prepared("table", before) is None
    write_prepared(Prepared("table", before, {"a": 1}))
    assert read_prepared("table", before) == {"a": 1}
    table.write_text("a = 2\n", "utf-8")
    assert read_prepared("table", digest_of([table])) is None


def test_texts_are_decoded_when_they_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.prepared._FOLDER", tmp_path)
    texts = {"一": "挂\t\x1e\x85\u2028", "\r\x00": "", "": "a b"}
    write_prepared(Prepared("texts", "1", {"more": [1, "二"], "texts": texts}, "texts"))
    assert read_prepared("texts", "2") is None
    data = read_prepared("texts", "1")
    assert data == {"more": [1, "二"], "texts": texts}
    assert data["texts"].get("二") is None
    for wrong in ({"a": "b\nc"}, {"a\nb": "c"}, {"a\x1db": "c"}):
        with pytest.raises(ValueError, match="one line"):
            write_prepared(Prepared("texts", "1", {"texts": wrong}, "texts"))


def test_a_table_is_the_same_parsed_and_prepared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    prepared = [read_table(path) for path in TABLES]
    monkeypatch.setattr("cleaner.prepared._FOLDER", tmp_path)
    assert [read_table(path) for path in TABLES] == prepared != []


def test_terms_and_indexes_are_the_same_from_their_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "三分钟了解(微乐麻将外★挂)确实有挂, free casino bonus, чит на wepoker"
    prepared = lexicon.Lexicon.load()
    made = lexicon.Lexicon(lexicon._read_all())
    assert tuple(prepared.rows) == made.rows
    assert prepared.rows[-1] is prepared.rows[len(made.rows) - 1]
    assert prepared.categories == made.categories
    for name in ("core", "all", "skeleton"):
        found, expected = (matches(each, name, text) for each in (prepared, made))
        assert found == expected != []


def matches(terms: lexicon.Lexicon, name: str, text: str) -> list[Any]:
    from cleaner.spam.matcher import Matcher

    return Matcher(indexes.index_for(terms, name), terms.rows).find(text)


@pytest.mark.parametrize(("option", "status"), [("--help", 0), ("--bogus", 2)])
def test_what_is_no_python_writes_nothing(option: str, status: int) -> None:
    folder = Path(cleaner.__file__).parent / "prepared"
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.is_file()}
    command = [sys.executable, "-m", "training.prepare", option]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert "PYTHON" in done.stdout + done.stderr
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir() if path.is_file()} == before
