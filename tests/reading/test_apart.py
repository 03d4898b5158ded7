"""Pages whose blocks were joined by spaces: cut where Chinese has no spaces of its own, and nowhere else."""

from __future__ import annotations

import cleaner
from cleaner import Verdict
from cleaner.reading.apart import APART, is_page, parted
from cleaner.reading.text import read_text

PARAGRAPHS = [
    "昨天傍晚，城西的老粮仓重新开门，三百多名街坊带着自家的旧物前来布置展柜，队伍一直排到了河边。",
    "展览的发起人邵文清说，粮仓闲置了二十一年，木梁还结实，修屋顶用掉了大半年的时间和所有的积蓄。",
    "10月3日上午，第一批孩子已经在这里学会了怎样分辨小麦和大麦，临走时每人带回家一小袋新磨的面。",
]
TITLE = "老粮仓里的展览开到秋收"
PAGE = [
    "首页", "新闻", "国内", "社会", "财经", "文化", TITLE, "2024-10-03 10:00 来源：乡音网", *PARAGRAPHS,
    "责任编辑：苏禾", "相关阅读", "县城的第一座书店", "河边的树又活了", "关于我们", "联系我们",
]  # fmt: skip


def test_a_page_in_one_line_is_read_block_by_block() -> None:
    article = cleaner.clean(" ".join(PAGE))
    assert article.text == " ".join(PARAGRAPHS)
    assert (article.title, article.date, article.source) == (TITLE, "2024-10-03T10:00", "乡音网")
    assert APART in article.notes


def test_an_advertisement_in_such_a_line_is_taken_out() -> None:
    planted = [*PAGE[:9], "实测揭秘！微乐麻将确实有挂，附开挂教程", *PAGE[9:]]
    article = cleaner.clean(" ".join(planted))
    assert article.verdict is Verdict.SPAM_REMOVED
    assert article.text == " ".join(PARAGRAPHS)


def test_a_path_and_a_menu_are_parted_from_the_title_behind_them() -> None:
    line = " ".join(["首页 > 新闻 > 社会 > 正文 " + TITLE, *PAGE[7:]])
    assert is_page(line)
    assert parted(line)[:2] == ["首页 > 新闻 > 社会 > 正文", TITLE]


def test_spaces_of_the_text_itself_are_left_alone() -> None:
    typed = "截至 4 月 29 日，共有 20 个村的 300 名孩子来过这里，其中 12 人第一次看见石磨。" * 6
    names = "名单：" + " ".join(["王小河", "李大江", "陈晚秋", "周春生"] * 12)
    dateline = f"{PARAGRAPHS[0]} 乡音网10月3日讯 {PARAGRAPHS[1]}"
    listed = f"{PARAGRAPHS[0]}{PARAGRAPHS[1]}{names}"
    for line in (typed, names, listed, dateline, PARAGRAPHS[0] * 5, "one two three " * 40):
        assert not is_page(line)


def test_nothing_is_lost_of_the_line() -> None:
    line = " ".join(PAGE)
    blocks = read_text(line).blocks
    assert "".join(block.text for block in blocks).replace(" ", "") == line.replace(" ", "")


def test_a_paragraph_with_spaces_of_its_own_is_the_same_when_cleaned_again() -> None:
    spaced = " ".join(PARAGRAPHS[0].split("，") * 6) + "。"
    body = "".join(f"<p>{line}</p>" for line in (PARAGRAPHS[0], spaced, PARAGRAPHS[1]))
    once = cleaner.clean(f"<html><body><h1>{TITLE}</h1><div>{body}</div></body></html>").text
    assert spaced in once
    assert cleaner.clean(once).text == once


def test_the_answer_is_the_same_when_cleaned_again() -> None:
    once = cleaner.clean(" ".join(PAGE)).text
    assert cleaner.clean(once).text == once
