"""Bylines, outlets and titles as the templates of portals have them."""

from __future__ import annotations

import json

import pytest

from cleaner.metadata.authors import split_authors
from cleaner.metadata.bylines import read_byline
from cleaner.metadata.outlets import clean_source

from .test_find import PROSE, PROSE_EN, metadata, page


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("来源: 江城晚报 江城 举报", "江城晚报"),
        ("江城晚报 我要反馈", "江城晚报"),
        ("于 海岸日报 试听", "海岸日报"),
        ("南岭晚报 客户端", "南岭晚报 客户端"),
        ("顾城西©", "顾城西"),
        ("·南山记者站", "南山记者站"),
        ("湖北省", None),
        ("北京", None),
        ("北京日报", "北京日报"),
        ("記者", None),
    ],
)
def test_an_outlet_is_freed_of_buttons_and_places(text: str, name: str | None) -> None:
    assert clean_source(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("〔記者黃子倩/台南報導〕", ["黃子倩"]),
        ("王梓辉 连云港报道", ["王梓辉"]),
        ("高远 姚笛 报道", ["高远", "姚笛"]),
        ("高远 王笛报道", ["高远", "王笛"]),
        ("By Maya Lindqvist and Tom Arden, CNN", ["Maya Lindqvist", "Tom Arden"]),
        ("Par Solène Castaing (Marseille, envoyée spéciale)", ["Solène Castaing"]),
        ("Авторы", []),
    ],
)
def test_authors_without_places_and_labels(text: str, names: list[str]) -> None:
    assert split_authors(text) == names


def test_names_beside_a_date_keep_their_spelling() -> None:
    line = read_byline("2024-03-09 13:42 聯合報 記者黃子倩")
    assert (line.authors, line.outlets) == (["黃子倩"], ["聯合報"])


@pytest.mark.parametrize(
    "text",
    ["2024/12/31 09:10 用Facebook分享 用LINE分享", "Modifié le 12 juin 2024 à 10h32", "2024.04.11. 기사원문"],
)
def test_buttons_and_labels_beside_a_date_are_no_names(text: str) -> None:
    line = read_byline(text)
    assert line.date
    assert not [*line.authors, *line.sources, *line.people, *line.outlets]


def test_a_label_beats_the_place_of_an_account() -> None:
    found = metadata(f"渡口的清晨\n2024-05-21 07:30 来自北京\n来源:北方青年报\n\n{PROSE}\n\n{PROSE}")
    assert found.source == "北方青年报"


def test_a_declared_person_is_no_outlet() -> None:
    author = {"@type": "Person", "name": "小野寺大地"}
    data = json.dumps({"@type": "NewsArticle", "headline": "灯台の夜間見学、百年で初めて", "author": author})
    head = f"<title>灯台の夜間見学、百年で初めて</title><script type='application/ld+json'>{data}</script>"
    found = metadata(
        page(head, "<h1>灯台の夜間見学、百年で初めて</h1><p>小野寺大地 2024年5月4日 16時30分</p>")
    )
    assert (found.author, found.source) == ("小野寺大地", None)


@pytest.mark.parametrize(
    "above",
    [
        "首页 资讯 前沿科技 车与出行 商业消费 社会文化 金融财经 出海\n登录",
        "新闻\n体育\n时政\n登录 注册",
        "新闻客户端",
    ],
)
def test_a_menu_is_no_title(above: str) -> None:
    found = metadata(
        f"{above}\n渡口的清晨,第一班渡轮准时靠岸\n2024-05-21 07:30 来源:海岸日报\n\n{PROSE}\n\n{PROSE}"
    )
    assert (found.title, found.source) == ("渡口的清晨,第一班渡轮准时靠岸", "海岸日报")


def test_korean_titles_are_no_menus() -> None:
    title = "폐교에 들어선 '씨앗 도서관' 대출 기한은 1년"
    assert metadata(f"{title}\n2024.04.11. 오전 9:32\n\n{PROSE}\n\n{PROSE}").title == title


@pytest.mark.parametrize(
    "below",
    [
        "Nine people counted the fish by hand: nobody expected so many.\nBy Hannah Whitlow\nDec. 2, 2023",
        "The dam, Tuesday, Oct. 8, 2024. (AP Photo/Greg Hale)\nBy Hannah Whitlow\nDec. 2, 2023",
    ],
)
def test_a_standfirst_or_a_caption_may_stand_above_the_byline(below: str) -> None:
    title = "Salmon return above the old dam"
    found = metadata(f"World\n{title}\n{below}\n\n{PROSE_EN}\n\n{PROSE_EN}")
    assert (found.title, found.author, found.date) == (title, "Hannah Whitlow", "2023-12-02")


def test_a_title_below_its_date() -> None:
    title = "冰川脚下的追光者与他们的三千个日夜"
    found = metadata(
        f"首页\n高层\n理论\n思客\n炫空间\n2024-06-21 16:40\n来源:海岸日报\n{title}\n\n{PROSE}\n\n{PROSE}"
    )
    assert (found.title, found.date, found.source) == (title, "2024-06-21T16:40", "海岸日报")


@pytest.mark.parametrize(
    "below", ["点击数：123", "字体：大 中 小", "打印本页", "分享到微信", "【字体：大】", "作者："]
)
def test_a_button_below_an_empty_label_is_no_value(below: str) -> None:
    for label in ("来源：", "作者："):
        found = metadata(f"江州防汛工作取得新进展\n2024-07-24 10:00\n{label}\n{below}\n{PROSE}\n{PROSE}")
        assert (found.author, found.source) == (None, None), label


def test_a_field_below_an_empty_label_has_its_own_value_only() -> None:
    found = metadata(f"江州防汛工作取得新进展\n2024-07-24 10:00\n作者：\n来源：江州日报\n{PROSE}\n{PROSE}")
    assert (found.author, found.source) == (None, "江州日报")


def test_a_title_below_an_empty_label_is_no_value() -> None:
    title = "江州防汛工作取得新进展"
    head = f"<title>{title}</title><p>2024-07-24 10:00 来源：</p><h1>{title}</h1>"
    found = metadata(f"{head}<p>{PROSE}</p><p>{PROSE}</p>")
    assert (found.title, found.source) == (title, None)


def test_a_byline_is_no_sentence_for_a_comma_or_where_it_is_from() -> None:
    title = "江州防汛工作取得新进展"
    for line in ("2024年3月5日，江州日报记者何山报道", "来自2024年3月5日 江州日报"):
        found = metadata(f"{title}\n{line}\n{PROSE}\n{PROSE}")
        assert (found.title, found.date) == (title, "2024-03-05")
