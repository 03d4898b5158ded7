"""Labelled pages in the forms they come in, and how texts are scored against them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.data import load_pages
from benchmarks.metrics import shingle_score, token_score


def test_a_checkout_of_scrapinghubs_benchmark_is_read(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "one.html.gz").write_bytes(gzip.compress(b"<p>Made here.</p>"))
    truth = {"one": {"articleBody": "Made here.", "url": "http://news.example/1"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth), encoding="utf-8")
    (page,) = load_pages(tmp_path)
    assert (page.id, page.dataset, page.page_type, page.text) == (
        "one",
        "scrapinghub",
        "article",
        "Made here.",
    )
    assert (page.content, page.site) == (b"<p>Made here.</p>", "example")
    assert load_pages(tmp_path, ["wcxb"]) == []


@pytest.mark.parametrize(
    ("found", "gold", "expected"),
    [
        ("", "", (1.0, 1.0, 1.0)),
        ("", "a b c d", (0.0, 0.0, 0.0)),
        ("a b", "A b!", (1.0, 1.0, 1.0)),
        ("a b c d e", "a b c d", (0.5, 1.0, 2 / 3)),
        ("今天下雨", "今天下雨了", (1.0, 0.5, 2 / 3)),
        ("d c b a", "a b c d", (0.0, 0.0, 0.0)),
    ],
)
def test_runs_of_four_tokens_are_compared(
    found: str, gold: str, expected: tuple[float, float, float]
) -> None:
    assert shingle_score(found, gold) == pytest.approx(expected)


def test_the_order_of_tokens_counts_for_runs_only() -> None:
    assert token_score("d c b a", "a b c d").f1 == 1.0
