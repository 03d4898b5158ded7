"""What is prepared is what the tables say; after an edit of a table it is worked out anew."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.prepared import digest_of, read_prepared, write_prepared
from cleaner.roles import rows, tables
from cleaner.spam import characters, dictionary, indexes, lexicon, line_model
from cleaner.spam.detector import words_of
from cleaner.spam.normalize import to_prepare as doubt_to_prepare
from cleaner.spam.tables import table_digest
from cleaner.tables import parse_table, prepared_name, read_table
from tests.conftest import ROOT
from training.prepare import TABLES

PREPARED = [
    pytest.param(name, data, digest, id=name)
    for (name, data), digest in [
        (lexicon.to_prepare(), lexicon.lexicon_digest()),
        *((each, lexicon.lexicon_digest()) for each in indexes.to_prepare()),
        (doubt_to_prepare(), table_digest("fold")),
        (tables.to_prepare(), tables.tables_digest()),
        (rows.to_prepare(), tables.tables_digest()),
        *(((prepared_name(path), parse_table(path)), digest_of([path])) for path in TABLES),
    ]
]


@pytest.mark.parametrize(("name", "data", "digest"), PREPARED)
def test_is_in_step_with_its_tables(name: str, data: Any, digest: str) -> None:
    shipped = read_prepared(name, digest)
    assert shipped == json.loads(json.dumps(data)), "run: make prepare"


def test_the_dictionary_is_in_step_with_jieba_and_the_lexicon() -> None:
    words = words_of(lexicon.Lexicon.load())
    name, digest, data, _ = dictionary.to_prepare(words, lexicon.lexicon_digest())
    assert read_prepared(name, digest) == data, "run: make prepare"


def test_the_line_model_is_the_same_unpacked_as_lines_need_it() -> None:
    assert read_prepared("line_model", line_model.to_prepare()[1]) == line_model.to_prepare()[2]
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


def test_the_kinds_of_characters_are_in_step_with_their_tables() -> None:
    name, digest, data = characters.to_prepare()
    assert read_prepared(name, digest) == data, "run: make prepare"
    for shipped, made in zip(characters.characters(), characters._worked_out(), strict=True):
        assert shipped.dtype == made.dtype
        assert shipped.tolist() == made.tolist()


def test_an_edited_table_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.prepared._FOLDER", tmp_path / "prepared")
    table = tmp_path / "table.toml"
    table.write_text("a = 1\n", "utf-8")
    before = digest_of([table])
    assert read_prepared("table", before) is None
    write_prepared("table", before, {"a": 1})
    assert read_prepared("table", before) == {"a": 1}
    table.write_text("a = 2\n", "utf-8")
    assert read_prepared("table", digest_of([table])) is None


def test_texts_are_decoded_when_they_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.prepared._FOLDER", tmp_path)
    texts = {"一": "挂\t\x1e\x85\u2028", "\r\x00": "", "": "a b"}
    write_prepared("texts", "1", {"more": [1, "二"], "texts": texts}, "texts")
    assert read_prepared("texts", "2") is None
    data = read_prepared("texts", "1")
    assert data == {"more": [1, "二"], "texts": texts}
    assert data["texts"].get("二") is None
    for wrong in ({"a": "b\nc"}, {"a\nb": "c"}, {"a\x1db": "c"}):
        with pytest.raises(ValueError, match="one line"):
            write_prepared("texts", "1", {"texts": wrong}, "texts")


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
