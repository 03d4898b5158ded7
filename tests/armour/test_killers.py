"""Pages that stop other programs: each gives an Article that keeps every promise."""

from __future__ import annotations

import pytest

import cleaner
from benchmarks.hostile import hostile
from cleaner import Cleaner, Kind, Limits, Page

from ..test_invariants import check, squeeze

SIZE = 15_000
MAKERS = hostile(SIZE)
CLEANER = Cleaner()


@pytest.mark.parametrize("name", MAKERS)
def test_a_hostile_page_gives_an_article_that_keeps_the_promises(name: str) -> None:
    article = CLEANER.clean(MAKERS[name]())
    check(article)
    assert CLEANER.clean(Page(article.text, kind=Kind.TEXT)).text == article.text


@pytest.mark.parametrize("name", MAKERS)
def test_small_limits_cut_and_never_fail(name: str) -> None:
    page = MAKERS[name]()
    size = min(5_000, len(page) // 2)
    small = Cleaner(limits=Limits(size=size, depth=8, attributes=5, blocks=20))
    article = small.clean(page)
    check(article)
    assert len(article.blocks) <= 2 * 20  # a block may be cut at a seam
    assert any(f"only the first {size:,} of {len(page):,}" in note for note in article.notes)


@pytest.mark.parametrize("kind", list(Kind))
def test_blocks_above_the_limit_are_not_read_and_that_is_said(kind: Kind) -> None:
    tag = "<p>{}</p>" if kind is Kind.HTML else "{}\n"
    page = "".join(tag.format(f"第{i}段,讲的是同一座小城。") for i in range(120))
    for most, notes in ((119, 1), (120, 0), (121, 0)):
        article = Cleaner(limits=Limits(blocks=most)).clean(Page(page, kind=kind))
        assert len(article.blocks) == min(most, 120)
        assert sum("only the first 119 blocks" in note for note in article.notes) == notes


@pytest.mark.parametrize("unit", ["bytes", "characters"])
def test_size_is_counted_in_bytes_or_characters(unit: str) -> None:
    text = "小城的书店,后来又怎样重新开门。" * 50
    page: bytes | str = text.encode() if unit == "bytes" else text
    whole = Cleaner(limits=Limits(size=len(page))).clean(page)
    assert not any("only the first" in note for note in whole.notes)
    cut = Cleaner(limits=Limits(size=100)).clean(page)
    assert f"only the first 100 of {len(page):,} {unit} were read" in cut.notes
    got = squeeze("".join(b.text for b in cut.blocks)).rstrip("\ufffd")
    assert text.startswith(got)
    assert len(got) >= 33


def test_a_cut_inside_a_character_changes_no_encoding() -> None:
    for codec in ("utf-8", "gb18030", "big5"):
        page = ("小城的人都知道那是一本好看的大字典,在山中日子也不少。" * 50).encode(codec)
        encodings = {Cleaner(limits=Limits(size=size)).clean(page).encoding for size in range(300, 306)}
        assert len(encodings) == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_when_the_time_is_over_the_page_ends_and_that_is_said(kind: Kind) -> None:
    tag = "<p>{}</p>" if kind is Kind.HTML else "{}\n"
    page = "".join(tag.format(f"第{i}段,讲的是同一座小城。") for i in range(2_000))
    article = Cleaner(limits=Limits(seconds=1e-9)).clean(Page(page, kind=kind))
    check(article)
    assert len(article.blocks) == 1
    assert any("took more than 1e-09 seconds" in note for note in article.notes)
    assert len(Cleaner(limits=Limits(seconds=None)).clean(Page(page, kind=kind)).blocks) == 2_000


@pytest.mark.parametrize("depth", [256, 300, 512, 600, 10_000, 100_000])
@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "section"])
def test_text_at_any_depth_is_read(depth: int, tag: str) -> None:
    article = CLEANER.clean(f"<p>first</p>{f'<{tag}>' * depth}<p>deepest</p>")
    assert [b.text for b in article.blocks] == ["first", "deepest"]


def test_a_line_of_50_megabytes_is_cut_and_cleaned() -> None:
    article = CLEANER.clean(b"A" * 50_000_000)
    check(article)
    assert article.notes[0] == "only the first 16,777,216 of 50,000,000 bytes were read"


def test_a_million_line_breaks() -> None:
    article = CLEANER.clean("<p>one</p>" + "<br>" * 1_000_000 + "<p>two</p>")
    assert [b.text for b in article.blocks] == ["one", "two"]


def test_fifty_thousand_tiny_paragraphs() -> None:
    article = CLEANER.clean("<p>x</p>" * 50_000)
    assert len(article.blocks) == 50_000
    assert not any("only the first" in note for note in article.notes)


def test_text_behind_the_end_of_the_page_is_read() -> None:
    article = CLEANER.clean("<html><body><p>one</p></body></html><p>two</p></html><p>three</p>")
    assert [b.text for b in article.blocks] == ["one", "two", "three"]


def test_a_line_is_judged_up_to_the_limit() -> None:
    judgement = Cleaner(limits=Limits(size=1_000)).judge_line("麻将外挂透视确实有挂" * 10_000)
    assert judgement.spam
    assert all(e.span is None or e.span[1] <= 1_000 for e in judgement.evidence)


@pytest.mark.parametrize("name", ["size", "blocks", "attributes", "depth", "unpacked"])
@pytest.mark.parametrize("value", [None, "5", 1.5])
def test_only_time_may_be_unlimited(name: str, value: object) -> None:
    with pytest.raises(TypeError, match=f"{name} must be a whole number, not {type(value).__name__}"):
        Limits(**{name: value})  # type: ignore[arg-type]
    assert Limits(seconds=None).seconds is None
    with pytest.raises(TypeError, match="seconds must be a number or None, not str"):
        Limits(seconds="5")  # type: ignore[arg-type]


@pytest.mark.parametrize("url", [1, b"x"])
def test_an_address_that_is_no_str_is_misuse(url: object) -> None:
    for page, given in (("<p>a</p>", url), (Page("<p>a</p>", url=url), None)):  # type: ignore[arg-type]
        with pytest.raises(TypeError, match=f"url must be str or None, not {type(url).__name__}"):
            cleaner.clean(page, url=given)  # type: ignore[arg-type]


def test_limits_are_part_of_the_public_face() -> None:
    assert cleaner.Limits() == Limits()
    assert hash(Limits(depth=3)) == hash(Limits(depth=3)) != hash(Limits())
