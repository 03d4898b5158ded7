"""Golden tests: every page in samples/ gives what its JSON file says."""

from __future__ import annotations

from typing import Any

import pytest

import cleaner
from cleaner import Label, Verdict

from .conftest import SAMPLES, load_samples

SAMPLE_PAGES = load_samples()
each_sample = pytest.mark.parametrize("expected", SAMPLE_PAGES, ids=lambda e: e["page"])


def cleaned(expected: dict[str, Any]) -> cleaner.Article:
    return cleaner.clean((SAMPLES / expected["page"]).read_bytes())


def test_the_samples_cover_what_the_readme_says() -> None:
    assert len(SAMPLE_PAGES) >= 6
    assert {e["verdict"] for e in SAMPLE_PAGES} >= {"clean", "spam", "spam_removed"}
    assert {e["encoding"] for e in SAMPLE_PAGES} >= {"utf-8", "gb18030", "big5-hkscs"}
    assert {e["page"].rsplit(".", 1)[1] for e in SAMPLE_PAGES} == {"txt", "html"}


@each_sample
@pytest.mark.parametrize("name", ["verdict", "title", "author", "date", "source", "language", "encoding"])
def test_fields(expected: dict[str, Any], name: str) -> None:
    assert getattr(cleaned(expected), name) == expected[name]


@each_sample
def test_text_is_the_article(expected: dict[str, Any]) -> None:
    article = cleaned(expected)
    captions = expected.get("captions", [])
    body = [b.text for b in article.kept if b.text not in captions]  # a caption may stay
    # a paragraph from which an advertisement was cut is compared by its text, not its pieces
    assert "".join(body).replace(" ", "") == "".join(expected["paragraphs"]).replace(" ", "")


@each_sample
def test_spam_is_found_and_nothing_else_is_called_spam(expected: dict[str, Any]) -> None:
    article = cleaned(expected)
    found = [b.text for b in article.spam]
    for line in expected["spam"]:
        assert any(line in text or text in line for text in found), line
    for text in found:
        assert any(line in text or text in line for line in expected["spam"]), text


@each_sample
def test_real_teasers_are_related_not_spam(expected: dict[str, Any]) -> None:
    article = cleaned(expected)
    if article.verdict is Verdict.SPAM:
        return
    related = [b.text for b in article.blocks if b.label is Label.RELATED]
    for line in expected["related"]:
        assert any(line in text for text in related), line


@each_sample
def test_every_removed_block_says_why(expected: dict[str, Any]) -> None:
    for block in cleaned(expected).removed:
        assert block.evidence, block.text
        assert all(e.code and e.reason for e in block.evidence)
