"""Text for a terminal."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.console import PLAIN, Style, clip, harmless, mark, one_line, style_for, width

COLOURED = Style(colour=True)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_control_characters_are_shown_not_sent() -> None:
    assert harmless("a\x1b[31mb\x00\x7f\x9b\r\n\tc") == "a␛[31mb␀␡<U+009B>␍\n\tc"
    assert harmless("abc\u202ecba") == "abc<U+202E>cba"
    assert harmless("عربي\u200f 中文 é 😀") == "عربي\u200f 中文 é 😀"
    assert one_line("a\nb\tc") == "a␊b␉c"


@given(st.text(st.characters()))
def test_harmless_text_can_be_written_and_is_not_changed_twice(text: str) -> None:
    safe = harmless(text)
    safe.encode("utf-8")
    assert "\x1b" not in safe
    assert harmless(safe) == safe


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("中文", 4), ("e\u0301", 1), ("", 0), ("ｗｉｄｅ", 8), ("a\u200bb", 2)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(), st.integers(1, 30))
def test_clipped_text_fits(text: str, columns: int) -> None:
    short = clip(text, columns)
    assert width(short) <= columns
    if width(text) <= columns:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


def test_marked_characters() -> None:
    assert mark("有外挂的", (1, 3), PLAIN) == "有[[外挂]]的"
    assert mark("有外挂的", (1, 3), COLOURED) == "有\x1b[1;7m外挂\x1b[0m的"
    long = mark("前" * 50 + "外挂" + "后" * 50, (50, 52), PLAIN)
    assert long.startswith("…前")
    assert long.endswith("后…")
    assert "[[外挂]]" in long
    assert width(long) <= 24 + 24 + 8
    assert mark("b" * 50 + "X", (50, 51), PLAIN) == "…" + "b" * 24 + "[[X]]"
    assert mark("b" * 24 + "X", (24, 25), PLAIN) == "b" * 24 + "[[X]]"
    assert mark("x" * 200, (0, 200), PLAIN) == "[[" + "x" * 38 + "…]]"


def test_colour_only_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert style_for(Terminal()) == COLOURED
    assert style_for(io.StringIO()) == PLAIN
    monkeypatch.setenv("NO_COLOR", "1")
    assert style_for(Terminal()) == PLAIN
    monkeypatch.setenv("NO_COLOR", "")
    assert style_for(Terminal()) == COLOURED
    monkeypatch.setenv("TERM", "dumb")
    assert style_for(Terminal()) == PLAIN
