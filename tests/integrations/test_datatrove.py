"""datatrove's local executor: the same articles, and what is excluded is written with the reason."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.corpus.options import Cleaning
from cleaner.corpus.schema import Removed
from tests.conftest import SAMPLES
from tests.integrations.pages import ADVERTISEMENT, assert_same_articles, run_documented, write_parquet

pytest.importorskip("datatrove", reason="datatrove is not installed")

from datatrove.data import Document, Media, MediaType
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.writers import JsonlWriter

from cleaner.integrations.datatrove import CleanerFilter

FLAT = (SAMPLES / "flattened.txt").read_text("utf-8")


def written(folder: Path) -> list[dict[str, Any]]:
    parts = [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.gz"))]
    return [json.loads(line) for part in parts for line in part.splitlines()]


def test_the_documented_code_gives_the_articles_and_the_excluded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_parquet(tmp_path, text=True)
    run_documented("datatrove")
    articles, excluded = written(tmp_path / "articles"), written(tmp_path / "excluded")
    rows = [
        {**doc["metadata"]["cleaner"], "id": doc["id"], "url": doc["metadata"]["url"], "text": doc["text"]}
        for doc in articles
    ]
    (advertisement,) = excluded
    assert advertisement["text"] == ADVERTISEMENT
    assert advertisement["metadata"]["filter_reason"] == "spam"
    gone = {"id": advertisement["id"], "url": advertisement["metadata"]["url"], "text": ""}
    assert_same_articles([*rows, {**advertisement["metadata"]["cleaner"], **gone}], text=True)


def test_two_workers_flattened_text_and_bytes_in_media(tmp_path: Path) -> None:
    page = (SAMPLES / "gb18030-table.html").read_bytes()
    medium = Media(id="m", type=MediaType.DOCUMENT, url="https://n.example/m", media_bytes=page)
    documents = {
        "text": [Document(text=FLAT, id="flat"), Document(text="", id="empty")],
        "html": [Document(text="", id="bytes", media=[medium]), Document(text=ADVERTISEMENT, id="sold")],
    }
    for kind, docs in documents.items():
        LocalPipelineExecutor(
            pipeline=[
                docs,
                CleanerFilter(
                    kind,
                    ["clean", "spam_removed", "spam"],
                    Cleaning(removed=Removed.ALL),
                    media=True,
                    exclusion_writer=JsonlWriter(str(tmp_path / "excluded" / kind)),
                ),
                JsonlWriter(str(tmp_path / "articles" / kind)),
            ],
            tasks=2,
            workers=2,
            logging_dir=str(tmp_path / "logs" / kind),
        ).run()
    # each of the two tasks gets the list of documents whole
    flat = written(tmp_path / "articles" / "text")
    assert {doc["text"] for doc in flat} == {cleaner.clean(FLAT).text}
    assert {block["label"] for block in flat[0]["metadata"]["cleaner"]["removed"]} > {"spam"}
    (excluded, _) = written(tmp_path / "excluded" / "text")
    assert (excluded["id"], excluded["metadata"]["filter_reason"]) == ("empty", "no_article")
    html = {doc["id"]: doc for doc in written(tmp_path / "articles" / "html")}
    assert html["bytes"]["text"] == cleaner.clean(page).text
    assert html["sold"]["metadata"]["cleaner"]["verdict"] == "spam"


def test_markdown_is_read_by_its_marks() -> None:
    document = Document(text=f"[首页](/) | [要闻](/n)\n\n{FLAT}", id="markdown")
    assert CleanerFilter("markdown").filter(document) is True
    assert "](" not in document.text


def test_misuse_is_told() -> None:
    with pytest.raises(TypeError, match="keep_verdicts must be a list"):
        CleanerFilter(keep_verdicts="clean")
    with pytest.raises(ValueError, match="good"):
        CleanerFilter(keep_verdicts=["good"])
