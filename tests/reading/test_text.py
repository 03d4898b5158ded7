"""Flattened text to blocks: lines, wrapped paragraphs, endless lines; and the same at a second reading."""

from __future__ import annotations

import json
import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.limits import Limits
from cleaner.model import Kind, Page
from cleaner.reading import read
from cleaner.reading.document import RawBlock

from ..conftest import shared


def blocks(source: str) -> list[RawBlock]:
    return read(Page(source, kind=Kind.TEXT)).blocks


def texts(source: str) -> list[str]:
    return [b.text for b in blocks(source)]


def squeeze(text: str) -> str:
    return "".join(text.split())


def joined(found: list[RawBlock]) -> str:
    return "".join((b.gap if i else "") + b.text for i, b in enumerate(found))


ENGLISH = (
    "For the first time in ninety years, salmon have been counted above the old dam site, barely ten weeks "
    "after the last of its concrete was hauled away. Biologists recorded forty adult fish on Monday night. "
)
CHINESE = (
    "清晨七点,县城还没有完全醒来,书店的木门已经吱呀一声推开。"
    "店主把写着“今日新到”的小黑板搬到门口!然后呢?……他笑了。"
)
TITLES = "老小区加装电梯进入批量时代,居民自发成立自管小组,每月公示电费和维保费用,大家都说好,邻居也来看"
PARAGRAPHS = [
    ENGLISH * 2,
    "Owners of lakeside homes lost their waterfront almost overnight, and a lawsuit over property values is "
    "still before the county court, where nobody expects a ruling before the spring.",
    "Crews will spend the winter planting willow along the exposed banks. The trust says it could take a "
    "decade for the river to settle into its new course.",
]
SNIPPETS = st.sampled_from(
    [
        CHINESE,
        ENGLISH,
        "a",
        "中文",
        "Mr. Smith",
        "...",
        "…",
        "。”",
        "! ",
        "? ",
        ".",
        " ",
        "  ",
        "\t",
        "\u3000\u3000",
        "\n",
        "\r\n",
    ]
)
LONG = st.lists(SNIPPETS | st.text(max_size=8), max_size=40).map("".join)
REPEATED = st.builds(lambda t, n: t * n, LONG, st.integers(1, 12))
WRAPPED = st.builds(
    lambda ps, w: "\n\n".join("\n".join(textwrap.wrap(p, w)) for p in ps),
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=6),
    st.integers(30, 140),
)
ANY = st.text(max_size=300) | LONG | REPEATED | WRAPPED | st.lists(LONG, max_size=8).map("\n".join)


@given(ANY)
@example("\ufeffa")
@example("\x00 \x1c a\x85b\u2028c")
def test_every_character_is_in_exactly_one_block(source: str) -> None:
    found = blocks(source)
    assert squeeze("".join(b.text for b in found)) == squeeze(source)
    for block in found:
        assert block.text == " ".join(block.text.split()) != ""
        assert block.line is not None


@given(ANY)
def test_reading_again_gives_the_same_blocks(source: str) -> None:
    once = blocks(source)
    again = blocks(joined(once))
    assert [(b.text, b.gap) for b in again] == [(b.text, b.gap) for b in once]


def test_lines_have_their_numbers() -> None:
    found = blocks("one\r\n\r\n two\u3000 three \rfour\u2028five\n\n\nsix")
    assert [(b.text, b.line) for b in found] == [
        ("one", (1, 1)),
        ("two three", (3, 3)),
        ("four five", (4, 4)),
        ("six", (7, 7)),
    ]
    assert {b.gap for b in found} == {"\n\n"}


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_paragraphs_are_joined(width: int) -> None:
    source = "A dam came down\n\n" + "\n\n".join("\n".join(textwrap.wrap(p, width)) for p in PARAGRAPHS)
    document = read(Page(source, kind=Kind.TEXT))
    assert [b.text for b in document.blocks] == [
        "A dam came down",
        *(" ".join(p.split()) for p in PARAGRAPHS),
    ]
    first, second = document.blocks[:2]
    assert first.line == (1, 1)
    assert second.line == (3, 2 + len(textwrap.wrap(PARAGRAPHS[0], width)))
    assert any("wrapped" in note for note in document.notes)


