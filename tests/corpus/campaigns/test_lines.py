"""One line taken apart: product, wording, family, through every disguise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.campaigns.lines import FAMILIES, Line, read_line
from cleaner.spam.hits import Finder
from cleaner.spam.lexicon import Lexicon

FINDER = Finder(Lexicon.load())


def read(text: str) -> Line:
    return read_line(FINDER, text)


@pytest.mark.parametrize(
    ("text", "product", "template", "family"),
    [
        ("三分钟了解(微乐麻将外挂透视)确实有挂", "微乐", "cover product tool claim", "cheats"),
        ("三分钟了解(微★乐★麻★将外★挂透★视)确实有挂", "微乐", "cover product tool claim", "cheats"),
        ("ＷＰＫ德州透\u200b视辅助", "wpk", "product tool", "cheats"),
        ("豆蔻麻将外挂", "麻将", "product tool", "cheats"),
        ("昨天的天气很好", "", "", "other"),
    ],
)
def test_product_wording_and_family(text: str, product: str, template: str, family: str) -> None:
    line = read(text)
    assert (line.product, line.template, line.family) == (product, template, family)


def test_a_brand_goes_before_a_game_and_a_game_before_a_generic_ending() -> None:
    assert read("微信小程序微乐大厅麻将透视挂").product == "微乐"
    assert read("小豆大厅掼蛋透视挂").product == "掼蛋"


def test_other_families() -> None:
    assert read("扑克牌隐形眼镜透视镜专卖").family == "devices"
    assert read("百家乐返水开户送彩金").family == "gambling"


@given(st.text())
def test_any_text_is_taken_apart_and_no_letter_of_it_is_made_up(text: str) -> None:
    line = read(text)
    assert line.family in FAMILIES
    assert all(unit.text for unit in line.units)
