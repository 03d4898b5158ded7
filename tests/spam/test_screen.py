"""Judging many lines at once: the same as one by one, whatever stands beside them."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.spam import Detector, Lexicon, normalize
from cleaner.spam.characters import ALONE, characters, codes_of, text_of
from cleaner.spam.hits import Finder
from cleaner.spam.normalize import plain
from cleaner.spam.screen import doubtful
from cleaner.spam.views import skeleton, squeeze

DETECTOR = Detector()
FINDER = Finder(Lexicon.load())
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
    *("é", "a1mb0t", "w.g.", "外", "挂", "|", ",", ".", "Ａ", "İ", "\U00020000", "\ud800", "\0", "*", "b0t@"),
)
LINE = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=6).map("".join)
LINES = st.lists(LINE, max_size=20)
TORN = st.lists(st.text(alphabet="外挂a1b@.,。★| \t新é", max_size=9), max_size=20)


@given(LINES)
def test_many_lines_are_judged_as_each_alone(lines: list[str]) -> None:
    assert DETECTOR.judge_many(lines) == [DETECTOR.judge(line) for line in lines]


@given(LINES | TORN)
def test_a_line_that_is_let_go_is_plain_and_holds_nothing(lines: list[str]) -> None:
    found = doubtful(lines, FINDER)
    assert found <= set(range(len(lines)))
    for line in (line for number, line in enumerate(lines) if number not in found):
        normalized = normalize(line)
        assert normalized == (plain(line), range(len(line)), ())
        assert squeeze(normalized.text) is None
        assert skeleton(normalized.text) is None
        assert FINDER.core.find(normalized.text) == []
        assert DETECTOR.judge(line) == DETECTOR.judge("")


@pytest.mark.parametrize("line", ["外\n挂透视", "微乐麻将外挂透视辅助开挂神器\n加微信"])
def test_a_line_of_two_lines_is_judged_as_a_whole(line: str) -> None:
    lines = [*("前言" * count for count in range(1, 9)), line, "结语"]
    assert DETECTOR.judge_many(lines)[-2] == DETECTOR.judge(line)


def test_the_neighbours_of_a_line_are_not_its_own() -> None:
    # neither a term, nor a torn word, nor a spelled one, nor look-alikes reach from line to line
    lines = ["外", "挂", "w", ".", "g", ".", "外★", "挂", "b", "0", "t", "外", "gua", "亻", "言"]
    assert doubtful(lines, FINDER) == set()


def test_ordinary_lines_are_let_go() -> None:
    lines = ["The U.S. economy", "It's a day", "新华社北京电,记者。", "第 3 页", "(图)", "A | B", "a, b"]
    assert doubtful(lines, FINDER) == set()


def test_every_character_is_plain_in_the_table_as_in_a_text() -> None:
    every = [chr(code) for code in range(0x10000)]
    codes, starts = codes_of(every)
    table = characters()
    plain_codes = table.plain[codes[starts]]
    alone = (table.left[codes[starts]] & ALONE) != 0
    for char, code, odd in zip(every, plain_codes.tolist(), alone.tolist(), strict=True):
        assert odd or plain(char) == chr(code)
        assert odd or normalize(char) == (chr(code), range(1), ())
    assert text_of(codes[starts]) == "".join(every)


def test_what_is_looked_over_may_be_long() -> None:
    line = "外,挂。a1b c.d.e " * 20_000
    assert sys.getsizeof(line) > 500_000
    assert doubtful([line] * 3, FINDER) == {0, 1, 2}
