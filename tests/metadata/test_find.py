"""Metadata of whole pages, in text and in HTML."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata import Metadata, find_metadata
from cleaner.model import Kind, Page
from cleaner.reading import read
from cleaner.roles import RoleMatcher

from ..conftest import shared

MATCHER = RoleMatcher()
PROSE = "清晨六点,第一班渡轮靠岸,码头上的人不多。卖鱼的阿伯把筐子摆好,抬头看了看天,说今天风小,船会准时。"
PROSE_EN = (
    "For the first time in ninety-one years, salmon have been counted above the old dam, "
    "barely ten weeks after the last of its concrete was hauled away."
)


def metadata(content: str, url: str | None = None, kind: Kind | None = None) -> Metadata:
    document = read(Page(content, url=url, kind=kind))
    return find_metadata(document, [MATCHER.match(block.text) for block in document.blocks])


def page(head: str, body: str, lang: str = "zh-CN") -> str:
    start = f"<!doctype html><html lang='{lang}'><head>{head}</head>"
    return f"{start}<body>{body}<p>{PROSE}</p><p>{PROSE}</p></body></html>"


# --- flattened text --------------------------------------------------------------------------------


def test_text_with_title_outlet_and_date() -> None:
    found = metadata(
        f"渡口的清晨\n海岸日报\n2024-10-21 07:30:05\n0\n\n{PROSE}\n\n{PROSE}\n\n作者:闻笛\n编辑:宋词"
    )
    assert (found.title, found.source, found.date, found.author) == (
        "渡口的清晨",
        "海岸日报",
        "2024-10-21T07:30:05",
        "闻笛",
    )
    assert found.title_block == 0
    assert sorted(found.byline_blocks) == [1, 2]
    assert found.byline_blocks[1].code == "byline.bare_name"


def test_lines_of_navigation_above_the_title_are_passed_over() -> None:
    found = metadata(f"首页 国内 国际 体育\n您的位置:首页 >> 地方\n\n渡口的清晨\n来源:海岸日报\n\n{PROSE}")
    assert (found.title, found.title_block, found.source) == ("渡口的清晨", 2, "海岸日报")


def test_an_article_without_furniture_keeps_its_first_line() -> None:
    """Cleaned text is text again: its first line must not be taken out as a title."""
    alone = metadata(f"渡口的清晨\n\n{PROSE}\n\n{PROSE}")
    assert (alone.title, alone.title_block, alone.byline_blocks) == ("渡口的清晨", None, {})
    assert metadata(f"{PROSE}\n\n{PROSE}").title is None


def test_outlet_and_reporter_in_one_bare_line() -> None:
    found = metadata(f"渡口的清晨\n海岸瞭望 林家豪\n2025-01-22 15:31\n\n{PROSE}")
    assert (found.source, found.author) == ("海岸瞭望", "林家豪")


# --- HTML ------------------------------------------------------------------------------------------


def test_jsonld_comes_first() -> None:
    data = {
        "@type": "NewsArticle",
        "headline": "A dam came down",
        "datePublished": "2024-10-09T06:15:00+01:00",
        "dateModified": "2024-10-12T06:15:00+01:00",
        "author": [{"@type": "Person", "name": "Hannah Whitlow"}, {"@id": "#p2"}],
        "publisher": {"@type": "Organization", "name": "The Northern Ledger"},
    }
    other = {"@type": "Person", "@id": "#p2", "name": "Priya Anand"}
    script = f"<script type='application/ld+json'>{json.dumps([data, other])}</script>"
    head = f"<title>A dam came down | The Northern Ledger</title>{script}"
    found = metadata(page(head, f"<h1>A dam came down</h1><p>{PROSE_EN}</p>", "en"))
    assert found.title == "A dam came down"
    assert found.author == "Hannah Whitlow, Priya Anand"
    assert found.date == "2024-10-09T06:15:00+01:00"
    assert found.source == "The Northern Ledger"
    assert found.notes["date"] == "JSON-LD NewsArticle"


def test_meta_elements_and_a_title_with_the_site_name() -> None:
    head = (
        "<title>渡口的清晨_地方_海岸新闻网</title>"
        "<meta property='article:published_time' content='2024-10-21T07:30:00+08:00'>"
        "<meta name='author' content='海岸新闻网'><meta name='mediaid' content='海岸日报'>"
        "<link rel='canonical' href='https://coast.example/1'>"
    )
    found = metadata(page(head, "<div><h1>渡口的清晨</h1></div>"))
    assert (found.title, found.source, found.author) == ("渡口的清晨", "海岸日报", None)
    assert found.date == "2024-10-21T07:30:00+08:00"
    assert found.url == "https://coast.example/1"


@pytest.mark.parametrize(
    ("declared", "shown", "date"),
    [
        ("2025-11-05", "Jan 31, 2024", "2024-01-31"),
        ("2025-11-05T01:00:00Z", "Nov 4, 2025", "2025-11-05T01:00:00Z"),  # by another clock
        ("2025-11-05", "January 2024", "2025-11-05"),
        ("2024-01-31", "Nov 5, 2025", "2024-01-31"),
        ("2025-11-05", "Updated: Jan 31, 2024", "2024-01-31"),
    ],
)
def test_what_was_shown_days_before_it_is_said_to_be_published(declared: str, shown: str, date: str) -> None:
    head = f"<title>The pier</title><meta property='article:published_time' content='{declared}'>"
    body = f"<h1>The pier</h1><p>{shown}</p><p>The council said on Tuesday that the pier will be rebuilt.</p>"
    assert metadata(page(head, body)).date == date


def test_a_date_below_the_standfirst() -> None:
    first = "<p>The council said on Tuesday that the pier will be rebuilt of steel, which lasts longer.</p>"
    lines = "<p>By Jane Doe</p><p>Harbour desk</p><p>Six min</p><div>Dec 17, 2025</div>"
    found = metadata(page("<title>The pier</title>", f"<h1>The pier</h1>{first}{lines}{first * 3}"))
    assert found.date == "2025-12-17"
    found = metadata(page("<title>The pier</title>", f"<h1>The pier</h1>{first * 13}{lines}"))
    assert found.date is None


def test_bullets_part_a_name_and_a_date() -> None:
    for bullet in "•⋅·|":
        found = metadata(
            page("<title>The pier</title>", f"<h1>The pier</h1><p>Jane Doe{bullet}Oct 20, 2025</p>")
        )
        assert (found.author, found.date) == ("Jane Doe", "2025-10-20")


def test_what_wechat_says_in_scripts_only() -> None:
    head = "<title>渡口的清晨</title><meta property='og:site_name' content='微信公众平台'>"
    body = "<h1>渡口的清晨</h1><a id='js_name'>潮间带</a><div id=\"js_content\"><p>天还没亮。</p></div>"
    script = '<script>var nickname = htmlDecode("潮间&amp;带");\nvar ct = "1581517074";</script>'
    found = metadata(page(head, body + script))
    assert (found.date, found.source) == ("2020-02-12T14:17:54Z", "潮间&带")
    elsewhere = metadata(page(head, body.replace("js_content", "text") + script))
    assert (elsewhere.date, elsewhere.source) == (None, None)


def test_a_platform_is_nobodys_source() -> None:
    head = "<title>渡口的清晨</title><meta property='og:site_name' content='微信公众平台'>"
    assert metadata(page(head, "<h1>渡口的清晨</h1>")).source is None
    named = metadata(page(head, "<h1>渡口的清晨</h1><div>2024-10-21 07:30 来源:南岭晚报</div>"))
    assert named.source == "南岭晚报"


def test_visible_byline_wins_over_the_site_as_source() -> None:
    head = "<title>渡口的清晨_海岸新闻网</title><meta property='og:site_name' content='海岸新闻网'>"
    body = "<h1>渡口的清晨</h1><div>2024-10-21 07:30 来源:<a href='#'>南岭晚报</a> 我要评论(3)</div>"
    found = metadata(page(head, body))
    assert (found.source, found.date) == ("南岭晚报", "2024-10-21T07:30")
    assert len(found.byline_blocks) == 1


def test_a_short_line_with_a_date_near_the_title_is_a_byline() -> None:
    found = metadata(
        page("<title>渡口的清晨</title>", "<h1>渡口的清晨</h1><div>原创 潮间带 2019-09-04 22:18:34</div>")
    )
    assert (found.source, found.date) == ("潮间带", "2019-09-04T22:18:34")


@pytest.mark.parametrize(
    "sentence",
    [
        "The old lighthouse opened on 5 March 1904.",
        "“We moved here on 3 May 1999,” he said.",
        "Das Museum öffnete am 5. März 1904 seine Türen.",
        "Le phare est entré en service le 5 mars 1904.",
        "El faro abrió el 5 de marzo de 1904.",
        "Маяк открылся 5 марта 1904 года.",
        "등대는 1904년 3월 5일에 문을 열었다.",
        "What happened on 3 May 1999?",
        "Admission rises are due on 14 April 2024.",
    ],
)
def test_a_sentence_with_a_date_is_no_byline(sentence: str) -> None:
    found = metadata(page("<title>The lighthouse</title>", f"<h1>The lighthouse</h1><p>{sentence}</p>", "en"))
    assert (found.byline_blocks, found.date) == ({}, None)


@pytest.mark.parametrize(
    "line",
    [
        "大桥2024年4月14日通车",
        "https://shore.example/2024/04/14/a.html",
        "比赛时间:2024年3月26日 19:30",
        "开馆日期: 2024-03-26",
    ],
)
def test_when_something_takes_place_is_no_byline(line: str) -> None:
    found = metadata(page("<title>渡口的清晨</title>", f"<h1>渡口的清晨</h1><p>{line}</p>"))
    assert (found.byline_blocks, found.source) == ({}, None)


@pytest.mark.parametrize(
    "line",
    [
        "海岸日报2024年4月14日 阿澜",
        "2024年4月14日新华网",
        "2024年4月14日来源:海岸日报",
        "发布时间:2024年4月14日 19:30",
        "홍길동 기자 2024.04.14 10:20",
        "Jane Doe, 14 April 2024, 3 min read",
        "Le Monde avec AFP, 14 avril 2024",
        "14 апреля 2024, 10:20 Москва",
        "公布日期:2024-04-14 来源:海岸日报",
        "Anna Hill, political correspondent April 14, 2024",
        "Written by Anna Hill on April 14, 2024.",
        "http://www.shore.example.cn 2024年04月14日 09:15 海岸日报",
    ],
)
def test_lines_with_a_date_that_are_bylines(line: str) -> None:
    found = metadata(page("<title>渡口的清晨</title>", f"<h1>渡口的清晨</h1><p>{line}</p>"))
    assert (len(found.byline_blocks), (found.date or "")[:10]) == (1, "2024-04-14")


def test_author_by_markup() -> None:
    byline = "<div class='post-author'>Hannah Whitlow</div><div>Oct 9, 2024</div>"
    body = f"<h1>A dam came down</h1>{byline}<p>{PROSE_EN}</p>"
    found = metadata(page("<title>A dam came down</title>", body, "en-US"))
    assert (found.author, found.date) == ("Hannah Whitlow", "2024-10-09")


def english(head: str, byline: str, rest: str = "") -> Metadata:
    body = f"<h1>A dam came down</h1>{byline}<p>{PROSE_EN}</p>{rest}"
    return metadata(page(f"<title>A dam came down | The Northern Ledger</title>{head}", body, "en-US"))


@pytest.mark.parametrize("beside", ["Environment", "Save", "Updated at", "Social Media", "Mar 6", "CET"])
def test_words_beside_a_date_are_no_outlet(beside: str) -> None:
    found = english("", f"<div>{beside}</div><div>Oct 9, 2024</div>")
    assert (found.source, found.author) == ("The Northern Ledger", None)


def test_the_site_is_believed_before_bare_names_and_sources_of_charts() -> None:
    site = "<meta property='og:site_name' content='Ledger.org'>"
    chart = f"<p>{PROSE_EN}</p>" * 5 + "<p>Source: Bureau of Dams</p>"
    assert english(site, "<div>Salmon | Oct 9, 2024</div>", chart).source == "Ledger.org"


def test_an_agency_beside_the_date_is_the_source() -> None:
    assert english("", "<div>Reuters | Oct 9, 2024</div>").source == "Reuters"


def test_a_labelled_source_near_the_title_wins_everywhere() -> None:
    assert english("", "<div>Source: River Post</div><div>Oct 9, 2024</div>").source == "River Post"


@pytest.mark.parametrize(
    "glued", ["Hannah WhitlowPublished", "Hannah Whitlow Updated Oct 9", "Hannah Whitlow In"]
)
def test_words_behind_a_name_are_taken_off(glued: str) -> None:
    assert english("", f"<div class='author-name'>{glued}</div>").author == "Hannah Whitlow"


@pytest.mark.parametrize(
    ("shown", "author"),
    [
        ("By Start Shopping Now", "Priya Anand"),
        ("By Priya Anand, The Northern Ledger", "Priya Anand"),
        ("By Joseph Redwater", "Joseph Redwater"),
        ("By Priya Anand and Joseph Redwater", "Priya Anand, Joseph Redwater"),
    ],
)
def test_the_declared_person_is_believed_where_the_byline_names_nobody_else(shown: str, author: str) -> None:
    site = "<meta property='og:site_name' content='The Northern Ledger'>"
    head = f"{site}<meta name='author' content='Priya Anand'>"
    assert english(head, f"<div>{shown}</div>").author == author


@pytest.mark.parametrize("button", ["Post Comments", "More Activity", "View Full Profile", "Reply to this"])
def test_buttons_are_nobody(button: str) -> None:
    assert english("", f"<div>{button}</div><div>Oct 9, 2024</div>").author is None


def test_a_bare_name_below_the_title_counts_where_the_page_introduces_the_person() -> None:
    name = "<div>Hannah Whitlow</div>"
    assert english("", name).author is None
    bio = "<p>Hannah Whitlow is our reporter for rivers and dams.</p>"
    assert english("", name, bio).author == "Hannah Whitlow"
    assert english("", name, "<p>Hannah Whitlowski is somebody else.</p>").author is None
    assert english("", "<div>River Trust</div>", "<p>River Trust is a charity.</p>").author is None


def test_headings_of_menus_far_from_the_title_name_no_author() -> None:
    far = f"<p>{PROSE_EN}</p>" * 8
    assert english("", "", far + "<p>By Industry</p><p>By Customer Size</p>").author is None
    assert english("", "", far + "<p>By Hannah Whitlow</p>").author == "Hannah Whitlow"


@pytest.mark.parametrize("beside", ["Motivation", "Jun 9", "Back to Blog", "Last active"])
def test_flattened_text_names_no_outlet_either(beside: str) -> None:
    assert metadata(f"A dam came down\n{beside}\nOct 9, 2024\n\n{PROSE_EN}\n\n{PROSE_EN}").source is None


def test_an_author_box_may_hold_any_name() -> None:
    assert (
        english("", "<h4 class='author-box__name'>Ledger Weather Team</h4>").author == "Ledger Weather Team"
    )


def test_published_wins_over_modified_and_url_is_the_last_resort() -> None:
    head = "<title>渡口的清晨</title><meta property='article:modified_time' content='2024-11-01T00:00:00Z'>"
    assert metadata(page(head, "<h1>渡口的清晨</h1><p>发布时间:2024-10-21</p>")).date == "2024-10-21"
    assert metadata(page(head, "<h1>渡口的清晨</h1>")).date == "2024-11-01T00:00:00Z"
    plain = page("<title>渡口的清晨</title>", "<h1>渡口的清晨</h1>")
    assert metadata(plain, url="https://coast.example/2024/10/21/1.html").date == "2024-10-21"


def test_relative_date_only_with_a_date_of_the_page() -> None:
    body = "<h1>渡口的清晨</h1><p>3小时前</p>"
    assert metadata(page("<title>渡口的清晨</title>", body)).date is None
    head = "<title>渡口的清晨</title><meta property='og:updated_time' content='2024-10-21T17:40:00'>"
    assert metadata(page(head, body)).date == "2024-10-21T14:40"


def test_day_and_month_by_language() -> None:
    body = f"<h1>A dam came down</h1><p>Published: 3/4/2024</p><p>{PROSE_EN}</p>"
    assert metadata(page("<title>A dam came down</title>", body, "en-US")).date == "2024-03-04"
    assert metadata(page("<title>A dam came down</title>", body, "en-GB")).date == "2024-04-03"


@pytest.mark.parametrize(
    "broken",
    [
        {
            "@type": ["NewsArticle", 3, None],
            "headline": 7,
            "author": [None, 3, {"name": {"a": 1}}],
            "datePublished": ["x", 3],
        },
        {"@type": "Article", "author": {"@id": "#self"}, "@id": "#self", "publisher": [[]]},
        {"@type": {}, "headline": [], "mainEntity": {"headline": ["A"]}},
    ],
)
def test_broken_jsonld_is_survived(broken: object) -> None:
    head = f"<title>渡口的清晨</title><script type='application/ld+json'>{json.dumps(broken)}</script>"
    assert metadata(page(head, "<h1>渡口的清晨</h1>")).title == "渡口的清晨"


@given(st.text(max_size=600), st.sampled_from(list(Kind)))
def test_any_text_gives_metadata(text: str, kind: Kind) -> None:
    found = metadata(text, url="http://[broken", kind=kind)
    assert found == metadata(text, url="http://[broken", kind=kind)


@given(
    st.lists(
        st.sampled_from(
            [
                "渡口的清晨",
                "海岸日报",
                "2024-10-21 07:30",
                "2024年10月",
                PROSE,
                "0",
                "首页 > 地方",
                "作者:闻笛",
            ]
        )
    )
)
def test_blocks_named_are_blocks_of_the_page(lines: list[str]) -> None:
    document = read(Page("\n".join(lines), kind=Kind.TEXT))
    found = find_metadata(document, [MATCHER.match(block.text) for block in document.blocks])
    indices = [*found.byline_blocks, *([] if found.title_block is None else [found.title_block])]
    assert all(0 <= i < len(document.blocks) for i in indices)
    assert found.title_block not in found.byline_blocks
    assert not any(document.blocks[i].text == PROSE for i in indices)


SHARED_PAGES = {
    "pages/en-injected.txt": ("2024-10-09T06:15", None, "Hannah Whitlow"),
    "pages/id-injected.txt": ("2025-01-14T13:22", "Kabar Nusantara", "Rina Puspita"),
    "pages/zh-all-spam.txt": ("2025-04-18T08:08:08", None, None),
    "pages/zh-clean.txt": ("2025-02-14T08:00", "南方产经", "陶然"),
    "pages/zh-crime-report.txt": ("2025-05-07T10:18:33", "法治云报", "高远, 姚笛"),
    "pages/zh-inline-suffix.txt": ("2025-01-22T15:31:09", "经济瞭望", "林家豪"),
    "pages/zh-mid-injected.txt": ("2025-06-18T18:05", "城建周刊", "彭一舟, 段晓"),
    "pages/zh-obf-pager.txt": ("2025-02-27T11:02", "博物志", None),
    "pages/zh-related-mixed.txt": ("2025-03-11T09:26:14", "观海新闻", None),
    "pages/zh-tail-titles.txt": ("2024-11-03T07:40", "南岭晚报", "许青禾"),
    "pages/zh-top-and-bottom.txt": ("2024-08-19T23:12", "山地体育报", None),
    "html/big5-island.html": ("2024-10-21T07:30", "海岸日報", "周以恩"),
    "html/en-hidden-casino.html": ("2025-02-06", "The Delta Courier", "Marcus Oyelaran"),
    "html/hidden-links.html": ("2025-05-30", "教育观察", "闻笛"),
    "html/p-interleaved.html": ("2024-07-16T20:41", "河岸", "林溪"),
    "html/portal-gb18030.html": ("2024-12-05T16:22", "文博周刊", "叶知秋, 李𬍛"),
    "html/portal-utf8.html": ("2025-03-27T08:14:52", "江城在线", "顾北辰"),
}


@pytest.mark.parametrize("name", SHARED_PAGES)
def test_development_pages(name: str) -> None:
    path = shared("spam-dev") / name
    document = read(Page(path.read_bytes()))
    found = find_metadata(document, [MATCHER.match(block.text) for block in document.blocks])
    answer = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert found.title == answer["title"]
    assert found.title_block is not None
    assert document.blocks[found.title_block].text == answer["title"]
    assert (found.date, found.source, found.author) == SHARED_PAGES[name]
    gold = answer["gold_article"]
    assert not any(document.blocks[i].text in gold for i in found.byline_blocks)


def test_the_sample_page_is_read_as_its_answer_says() -> None:
    path = shared("spam-dev") / "pages" / "xai-supercomputer.txt"
    document = read(Page(path.read_bytes()))
    found = find_metadata(document, [MATCHER.match(block.text) for block in document.blocks])
    answer = json.loads(path.with_suffix(".json").read_text("utf-8"))
    meta = answer["meta"]
    assert (found.title, found.source, found.author) == (answer["title"], meta["source"], meta["author"])
    assert found.date == meta["date"].replace(" ", "T")
    assert [document.blocks[i].text for i in sorted(found.byline_blocks)] == answer["byline"]


# --- pages made to hurt ----------------------------------------------------------------------------


def declared(headline: str) -> str:
    said = json.dumps({"@type": "Article", "headline": headline})
    return f"<script type='application/ld+json'>{said}</script>"


def test_many_declared_titles_on_a_page_of_headings() -> None:
    # each title compared with each heading, word by word, would take minutes
    head = "".join(declared(f"headline {i} of words {7 * i}") for i in range(500))
    body = "".join(f"<h1>heading of number {i} and word {3 * i}</h1>" for i in range(40_000))
    assert metadata(f"<html><head>{head}</head><body>{body}<h1>{PROSE}</h1></body></html>").title


def test_an_endless_title_of_many_parts() -> None:
    found = metadata(page(declared("word - " * 1_000_000), "<h1>another heading</h1>" * 20))
    assert len(found.title or "") <= 1_000


# --- titles ----------------------------------------------------------------------------------------


def test_a_kicker_in_the_heading_is_no_part_of_the_title() -> None:
    head = "<title>Warum jeder Zug hupt - Uferbote</title><meta property='og:title' content='{}'>"
    body = "<h2><span>{}</span><span>{}</span></h2>"
    title = "Warum jeder Zug hupt"
    assert metadata(page(head.format(title), body.format("Nahverkehr", title), "de")).title == title
    assert metadata(page(head.format(title), body.format(title, "Nahverkehr"), "de")).title == title
    cut = metadata(page(head.format("Warum jeder Zug hu"), f"<h1>{title}</h1>", "de"))
    assert cut.title == title


def test_a_layout_of_tables_shows_title_and_site_apart() -> None:
    cells = "<table><tr><td><b>江海晚报网络版</b></td></tr><tr><td><font size=5>{}</font></td></tr></table>"
    head = "<title>百年老戏台重修记 - 江海晚报网络版</title>"
    found = metadata(page(head, cells.format("百年老戏台重修记")))
    assert (found.title, found.source) == ("百年老戏台重修记", "江海晚报网络版")
    assert found.title_block == 1
    assert metadata(page(head, cells.format("别的一行"))).title == "百年老戏台重修记 - 江海晚报网络版"


def test_a_forum_in_flattened_text() -> None:
    lines = (
        "矿区家园 › 论坛 › 新闻转载\n查看: 312 | 回复: 3\n老矿工俱乐部本周六放映露天电影,片单公布"
        "\n管理员\n1\n主题\n7\n帖子\n1#"
    )
    found = metadata(f"{lines}\n发表于 2023年11月30日 09:10 | 只看该作者\n{PROSE}\n{PROSE}", kind=Kind.TEXT)
    assert (found.title, found.author, found.source) == (
        "老矿工俱乐部本周六放映露天电影,片单公布",
        None,
        None,
    )
    assert found.date == "2023-11-30T09:10"


@pytest.mark.parametrize("line", ["第一章 总则", "第三条 目的", "Chapter 1", "Artículo 5", "Глава 2"])
def test_numbers_of_chapters_are_no_names(line: str) -> None:
    found = metadata(
        f"首页\n国内\n国际\n某市养犬管理条例\n2024年11月05日 15:36\n{line}\n{PROSE}\n{PROSE}", kind=Kind.TEXT
    )
    assert (found.title, found.author, found.source) == ("某市养犬管理条例", None, None)
    assert sorted(found.byline_blocks) == [4]


def test_the_line_of_editors_is_not_the_author() -> None:
    line = "<div class='post_author'><a></a> 本文来源：楚天快讯 责任编辑：王晓晨_NB12546</div>"
    assert (
        metadata(page("<title>渡口的清晨</title>", f"<h1>渡口的清晨</h1><p>{PROSE}</p>{line}")).author is None
    )


# --- dates -----------------------------------------------------------------------------------------


def test_the_poster_of_a_forum_joined_on_another_day() -> None:
    body = (
        "<h2>The old pier</h2><dl><dd><b>Joined:</b> Sun Mar 01, 2015 8:11 pm</dd></dl>"
        "<p class='author'>by <b>newsbot</b> » <time datetime='2016-04-09T19:44:00'>9 April 2016</time></p>"
    )
    found = metadata(page("<title>The old pier</title>", body, "en"))
    assert (found.author, (found.date or "")[:10]) == ("newsbot", "2016-04-09")


@pytest.mark.parametrize("date", ["2024\n11/05\n15:36:00", "2024 11/05 15:36:00"])
def test_a_date_in_pieces(date: str) -> None:
    found = metadata(f"首页\n国内\n{date}\n来源:新华网\n某市养犬管理条例\n{PROSE}\n{PROSE}", kind=Kind.TEXT)
    assert found.date == "2024-11-05T15:36:00"
