"""Every row of the pattern tables fires where it must and is silent where it must be."""

from __future__ import annotations

import pytest

from cleaner.model import Label
from cleaner.roles import RoleMatcher, load_rows
from cleaner.roles.ends import LONGEST
from cleaner.roles.fold import fold
from tests.roles.cases import CASES, FIRES, SILENT

MATCHER = RoleMatcher()


def ids(text: str) -> set[str]:
    return {hit.id for hit in MATCHER.match(text)}


@pytest.mark.parametrize(("row", "text"), FIRES)
def test_fires(row: str, text: str) -> None:
    assert row in ids(text)


@pytest.mark.parametrize(("row", "text"), SILENT)
def test_silent(row: str, text: str) -> None:
    assert row not in ids(text)


@pytest.mark.parametrize("row", load_rows(), ids=lambda row: row.id)
def test_row_is_complete(row) -> None:
    assert all(CASES[row.id])
    assert row.id.split(".")[0] == row.label.value
    assert row.reasons["en"]
    assert row.reasons["zh"]
    assert not row.list_heading or row.label is Label.RELATED
    assert all(len(phrase) <= LONGEST for phrase in row.words)  # of longer blocks only the ends are looked at


def test_traditional_and_full_width_spellings_fold_to_what_the_patterns_use() -> None:
    opencc = pytest.importorskip("opencc", reason="opencc is only needed to make the table")
    to_traditional = opencc.OpenCC("s2t")
    for row, text in FIRES:
        if row.startswith("related.heading") or row in ("credit.editor", "boilerplate.breadcrumb"):
            assert row in ids(to_traditional.convert(text)), (row, text)


def test_fold_keeps_every_character_in_its_place() -> None:
    text = "（責任編輯：莊言）　｜ İstanbul"
    assert len(fold(text)) == len(text)
    assert fold(text).startswith("(责任编辑:")
