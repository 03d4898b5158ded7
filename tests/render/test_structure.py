"""Lists, tables, quotes and code in Markdown and HTML, and links where they are asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from cleaner import Article, Image, Label, Link
from cleaner.render.address import web_address
from cleaner.render.flow import fit_line

from .example import HOSTILE, article, block

BARE = {"title": None, "author": None, "source": None, "date": None}


def made(*rows: tuple[str, str], **more: object) -> Article:
    """An article of body blocks: (path, text)."""
    blocks = tuple(
        block(index, Label.BODY, text, path=path, tag=path.rpartition("/")[2].partition("[")[0])
        for index, (path, text) in enumerate(rows)
    )
    return article(blocks=blocks, **{**BARE, **more})


TABLE = [
    ("/t/table[1]/tr[1]/th[1]", "年份"),
    ("/t/table[1]/tr[1]/th[2]", "度"),
    ("/t/table[1]/tr[2]/td[1]", "2025"),
]


def test_a_table() -> None:
    page = made(*TABLE, ("/t/table[1]/tr[2]/td[2]", "四|十"), ("/t/p[1]", "后文。"))
    assert page.to_markdown() == "| 年份 | 度 |\n| --- | --- |\n| 2025 | 四\\|十 |\n\n后文。\n"
    tree = lxml_html.fromstring(page.to_html())
    assert [[cell.text for cell in row] for row in tree.iter("tr")] == [["年份", "度"], ["2025", "四|十"]]
    assert len(tree.findall(".//th")) == 2


def test_a_cell_of_several_blocks_and_a_short_row() -> None:
    page = made(
        *TABLE,
        ("/t/table[1]/tr[2]/td[2]/p[1]", "四"),
        ("/t/table[1]/tr[2]/td[2]/p[2]", "十"),
        ("/t/table[1]/tr[3]/td[1]", "注"),
    )
    assert page.to_markdown().splitlines()[2:] == ["| 2025 | 四 十 |", "| 注 |"]


def test_a_table_is_no_larger_than_its_cells() -> None:
    """One long row does not make the others long."""
    cells = [(f"/t/table[1]/tr[1]/td[{i}]", "甲") for i in range(1, 501)]
    rows = [(f"/t/table[1]/tr[{i}]/td[1]", "乙") for i in range(2, 502)]
    assert len(made(*cells, *rows).to_markdown()) < 20 * 1_000


@pytest.mark.parametrize(
    "rows",
    [
        TABLE[:2],
        [*TABLE, ("/t/table[1]/tr[2]/td[2]", "长" * 400)],
        [("/t/table[1]/tr[1]/td[1]", "一段。"), ("/t/table[1]/tr[2]/td[1]", "二段。")],
    ],
)
def test_a_table_for_layout_is_paragraphs(rows: list[tuple[str, str]]) -> None:
    markdown = made(*rows).to_markdown()
    assert "|" not in markdown
    assert all(text in markdown for _, text in rows)


def test_nested_and_numbered_lists() -> None:
    page = made(
        ("/ul[1]/li[1]", "甲"),
        ("/ul[1]/li[1]/p[1]", "甲二"),
        ("/ul[1]/li[2]", "乙"),
        ("/ul[1]/li[2]/ol[1]/li[1]", "子一"),
        ("/ul[1]/li[2]/ol[1]/li[2]", "子二"),
        ("/ol[1]/li[1]", "丙"),
        ("/ol[1]/li[2]", "丁"),
    )
    assert page.to_markdown() == "- 甲\n\n  甲二\n- 乙\n  1. 子一\n  2. 子二\n1. 丙\n2. 丁\n"
    tree = lxml_html.fromstring(page.to_html())
    assert [len(each.findall("li")) for each in tree.iter("ul", "ol")] == [2, 2, 2]
    assert all(child.tag == "li" for each in tree.iter("ul", "ol") for child in each)


def test_a_lone_list_item_is_layout_where_it_holds_paragraphs() -> None:
    page = made(("/ul[1]/li[1]/p[1]", "一段。"), ("/ul[1]/li[1]/p[2]", "二段。"))
    assert page.to_markdown() == "一段。\n\n二段。\n"


def test_quotes_and_code() -> None:
    page = made(
        ("/blockquote[1]/p[1]", "一"),
        ("/blockquote[1]/p[2]", "二"),
        ("/p[1]", "三"),
        ("/pre[1]", "a `b` ```c```"),
    )
    assert page.to_markdown() == "> 一\n>\n> 二\n\n三\n\n````\na `b` ```c```\n````\n"
    assert "<blockquote>\n<p>一</p>\n<p>二</p>\n</blockquote>\n<p>三</p>\n<pre><code>" in page.to_html()


def test_links_where_asked_for() -> None:
    text = "据项目方介绍,*二期* 正在评价。"
    links = (Link(1, 4, "/a b?x=1&y"), Link(5, 6, "javascript:alert(1)"))
    page = article(
        blocks=(block(0, Label.BODY, text, links=links),), **{**BARE, "url": "https://n.example/1"}
    )
    assert page.to_markdown() == "据项目方介绍,\\*二期\\* 正在评价。\n"
    target = "https://n.example/a%20b?x=1&y".replace("%20", "")
    assert page.to_markdown(links=True) == f"据[项目方](<{target}>)介绍,\\*二期\\* 正在评价。\n"
    (link,) = lxml_html.fromstring(page.to_html(links=True, images=True)).iter("a")
    assert (link.get("href"), link.text) == (target, "项目方")


def test_links_move_with_a_paragraph_that_goes_on() -> None:
    first = block(0, Label.BODY, "前一半,", links=(Link(0, 1, "http://a.example/"),))
    second = block(1, Label.BODY, "后一半。", links=(Link(0, 1, "http://b.example/"),), gap="")
    markdown = article(blocks=(first, second), **BARE).to_markdown(links=True)
    assert markdown == "[前](<http://a.example/>)一半,[后](<http://b.example/>)一半。\n"


def test_pictures_where_asked_for() -> None:
    def at(*names: str) -> tuple[Image, ...]:
        return tuple(Image(f"/{name}.jpg", f"图 {name}") for name in names)

    why = article().removed[0].evidence
    blocks = (
        block(0, Label.BODY, "前文。"),
        block(1, Label.CREDIT, "阿澜 摄", images=at("a"), evidence=why),
        block(2, Label.RELATED, "别的新闻", images=at("b"), evidence=why),
        block(3, Label.BODY, "后文,", images=(*at("c"), Image("javascript:x", "坏"))),
        block(4, Label.BODY, "未完。", images=at("d"), gap=""),
    )
    page = article(blocks=blocks, **{**BARE, "url": "https://n.example/1"})
    assert [image.alt for image in page.images] == ["图 a", "图 c", "坏", "图 d"]
    assert "jpg" not in page.to_markdown() + page.to_html()
    lines = page.to_markdown(images=True).split("\n\n")
    shown = [f"![图 {name}](<https://n.example/{name}.jpg>)" for name in "ac"]
    assert lines == ["前文。", shown[0], shown[1], "后文,未完。\n"]
    tree = lxml_html.fromstring(page.to_html(images=True))
    assert [image.get("src") for image in tree.iter("img")] == [f"https://n.example/{n}.jpg" for n in "ac"]
    assert "img-src" in page.to_html(images=True)
    assert "img-src" not in page.to_html()


@pytest.mark.parametrize(
    ("href", "base", "address"),
    [
        ("http://a.example/x", None, "http://a.example/x"),
        ("//a.example/x", "https://b.example/", "https://a.example/x"),
        ("2.html", "https://b.example/n/1.html", "https://b.example/n/2.html"),
        ("2.html", None, None),
        ("#top", "https://b.example/", None),
        ("java\nscript:alert(1)", "https://b.example/", None),
        ("data:text/html,x", None, None),
        ("mailto:a@b.example", None, None),
        ("http://[", None, None),
        ("http:///x", None, None),
        ('http://a.example/<b>">', None, "http://a.example/%3Cb%3E%22%3E"),
    ],
)
def test_web_addresses(href: str, base: str | None, address: str | None) -> None:
    assert web_address(href, base) == address


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "/ul[1]/li[1]",
                    "/ul[1]/li[2]",
                    "/ul[1]/li[2]/ol[1]/li[1]",
                    "/p[1]",
                    "/table[1]/tr[1]/td[1]",
                    "/table[1]/tr[1]/td[2]",
                    "/table[1]/tr[2]/td[1]",
                    "/table[1]/tr[2]/td[2]",
                    "/blockquote[1]/p[1]",
                    "/blockquote[1]/ul[1]/li[1]",
                    "/pre[1]",
                    "/html/…/td[1]",
                ]
            ),
            st.sampled_from(HOSTILE),
        ),
        max_size=12,
    )
)
def test_every_kept_character_is_shown_once_and_as_itself(rows: list[tuple[str, str]]) -> None:
    page = made(*rows)
    shown = lxml_html.fromstring(page.to_html(links=True, images=True))
    text = "".join("".join(shown.find(".//article").itertext()).split())
    assert text == "".join("".join(fit_line(text) for _, text in rows).split())
    allowed = {
        "article",
        "p",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "code",
        "br",
        "tbody",
    }
    assert {element.tag for element in shown.find(".//article").iter()} <= allowed
    assert page.to_markdown(links=True).count("\x1b") == 0
