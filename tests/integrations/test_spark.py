"""A local Spark: the same articles, bad records as rows, columns carried along."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.corpus.options import Cleaning, Columns
from cleaner.corpus.schema import Removed
from tests.integrations.pages import assert_same_articles, pages, run_documented, write_parquet

pytest.importorskip("pyspark", reason="Spark is not installed")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java", allow_module_level=True)

from pyspark.sql import SparkSession

from cleaner.integrations.spark import clean_dataframe

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module", autouse=True)
def _session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        environment.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        environment.setenv("PYSPARK_SUBMIT_ARGS", "--master local[2] pyspark-shell")
        session = (
            SparkSession.builder.config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        yield
        session.stop()


def test_the_documented_code_gives_the_articles(tmp_path: Path) -> None:
    # Spark has a working folder of its own, so the code gets the places it names
    write_parquet(tmp_path)
    places = {name: str(tmp_path / name) for name in ("pages.parquet", "articles")}
    names = run_documented("spark", places)
    assert_same_articles([row.asDict(recursive=True) for row in names["articles"].collect()])
    written = names["spark"].read.parquet(places["articles"]).collect()
    assert sorted(row["id"] for row in written) == ["0", "1", "2", "3", "4"]


def test_options_reach_the_workers_and_no_record_is_lost() -> None:
    records = [(each["id"], bytearray(each["html"]), 7) for each in pages()]
    frame = SparkSession.active().createDataFrame(
        [*records, ("none", None, 8)], "key string, body binary, crawl int"
    )
    cleaned = clean_dataframe(
        frame.repartition(2),
        Cleaning(removed=Removed.ALL),
        Columns(html="body", id="key", carry=("crawl",)),
    )
    rows = {row["id"]: row.asDict(recursive=True) for row in cleaned.collect()}
    assert len(rows) == len(records) + 1
    removed = rows["0"]["removed"]
    assert {block["label"] for block in removed} >= {"spam", "related"}
    assert all(block["evidence"][0]["reason"] for block in removed)
    assert rows["0"]["blocks"]["spam"] == 7
    assert rows["none"]["verdict"] is None
    assert "neither" in rows["none"]["error"]
    assert rows["none"]["crawl"] == 8


def test_a_column_that_is_not_there_is_told_at_once() -> None:
    frame = SparkSession.active().createDataFrame([("x",)], "html string")
    with pytest.raises(ValueError, match="no column 'crawl'"):
        clean_dataframe(frame, columns=Columns(carry=("crawl",)))
