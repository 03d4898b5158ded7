"""New names and phrases: what returns, set off, and is not in the lexicon or in everyday speech."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.corpus.campaigns.lines import read_line
from cleaner.corpus.campaigns.novel import NewTerm, Novelty
from cleaner.spam.boundaries import common_words
from cleaner.spam.hits import Finder
from cleaner.spam.lexicon import Lexicon

FINDER = Finder(Lexicon.load())
EVERYDAY = common_words()


def terms(lines: Iterable[str], **limits: int) -> dict[str, NewTerm]:
    novelty = Novelty(**limits)
    for text in lines:
        novelty.add(text, read_line(FINDER, text))
    return {term.text: term for term in novelty.terms(EVERYDAY)}


SOLD = [
    "三分钟了解(豆蔻互娱外挂透视)确实有挂",
    "豆蔻互娱开挂神器下载",
    "【豆★蔻★互★娱】透视辅助，加微信",
    "教你一招：豆蔻互娱怎么开挂",
]


def test_a_name_that_several_lines_push_is_found_whole() -> None:
    found = terms(SOLD)
    assert found["豆蔻互娱"].name
    assert found["豆蔻互娱"].lines == 4
    assert found["豆蔻互娱"].family == "cheats"
    assert found["豆蔻互娱"].examples[0] == SOLD[0]
    assert "豆蔻" not in found
    assert "蔻互娱" not in found


def test_two_lines_or_one_line_many_times_are_not_enough() -> None:
    assert "豆蔻互娱" not in terms(SOLD[:2])
    assert "豆蔻互娱" not in terms([SOLD[0]] * 50)
    assert "豆蔻互娱" not in terms([SOLD[0], SOLD[0].replace("了解", "★了★解"), f" {SOLD[0]}！"])


def test_what_the_lexicon_has_is_not_new() -> None:
    lines = [
        f"{opener}微乐麻将{tool}"
        for opener in ("揭秘：", "", "真的！")
        for tool in ("外挂", "透视挂", "开挂神器")
    ]
    assert not any("微乐" in text for text in terms(lines))


def test_everyday_words_and_text_behind_the_title_are_not_new() -> None:
    lines = [f"微乐麻将外挂{n}，{'甲乙丙丁戊己庚辛'[n]}说专用，透视。" for n in range(6)]
    assert "专用" not in terms(lines)
    tail = "，手把手带飞"
    filler = "这是一段凑数的文字" * 6
    long = [f"微乐麻将外挂{'甲乙丙丁戊己'[n]}{filler}{tail}。" for n in range(6)]
    assert "手把手带飞" not in terms(long)


def test_an_opener_and_a_phrase() -> None:
    openers = [
        f"老玩家掏心窝！{name}透视挂{n}"
        for n, name in enumerate(("微乐麻将", "哈灵麻将", "途游斗地主", "WPK"))
    ]
    assert terms(openers)["老玩家掏心窝"].opener
    assert not terms(openers)["老玩家掏心窝"].name


def test_words_with_blanks_between_them() -> None:
    lines = [
        f"{before} zorblax royale aimbot {after}"
        for before, after in (("get", "now"), ("best", "2026"), ("", "free"))
    ]
    assert "zorblax royale" in terms(lines)


def test_what_repeats_is_still_found_when_counters_are_few() -> None:
    noise = [f"{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 11 * n % 4000)}外挂{n}透视" for n in range(800)]
    mixed = [
        line
        for n, text in enumerate(noise)
        for line in ([text, f"豆蔻互娱透视挂{n}号"] if n % 4 == 0 else [text])
    ]
    assert terms(mixed, most=100)["豆蔻互娱"].name


@settings(max_examples=25)
@given(st.permutations(SOLD))
def test_the_order_of_the_lines_changes_no_count(lines: list[str]) -> None:
    counts = {text: term.lines for text, term in terms(lines).items()}
    assert counts == {text: term.lines for text, term in terms(SOLD).items()}


def test_the_number_of_lines_told_apart_is_bounded() -> None:
    assert terms(SOLD, most_lines=2) == {}


@pytest.mark.parametrize("text", ["", "！！！", "12345", "\ud800外挂"])
def test_odd_lines_do_no_harm(text: str) -> None:
    assert terms([text] * 3 + SOLD)["豆蔻互娱"].lines == 4