def test_the_first_lines_of_a_long_text_tell_for_the_others() -> None:
    paragraph = " ".join(" ".join(PARAGRAPHS).split())
    wrapped = "\n".join(textwrap.wrap(paragraph, 72))
    count = 12_000 // len(wrapped.split("\n"))
    joined = texts("\n\n".join([wrapped] * (count + 1)))
    assert joined == [paragraph] * (count + 1)
    behind = texts("x\n" * 12_000 + wrapped)
    assert behind[12_000:] == [" ".join(line.split()) for line in wrapped.split("\n")]


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    paragraphs = [CHINESE * 3, CHINESE * 2, CHINESE * 4]
    wrapped = "\n\n".join("\n".join(p[i : i + 36] for i in range(0, len(p), 36)) for p in paragraphs)
    assert texts(wrapped) == paragraphs


@pytest.mark.parametrize(
    "source",
    [
        "\n".join(f"{ENGLISH}{i}." for i in range(10)),
        "\n".join(["首页 国内 国际", *[CHINESE] * 8]),
        "\n".join(f"{TITLES[i : i + 36]}..." for i in range(8)),
        "\n".join(f"第{i}条标题都是同样长度的二十个汉字没有句号结尾也没有省略号" for i in range(1, 9)),
        "\n".join(
            ["- a list item that is about as long as the others here", "- another item that is about as long"]
            * 6
        ),
        "\n".join(["Short lines", "of a poem", "are not", "wrapped prose", "at all.", ""] * 5),
    ],
    ids=["paragraphs", "chinese-paragraphs", "teasers", "titles", "list", "poem"],
)
def test_other_lines_are_not_joined(source: str) -> None:
    assert texts(source) == [" ".join(line.split()) for line in source.split("\n") if line.strip()]


def test_a_page_in_one_line_is_cut_into_sentences() -> None:
    page = CHINESE * 30
    found = blocks(page)
    assert len(found) > 60
    assert {b.line for b in found} == {(1, 1)}
    assert joined(found) == page
    assert [b.gap for b in found[:3]] == ["\n\n", "", ""]
    assert found[0].text.endswith("推开。")


def test_sentences_in_latin_script_are_cut_at_full_stops_before_capitals() -> None:
    line = (
        "Mr. J. Smith of the U.S. paid 3.50 for it. “It is fine.” He left! Why? Because of v2.0 beta. " * 12
    )
    found = blocks(line)
    assert [b.text for b in found[:5]] == [
        "Mr. J. Smith of the U.S. paid 3.50 for it.",
        "“It is fine.”",
        "He left!",
        "Why?",
        "Because of v2.0 beta.",
    ]
    assert {b.gap for b in found[1:]} == {" "}


def test_wide_seams_part_paragraphs_in_a_long_line() -> None:
    line = "\u3000\u3000".join(["标题没有句号", *[CHINESE] * 20]) + "\t首页  国内  国际"
    found = blocks(line)
    assert [b.text for b in found[:3]] == ["标题没有句号", CHINESE, CHINESE]
    assert [b.text for b in found[-3:]] == ["首页", "国内", "国际"]
    assert {b.gap for b in found} == {"\n\n"}


def test_two_spaces_behind_a_full_stop_are_no_seam() -> None:
    found = blocks((ENGLISH.strip() + "  ") * 8)
    assert [b.gap for b in found] == ["\n\n"] + [" "] * (len(found) - 1)


@pytest.mark.parametrize("text", [CHINESE * 8, ENGLISH * 4, "中" * 1000, "a  b\tc" * 100])
def test_a_paragraph_of_usual_length_is_one_block(text: str) -> None:
    assert len(" ".join(text.split())) <= 1000
    assert len(blocks(text)) == 1


def test_a_long_line_without_sentences_is_one_block() -> None:
    assert texts("字" * 5000) == ["字" * 5000]


@pytest.mark.parametrize(
    "piece", [" ", "\t", "。", ".", "...", "!”", "a. ", "\u3000", "\n", "\r", "- a\n", "“"]
)
def test_hostile_repetition_is_linear(piece: str) -> None:
    source = piece * 300_000
    found = read(Page(source, kind=Kind.TEXT), Limits(blocks=1_000_000)).blocks
    assert squeeze("".join(b.text for b in found)) == squeeze(source)


def test_shared_pages_are_read_line_by_line() -> None:
    for path in sorted((shared("spam-dev") / "pages").glob("*.txt")):
        source = path.read_text("utf-8")
        document = read(Page(path.read_bytes()))
        assert document.kind is Kind.TEXT
        expected = [(" ".join(x.split()), (n, n)) for n, x in enumerate(source.split("\n"), 1) if x.strip()]
        assert [(b.text, b.line) for b in document.blocks] == expected
        assert json.loads(path.with_suffix(".json").read_text("utf-8"))["title"] in [t for t, _ in expected]
