"""Markdown as crawlers hand it out: told from text, read by its marks, judged like flattened text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Kind, Label, Page, Verdict
from cleaner.reading import read
from cleaner.reading.markdown.links import mended

PARAGRAPHS = [
    "港口委员会周二投票决定重建一月被风暴摧毁的旧码头,预计耗资四百万欧元,工程由本地一家公司承建。",
    "工程将于五月动工,届时将打下第一批桩基,并计划在次年冬季风暴来临之前完工,委员会在公告中表示。",
    "居民此前要求重建一座木制码头,就像[屹立九十年的那座](/news/2019/0412.html)一样,但工程师说钢结构的寿命更长。",
    "“我们会把它刷成**同样的绿色**。”市长林德奎斯特说,她一生都住在这座小城,也是在那里学会游泳的。",
]
PAGE = "\n\n".join(
    [
        "[![海风网](/logo.png)](/)",
        "  * [首页](/)\n  * [要闻](/news/)\n    * [国内](/news/cn/)\n  * [体育](/sports/)",
        "# 小城重建旧码头",
        "来源:海风日报 2025-03-12 09:21",
        *PARAGRAPHS,
        "## 相关阅读",
        "* [候鸟提前十天抵达湿地](/n/1.html)\n* [三分钟了解海湾麻将外挂透视辅助确实有挂](/n/2.html)",
        "[关于我们](/about) | [联系方式](/contact) | [English](/en)",
    ]
)


def test_a_page_of_links_is_markdown_and_its_article_comes_without_marks() -> None:
    article = cleaner.clean(PAGE)
    assert article.verdict is Verdict.SPAM_REMOVED
    assert article.title == "小城重建旧码头"
    body = article.text
    assert "像屹立九十年的那座一样" in body
    assert "刷成同样的绿色。" in body
    for foreign in ("首页", "国内", "体育", "候鸟", "外挂", "联系方式", "](", "**", "#"):
        assert foreign not in body
    spam = [block.text for block in article.blocks if block.label is Label.SPAM]
    assert spam == ["三分钟了解海湾麻将外挂透视辅助确实有挂"]


def test_links_headings_and_lists_come_back_in_markdown() -> None:
    page = "\n\n".join([*PARAGRAPHS[:2], "## 背景", *PARAGRAPHS[2:], "1. 钢结构更耐用\n2. 木结构更美观"])
    article = cleaner.clean(Page(page, "https://example.com/a", Kind.MARKDOWN))
    shown = article.to_markdown(links=True)
    assert "## 背景" in shown
    assert "[屹立九十年的那座](<https://example.com/news/2019/0412.html>)" in shown


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("一行。\n" + "见[甲](http://a.example/1)、[乙](http://a.example/2)。\n", Kind.TEXT),
        ("见[甲](http://a.example/1)、[乙](/2)和[丙](#c)。", Kind.MARKDOWN),
        ("# 标题\n\n正文。\n\n## 小标题\n\n正文。\n", Kind.MARKDOWN),
        ("#话题一#\n\n正文。\n\n#话题二#\n\n正文。\n", Kind.TEXT),
        ("x = 1\n# one\ny = 2\n# two\nz = 3\n", Kind.TEXT),
        ("见[甲](/1)<br>[乙](/2)<br>[丙](/3)<br>一<br>二<br>三<br>", Kind.MARKDOWN),
        ("见[甲](/1)、[乙](/2)、[丙](/3)<div>一</div><div>二</div>三", Kind.HTML),
        ("<p>见[甲](http://a.example/1)[乙](/2)[丙](#c)</p>", Kind.HTML),
    ],
)
def test_what_is_taken_for_markdown(page: str, kind: Kind) -> None:
    guessed, told = cleaner.clean(page), cleaner.clean(Page(page, kind=kind))
    assert guessed.to_dict() == told.to_dict()
    marks = any("](" in block.text or block.text.startswith("# ") for block in guessed.blocks)
    assert marks is (kind is not Kind.MARKDOWN and ("](" in page or "# " in page))


@pytest.mark.parametrize("width", [60, 78, 100])
def test_hard_wrapped_paragraphs_are_joined(width: int) -> None:
    import textwrap

    paragraph = "The council said that the pier will be rebuilt of steel, which lasts longer than wood does. "
    page = "\n\n".join(textwrap.fill(paragraph * 4, width) for _ in range(3))
    document = read(Page(page, kind=Kind.MARKDOWN))
    assert [block.text for block in document.blocks] == [(paragraph * 4).strip()] * 3


WRAPPED = """\
# The council decides to rebuild the pier that the storm of January
destroyed

