"""White space is folded as ``str.split`` sees it, whatever the character."""

import sys

import pytest

from cleaner.reading.spaces import fold_spaces


def test_every_character_counts_as_str_split_has_it():
    for code in range(sys.maxunicode + 1):
        text = f"a{chr(code)}b"
        assert fold_spaces(text) == " ".join(text.split()), hex(code)


@pytest.mark.parametrize(
    "text", ["", " ", "a", " a ", "a  b", "a \n b", "\ta b\u3000", "a\u200bb", "a\u00a0 b", "a\u00adb  c"]
)
def test_runs_and_ends(text):
    assert fold_spaces(text) == " ".join(text.split())
