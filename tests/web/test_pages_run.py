"""A run of ``cleaner batch`` in the review pages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

import cleaner
from cleaner import Label, Verdict
from cleaner.corpus.schema import Removed, arrow_schema, row
from cleaner.reading.addresses import site_of
from cleaner.web.records import article_of_record

pytest.importorskip("duckdb", reason="duckdb is not installed")

from cleaner.web.runs import Filter, RunTable, RunTableError

from .conftest import SAMPLES
from .test_pages import HOSTILE, check

Open = Callable[..., TestClient]
NAMES = ("portal-related.html", "police-report.txt", "all-spam.txt", "clean-driving.html")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    """130 records of four pages."""
    judge = cleaner.Cleaner()
    made = [row(judge.clean((SAMPLES / name).read_bytes()), None, Removed.ALL) for name in NAMES]
    return [
        {
            **made[i % 4],
            "id": f"r{i}",
            "url": f"https://www.site{i % 7}.example/{i}.html",
            "title": f"第{i}篇",
        }
        for i in range(130)
    ]


@pytest.fixture(params=["jsonl", "parquet"])
def folder(request: pytest.FixtureRequest, rows: list[dict[str, Any]], tmp_path: Path) -> Path:
    """A run in two parts: records 0 to 99 and 100 to 129, and one error in each."""
    return written(tmp_path, rows[:100], rows[100:], form=request.param)


def written(folder: Path, *parts: list[dict[str, Any]], form: str = "jsonl") -> Path:
    """A run that is done, with these parts."""
    for number, rows in enumerate(parts):
        write(folder, rows, number, form)
    (folder / "run.json").write_text(json.dumps({"complete": True, "parts": len(parts)}))
    return folder


def write(folder: Path, rows: list[dict[str, Any]], part: int, kind: str) -> None:
    good = [r for r in rows if r["verdict"] in ("clean", "spam_removed")]
    bad = [r for r in rows if r["verdict"] not in ("clean", "spam_removed")]
    files = {}
    error = {"id": f"e{part}", "url": None, "file": "in.jsonl", "position": 7, "reason": "not JSON"}
    for name, some, suffix in (
        ("articles", good, kind),
        ("rejected", bad, kind),
        ("errors", [error], "jsonl"),
    ):
        (folder / name).mkdir(exist_ok=True)
        target = folder / name / f"part-{part:05}.{suffix}"
        if suffix == "jsonl":
            target.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in some), "utf-8")
        else:
            pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
            import pyarrow.parquet as pq

            pq.write_table(pa.Table.from_pylist(some, schema=arrow_schema()), target)
        files[f"{name}/{target.name}"] = {"rows": len(some), "bytes": target.stat().st_size}
    (folder / "done").mkdir(exist_ok=True)
    (folder / "done" / f"part-{part:05}.json").write_text(json.dumps({"part": part, "files": files}))


def test_every_record_is_in_the_table_once_and_opens(folder: Path, rows: list[dict[str, Any]]) -> None:
    run = RunTable(folder)
    assert run.count == 132
    seen = [r for page in (1, 2, 3) for r in run.page(Filter(), page)[1]]
    assert [r.number for r in seen] == list(range(1, 133))
    by_title = {r["title"]: r for r in rows}
    for each in seen:
        record = run.record(each.number)
        assert record is not None
        if each.verdict == "error":
            assert (record["reason"], each.title) == ("not JSON", "not JSON")
        else:
            assert record["id"] == by_title[each.title]["id"]
            assert record["text"] == by_title[each.title]["text"]
            assert each.spam == len(record["spam"])
            assert each.site == record["url"].split("/")[2].removeprefix("www.")
    assert run.record(0) is None
    assert run.record(133) is None


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_what_cleaner_batch_writes_can_be_opened(tmp_path: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"nothing": 1}\n')
    inputs = [*(str(SAMPLES / name) for name in NAMES), str(bad)]
    options = ["-o", str(tmp_path / "run"), "--format", form, "--workers", "1", "--quiet"]
    done = subprocess.run([sys.executable, "-m", "cleaner", "batch", *inputs, *options], check=False)
    assert done.returncode == 1
    run = RunTable(tmp_path / "run")
    count, rows = run.page(Filter(), 1)
    assert count == 5
    assert sorted(row.verdict for row in rows) == ["clean", "error", "spam", "spam_removed", "spam_removed"]
    for each in rows:
        record = run.record(each.number)
        assert record is not None
        assert each.title in (record.get("title"), record.get("reason"))


def test_filters(folder: Path) -> None:
    run = RunTable(folder)

    def count(**wanted: Any) -> int:
        return run.page(Filter(**wanted), 1)[0]

    assert count(verdict="spam_removed") + count(verdict="clean") + count(verdict="spam") + 2 == 132
    assert count(verdict="error") == 2
    assert count(least_spam=1) == count(verdict="spam_removed") + count(verdict="spam")
    assert count(site="site3.example") == count(site="www.SITE3.example") == 19
    assert count(site="example") == 130
    assert count(search="第17篇") == 1
    assert count(search="R128 第128篇") == 1
    assert count(search="外挂透视") > 0
    assert count(search="100%") == count(search="'; DROP TABLE record; --") == 0


@pytest.mark.parametrize(
    "url",
    [
        "https://WWW.News.Example/1",
        "HTTP://news.example:8080/1?a=b",
        "https://reader@news.example/1",
        "https://news.example./1#x",
        "https://m.news.example",
        "https://www.www.example/",
        "/1.html",
        "",
    ],
)
def test_the_site_is_that_of_the_address(tmp_path: Path, url: str) -> None:
    made = row(cleaner.clean("甲"), None, Removed.NONE)
    found, *_ = RunTable(written(tmp_path, [{**made, "id": "r", "url": url}])).page(Filter(), 1)[1]
    assert (found.site or None) == site_of(url)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> RunTable:
    folder = tmp_path_factory.mktemp("empty")
    (folder / "run.json").write_text("{}")
    return RunTable(folder)


@given(search=st.text(max_size=30), site=st.text(max_size=30))
def test_no_text_breaks_the_query(empty: RunTable, search: str, site: str) -> None:
    assert empty.page(Filter(search=search, site=site), 1) == (0, [])


def test_what_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(RunTableError, match="holds no run"):
        RunTable(tmp_path)


@pytest.mark.parametrize("name", ["articles/part-00001", "rejected/part-00000", "errors/part-00000"])
def test_a_damaged_run_is_not_opened(folder: Path, name: str) -> None:
    (file,) = folder.glob(f"{name}.*")
    whole = file.read_bytes()
    for damaged in (whole[: len(whole) // 2], b"", whole + whole):
        file.write_bytes(damaged)
        with pytest.raises(RunTableError, match=rf"{name}\.\w+: is damaged or missing"):
            RunTable(folder)
    file.unlink()
    with pytest.raises(RunTableError, match=rf"{name}\.\w+: is damaged or missing"):
        RunTable(folder)
    file.write_bytes(whole[: len(whole) // 2].ljust(len(whole), b"\0"))
    with pytest.raises(RunTableError, match=rf"{name}\.\w+"):
        RunTable(folder)


def test_a_part_that_is_lost_is_told(folder: Path) -> None:
    (folder / "done" / "part-00001.json").unlink()
    with pytest.raises(RunTableError, match=r"done/part-00001\.json: is damaged or missing"):
        RunTable(folder)
    (folder / "run.json").write_text('{"complete": false}')
    assert RunTable(folder).count == 101, "a run that broke off is read so far"


# --- the pages -----------------------------------------------------------------------------------------


def test_the_table_its_filters_and_its_pages(site: Open, folder: Path) -> None:
    client = site(run=folder)
    first = check(client.get("/run").text)
    assert "132 found" in first
    assert first.count("<tr>") == 51
    assert "page 1 of 3" in first
    assert check(client.get("/run?page=3").text).count("<tr>") == 33
    some = check(client.get("/run", params={"verdict": "spam", "site": "site2.example", "page": "1"}).text)
    assert '<option value="spam" selected>' in some
    assert "No record fits" in client.get("/run", params={"search": HOSTILE}).text
    for odd in ("page=-1", "page=x", "page=99999999999999", "spam=x", "verdict=nonsense"):
        assert client.get(f"/run?{odd}").status_code == 200


def test_a_record_in_the_review_view(site: Open, folder: Path, rows: list[dict[str, Any]]) -> None:
    client = site(run=folder)
    html = check(client.get("/run/1").text)
    assert html.count('<li class="block spam removed') == 7
    assert "names a cheat tool" in html
    assert "nan" not in html
    assert client.get("/run/1/article.txt").text.strip() == rows[0]["text"]
    said = client.post("/run/1/feedback", data={"block": "0", "choice": "spam"})
    assert said.text.count('<li class="block spam removed') == 8
    assert client.get("/run/500").status_code == 404
    assert client.get("/run/x").status_code == 404


def test_a_record_that_failed_says_why(site: Open, folder: Path) -> None:
    client = site(run=folder)
    number = RunTable(folder).page(Filter(verdict="error"), 1)[1][0].number
    assert "not JSON" in check(client.get(f"/run/{number}").text)


def test_a_part_that_is_damaged_while_it_is_shown_is_told(site: Open, folder: Path) -> None:
    client = site(run=folder)
    (file,) = folder.glob("articles/part-00000.*")
    file.write_bytes(file.read_bytes()[:-10])
    found = client.get("/run/1")
    assert found.status_code == 500
    assert f"{file}: is damaged" in check(found.text)
    assert "cannot be read:" not in found.text.replace("The run cannot be read:", "")
    assert "无法读取" in client.get("/run/1", headers={"Accept-Language": "zh"}).text
    file.unlink()
    assert f"{file}: cannot be read" in check(client.get("/run/1").text)
    assert client.get("/run/131").status_code == 200, "the other parts are whole"


def test_without_a_run_there_is_no_table(site: Open) -> None:
    client = site()
    assert client.get("/run").status_code == 404
    assert 'href="/run"' not in client.get("/").text


def test_a_hostile_record_is_text(site: Open, tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    evidence = [{"code": HOSTILE, "reason": HOSTILE, "weight": 1.0, "start": 0, "end": 5}]
    removed = [{"label": HOSTILE, "text": HOSTILE, "evidence": evidence}]
    names = ("id", "url", "title", "author", "date", "source", "language", "text")
    record = {**rows[0], **dict.fromkeys(names, HOSTILE), "removed": removed, "notes": [HOSTILE]}
    client = site(run=written(tmp_path, [record]))
    check(client.get("/run").text)
    check(client.get("/run/1").text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("removed", list(Removed))
def test_a_record_becomes_an_article_again(name: str, removed: Removed) -> None:
    article = cleaner.clean((SAMPLES / name).read_bytes())
    again = article_of_record(json.loads(json.dumps(row(article, "x", removed))))
    assert (again.verdict, again.title, again.text) == (article.verdict, article.title, article.text)
    assert [b.text for b in again.spam] == [b.text for b in article.spam]
    if removed is Removed.ALL:
        assert [(b.label, b.text) for b in again.removed] == [(b.label, b.text) for b in article.removed]


def test_a_record_with_nothing_in_it() -> None:
    empty = article_of_record({})
    assert (empty.verdict, empty.blocks, empty.notes) == (Verdict.NO_ARTICLE, (), ())
    failed = article_of_record({"error": "not JSON", "spam": None, "removed": None})
    assert failed.notes == ("not JSON",)
    assert article_of_record({"spam": ["广告"]}).blocks[0].label is Label.SPAM
