"""The one-pass matcher finds what a plain search finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.spam.lexicon import Row
from cleaner.spam.matcher import Matcher


def row(*forms: str) -> Row:
    return Row("r", "game", "", (), "", 0.5, forms, (), False, {"en": "", "zh": ""}, (), ())


def found(forms: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    return [(m.start, m.end) for m in Matcher([row(*forms)]).find(text)]


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
    assert Matcher([row(*open_forms)]).finds(text) is bool(expected)


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
    assert Matcher([]).find("外挂") == []
