"""One batch: the same articles as ``cleaner.clean``, a row for every record, whatever is in it."""

from __future__ import annotations

import pickle

import pytest

import cleaner
from cleaner.corpus.schema import COLUMNS, Removed
from tests.conftest import SAMPLES

pa = pytest.importorskip("pyarrow")

from cleaner.corpus.arrow import BatchCleaner, clean_batch  # noqa: E402
from cleaner.corpus.options import Cleaning, Columns  # noqa: E402
from cleaner.corpus.settings import Settings  # noqa: E402

PAGE = (SAMPLES / "portal-related.html").read_bytes()
FLAT = (SAMPLES / "flattened.txt").read_text("utf-8")


def batch(**columns: list[object]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns)


def test_a_batch_gives_what_clean_gives() -> None:
    out = clean_batch(
        batch(id=["a", "b"], html=[PAGE, None], text=[None, FLAT], url=["https://n.example/1", None])
    )
    assert out.schema.names == [column.name for column in COLUMNS]
    rows = out.to_pylist()
    for each, article in zip(
        rows, (cleaner.clean(PAGE, url="https://n.example/1"), cleaner.clean(FLAT)), strict=True
    ):
        assert each["text"] == article.text
        assert each["verdict"] == article.verdict.value
        assert each["spam"] == [block.text for block in article.spam]
        assert sum(each["blocks"].values()) == len(article.blocks)
        assert sum(each["characters"].values()) == sum(len(block.text) for block in article.blocks)
        assert each["error"] is None
    assert [each["id"] for each in rows] == ["a", "b"]


@pytest.mark.parametrize(
    ("removed", "labels"), [("none", set()), ("spam", {"spam"}), ("all", {"spam", "related"})]
)
def test_removed_blocks_as_asked_for(removed: str, labels: set[str]) -> None:
    out = clean_batch(batch(html=[PAGE]), Cleaning(removed=Removed(removed)))
    listed = out.to_pylist()[0]["removed"]
    found = {block["label"] for block in listed}
    assert labels <= found
    assert found <= {"spam"} or removed == "all"
    assert all(block["evidence"] for block in listed)


def test_bad_records_are_rows_with_an_error() -> None:
    out = clean_batch(batch(id=[1, 2], html=["<p>x", None], text=[None, None]))
    first, second = out.to_pylist()
    assert first["error"] is None
    assert first["verdict"] == "no_article"
    assert second["verdict"] is None
    assert second["id"] == "2"
    assert "neither" in second["error"]


def test_other_names_and_columns_to_carry() -> None:
    columns = Columns(html="body", url="link", id="key", carry=("crawl", "n"))
    given = batch(key=["k"], body=[PAGE], link=["https://n.example"], crawl=["2026"], n=[3])
    (each,) = clean_batch(given, columns=columns).to_pylist()
    assert (each["id"], each["url"], each["crawl"], each["n"]) == ("k", "https://n.example", "2026", 3)


@pytest.mark.parametrize(
    ("given", "columns", "what"),
    [
        ({"page": ["x"]}, Columns(), "neither a column 'html' nor 'text'"),
        ({"html": ["x"]}, Columns(carry=("a",)), "no column 'a'"),
        ({"html": ["x"], "title": ["t"]}, Columns(carry=("title",)), "cannot be carried"),
    ],
)
def test_misuse_says_what_is_wrong(given: dict[str, list[object]], columns: Columns, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        clean_batch(batch(**given), columns=columns)


def test_a_batch_cleaner_travels_and_an_empty_batch_is_a_batch() -> None:
    made = BatchCleaner(Cleaning(removed=Removed.ALL))
    first = made(batch(html=[PAGE]))
    assert pickle.loads(pickle.dumps(made))(batch(html=[PAGE])) == first  # noqa: S301
    empty = made(first.slice(0, 0).select(["text"]))
    assert empty.num_rows == 0
    assert empty.schema == first.schema


def test_lone_surrogates_become_replacement_characters() -> None:
    paragraph = "海州湾外侧的风电场昨天全部投运,这是国内离岸最远的风电场之一。"
    page = f"<article><p>{paragraph}\ud800{paragraph}</p><p>{paragraph * 3}</p></article>"
    (each,) = clean_batch(
        batch(id=["x"], text=[None], html=[page.encode("utf-8", "surrogatepass")])
    ).to_pylist()
    assert each["error"] is None
    each["text"].encode()


def test_limits_hold_in_a_batch() -> None:
    html = (SAMPLES / "clean-driving.html").read_bytes()
    limits = cleaner.Limits(size=600)
    (row,) = clean_batch(batch(html=[html]), Cleaning(limits=limits)).to_pylist()
    assert row["notes"] == list(cleaner.Cleaner(limits=limits).clean(html).notes)
    assert row["notes"] != clean_batch(batch(html=[html])).to_pylist()[0]["notes"]
    assert Settings(cleaning=Cleaning(limits=limits)).described() != Settings().described()
