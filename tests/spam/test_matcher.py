"""The one-pass matcher finds what a plain search finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.spam.index import index_of, is_spaced, packed, unpacked
from cleaner.spam.lexicon import Row
from cleaner.spam.matcher import Matcher


def row(*forms: str) -> Row:
    return Row("r", "game", "", (), "", 0.5, forms, (), False, {"en": "", "zh": ""}, (), ())


def matcher(*forms: str) -> Matcher:
    return Matcher(index_of(enumerate([row(*forms)]) if forms else ()), [row(*forms)])


def found(forms: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in matcher(*forms).find(text)]


@given(
    st.lists(st.text(alphabet="外挂透ab", min_size=2, max_size=5), min_size=1, max_size=8, unique=True),
    st.text(alphabet="外挂透ab ", max_size=40),
)
def test_finds_the_longest_form_at_every_place(forms: list[str], text: str) -> None:
    open_forms = tuple(f"*{form}*" for form in forms)
    expected = []
    for start in range(len(text)):
        lengths = [len(form) for form in forms if text.startswith(form, start)]
        if lengths:
            expected.append((start, start + max(lengths)))
    assert found(open_forms, text) == expected


def test_words_of_spaced_scripts_match_whole() -> None:
    assert found(("cheat",), "cheat cheater xcheat 外cheat挂") == [(0, 5), (22, 27)]
    assert found(("cheat*",), "cheats") == [(0, 5)]
    assert found(("*poker",), "wepoker pokers") == [(2, 7)]
    assert found(("чит",), "читать чит") == [(7, 10)]


def test_scripts_without_blanks_match_anywhere() -> None:
    assert found(("外挂",), "麻将外挂器") == [(2, 4)]
    assert found(("สล็อต",), "เว็บสล็อตตรง") == [(4, 9)]


def test_a_form_cut_off_by_the_end_is_not_found() -> None:
    assert found(("外挂神器",), "麻将外挂") == []


def test_no_forms_find_nothing() -> None:
    assert matcher().find("外挂") == []


@given(
    st.lists(st.text(alphabet="外éчab1", min_size=2, max_size=4), min_size=1, max_size=8, unique=True),
    st.text(alphabet="外éчab1_. \u0902\u0e01", max_size=30),
)
def test_words_are_found_where_words_begin_and_end(forms: list[str], text: str) -> None:
    def bounded(start: int, end: int) -> bool:
        left = start == 0 or not is_spaced(text[start]) or not is_spaced(text[start - 1])
        right = end == len(text) or not is_spaced(text[end - 1]) or not is_spaced(text[end])
        return left and right

    expected = []
    for start in range(len(text)):
        ends = [start + len(form) for form in forms if text.startswith(form, start)]
        whole = [end for end in ends if bounded(start, end)]
        if whole:
            expected.append((start, max(whole)))
    assert found(tuple(forms), text) == expected


def test_a_packed_index_finds_the_same() -> None:
    rows = [row("外挂", "cheat*", "чит", "*poker")]
    index = index_of(enumerate(rows))
    again = unpacked(packed(index))
    text = "外挂 cheats чит wepoker"
    assert Matcher(again, rows).find(text) == Matcher(index, rows).find(text) != []
    with pytest.raises(ValueError, match="one line"):
        packed(index_of(enumerate([row("外\t挂")])))
