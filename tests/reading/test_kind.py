"""HTML or text?"""

from __future__ import annotations

import subprocess
import sys

import pytest

from cleaner.model import Kind, Page
from cleaner.reading import read
from cleaner.reading.kind import guess_kind


@pytest.mark.parametrize(
    "source",
    [
        "<!DOCTYPE html><p>x",
        "\ufeff \n<!-- c --><!-- d --> <html>",
        "<?xml version='1.0'?><!DOCTYPE html>",
        "<div class=x>y</div>",
        "<P>x",
        "<br/>x",
        "</div><p>x",
        "<h1>Title</h1>",
        "Some text first<br>then a line<br />and another<br>and one more<br>",
        "Lead <p>one</p><p>two</p> <div>three</div>",
        "<article>\n<p>x</p></article>",
    ],
)
def test_html(source: str) -> None:
    assert guess_kind(source) is Kind.HTML


@pytest.mark.parametrize(
    "source",
    [
        "",
        "plain",
        "An article that mentions <p> and <div> and says how </p> closes it.",
        "a < b and c > d, <3 you",
        "<not a tag> at the start",
        "<新华社> 电",
        "<pending> review",
        "<bold move by the council> said one",
        "<!-- never closed",
        "x" * 5_000 + "<p>one</p><p>two</p>",
        "<",
        "< p >x",
    ],
)
def test_text(source: str) -> None:
    assert guess_kind(source) is Kind.TEXT


@pytest.mark.parametrize("piece", ["<!--", "<!---->", "<p ", "<", "</", " ", "<br", "<div <"])
def test_hostile_repetition_is_linear(piece: str) -> None:
    assert guess_kind("x" + piece * 200_000) in Kind
    assert guess_kind(piece * 200_000) in Kind


def test_the_caller_decides() -> None:
    assert read(Page("<p>a</p>", kind=Kind.TEXT)).blocks[0].text == "<p>a</p>"
    assert read(Page("a &lt; b", kind=Kind.HTML)).blocks[0].text == "a < b"


@pytest.mark.parametrize("content", ["", b"", " \n", "<html></html>"])
def test_a_page_without_text_says_so(content: str | bytes) -> None:
    document = read(Page(content))
    assert document.blocks == []
    assert document.notes


def test_what_the_page_was_is_handed_on() -> None:
    document = read(Page("<p>中文</p>".encode("gbk"), url="https://a.example/"))
    assert (document.kind, document.url, document.encoding) == (Kind.HTML, "https://a.example/", "gb18030")
    assert document.source == "<p>中文</p>"


def test_importing_the_room_is_light() -> None:
    code = "import sys, cleaner.reading; print({'lxml', 'charset_normalizer', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
