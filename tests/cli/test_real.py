"""The commands over the real pipeline: they say what the library says."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner import Kind, Page
from cleaner.cli import main
from cleaner.render.explain import summary

from ..conftest import SAMPLES, load_samples

Capture = pytest.CaptureFixture[str]
PAGES = [SAMPLES / sample["page"] for sample in load_samples()]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def out_of(capsys: Capture, *argv: Any) -> str:
    assert main([str(word) for word in argv]) == 0
    return capsys.readouterr().out


@each_page
def test_formats(capsys: Capture, page: Path) -> None:
    article = cleaner.clean(page.read_bytes())
    assert out_of(capsys, "clean", page) == (f"{article.text}\n" if article.text else "")
    assert out_of(capsys, "clean", "-f", "md", page) == article.to_markdown()
    assert out_of(capsys, "clean", "-f", "html", page) == article.to_html()
    assert json.loads(out_of(capsys, "clean", "-f", "json", page)) == {"page": str(page), **article.to_dict()}


@each_page
def test_the_summary_and_the_explanation(capsys: Capture, page: Path) -> None:
    article = cleaner.clean(page.read_bytes())
    assert main(["clean", "--explain", str(page)]) == 0
    captured = capsys.readouterr()
    assert captured.err == f"{page}: {summary(article)}\n"
    shown = [line for line in captured.out.splitlines() if line.startswith(("+ ", "- "))]
    assert [line[0] for line in shown] == ["+" if b in article.kept else "-" for b in article.blocks]


def test_a_folder_of_pages(capsys: Capture, tmp_path: Path) -> None:
    out_of(capsys, "clean", *PAGES, "-o", f"{tmp_path}/out/", "-f", "jsonl")
    for page in PAGES:
        written = json.loads((tmp_path / "out" / f"{page.stem}.jsonl").read_text("utf-8"))
        assert written["text"] == cleaner.clean(page.read_bytes()).text


def test_pipe_says_what_clean_says(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {page.name: cleaner.clean(page.read_bytes()) for page in PAGES}
    records = []
    for page in PAGES:
        kind = Kind.HTML if page.suffix == ".html" else Kind.TEXT
        text = page.read_bytes().decode(pages[page.name].encoding or "utf-8")
        records.append(json.dumps({"id": page.name, str(kind): text}))
        pages[page.name] = cleaner.clean(Page(text, kind=kind))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("\n".join(records).encode())))
    assert main(["pipe", "--drop-input"]) == 0
    got = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert got == [{"id": name, "article": article.to_dict()} for name, article in pages.items()]


def test_keep_adds_to_the_text(capsys: Capture) -> None:
    page = SAMPLES / "portal-related.html"
    kept = out_of(capsys, "clean", "--keep", "related", "-q", page)
    plain = out_of(capsys, "clean", "-q", page)
    related = [b.text for b in cleaner.clean(page.read_bytes()).blocks if b.label is cleaner.Label.RELATED]
    assert related
    assert all(text in kept for text in related)
    assert not any(text in plain for text in related)


def test_a_line_and_its_reasons(capsys: Capture) -> None:
    line = "三分钟了解(微乐麻将外挂透视辅助软件)确实有挂,详细教程"
    out = out_of(capsys, "line", line)
    assert out.startswith("spam      ")
    assert "[[" in out
    data = json.loads(out_of(capsys, "line", "-f", "json", line))
    judgement = cleaner.judge_line(line)
    assert (data["spam"], len(data["evidence"])) == (True, len(judgement.evidence))
    assert out_of(capsys, "line", "警方打掉一个制售麻将外挂的团伙,抓获十一人。").startswith("not spam  ")


def test_reasons_in_chinese(capsys: Capture) -> None:
    line = "三分钟了解(微乐麻将外挂透视辅助软件)确实有挂,详细教程"
    english = json.loads(out_of(capsys, "line", "-f", "json", line))
    chinese = json.loads(out_of(capsys, "line", "-f", "json", "--lang", "zh", line))
    assert english["score"] == chinese["score"]
    assert any("\u4e00" <= c <= "\u9fff" for c in chinese["evidence"][0]["reason"])


@pytest.mark.parametrize("content", [None, "[[term", "[other]\nx = 1\n"])
def test_a_lexicon_that_cannot_be_used(capsys: Capture, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_text(content)
    assert main(["line", "--lexicon", str(path), "早安"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"cleaner: {path}: ")
    assert captured.err.count("\n") == 1
