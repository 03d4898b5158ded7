"""Names of authors and outlets, and titles told from site names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata.authors import clean_author, split_authors
from cleaner.metadata.bylines import is_person, read_byline
from cleaner.metadata.outlets import clean_source
from cleaner.metadata.titles import site_in, strip_site


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("记者 高远 实习生 姚笛", ["高远", "姚笛"]),
        ("本报记者 陶然", ["陶然"]),
        ("文/许青禾", ["许青禾"]),
        ("海岸日报记者邹多为、唐诗凝、丁乐", ["海岸日报记者邹多为", "唐诗凝", "丁乐"]),
        ("By Hannah Whitlow, Environment Correspondent", ["Hannah Whitlow"]),
        ("Ana Fuentes, Priya Anand, and Joseph Redwater", ["Ana Fuentes", "Priya Anand", "Joseph Redwater"]),
        ("李楠 (desk@example.org)", ["李楠"]),
        ("김하늘 기자 river@example.com", ["김하늘"]),
        ("佚名", []),
        ("admin", []),
        ("https://social.example/name", []),
    ],
)
def test_split_authors(text: str, names: list[str]) -> None:
    assert split_authors(text) == names


def test_authors_are_joined_by_a_comma() -> None:
    assert clean_author(["By Ana Fuentes", "Priya Anand"]) == "Ana Fuentes, Priya Anand"
    assert clean_author(["网络", "小编"]) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("来源：海岸日报-文化频道 原创稿", "海岸日报-文化频道"),
        ("南岭晚报 作者:许青禾", "南岭晚报"),
        ("Source: The Northern Ledger", "The Northern Ledger"),
        ("12345", None),
        ("https://news.example/", None),
        ("", None),
    ],
)
def test_clean_source(text: str, name: str | None) -> None:
    assert clean_source(text) == name


@pytest.mark.parametrize(
    ("title", "stripped"),
    [
        ("渡口的清晨_海岸日报网", "渡口的清晨"),
        ("渡口的清晨-地方-海岸新闻网", "渡口的清晨"),
        ("渡口的清晨|渡口|清晨_海岸新闻", "渡口的清晨"),
        (
            "A dam came down, and the salmon came home | The Northern Ledger",
            "A dam came down, and the salmon came home",
        ),
        (
            "A dam came down, and the salmon came home - Northern Ledger",
            "A dam came down, and the salmon came home",
        ),
        (
            "Why 10-year-olds swim - a long answer to a short question",
            "Why 10-year-olds swim - a long answer to a short question",
        ),
        ("渡口的清晨", "渡口的清晨"),
    ],
)
def test_strip_site(title: str, stripped: str) -> None:
    assert strip_site(title) == stripped


def test_strip_site_listens_to_the_heading_and_the_known_name() -> None:
    whole = "明日海况--最新出炉的报告：班次降至三成"
    assert strip_site(whole, ["最新出炉的报告：班次降至三成"]) == "最新出炉的报告：班次降至三成"
    assert strip_site("The bridge opens — Riverside", (), ["Riverside"]) == "The bridge opens"
    assert site_in("渡口的清晨_海岸日报网", "渡口的清晨") == "海岸日报网"


def test_read_byline_takes_a_line_apart() -> None:
    line = read_byline("发表于2014-08-24 21:30| 1164次阅读| 来源海岸网| 0 条评论| 作者魏星")
    assert (line.date, line.sources, line.authors) == ("2014-08-24T21:30", ["海岸网"], ["魏星"])
    line = read_byline("September 1st, 2023 By Emily Norwood")
    assert (line.date, line.authors) == ("2023-09-01", ["Emily Norwood"])
    line = read_byline("石佳/江城青年报 2019-09-24 09:10")
    assert (line.people, line.outlets) == (["石佳"], ["江城青年报"])
    assert read_byline("Updated March 3, 2024").updated


def test_is_person() -> None:
    assert is_person("林家豪")
    assert is_person("Rina Puspita")
    assert not is_person("经济瞭望")
    assert not is_person("The Delta Courier News")
    assert not is_person("")


@given(st.text(max_size=200))
def test_nothing_raises(text: str) -> None:
    split_authors(text)
    clean_source(text)
    read_byline(text)
    is_person(text)
    stripped = strip_site(text)
    assert stripped in " ".join(text.split())
    site_in(text, stripped)