The council said on Tuesday that the pier will be rebuilt of steel, a well-
known material that [lasts longer than wood](https://news.example/why-steel-
is-better-2025) does. Work begins in May, when the first piles are set, and
ends before the storms of the next winter come, say the pre-war and post-
war rules. [Share](https://social.example/share?url=a&text=The council
rebuilds the pier "Share this") it. People had asked for a wooden pier, like
the one that stood here for ninety years, and engineers had said no to it.

    first = 1
    second = 2
"""


def test_what_hard_wrapping_breaks_is_whole_again() -> None:
    blocks = read(Page(WRAPPED, kind=Kind.MARKDOWN)).blocks
    title, paragraph, *code = blocks
    assert title.text == "The council decides to rebuild the pier that the storm of January destroyed"
    assert "a well-known material that lasts longer than wood does." in paragraph.text
    assert "post-war rules. Share it. People" in paragraph.text
    assert [link.href for link in paragraph.links] == [
        "https://news.example/why-steel-is-better-2025",
        "https://social.example/share?url=a&text=The%20council%20rebuilds%20the%20pier",
    ]
    assert [block.text for block in code] == ["first = 1", "second = 2"]


BOX = """\
[

![a pier](/pier.jpg)

### The pier

Read *more* about it [here]

- 3 minutes

](/news/(1).html "The pier")

