"""A local Ray: the same articles, bad records as rows, columns carried along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.corpus.options import Cleaning, Columns
from cleaner.corpus.schema import Removed
from tests.integrations.pages import assert_same_articles, pages, run_documented, write_parquet

ray = pytest.importorskip("ray", reason="Ray is not installed")
pytest.importorskip("ray.data", reason="Ray Data is not installed")

from cleaner.integrations.ray import clean_dataset  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module", autouse=True)
def _local_ray() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RAY_USAGE_STATS_ENABLED", "0")
        environment.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        ray.init(
            num_cpus=2,
            include_dashboard=False,
            log_to_driver=False,
            logging_level="error",
            _node_ip_address="127.0.0.1",
        )
        ray.data.DataContext.get_current().enable_progress_bars = False
        yield
        ray.shutdown()


def test_the_documented_code_gives_the_articles(tmp_path: Path) -> None:
    # Ray's workers have a folder of their own, so the code gets the places it names
    write_parquet(tmp_path)
    places = {name: str(tmp_path / name) for name in ("pages.parquet", "articles")}
    articles = run_documented("ray", places)["articles"]
    assert_same_articles(articles.take_all())
    written = ray.data.read_parquet(str(tmp_path / "articles")).take_all()
    assert sorted(row["id"] for row in written) == ["0", "1", "2", "3", "4"]


def test_options_reach_the_actors_and_no_record_is_lost() -> None:
    records = [{"key": each["id"], "body": each["html"], "crawl": 7} for each in pages()]
    records.append({"key": "none", "body": None, "crawl": 8})
    ds = clean_dataset(
        ray.data.from_items(records),
        Cleaning(removed=Removed.ALL),
        Columns(html="body", id="key", carry=("crawl",)),
        concurrency=1,
        batch_size=2,
    )
    rows = {row["id"]: row for row in ds.take_all()}
    assert len(rows) == len(records)
    assert {block["label"] for block in rows["0"]["removed"]} >= {"spam", "related"}
    assert rows["none"]["verdict"] is None
    assert "neither" in rows["none"]["error"]
    assert rows["none"]["crawl"] == 8
