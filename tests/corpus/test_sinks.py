"""Files of rows: whole or not there, the same in either format."""

from __future__ import annotations

import gc
import json
import os
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.corpus.files import write_json
from cleaner.corpus.schema import SCHEMA_VERSION, arrow_schema, row
from cleaner.corpus.settings import Form
from cleaner.corpus.sinks import sink_maker
from cleaner.corpus.work import encode_row
from tests.conftest import SAMPLES

pa = pytest.importorskip("pyarrow")
from pyarrow import parquet  # noqa: E402


@pytest.fixture(scope="module")
def article() -> dict[str, Any]:
    return row(cleaner.clean((SAMPLES / "portal-related.html").read_bytes()), "one")


@pytest.mark.parametrize("form", list(Form))
def test_a_file_has_its_name_when_it_is_whole_and_not_before(
    form: Form, article: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "articles" / f"part.{form.value}"
    sink = sink_maker(form)(path)
    sink.add(dict(article) if form is Form.PARQUET else encode_row(article))
    assert not path.exists()
    size = sink.finish()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.stat().st_size == size
    assert sink.rows == 1
    if form is Form.JSONL:
        assert json.loads(path.read_text("utf-8")) == article
    else:
        assert parquet.read_table(path).to_pylist() == [article]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("form", list(Form))
def test_what_is_abandoned_leaves_nothing(form: Form, article: dict[str, Any], tmp_path: Path) -> None:
    sink = sink_maker(form)(tmp_path / "articles" / "part")
    sink.add(dict(article) if form is Form.PARQUET else encode_row(article))
    sink.abandon()
    assert list((tmp_path / "articles").iterdir()) == []
    del sink
    gc.collect()


def test_two_that_write_the_same_file_do_not_meet(tmp_path: Path) -> None:
    one, other = (sink_maker(Form.JSONL)(tmp_path / "articles" / "part") for _ in range(2))
    for sink in (one, other):
        sink.add(b"{}\n")
    assert one.finish() == other.finish() == 3
    assert (tmp_path / "articles" / "part").read_bytes() == b"{}\n"


def test_parquet_has_the_schema_and_its_version(article: dict[str, Any], tmp_path: Path) -> None:
    sink = sink_maker(Form.PARQUET, {"n": pa.int64()})(tmp_path / "articles" / "part")
    sink.add({**article, "n": 5})
    sink.finish()
    schema = parquet.read_schema(tmp_path / "articles" / "part")
    assert schema.metadata[b"cleaner.schema"] == str(SCHEMA_VERSION).encode()
    assert [field.type for field in schema] == [*(field.type for field in arrow_schema()), pa.int64()]


def test_carried_values_that_are_no_text_are_json_in_a_column_of_text(
    article: dict[str, Any], tmp_path: Path
) -> None:
    sink = sink_maker(Form.PARQUET, {"more": pa.string()})(tmp_path / "articles" / "part")
    values = [["一", 2], None, "plain", "lone \ud800"]
    for value in values:
        sink.add({**article, "more": value})
    sink.finish()
    found = parquet.read_table(tmp_path / "articles" / "part")["more"].to_pylist()
    assert found == ['["一", 2]', None, "plain", "lone ?"]


def test_rows_are_written_in_groups_and_not_held(article: dict[str, Any], tmp_path: Path) -> None:
    sink = sink_maker(Form.PARQUET)(tmp_path / "articles" / "part")
    for _ in range(2_500):
        sink.add(dict(article))
    sink.finish()
    file = parquet.ParquetFile(tmp_path / "articles" / "part")
    assert [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)] == [
        1000,
        1000,
        500,
    ]


def test_an_interrupt_while_json_is_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_json(tmp_path / "run.json", {"records": 1})
    assert list(tmp_path.iterdir()) == []
