"""The guard before the parser: what is within the limits stays as it is, the rest loses tags and no text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Kind, Limits, Page
from cleaner.reading import read
from cleaner.reading.guard import _is_modern, with_few_attributes

SMALL = Limits(depth=6, attributes=4)
PIECES = st.sampled_from(
    [
        *(
            "<div>",
            "<div class='a'>",
            "</div>",
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<span>",
            "</span>",
        ),
        *(
            "<ul>",
            "</ul>",
            "<li>",
            "</li>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</tr>",
            "</table>",
            "<a href=x>",
        ),
        *("</a>", "<br>", "<img alt='>'>", "<!-- <div> -->", "<script>'<div>'</script>", "<!x>", "</ p>"),
        *("<div a b c d e f g>", "<div a=1 b='<div>' c=\">\" d e=5 f>", "</html>", "</body>", "<textarea>"),
        *("</textarea>", "<h2>", "</h2>", "<section>", "</section>"),
        *("一", "二", "three", " ", "\n", "&lt;div&gt;", "a < b"),
    ]
)
SOUP = st.lists(PIECES, max_size=60).map("".join)


def squeeze(texts: list[str]) -> str:
    return "".join("".join(texts).split())


def texts(source: str, limits: Limits) -> list[str]:
    return [b.text for b in read(Page(source, kind=Kind.HTML), limits).blocks]


@given(SOUP)
def test_no_text_is_lost_to_the_guard(source: str) -> None:
    plain = texts(source, Limits(depth=10_000, attributes=10_000))
    assert sorted(squeeze(texts(source, SMALL))) == sorted(squeeze(plain))


@given(SOUP)
def test_tamed_pages_are_within_the_limits(source: str) -> None:
    source *= 20
    for block in read(Page(source, kind=Kind.HTML), SMALL).blocks:
        # html and body are not on the page; a raw element may stand one deeper
        assert (block.path or "").count("/") <= SMALL.depth + 3


@given(SOUP)
def test_a_page_within_the_limits_stays_as_it_is(source: str) -> None:
    one, other = (read(Page(source, kind=Kind.HTML), Limits(depth=depth)) for depth in (200, 10_000))
    assert (one.blocks, one.notes) == (other.blocks, other.notes)


def test_attributes_above_the_limit_are_left_out() -> None:
    many = " ".join(f"a{i}='{i}>'" for i in range(2_000))
    source, notes = with_few_attributes(f"<p {many}>text</p><p a b>more</p>", 50, sure=True)
    assert source.endswith("a49='49>'>text</p><p a b>more</p>")
    assert notes == ["1 tag had more than 50 attributes; the rest was left out"]


@pytest.mark.parametrize("glue", [" ", "\n", "/", "  / "])
@pytest.mark.parametrize("value", ["", "=1", "='>'", '="x<y"', " = v"])
def test_no_way_of_writing_gets_past_the_count(glue: str, value: str) -> None:
    if glue == "/" and value.endswith(("1", "v")):
        glue = "\t"  # a slash goes on with a value that has no quotes
    tag = "<p " + glue.join(f"a{i}{value}" for i in range(20_000)) + f"{glue}>text</p>"
    source, _ = with_few_attributes(tag, 1_000, sure=True)
    assert source.endswith(">text</p>")
    assert len(re.findall(r"a\d+", source)) == 1_000
    document = read(Page(tag, kind=Kind.HTML))
    assert document.notes == ["1 tag had more than 1,000 attributes; the rest was left out"]
    (block,) = document.blocks
    # to an older parser such a slash behind a bracket ends the tag, and what follows is text
    assert block.text == "text" or (glue == "/" and value == "='>'" and not _is_modern())
    assert block.text.endswith("text")


@pytest.mark.parametrize("tag", ["p", "b", "img", "meta", "template"])
def test_only_the_parser_knows_where_a_tag_ends_that_holds_brackets(tag: str) -> None:
    many = " ".join(f"a{i}='>'" for i in range(1_500))
    page = f"<div>one</div><{tag} {many}></{tag}>{'<div>' * 600}two"
    document = read(Page(page, kind=Kind.HTML))
    assert [b.text for b in document.blocks] == ["one", "two"]
    assert [note.partition(" had ")[0].partition(" were ")[0] for note in document.notes] == [
        "1 tag",
        "88 elements",
    ]


def test_quotes_as_the_only_separator_are_seen() -> None:
    tag = "<p " + "".join(f"a{i}='1'" for i in range(20_000)) + ">text</p>"
    source, notes = with_few_attributes(tag, 1_000)
    assert notes
    assert texts(source, Limits()) == ["text"]


def test_a_tag_that_never_ends_is_no_trap() -> None:
    for tail in (
        "a='",
        'a="' * 3,
        "a " * 50_000,
        "a=x'" * 50_000,
        " " * 100_000,
        "= " * 50_000,
        "/" * 100_000,
    ):
        source, _ = with_few_attributes("<p>text</p><p " + tail, 1_000)
        assert texts(source, Limits()) == ["text"]


def test_elements_too_deep_leave_their_text_and_their_boundaries() -> None:
    source = "<div>one<b>!</b>" * 8 + "<p>last</p>" + "</div>" * 8 + "<p>after</p>"
    document = read(Page(source, kind=Kind.HTML), SMALL)
    assert [b.text for b in document.blocks] == ["one!"] * 8 + ["last", "after"]
    assert document.blocks[-1].path == "/html/body/p[1]"
    assert "elements were nested more than 6 deep; their text was kept" in document.notes[0]


def test_many_elements_that_close_by_themselves_are_not_deep() -> None:
    for tag in ("p", "li", "td", "tr><td", "option", "dt", "dd"):
        source = "<table>" + f"<{tag}>x" * 5_000
        document = read(Page(source, kind=Kind.HTML))
        assert [b.text for b in document.blocks] == ["x"] * 5_000
        assert document.notes == []


@pytest.mark.parametrize(
    "piece",
    [
        "<dt>x",
        "<li><tr>x",
        "<p><option>x",
        "<div><!--</div>-->x",
        '<div title="</div>">x',
        "<b><i><u><s><em><div>x</em></s></u></i></b>",
        "<textarea>x</ p>",
        "x<wbr>",
        "<script>'</div>'</script><div>x",
        "<template><div>x",
        "<svg><title>x",
    ],
)
def test_nothing_hides_depth_from_the_guard(piece: str) -> None:
    # what is deeper than the limit is quadratic in the parser: this takes a second, or half an hour
    blocks = read(Page(piece * 50_000, kind=Kind.HTML)).blocks
    assert max(((b.path or "").count("/") for b in blocks), default=0) <= Limits().depth + 3


@pytest.mark.parametrize("start", ["", "<p>x</p>" * 20], ids=["too deep", "too many blocks"])
def test_the_parser_stops_where_the_walk_does(start: str) -> None:
    # a parser that reads on looks through all open elements at every end tag: minutes for this page
    page = f"{start}{'<i>' * 300_000}{'</b>x' * 300_000}"
    document = read(Page(page, kind=Kind.HTML), Limits(blocks=10, seconds=None))
    assert any("deep" in note or "first 10 blocks" in note for note in document.notes)
