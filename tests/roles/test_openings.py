"""A row is left out only where its expression could not match."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.roles import load_rows
from cleaner.roles.expression import openings_of
from cleaner.roles.fold import fold
from cleaner.roles.openings import openings as _openings
from cleaner.roles.openings import sizes
from tests.roles.cases import CASES

openings = cache(_openings)


def may_match(regex: str, text: str) -> bool:
    known = openings(regex)
    return not known or not known.isdisjoint(openings_of(text))


@pytest.mark.parametrize(
    ("regex", "expected"),
    [
        ("(?:By|by):? xy", {"By: ", "by: ", "By x", "by x"}),
        (r"\d{1,2} May", {"0 Ma"}),
        (r"(?:19|20)\d\d ?[-年]", {"0-", "0年", "0 -", "0 年"}),
        ("[(<]?(?:ab|cd)", {"(ab", "(cd", "<ab", "<cd", "ab", "cd"}),
        ("[(<{|]{0,2}(?:ab|cd)", {"(", "<", "{", "|", "ab", "cd"}),
        ("(?!x)(?i:İst)", {"\0ist"}),
        ("A(?i:b)", {"\0ab"}),
        (r"a\w|b.", {"a", "b"}),
        (".?a", set()),
        ("a?", set()),
        ("a{2,}b", {"aab", "aaab", "aaaa"}),
        ("a{5}", {"aaaa"}),
        (
            r"(?:\d|a){5}b",
            {"aaaa", "0", "0a", "0a0", "0a0a", "0aa", "0aa0", "0aaa", "a0", "a0a", "a0a0", "a0aa"}
            | {"aa0", "aa0a", "aaa0"},
        ),
    ],
)
def test_openings_of_an_expression(regex: str, expected: set[str]) -> None:
    assert openings(regex) == expected


@given(
    st.sampled_from(
        [
            "(?:ab?c|[0-9]x){1,3}d*",
            "(?i:ıst|mai)",
            r"[(]{0,2}\d*(?:年|st)?",
            "a*b*c",
            "(?:a|)(?:bc){2}",
            "x{0,7}y",
        ]
    ),
    st.text(alphabet="abcdxyABİıIiST1٣(年sm", max_size=7),
)
def test_a_match_has_one_of_the_openings(regex: str, text: str) -> None:
    if re.fullmatch(regex, text):
        assert may_match(regex, text)


@pytest.mark.parametrize("row", [row for row in load_rows() if row.regex or row.run], ids=lambda row: row.id)
def test_what_fires_has_an_opening_of_its_row(row: object) -> None:
    regex = row.regex or row.run  # type: ignore[attr-defined]
    for text in CASES[row.id][0]:  # type: ignore[attr-defined]
        assert may_match(regex, fold(text))


@pytest.mark.parametrize(
    ("regex", "expected"),
    [("(?:By|by):? xy", (5, 6)), (r"(?!x)\d{1,2} May(?= )", (5, 6)), ("a|bcd?", (1, 3))],
)
def test_sizes_of_an_expression(regex: str, expected: tuple[int, int]) -> None:
    assert sizes(regex) == expected


@pytest.mark.parametrize("row", load_rows(), ids=lambda row: row.id)
def test_what_fires_has_a_size_of_its_row(row: object) -> None:
    fewest, most = row.sizes  # type: ignore[attr-defined]
    for text in CASES[row.id][0]:  # type: ignore[attr-defined]
        assert fewest <= len(text) <= most
