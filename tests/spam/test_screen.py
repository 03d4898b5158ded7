"""Judging many lines at once: the same as one by one, whatever stands beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.spam import Detector

DETECTOR = Detector()
PIECES = (
    *(
        "透明挂",
        "微乐麻将",
        "外卦",
        "辅 助",
        "外★挂",
        "toushi",
        "wài guà",
        "ΑВС",
        "ƒree",
        "İstanbul bahis",
        "ΟΔΟΣ",
    ),
    *(
        "a",
        "1",
        " ",
        "\n",
        " 。 ",
        "\u200b",
        "casino giriş",
        "poker",
        "news",
        "新闻",
        "。",
        "wg",
        "po-ker",
        "扌圭",
    ),
)
LINES = st.lists(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=6).map("".join), max_size=8)


@given(LINES)
def test_many_lines_are_judged_as_each_alone(lines: list[str]) -> None:
    assert DETECTOR.judge_many(lines) == [DETECTOR.judge(line) for line in lines]


@pytest.mark.parametrize("line", ["外\n挂透视", "微乐麻将外挂透视辅助开挂神器\n加微信"])
def test_a_line_of_two_lines_is_judged_as_a_whole(line: str) -> None:
    assert DETECTOR.judge_many(["前言", line, "结语"])[1] == DETECTOR.judge(line)
