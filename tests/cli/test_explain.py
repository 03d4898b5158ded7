"""``cleaner explain``: the page block by block."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.cli import main

from .conftest import Run

Write = Callable[..., Path]

GOOD = "候鸟提前抵达湿地。"
SPAM = "麻将外挂下载"
HOSTILE = '</bdi></details><script>alert(1)</script>外挂<img src=x onerror="alert(2)">\x1b[2J'


class Terminal(io.StringIO):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_every_block_with_its_reasons_as_with_clean_explain(run: Run, write: Write) -> None:
    page = write("a.txt", GOOD, SPAM)
    result = run("explain", page)
    assert result.status == 0
    assert result.err == ""
    assert "+ 0  body         0.99  候鸟提前抵达湿地。" in result.out
    assert "spam.term  names a cheat: 麻将[[外挂]]下载" in result.out
    assert result.out == run("clean", "--explain", "-q", page).out


def test_only_some_labels(run: Run, write: Write) -> None:
    page = write("a.txt", GOOD, SPAM)
    assert GOOD not in run("explain", "--only", "spam,related", page).out
    assert SPAM not in run("explain", "--only", "body", page).out
    both = run("explain", "--only", "body", "--only", "spam", page).out
    assert GOOD in both
    assert "names a cheat" in both
    wrong = run("explain", "--only", "spma", page)
    assert wrong.status == 2
    assert "unknown label 'spma'" in wrong.err


def test_the_page_for_a_colleague(run: Run, write: Write, tmp_path: Path) -> None:
    page = write("a.txt", GOOD, SPAM, HOSTILE)
    target = tmp_path / "why.html"
    result = run("explain", "--html", target, page)
    assert (result.status, result.out) == (0, "")
    document = target.read_text("utf-8")
    assert document.startswith("<!DOCTYPE html>")
    assert "<script" not in document
    assert "<img" not in document
    assert "\x1b" not in document
    assert '<mark data-r="0">外挂</mark>下载' in document
    assert run("explain", "--html", "-", page).out == document


def test_labels_and_reasons_of_that_page_in_chinese(run: Run, write: Write) -> None:
    out = run("explain", "--html", "-", "--lang", "zh", write("a.txt", GOOD, SPAM)).out
    assert '<html lang="zh-Hans">' in out
    assert "垃圾广告" in out
    assert "外挂名称" in out


def test_several_pages_share_one_document(run: Run, write: Write) -> None:
    out = run("explain", "--html", "-", write("a.txt", GOOD), write("b.txt", SPAM)).out
    assert out.count("<!DOCTYPE html>") == out.count("</html>") == 1
    assert out.count('<main class="page">') == 2


def test_a_missing_page_does_not_stop_the_others(run: Run, write: Write) -> None:
    result = run("explain", "missing.html", write("a.txt", GOOD))
    assert result.status == 1
    assert "missing.html: no such file" in result.err
    assert GOOD in result.out


@pytest.mark.parametrize("no_color", ["", "1"])
def test_colour_is_for_terminals_and_those_who_want_it(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, no_color: str
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["explain", str(write("a.txt", GOOD, SPAM))]) == 0
    assert ("\x1b[" in terminal.getvalue()) == (not no_color)
