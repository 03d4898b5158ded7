"""Plain characters, and the way back to the characters as they were written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.spam import normalize
from cleaner.spam.normalize import doubt

ODD = "外挂透视AbＡ⒜①❶🅰🇦𝐠⼈⻅麵\u200b\u00ad\u202e\ufe0f\u0336\u0301é한가が\u3099аοİß…、 \t🔟Ⅲﬁ"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ａｐｐ，１", "app,1"),
        ("麻將輔助", "麻将辅助"),
        ("外\u200b挂\u2060透\u00ad视", "外挂透视"),
        ("外\u0336挂\u0336器", "外挂器"),
        ("⾃瞄⻅", "自瞄见"),
        ("⒲⒜🅰🅐🇦𝐠ⓤ", "waaaagu"),
        ("①❶⓿➀⑴🔟", "1101110"),
        ("1\ufe0f\u20e3", "1"),
        ("с1ickеr", "c1icker"),
        ("казинo", "казино"),
        ("ＩSTANBUL", "istanbul"),
    ],
)
def test_disguises_are_undone(written: str, plain: str) -> None:
    assert normalize(written).text == plain


@pytest.mark.parametrize(
    "text", ["một", "tiếng việt", "ภาษาไทยน้ำ", "हिन्दी में", "عَرَبِي", "한국어", "が", "книга"]
)
def test_writing_that_needs_its_marks_keeps_them(text: str) -> None:
    assert normalize(text).text == text


@pytest.mark.parametrize(("apart", "composed"), [("mo\u0302\u0323t", "một"), ("か\u3099", "が"), ("é", "é")])
def test_marks_compose_where_they_can(apart: str, composed: str) -> None:
    found = normalize(apart)
    assert found.text == composed
    assert not found.disguises


@pytest.mark.parametrize(
    ("text", "kind", "span"),
    [
        ("外\u200b挂", "invisible", (1, 2)),
        ("看外\u0336挂\u0336", "combining", (1, 5)),
        ("麻将𝐠𝐮𝐚", "styled", (2, 5)),
        ("ＷＰＫ德州", "full_width", (0, 3)),
        ("⾃瞄", "radical", (0, 1)),
        ("казинo", "look_alike", (0, 6)),
    ],
)
def test_what_was_undone_is_told(text: str, kind: str, span: tuple[int, int]) -> None:
    assert normalize(text).disguises == ((kind, *span),)


@pytest.mark.parametrize("text", ["麻將,打牌", "，。！？", "APP", "👨\u200d👩\u200d👧 家", "❤\ufe0f 好"])
def test_ordinary_writing_is_no_disguise(text: str) -> None:
    assert normalize(text).disguises == ()


@given(st.one_of(st.text(), st.text(alphabet=ODD)))
def test_map_points_into_the_original_and_never_falls(text: str) -> None:
    found = normalize(text)
    places = list(found.map)
    assert len(places) == len(found.text)
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)
    for start in range(len(found.text)):
        low, high = found.span(start, start + 1)
        assert 0 <= low < high <= len(text)
    for _, start, end in found.disguises:
        assert 0 <= start < end <= len(text)


@given(st.text(alphabet="外挂透视辅助麻将,，。！Ab1 後麵"))
def test_the_quick_way_and_the_careful_way_agree(text: str) -> None:
    assert normalize(text + "\u200b").text == normalize(text).text


@pytest.mark.parametrize("letter", ["\u2c2f", "\ua7c0", "\ua7d8", "\u1e9e"])
def test_the_lower_case_of_young_letters_is_not_left_to_python(letter: str) -> None:
    # an older Python doesn't know them; what is prepared serves every Python
    assert re.findall(doubt(), f"a{letter}") == [letter]


def test_a_tower_of_marks_is_not_quadratic() -> None:
    # marks of two classes in turn, which have to be put in order
    high, low = (normalize("外挂 a" + "\u0301\u0316" * count).text for count in (200_000, 10))
    assert high == low


def test_a_letter_with_many_marks_is_that_letter() -> None:
    assert normalize("e" + "\u0301" * 40 + "x").text == normalize("e" + "\u0301" * 20 + "x").text
