"""Everything that ``cleaner batch`` reads, in one command: each record is somewhere, as it should be."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.cli import main
from cleaner.corpus.runs import Run
from tests.conftest import SAMPLES

pa = pytest.importorskip("pyarrow")
zstandard = pytest.importorskip("zstandard")
fastwarc = pytest.importorskip("fastwarc.warc")

PAGE = (SAMPLES / "clean-driving.html").read_bytes()
TEXT = (SAMPLES / "flattened.txt").read_text("utf-8")
SPAM = (SAMPLES / "all-spam.txt").read_text("utf-8")
URL = "https://news.example/1.html"


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """A folder with a page in each form, and files that are none."""
    from pyarrow import parquet

    folder = tmp_path / "crawl"
    (folder / "deep").mkdir(parents=True)
    record = {"key": "k", "link": URL, "body": PAGE.decode(), "crawl": {"month": 3}, "unasked": 1}
    line = json.dumps(record).encode() + b"\n"
    (folder / "a.html").write_bytes(PAGE)
    (folder / "b.html.gz").write_bytes(gzip.compress(PAGE))
    (folder / "deep" / "c.txt").write_text(TEXT, "utf-8")
    (folder / "d.jsonl").write_bytes(line)
    (folder / "e.jsonl.gz").write_bytes(gzip.compress(line))
    (folder / "f.jsonl.zst").write_bytes(zstandard.compress(line))
    row = {**record, "crawl": "2026-03", "body": PAGE}
    parquet.write_table(pa.Table.from_pylist([row]), folder / "g.parquet")
    (folder / "h.warc.gz").write_bytes(gzip.compress(warc("response", URL, http(PAGE))))
    (folder / "i.warc").write_bytes(warc("response", URL, http(PAGE)))
    (folder / "j.warc.wet.gz").write_bytes(gzip.compress(warc("conversion", URL, TEXT.encode())))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def http(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def warc(kind: str, url: str, content: bytes) -> bytes:
    """A record as fastwarc writes it."""
    record = fastwarc.WarcRecord()
    record.init_headers(content_length=len(content), record_type=getattr(fastwarc.WarcRecordType, kind))
    record.headers["WARC-Target-URI"] = url
    record.headers["Content-Type"] = (
        "application/http; msgtype=response" if kind == "response" else "text/plain"
    )
    record.set_bytes_content(content)
    out = io.BytesIO()
    record.write(out)
    return out.getvalue()


def test_all_forms_at_once(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin = [{"text": SPAM}, {"key": 7, "text": "首页"}, {"key": "bad", "text": 3}]
    data = "".join(json.dumps(each) + "\n" for each in stdin) + "{\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    out = tmp_path / "out"
    fields = ["--html-field", "body", "--url-field", "link", "--id-field", "key", "--carry", "crawl"]
    assert main(["batch", str(crawl), "-", "-o", str(out), "--workers", "1", *fields, "--quiet"]) == 1
    found = Run(out)
    counts = {key: found.manifest[key] for key in ("records", "articles", "rejected", "errors", "adds_up")}
    assert counts == {"records": 14, "articles": 10, "rejected": 2, "errors": 2, "adds_up": True}
    assert [account["passed_over"] for account in found.manifest["inputs"]] == [1, 0]
    rows = list(found.articles())
    from_html, from_text = cleaner.clean(PAGE).text, cleaner.clean(TEXT).text
    names = list("abdefghi")
    assert sum(row["text"] == from_html for row in rows) == len(names)
    assert sum(row["text"] == from_text for row in rows) == 2
    assert [row["id"] for row in rows].count("k") == 4
    assert sum(row["url"] == URL for row in rows) == 7
    carried = [row.get("crawl") for row in rows if row["id"] == "k"]
    assert carried == [{"month": 3}] * 3 + ["2026-03"]
    assert not any("unasked" in row for row in rows)
    spam, nothing = found.rejected()
    assert (spam["id"], spam["verdict"]) == ("-:1", "spam")
    assert spam["reason"].startswith("the page is an advertisement")
    assert (nothing["id"], nothing["verdict"], nothing["reason"]) == ("7", "no_article", "no article found")
    assert [(error["id"], error["position"]) for error in found.errors()] == [("bad", 3), ("-:4", 4)]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_verdicts_to_keep(form: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    names = [str(SAMPLES / name) for name in ("all-spam.txt", "clean-driving.html", "flattened.txt")]
    more = ["--keep-verdicts", "clean,spam", "--format", form, "--removed", "none", "--quiet"]
    assert main(["batch", *names, "-o", str(out), "--workers", "1", *more]) == 0
    found = Run(out)
    kept: list[dict[str, Any]] = list(found.articles())
    assert [row["verdict"] for row in kept] == ["spam", "clean"]
    assert [row["verdict"] for row in found.rejected()] == ["spam_removed"]
    assert all(row["removed"] == [] for row in found.rows())
    assert all(row["spam"] for row in found.rejected()), "the spam itself is listed all the same"
