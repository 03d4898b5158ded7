"""Folding many characters at once is folding them one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.roles.fold import fold, fold_long


@given(st.text(st.one_of(st.characters(), st.sampled_from("，İ發：｜\u3000\ud83d\ude00·"))))
def test_a_long_text_is_folded_as_a_short_one(text: str) -> None:
    assert fold_long(text) == fold(text)