Text."""


@pytest.mark.parametrize(
    ("page", "texts", "links"),
    [
        (BOX, ["The pier", "Read more about it [here]", "3 minutes", "Text."], [1, 1, 1, 0]),
        ("[ One\n\n[two](/2)\n\n](/1)\n\nText.", ["One", "two", "Text."], [1, 1, 0]),
        ("[\n\nOne\n\n](/1)[\n\nTwo\n\n](/2)", ["One", "Two"], [1, 1]),
        ("One [see\n\nTwo] (/1)\n\n\\[Three](/3)", ["One [see", "Two] (/1)", "[Three](/3)"], [0, 0, 0]),
        ('[A](/a b (c) d) [B](/b c "t") [C]( "t")', ["A B C"], [2]),
        ("![](data:image/svg+xml,%3Csvg viewBox='0 0 3 2'%3E) A", ["A"], [0]),
    ],
)
def test_links_that_commonmark_does_not_read(page: str, texts: list[str], links: list[int]) -> None:
    blocks = read(Page(page, kind=Kind.MARKDOWN)).blocks
    assert [block.text for block in blocks] == texts
    assert [len(block.links) for block in blocks] == links


def test_a_box_of_many_lines_does_not_multiply_its_address() -> None:
    page = ("[\n\n" + "a\n\n" * 1_000 + "](/" + "b" * 1_900 + ")\n\n") * 100
    shown = mended(page)
    assert shown.count("\na\n") == 100_000
    assert len(shown) < 2 * len(page) + 100_000


def test_lines_that_are_not_wrapped_stay_lines() -> None:
    page = "来源:海风日报\n作者:阿澜\n" + "\n".join(PARAGRAPHS)
    document = read(Page(page, kind=Kind.MARKDOWN))
    assert len(document.blocks) == 6


def test_indented_lists_are_no_code_and_fenced_code_is_left_alone() -> None:
    items = "    * [One](/1)\n    * [Two](/2)\n      * [Three](/3)"
    page = f"#### Menu\n\n{items}\n\nText.\n\n```\n    [a](b)\n```\n"
    document = read(Page(page, kind=Kind.MARKDOWN))
    assert [block.text for block in document.blocks] == ["Menu", "One", "Two", "Three", "Text.", "[a](b)"]
    assert [len(block.links) for block in document.blocks] == [0, 1, 1, 1, 0, 0]


def test_the_first_heading_is_the_title_whatever_stands_above() -> None:
    article = cleaner.clean("\n\n".join(["[首页](/) | [要闻](/n) | [体育](/s)", "# 小城旧码头", *PARAGRAPHS]))
    assert article.title == "小城旧码头"
    assert "小城旧码头" not in article.text
    assert article.to_markdown().startswith("# 小城旧码头\n\n港口")


def test_tildes_that_nothing_closes_begin_no_code() -> None:
    document = read(Page("~~~~ 扫一扫\n\n[甲](/1)\n\n[乙](/2)\n", kind=Kind.MARKDOWN))
    assert [block.text for block in document.blocks] == ["~~~~ 扫一扫", "甲", "乙"]


def test_lines_of_a_table_that_is_none_are_marks() -> None:
    document = read(Page("甲 | 乙 | 丙\n---|---\n丁\n", kind=Kind.MARKDOWN))
    assert [block.text for block in document.blocks] == ["甲 | 乙 | 丙", "丁"]


FRONT = "---\ntitle: 小城重建旧码头\nauthor: 阿澜\ndate: 2025-03-12\ntags:\n  - 码头\n---\n\n"
READER = (
    "Title: 小城重建旧码头\n\nURL Source: https://example.com/a\n\n"
    "Published Time: 2025-03-12T09:21:00Z\n\nMarkdown Content:\n"
)


@pytest.mark.parametrize(("head", "date"), [(FRONT, "2025-03-12"), (READER, "2025-03-12T09:21:00Z")])
def test_what_crawlers_write_above_a_page_is_metadata(head: str, date: str) -> None:
    article = cleaner.clean(Page(head + "\n\n".join(PARAGRAPHS), kind=Kind.MARKDOWN))
    assert (article.title, article.date) == ("小城重建旧码头", date)
    assert [block.text[:4] for block in article.blocks] == ["港口委员", "工程将于", "居民此前", "“我们会"]
    assert article.author == ("阿澜" if head is FRONT else None)
    assert article.url == (None if head is FRONT else "https://example.com/a")


@pytest.mark.parametrize("end", ["", "\n\n---\n", "\n\nMarkdown Content:\n"])
def test_rules_around_paragraphs_are_no_front_matter(end: str) -> None:
    document = read(Page("---\n\n" + "\n\n".join(PARAGRAPHS) + end, kind=Kind.MARKDOWN))
    assert [block.text[:4] for block in document.blocks[:4]] == [
        "港口委员",
        "工程将于",
        "居民此前",
        "“我们会",
    ]


@given(st.text("ab \n\t#*_-[](){}`~>|\\!<&;1.:/\0\r中", max_size=200))
def test_any_characters_are_read_and_cleaning_twice_changes_nothing(page: str) -> None:
    article = cleaner.clean(Page(page, kind=Kind.MARKDOWN))
    assert cleaner.clean(Page(article.text, kind=Kind.TEXT)).text == article.text


ENDLESS = [
    "[",
    "![",
    "*a ",
    "`",
    "<",
    "> ",
    "[a](",
    "**_",
    "|a",
    "- ",
    "&",
    "[1]: u\n",
    "    ",
    "[\n\n",
    "](/a b",
    "[\n\na](/)",
]


@pytest.mark.parametrize("mark", ENDLESS)
def test_marks_without_end_end(mark: str) -> None:
    """Reading is linear in the length; a hang would show as the suite's time limit."""
    cleaner.clean(Page(mark * 20_000, kind=Kind.MARKDOWN))
