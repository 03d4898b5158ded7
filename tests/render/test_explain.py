"""The explanation for a person at a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Evidence, Judgement, Label, Verdict
from cleaner.console import PLAIN, Style
from cleaner.model import KEPT_LABELS
from cleaner.render.explain import explain, explain_line, summary

from .example import HOSTILE, NOTHING, SPAM, article, block, paragraphs

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
COLOURED = Style(colour=True)
COLOURS = re.compile("\x1b\\[[0-9;]+m")


def test_the_summary_names_the_removed_by_label_spam_first() -> None:
    assert (
        summary(article()) == "spam_removed, 6 blocks kept, 4 removed: 1 spam, 1 related, 1 byline, 1 title"
    )


def test_the_summary_where_nothing_was_removed() -> None:
    assert summary(paragraphs("一段。")) == "clean, 1 block kept, none removed"
    assert summary(NOTHING) == "no_article, 0 blocks kept, none removed"
    everything = article(keep=frozenset(Label))
    assert summary(everything) == "spam_removed, 10 blocks kept, none removed"


def test_every_block_is_shown_with_its_label_and_score() -> None:
    lines = list(explain(article()))
    start = lines.index("") + 1
    blocks = [line for line in lines[start:] if re.match(r"[+-] +\d", line)]
    assert len(blocks) == 10
    assert blocks[2] == "+  2  body         0.90  第一段从这里开始,"
    assert blocks[9] == f"-  9  spam         0.10  (hidden) {SPAM}"
    assert [line[0] for line in blocks] == list("--++++++--")


def test_removed_blocks_have_their_reasons_and_kept_ones_none() -> None:
    lines = list(explain(article()))
    reasons = [line for line in lines if re.match(r" +[+-]\d\.\d\d ", line)]
    assert len(reasons) == 4
    assert reasons[-1] == "      +2.12 spam.term  names a cheat: 三分钟了解(海湾麻将[[外挂]]透视辅助)确实有挂"


def test_the_page_is_described_first() -> None:
    lines = list(explain(article()))
    assert lines[0] == summary(article())
    assert "title     候鸟提前抵达湿地" in lines
    assert "encoding  gb18030" in lines
    assert "note      declared utf-8, but the bytes are gb18030" in lines


def test_many_reasons_are_counted_not_listed() -> None:
    evidence = tuple(Evidence("spam.term", f"reason {i}", 1.0) for i in range(20))
    lines = list(explain(article(blocks=(block(0, Label.SPAM, SPAM, evidence=evidence),))))
    assert lines[-1].strip() == "and 14 more"
    assert sum("reason" in line for line in lines) == 6


@pytest.mark.parametrize("style", [PLAIN, COLOURED])
@pytest.mark.parametrize("text", [*HOSTILE, "长" * 5000, "a\u202eb\u2067c", "e\u0301" * 200])
def test_no_text_of_a_page_steers_the_terminal_or_floods_it(text: str, style: object) -> None:
    assert style in (PLAIN, COLOURED)
    evidence = (Evidence("spam.x", "why\x1b[2J", 1.0, (0, len(text))), Evidence("spam.y", "why", 1.0, (1, 2)))
    hostile = block(0, Label.SPAM, text, evidence=evidence)
    made = article(title=text, author=text, notes=(text[:50],), blocks=(hostile,), url=text)
    for line in explain(made, style):  # type: ignore[arg-type]
        plain = COLOURS.sub("", line) if style is COLOURED else line
        assert not CONTROLS.search(plain)
        assert "\n" not in line
        assert len(plain) < 500


def test_colour_only_adds_escape_sequences() -> None:
    plain = [line.replace("[[", "").replace("]]", "") for line in explain(article(), PLAIN)]
    coloured = list(explain(article(), COLOURED))
    assert [COLOURS.sub("", line) for line in coloured] == plain
    assert any("\x1b[1;7m外挂\x1b[0m" in line for line in coloured)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_can_be_explained(verdict: Verdict) -> None:
    assert next(iter(explain(article(verdict=verdict)))).startswith(f"{verdict}, ")


def test_kept_follows_the_labels_that_the_caller_keeps() -> None:
    made = article(keep=KEPT_LABELS | {Label.SPAM})
    assert any(line.startswith("+  9") for line in explain(made))
    assert "names a cheat" not in "\n".join(explain(made))


def test_a_judged_line() -> None:
    evidence = (Evidence("spam.term", "names a cheat", 2.5, (0, 2)), Evidence("report.word", "police", -1.0))
    lines = list(explain_line("外挂下载", Judgement(True, 0.987, evidence)))
    assert lines == [
        "spam      0.99  外挂下载",
        "          +2.50 spam.term  names a cheat: [[外挂]]下载",
        "          -1.00 report.word  police",
    ]
    assert list(explain_line("早安", Judgement(False, 0.01))) == ["not spam  0.01  早安"]


@given(st.text(st.characters(), max_size=80), st.data())
def test_any_line_with_any_span_can_be_explained(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    judgement = Judgement(True, 1.0, (Evidence("a.b", "why", 1.0, (start, end)),))
    for line in explain_line(text, judgement):
        assert not CONTROLS.search(line)


def test_blocks_of_one_digit_and_many_are_in_line() -> None:
    blocks = tuple(replace(block(i, Label.BODY, "一段。")) for i in range(101))
    lines = [line for line in explain(article(blocks=blocks)) if line.startswith("+")]
    assert lines[0].startswith("+   0  body")
    assert lines[100].startswith("+ 100  body")
