"""Thorough metadata: only what was silent is filled in, and a failing helper costs nothing."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.metadata import thorough

BODY = "".join(
    f"<p>第{n}段讲的是湿地上的候鸟:今年它们比往年早到了整整十天,当地的观察员说这与水位有关。</p>"
    for n in "一二三"
)
ADDRESS = "https://news.example/2024/07/24/birds.html"


def page(head: str = "") -> str:
    head = f"<head><title>候鸟提前抵达湿地</title>{head}</head>"
    return f"<html>{head}<body><article>{BODY}</article></body></html>"


def test_a_silent_field_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"title": "别的题目", "author": "阿澜", "date": "2024-07-24"}
    monkeypatch.setattr(thorough, "_ask", lambda document: asked)
    article = cleaner.clean(page(), thorough=True)
    assert (article.title, article.author, article.date) == ("候鸟提前抵达湿地", "阿澜", "2024-07-24")
    assert cleaner.clean(page()).author is None


def test_the_real_helper_finds_a_date_in_the_address() -> None:
    assert cleaner.clean(page(), url=ADDRESS, thorough=True).date == "2024-07-24"


def test_a_failing_helper_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("trafilatura.extract_metadata", fail)
    article = cleaner.clean(page(), thorough=True)
    assert article.text == cleaner.clean(page()).text
    assert "trafilatura failed: RuntimeError" in article.notes


def test_nothing_is_asked_where_nothing_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr(thorough, "_ask", fail)
    head = '<meta name="author" content="阿澜"><meta property="article:published_time" content="2024-07-24">'
    assert cleaner.clean(page(head), thorough=True).author == "阿澜"
    assert cleaner.clean("一行文字。", thorough=True).verdict is not None
