"""Pages of the development set: verdicts, spam, article text. Skipped where the set is not at hand."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner import Label

from .conftest import SHARED, shared

NAMES = sorted(
    p.relative_to(SHARED / "spam-dev").as_posix()
    for folder, suffix in (("pages", "txt"), ("html", "html"))
    for p in (SHARED / "spam-dev" / folder).glob(f"*.{suffix}")
) or ["pages/absent.txt"]
VERDICTS = {"clean": "clean", "spam_appended": "spam_removed", "all_spam": "spam"}
each_page = pytest.mark.parametrize("name", NAMES)


def load(name: str) -> tuple[cleaner.Article, dict[str, Any]]:
    path = shared("spam-dev") / name
    return cleaner.clean(path.read_bytes()), json.loads(path.with_suffix(".json").read_text("utf-8"))


def squeeze(text: str) -> str:
    return "".join(text.split())


def tokens(text: str) -> Counter[str]:
    """Each Han character, kana or hangul syllable is a token; elsewhere words, lower-cased."""
    return Counter(re.findall(r"[぀-ヿ㐀-鿿豈-﫿가-힣]|[^\W぀-ヿ㐀-鿿豈-﫿가-힣]+", text.lower()))


@each_page
def test_verdict(name: str) -> None:
    article, gold = load(name)
    assert article.verdict == VERDICTS[gold["verdict"]]


@each_page
def test_no_spam_line_is_left_in_the_text(name: str) -> None:
    article, gold = load(name)
    text = squeeze(article.text)
    assert [line for line in gold["spam_lines"] if squeeze(line) in text] == []


@each_page
def test_the_article_is_whole_and_alone(name: str) -> None:
    article, gold = load(name)
    if gold["verdict"] == "all_spam":
        assert article.text == ""
        return
    body = "\n".join(b.text for b in article.kept if b.text not in gold["captions"])
    found, wanted = tokens(body), tokens(gold["gold_article"])
    both = sum((found & wanted).values())
    assert both / sum(wanted.values()) >= 0.98
    assert both / sum(found.values()) >= 0.95


@each_page
def test_title_date_and_evidence(name: str) -> None:
    article, gold = load(name)
    assert article.title == gold["title"]
    assert all(b.evidence for b in article.removed)
    assert article.language == {"zh": "zh-Hans"}.get(gold["lang"], gold["lang"])


def sample_markups(lines: list[str], start: int) -> dict[str, str]:
    """The lines of the sample page as HTML: the list inside the article's own element, in three mark-ups."""
    head, items = lines[:start], lines[start:]
    body = "".join(f"<p>{x}</p>\n" for x in head)
    forms = {
        "p": "".join(f"<p><a href='/{i}'>{x}</a></p>" for i, x in enumerate(items)),
        "bare-p": "".join(f"<p>{x}</p>" for x in items),
        "li-a": "<ul>" + "".join(f"<li><a href='/{i}'>{x}</a></li>" for i, x in enumerate(items)) + "</ul>",
        "br": "<br>".join(items),
    }
    return {
        key: f"<html><head><title>{lines[0]}</title></head><body><div>{body}{form}</div></body></html>"
        for key, form in forms.items()
    }


@pytest.mark.parametrize("markup", ["text", "p", "bare-p", "li-a", "br"])
def test_the_sample_page(markup: str) -> None:
    path = shared("spam-dev") / "pages" / "xai-supercomputer.txt"
    gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
    page = path.read_text("utf-8")
    if markup != "text":
        lines = [x.strip() for x in page.split("\n") if x.strip()]
        page = sample_markups(lines, lines.index("热门资讯") + 1)[markup]
    article = cleaner.clean(page)
    assert article.title == gold["title"]
    assert article.date == "2024-07-24T17:40:56"
    assert article.language == "zh-Hans"
    assert article.verdict == "spam_removed"
    paragraphs = gold["gold_article"].split("\n\n")
    assert article.text.startswith(paragraphs[0])
    assert article.text.endswith(paragraphs[-1])
    allowed = set(gold["gold_article"].split("\n\n")) | set(gold["captions"])
    assert {b.text for b in article.kept} <= {" ".join(x.split()) for x in allowed}
    spam = [b.text for b in article.spam]
    assert sorted(spam) == sorted(" ".join(x.split()) for x in gold["spam_lines"])
    related = [b.text for b in article.blocks if b.label is Label.RELATED]
    assert sorted(related) == sorted(" ".join(x.split()) for x in gold["teasers"])
    assert all(b.evidence for b in article.removed)


def test_the_data_is_what_its_readme_says() -> None:
    folder = shared("spam-dev")
    assert isinstance(folder, Path)
    assert len(list(folder.glob("pages/*.txt"))) == 12
    assert len(list(folder.glob("html/*.html"))) == 6
