"""Pages that a script fills: the article of the structured data, where the page shows none."""

from __future__ import annotations

import json

import pytest

import cleaner
from cleaner import Kind, Label, Page, Verdict
from cleaner.limits import too_many_blocks
from cleaner.reading.unshown import NOTE

PARAGRAPHS = [
    "The harbour council voted on Tuesday to rebuild the old pier, which a storm destroyed in January.",
    "Work is due to begin in May, when the first piles will be driven, and to end before the winter storms.",
    "Residents had asked for a wooden pier, but engineers said that steel would last three times as long.",
]


def page(body: object, shown: str = "") -> Page:
    said = json.dumps({"@type": "NewsArticle", "headline": "Town rebuilds pier", "articleBody": body})
    head = f'<title>Town rebuilds pier</title><script type="application/ld+json">{said}</script>'
    return Page(f"<html><head>{head}</head><body>{shown}<div id=app></div></body></html>", kind=Kind.HTML)


@pytest.mark.parametrize(
    "body", ["\n".join(PARAGRAPHS), "\n\n".join(PARAGRAPHS), "".join(f"<p>{text}</p>" for text in PARAGRAPHS)]
)
def test_the_article_of_the_structured_data_is_read_where_none_is_shown(body: str) -> None:
    article = cleaner.clean(page(body, "<nav><a href=/>Home</a></nav>"))
    assert article.verdict is Verdict.CLEAN
    assert article.title == "Town rebuilds pier"
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert NOTE in article.notes
    assert article.blocks[0].text == "Home"
    assert article.blocks[0].label is not Label.BODY


def test_a_short_body_of_han_characters_is_as_long_as_one_of_letters() -> None:
    texts = [
        "十月二十九日,滩区最后一批四百二十户居民在安置小区领到了新房钥匙。",
        "七十四岁的李凤英在旧房里住了五十年,经历过六次漫滩。",
        "新小区建在大堤以外,离老村七公里,配有学校和卫生院。",
    ]
    article = cleaner.clean(page("\n".join(texts), "Loading…"))
    assert (article.verdict, article.text.split("\n\n")) == (Verdict.CLEAN, texts)


@pytest.mark.parametrize(
    "shown",
    [
        "<ul>"
        + "".join(f"<li><a href=/{i}>Section number {i} of the paper</a></li>" for i in range(9))
        + "</ul>",
        "<p>We and our partners store and access information on your device. You may accept that, or "
        "change your mind at any time in the settings below.</p>",
    ],
)
def test_the_body_is_read_where_only_a_menu_or_a_notice_is_shown(shown: str) -> None:
    article = cleaner.clean(page("\n".join(PARAGRAPHS), shown))
    assert (article.verdict, article.text) == (Verdict.CLEAN, "\n\n".join(PARAGRAPHS))
    assert NOTE in article.notes


def test_a_body_may_be_escaped() -> None:
    escaped = "".join(f"&lt;p&gt;{text} &amp;amp; more.&lt;/p&gt;" for text in PARAGRAPHS)
    article = cleaner.clean(page(escaped))
    assert article.text == "\n\n".join(f"{text} & more." for text in PARAGRAPHS)


def test_what_is_shown_goes_before_what_is_declared() -> None:
    shown = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    article = cleaner.clean(page("Something else was declared of this page. " * 9, shown))
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_a_body_that_is_cut_is_said_to_be() -> None:
    shown = "<p>Home</p><p>News</p>"
    article = cleaner.clean(page("\n".join(PARAGRAPHS), shown), limits=cleaner.Limits(blocks=4))
    assert [block.text for block in article.blocks] == ["Home", "News", *PARAGRAPHS[:2]]
    assert too_many_blocks(4) in article.notes


def test_planted_lines_in_it_are_spam() -> None:
    planted = "三分钟了解(海湾麻将外挂透视辅助)确实有挂,详细教程"
    article = cleaner.clean(page("\n".join([*PARAGRAPHS, planted])))
    assert article.verdict is Verdict.SPAM_REMOVED
    assert planted not in article.text


@pytest.mark.parametrize("body", ["short", 7, None, ["a"], {}])
def test_what_is_no_body_is_not_read(body: object) -> None:
    article = cleaner.clean(page(body))
    assert article.verdict is Verdict.NO_ARTICLE
    assert NOTE not in article.notes


def test_a_page_that_shows_its_article_is_read_as_it_is_shown() -> None:
    shown = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    article = cleaner.clean(page("\n".join(PARAGRAPHS[::-1]), shown))
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert NOTE not in article.notes
