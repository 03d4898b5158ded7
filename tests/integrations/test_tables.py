"""Arrow tables, and what Hugging Face datasets, pandas and Polars make of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.corpus.options import Columns
from cleaner.corpus.schema import COLUMNS
from tests.integrations.pages import assert_same_articles, pages, run_documented, write_parquet

pa = pytest.importorskip("pyarrow")

from cleaner.integrations.tables import clean_table  # noqa: E402


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HUB_DISABLE_TELEMETRY", "1")
    monkeypatch.chdir(tmp_path)
    write_parquet(tmp_path)


def test_a_table_of_several_chunks_gives_the_articles_in_order() -> None:
    table = pa.concat_tables([pa.Table.from_pylist(pages()[:4]), pa.Table.from_pylist(pages()[4:])])
    cleaned = clean_table(table)
    assert_same_articles(cleaned.to_pylist())
    assert cleaned["id"].to_pylist() == [each["id"] for each in pages()]


def test_an_empty_table_has_the_columns() -> None:
    empty = pa.Table.from_pylist(pages()).slice(0, 0)
    cleaned = clean_table(empty, columns=Columns(carry=()))
    assert cleaned.num_rows == 0
    assert cleaned.column_names == [column.name for column in COLUMNS]


def test_hugging_face_datasets() -> None:
    pytest.importorskip("datasets", reason="Hugging Face datasets is not installed")
    articles = run_documented("datasets")["articles"]
    assert_same_articles(articles.to_list())
    assert articles.column_names == [column.name for column in COLUMNS]


def test_pandas() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = run_documented("pandas")["articles"]
    assert_same_articles(frame.replace({float("nan"): None}).to_dict("records"))


def test_polars() -> None:
    pytest.importorskip("polars", reason="Polars is not installed")
    assert_same_articles(run_documented("polars")["articles"].to_dicts())
