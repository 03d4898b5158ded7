"""The quick look at all blocks of a page loses no menu."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.roles import load_rows
from cleaner.roles.ends import Ends
from cleaner.roles.fold import fold
from cleaner.roles.menu import Menu

WORDS = next(row.menu for row in load_rows() if row.menu)
MENU = Menu(WORDS)
SHORTEST = sorted(WORDS, key=lambda word: (len(word), word))[:60]


@given(
    st.lists(st.sampled_from(SHORTEST) | st.sampled_from(sorted(WORDS)), min_size=2, max_size=6),
    st.sampled_from(["", " ", "|", "-", "_", "·", "/", "»"]),
    st.sampled_from(["", "x", "»", "о"]),
)
def test_what_matches_is_likely(words: list[str], between: str, end: str) -> None:
    folded = fold(between.join(words) + end)[:60]
    if MENU.match(folded, folded.lower()):
        assert MENU.likely(Ends([folded])) == [0]
