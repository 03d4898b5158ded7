"""Fillers taken out, look-alikes unified, each with a way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.spam.views import View, skeleton, skeleton_of_form, squeeze

ALPHABET = "外挂透视德州卦徽扌圭ㄕgua toushi.★、 丨|0a1é"


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("外★挂", "外挂"),
        ("透 视 辅 助", "透视辅助"),
        ("真的有外.挂", "真的有外挂"),
        ("外|挂|辅|助", "外挂辅助"),
        ("掼 蛋 丨 外 丨 挂", "掼蛋外挂"),
        ("『透』『明』『挂』", "『透明挂』"),
        ("c.h.e.a.t", "cheat"),
        ("꽁.머.니", "꽁머니"),
    ],
)
def test_fillers_come_out(torn: str, whole: str) -> None:
    view = squeeze(torn)
    assert view is not None
    assert view.text == whole


@pytest.mark.parametrize("text", ["窗外,挂着灯笼", "他说:外面挂着牌", "清华大学", "a b", "阅读 写作", ""])
def test_ordinary_punctuation_stays(text: str) -> None:
    assert squeeze(text) is None


@pytest.mark.parametrize(
    ("hidden", "read"),
    [
        ("外卦", "外挂"),
        ("夕卜扌圭", "外挂"),
        ("tou视", "透视"),
        ("透ㄕ", "透视"),
        ("辅zhu器", "辅助器"),
        ("a1mb0t", skeleton_of_form("aimbot")),
        ("hhp0ker", skeleton_of_form("hhpoker")),
    ],
)
def test_look_alikes_read_as_what_they_stand_for(hidden: str, read: str) -> None:
    view = skeleton(hidden)
    assert view is not None
    assert view.text == read


@pytest.mark.parametrize("text", ["清华团队", "now and then", "2024年"])
def test_nothing_to_unify_costs_no_view(text: str) -> None:
    assert skeleton(text) is None


@given(st.text(alphabet=ALPHABET))
def test_views_lead_back_into_the_text(text: str) -> None:
    for view in (squeeze(text), skeleton(text)):
        if view is not None:
            _check_places(view, text)


def _check_places(view: View, text: str) -> None:
    assert len(view.text) == len(view.places) == len(view.ends)
    assert list(view.places) == sorted(view.places)
    assert all(0 <= a < b <= len(text) for a, b in zip(view.places, view.ends, strict=True))
