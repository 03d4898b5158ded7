"""What a browser would not show is marked, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaner.model import Kind, Page
from cleaner.reading import read

from ..conftest import shared

CASES: list[dict[str, str]] = json.loads(Path(__file__).with_name("hiding_cases.json").read_text("utf-8"))
LONG = "<p>The council approved the plan on Monday, and work will begin in the spring.</p>" * 8


def page(html: str) -> Any:
    return read(Page(f"<html><body>{html}</body></html>", kind=Kind.HTML))


def block(html: str) -> Any:
    """The block that says TEXT, on a page with enough other text."""
    return next(b for b in page(html + LONG).blocks if b.text == "TEXT")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_hidden(case: dict[str, str]) -> None:
    found = block(case["hidden"])
    assert (found.hidden, found.hidden_by) == (True, case["by"])


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_shown(case: dict[str, str]) -> None:
    found = block(case["shown"])
    assert (found.hidden, found.hidden_by) == (False, "")


def test_elements_are_marked_with_all_their_descendants() -> None:
    document = page("<div style='display:none'><ul><li>a</li></ul></div><ul><li>b</li></ul>" + LONG)
    hidden = {(e.tag, e.hidden) for e in document.elements}
    assert ("div", True) in hidden
    assert {e.hidden for e in document.elements if e.tag == "li"} == {True, False}
    assert ("body", False) in hidden


def test_hidden_words_inside_a_line_leave_the_line_whole() -> None:
    document = page("<p>One <b>two</b><span style='display:none'> SPAM <i>x</i></span> three.</p>" + LONG)
    first, second = document.blocks[:2]
    assert (first.text, first.hidden) == ("One two three.", False)
    assert (second.text, second.hidden, second.tag) == ("SPAM x", True, "p")


def test_blocks_inside_a_hidden_inline_element_stay_in_order() -> None:
    document = page("<div>a<span hidden>b<p>c</p>d</span>e</div>" + LONG)
    assert [(b.text, b.hidden) for b in document.blocks[:5]] == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("e", False),
        ("d", True),
    ]


def test_links_survive_a_hidden_part() -> None:
    document = page("<p><a href='/x'>Read on<span hidden> about it</span></a> now</p>" + LONG)
    first, second = document.blocks[:2]
    assert [(first.text[k.start : k.end], k.href) for k in first.links] == [("Read on", "/x")]
    assert [(second.text[k.start : k.end], k.href) for k in second.links] == [("about it", "/x")]


def test_most_of_the_page_hidden_is_a_page_that_waits_for_its_script() -> None:
    document = page(f"<div class=app style='opacity:0'><div>{LONG}</div></div><p>loading</p>")
    assert not any(b.hidden for b in document.blocks)
    assert any("until a script shows it" in note for note in document.notes)


@pytest.mark.parametrize("style", ["display:none", "opacity:0", "visibility:hidden"])
def test_a_hidden_body_is_read_as_visible(style: str) -> None:
    document = read(Page(f"<html><body style='{style}'><p>TEXT</p></body></html>"))
    assert not document.blocks[0].hidden
    assert not any(e.hidden for e in document.elements)
    assert any(style.split(":")[0] in note for note in document.notes)


def test_a_big_hidden_heap_of_links_stays_hidden() -> None:
    links = "".join(f"<a href='/{i}'>casino number {i} bonus</a> " for i in range(60))
    document = page(f"<div style='display:none'>{links}</div>{LONG}")
    assert document.blocks[0].hidden


def test_an_important_declaration_of_an_element_goes_before_its_others() -> None:
    page = '<p>Alpha <span style="display:block!important;display:inline">Beta</span> gamma</p>'
    document = read(Page(page, kind=Kind.HTML))
    assert [block.text for block in document.blocks] == ["Alpha", "Beta", "gamma"]


def test_much_css_is_cut_with_a_note() -> None:
    document = page("<style>" + ".a{color:red}" * 50_000 + "</style><p>x</p>")
    assert any("style sheets" in note for note in document.notes)


@pytest.mark.parametrize(
    "css", ["{" * 50_000, "}" * 50_000, "/*" * 50_000, "a{b{" * 20_000, "@media x{" * 20_000]
)
def test_broken_css_is_passed_over(css: str) -> None:
    assert page(f"<p>x</p><style>{css}</style>").blocks[0].text == "x"


@pytest.mark.parametrize(
    "name",
    ["big5-island", "en-hidden-casino", "hidden-links", "p-interleaved", "portal-gb18030", "portal-utf8"],
)
def test_shared_pages(name: str) -> None:
    folder = shared("spam-dev") / "html"
    answer = json.loads((folder / f"{name}.json").read_text("utf-8"))
    document = read(Page((folder / f"{name}.html").read_bytes()))
    hidden = {b.text for b in document.blocks if b.hidden}
    assert set(answer["hidden_spam"]) <= hidden
    seen = hidden - set(answer["hidden_spam"])
    assert not seen & {*answer["gold_article"].split("\n\n"), *answer["teasers"], *answer["spam_lines"]}
    texts = [b.text for b in document.blocks]
    for text in [answer["title"], *answer["gold_article"].split("\n\n"), *answer["spam_lines"]]:
        assert text in texts


def test_a_letter_that_only_folds_to_ascii_makes_no_style_element() -> None:
    document = page("<p>TEXT</p><\u017ftyle>.x{}</\u017ftyle><style></style>")
    assert document.blocks[0].text == "TEXT"
