"""Lines that differ in a name are judged together; honest lists of one make stay, even beside spam."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import cleaner
from cleaner import Label

CASES: dict[str, dict[str, list[str]]] = json.loads(
    Path(__file__).with_name("siblings.json").read_text("utf-8")
)
SPAM, HONEST = CASES["spam"], CASES["honest"]
TITLE = "老城区雨水调蓄池完工"
PARAGRAPHS = [
    "本报讯 市水务局昨日介绍,新建的雨水调蓄池已经完工,可容纳两万立方米雨水,下月起投入试运行。",
    "工程位于老城区北侧,历时十四个月,施工期间周边道路的积水点减少了三处,居民出行有所改善。",
    "水务局表示,今后两年还将改造八公里排水管道,并在低洼路段加装水位监测设备,提前发布提醒。",
    "附近居民张女士说,以前一下大雨就要绕路,今年汛期她再没有为接送孩子发过愁,心里踏实多了。",
]


def html(body: str) -> str:
    return f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"


def paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def related(lines: Sequence[str]) -> str:
    items = "".join(f"<li><a href='/{i}.html'>{line}</a></li>" for i, line in enumerate(lines))
    return html(f"<div>{paragraphs(PARAGRAPHS)}</div><h3>相关内容</h3><ul>{items}</ul>")


def inside(lines: Sequence[str]) -> str:
    return html(f"<div>{paragraphs([*PARAGRAPHS, *lines])}</div>")


def between(lines: Sequence[str]) -> str:
    half = len(lines) // 2
    mixed = [PARAGRAPHS[0], *lines[:half], *PARAGRAPHS[1:3], *lines[half:], PARAGRAPHS[3]]
    return html(f"<div>{paragraphs(mixed)}</div>")


def flattened(lines: Sequence[str]) -> str:
    return "\n".join([TITLE, "2024-07-24 10:00:00", *PARAGRAPHS, *lines])


each_layout = pytest.mark.parametrize("layout", [related, inside, between, flattened])


@each_layout
@pytest.mark.parametrize("family", SPAM)
def test_lines_that_share_a_template_with_spam_are_spam(
    family: str, layout: Callable[[Sequence[str]], str]
) -> None:
    article = cleaner.clean(layout(SPAM[family]))
    assert sorted(block.text for block in article.spam) == sorted(SPAM[family])
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
    assert cleaner.clean(article.text).text == article.text


@each_layout
@pytest.mark.parametrize("family", HONEST)
def test_honest_lists_of_one_make_are_not_spam(family: str, layout: Callable[[Sequence[str]], str]) -> None:
    article = cleaner.clean(layout(HONEST[family]))
    assert [block.text for block in article.spam] == []
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("honest", HONEST)
@pytest.mark.parametrize("spam", SPAM)
def test_a_mixed_list_is_told_apart_line_by_line(spam: str, honest: str) -> None:
    lines = [*SPAM[spam], *HONEST[honest]]
    lines = lines[::2] + lines[1::2]
    article = cleaner.clean(related(lines))
    assert not {block.text for block in article.spam} & set(HONEST[honest])
    assert {block.text for block in article.spam} == set(SPAM[spam])


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "4 lines of the page are the same"), ("zh", "本页有4行只换了名称")]
)
def test_the_evidence_counts_the_siblings(lang: str, words: str) -> None:
    line = "今日教程“蜜瓜生活”必胜方法"
    article = cleaner.Cleaner(lang=lang).clean(related(SPAM["a lesson about a name in quotes"]))
    (found,) = [block for block in article.spam if block.text == line]
    assert found.evidence[0].code == "spam.siblings"
    assert words in found.evidence[0].reason


def test_one_certain_line_does_not_condemn_others_by_the_name_of_a_platform() -> None:
    news = HONEST["news of one platform"]
    article = cleaner.clean(related([*news, "微乐麻将有挂吗,3分钟教你"]))
    assert [block.text for block in article.spam] == ["微乐麻将有挂吗,3分钟教你"]


def test_copies_of_a_line_are_no_siblings() -> None:
    line = "今日教程“九哥大厅”必胜方法"
    assert cleaner.clean(related([line] * 6)).spam == ()


def test_the_article_before_and_the_next_are_judged_apart() -> None:
    ad, honest = "上一篇:<a href=/1>凯发娱乐官网</a>", "下一篇:<a href=/2>市水务局召开防汛会议</a>"
    page = html(f"<div>{paragraphs(PARAGRAPHS)}</div><div class=pager><p>{ad}</p><p>{honest}</p></div>")
    article = cleaner.clean(page)
    assert [block.text for block in article.spam] == ["上一篇:凯发娱乐官网"]
    assert any(block.text.endswith("防汛会议") and block.label is not Label.SPAM for block in article.removed)
