"""Markdown as crawlers hand it out: told from text, read by its marks, judged like flattened text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Kind, Label, Page, Verdict
from cleaner.reading import read
from cleaner.reading.markdown.links import mended
from cleaner.reading.markdown.raw import without_false_blocks
from cleaner.reading.markdown.tables import FILLED_TABLE

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
        ("<a id='top'></a>\n\n见[甲](http://a.example/1)[乙](/2)[丙](#c)", Kind.MARKDOWN),
        ("<span id='a'></span>见[甲](/1)\n\n" * 5, Kind.MARKDOWN),
        ("<a href='/1'>甲</a><a href='/2'>乙</a><a href='/3'>丙</a>[甲](/1)[乙](/2)[丙](/3)", Kind.HTML),
        ("<br>正文。", Kind.HTML),
        ("标题\n===\n\n正文。\n\n其他\n===\n\n正文。", Kind.MARKDOWN),
        ("## 标题\n正文。\n\n## 其他\n正文。", Kind.MARKDOWN),
        ("![](<Base64-Image-Removed>)\n\n正文。\n\n" * 3, Kind.MARKDOWN),
    ],
)
def test_what_is_taken_for_markdown(page: str, kind: Kind) -> None:
    guessed, told = cleaner.clean(page), cleaner.clean(Page(page, kind=kind))
    assert guessed.to_dict() == told.to_dict()
    marks = any("](" in b.text or b.text.startswith(("# ", "## ")) or "===" in b.text for b in guessed.blocks)
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
    (shown,) = mended([page])
    assert shown.count("\na\n") == 100_000
    assert len(shown) < 2 * len(page) + 100_000


def texts(page: str) -> list[str]:
    return [block.text for block in read(Page(page, kind=Kind.MARKDOWN)).blocks]


def test_chinese_is_wrapped_only_at_its_spaces() -> None:
    import textwrap

    lines = [
        "分析师认为,新机在 AI 功能上的改进有限,不足以让用户换机,但 Apple 公司在这个市场"
        "上的地位依然稳固,而且服务收入仍在增长,其中有 App Store 等。",
        "委员会周二投票决定重建一月被风暴摧毁的旧码头,预计耗资四百万欧元,工程由本地公司承建,并于"
        " 2026 年完成全部 LED 灯具的安装,委员会在 3 月 11 日说。",
    ]
    assert texts("\n\n".join(textwrap.fill(line, 78) for line in lines)) == lines


NOT_WRAPPED = {
    "links with dates": [
        f"[候鸟提前抵达](https://news.example/n/20250311/{n}.html) 2025-03-11" for n in range(6)
    ],
    "Chinese lines with a space": [
        f"据介绍这款手机是今年国内市场上销量最好的产品也是第一部用上新芯片的手机 Mate 8{n}。"
        for n in range(6)
    ],
    "a log": [f"[2025-03-12T09:21:0{n}.123Z] alice: the pier is closed again now" for n in range(6)],
    "an address": ["Harbour Office", "1 Quay Street", "Anytown", "North Coast", "Far Isles", "The Sea"],
}


@pytest.mark.parametrize("name", NOT_WRAPPED)
def test_lines_that_happen_to_be_full_stay_lines(name: str) -> None:
    lines = NOT_WRAPPED[name]
    assert len(texts("\n".join(lines))) == len(lines)


@pytest.mark.parametrize(
    "code", ["```\na b = 1\nc\nd e\nf = 2\n```", "Harbour Office\\\n1 Quay Street\\\nOld Town"]
)
def test_code_and_hard_breaks_do_not_speak_against_wrapping(code: str) -> None:
    import textwrap

    paragraph = (
        "The council said that the pier will be rebuilt of steel, which lasts longer than wood does. " * 4
    )
    found = texts(f"{textwrap.fill(paragraph, 72)}\n\n{code}\n\n{textwrap.fill(paragraph, 72)}")
    assert found[0] == found[-1] == paragraph.strip()


END = "Work begins in May."


@pytest.mark.parametrize(
    ("page", "found"),
    [
        # fences
        ("```\n x/0\n  ~~~~^~~\nError\n```\n\n## Next", ["x/0 ~~~~^~~ Error", "Next"]),
        ("```\n~~~\na\n```\n\n## Next", ["~~~ a", "Next"]),
        ("````\na\n```\n\n## Next", ["````", "a", "```", "Next"]),
        ("    ```python\n    x = 1\n    ```\n\n## Next", ["x = 1", "Next"]),
        ("- Do:\n\n      ```\n      x = 1\n      ```\n- Next", ["Do:", "x = 1", "Next"]),
        (
            "Text:\n\n    \n    \n    # define X\n    f(*a*, [x])\n\nNext",
            ["Text:", "# define X f(*a*, [x])", "Next"],
        ),
        # what only looks like a mark
        (
            "[记者]: 为什么要用钢?\n\n[Bob]: hello\n\n[1]: 公告。",
            ["[记者]: 为什么要用钢?", "[Bob]: hello", "[1]: 公告。"],
        ),
        ("见[二][2]\n\n[2]: https://a.example/x", ["见二"]),
        (
            "12. März 2025\n\nText\n\n3. c\n4. d\n\n1986. Ein Jahr",
            ["12. März 2025", "Text", "c", "d", "1986. Ein Jahr"],
        ),
        (
            "**编者按:**委员会,**“绿色。”**他说,~~完工~~1~2天 **b** x",
            ["编者按:委员会,“绿色。”他说,完工1~2天 b x"],
        ),
        (
            '# Pier {#pier .title}\n\n::: {.content}\n![A](/p){width="6"} [By J]{.byline} {x}\n:::',
            ["Pier", "By J {x}"],
        ),
        # HTML, and what only looks like it
        ("Put <script> and <style> here.", ["Put <script> and <style> here."]),
        ("<style> is a tag.\n\n## Next", ["<style> is a tag.", "Next"]),
        ("<!-- is a comment\n\n## Next", ["<!-- is a comment", "Next"]),
        ("An <iframe src='x'> and a <video>.\n\n## Next", ["An <iframe src='x'> and a <video>.", "Next"]),
        ("List<String> of <alice>: a<b and c>d", ["List<String> of <alice>: a<b and c>d"]),
        (
            "<script>a = 1;\n\nb</script>\n\n<div>In</div>\n\nH<sub>2</sub>O <x-y>z</x-y> <!-- c -->",
            ["In", "H2O z"],
        ),
        ("`<String>` and `<b>`", ["<String> and <b>"]),
        # links
        ('[T](/a "He said "hi" to") x', ["T x"]),
    ],
)
def test_nothing_is_lost_to_marks_and_tags(page: str, found: list[str]) -> None:
    assert texts(f"{page}\n\n{END}") == [*found, END]


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


@pytest.mark.parametrize("head", [FRONT, READER])
def test_a_head_is_enough_to_tell_markdown(head: str) -> None:
    page = head + "\n\n".join(line for line in PARAGRAPHS if "](" not in line)
    for start in ("", "\ufeff", "\n"):
        if not (start == "\n" and head is FRONT):
            assert cleaner.clean(start + page).title == "小城重建旧码头"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: 'A \"pier\"'", 'A "pier"'),
        ("title: 'We will', says mayor of \"Harbour\"", "'We will', says mayor of \"Harbour\""),
        ("title: >-\n  A pier\n  of steel\nauthor: J", "A pier of steel"),
        ("摘要：一座码头\ntitle: A pier", "A pier"),
    ],
)
def test_values_of_front_matter(line: str, title: str) -> None:
    document = read(Page(f"---\n{line}\n---\n\nText.", kind=Kind.MARKDOWN))
    assert (document.hints.title, len(document.blocks)) == (title, 1)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("---\n\nText.\n\n---\n", ["Text."]),
        ("---\n\n# A pier\n\n- By Jane Doe\n\n---\n\nText.", ["A pier", "By Jane Doe", "Text."]),
        ("---\n\nLead: the pier.\n\n---\n\nText.", ["Lead: the pier.", "Text."]),
        ("Text.\n\nMarkdown Content:\n", ["Text.", "Markdown Content:"]),
    ],
)
def test_rules_around_paragraphs_are_no_front_matter(page: str, found: list[str]) -> None:
    assert texts(page) == found


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


@pytest.mark.parametrize("opening", ["<script>\n", "<pre>\n", "<!--\n", "<?\n"])
def test_openings_without_end_are_looked_at_once(opening: str) -> None:
    """For each to look through the page for its end would take an hour."""
    page = opening * 500_000
    assert without_false_blocks(page) == f"\\{opening}" * 500_000


@pytest.mark.parametrize("mark", ENDLESS)
def test_marks_without_end_end(mark: str) -> None:
    """Reading is linear in the length: looking at each pair of marks would take hours."""
    cleaner.clean(Page(mark * 100_000, kind=Kind.MARKDOWN))


def test_rows_are_not_filled_up_without_end() -> None:
    """A table with a wide head and many short rows has as many cells as the square of its length."""
    width = 20_000
    page = f"{'|a' * width}|\n{'|-' * width}|\n" + "|b\n" * width
    document = read(Page(f"{PARAGRAPHS[0]}\n\n{page}\n{PARAGRAPHS[1]}", kind=Kind.MARKDOWN))
    lines = [block.text for block in document.blocks]
    assert (lines[0], lines[-1]) == (PARAGRAPHS[0], PARAGRAPHS[1])
    assert lines[2 : 2 + width] == ["|b"] * width
    assert FILLED_TABLE in document.notes


def test_rows_may_be_shorter_than_the_head() -> None:
    document = read(Page("|a|b|c|\n|-|-|-|\n|d|\n|e|f|\n", kind=Kind.MARKDOWN))
    assert [block.text for block in document.blocks] == ["a", "b", "c", "d", "e", "f"]
    assert document.notes == []
