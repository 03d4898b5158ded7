"""What a page says of itself outside its text."""

from __future__ import annotations

import json

import pytest

from cleaner.model import Kind, Page
from cleaner.reading import read
from cleaner.reading.document import Hints
from cleaner.reading.hints import read_jsonld


def hints(source: str) -> Hints:
    return read(Page(source, kind=Kind.HTML)).hints


def test_title_lang_and_canonical() -> None:
    found = hints(
        "<html lang='zh-CN'><head><title> A\n  title &amp; more </title><title>second</title>"
        "<link rel='stylesheet' href=/x.css>"
        "<link rel='Canonical nofollow' href=' https://a.example/1 '></head>"
        "<body><svg><title>icon</title></svg><p>x</p></body></html>"
    )
    assert (found.title, found.lang, found.canonical) == ("A title & more", "zh-CN", "https://a.example/1")


def test_a_drawing_has_no_title_for_the_page() -> None:
    assert hints("<svg><title>icon</title></svg><title>Page</title>").title == "Page"
    assert hints("<p>x</p>").title is None


def test_meta() -> None:
    found = hints(
        "<meta name=Author content='A &amp; B'><meta property='og:title' content=T>"
        "<meta name=author content=C>"
        "<meta itemprop=datePublished content=2024><meta http-equiv=Content-Language content=zh>"
        "<meta charset=utf-8><meta name=empty><meta name='' content=x><body><meta name=late content=y>"
    )
    assert found.meta == {
        "author": ["A & B", "C"],
        "og:title": ["T"],
        "datepublished": ["2024"],
        "content-language": ["zh"],
        "late": ["y"],
    }


def test_times() -> None:
    found = hints(
        "<p><time datetime=' 2024-07-24 '>24 <b>July</b></time> x <time>today</time></p>"
        "<time datetime=z></time>"
    )
    assert found.times == [("2024-07-24", "24 July"), ("", "today"), ("z", "")]


def test_jsonld_on_a_page() -> None:
    found = hints(
        """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "</b>"}</script>
        <script type='application/ld+json; charset=utf-8'>[{"a": 1}, {"@graph": [{"b": 2}, {"c": 3}]}]
        </script>
        <script type="application/ld+json">{broken</script><script>{"no": 1}</script><p>text</p>"""
    )
    assert found.jsonld == [{"@type": "NewsArticle", "headline": "</b>"}, {"a": 1}, {"b": 2}, {"c": 3}]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        '<!-- {"a": 1} -->',
        '//<![CDATA[\n{"a": 1}\n//]]>',
        '/* <![CDATA[ */ {"a": 1} /* ]]> */',
        '{"a": 1};',
        "{&quot;a&quot;: 1}",
        '[[{"a": 1}]]',
        '{"@context": "x", "@graph": {"a": 1}}',
    ],
)
def test_wrapped_jsonld(text: str) -> None:
    assert read_jsonld(text) == [{"a": 1}]


def test_raw_line_breaks_in_strings_are_forgiven() -> None:
    assert read_jsonld('{"a": "x\ny"}') == [{"a": "x\ny"}]


@pytest.mark.parametrize(
    "text", ["", "null", "1", '"x"', "[" * 200_000, " " * 300_000 + "x", "{" * 9, "/" * 99_999]
)
def test_jsonld_without_objects(text: str) -> None:
    assert read_jsonld(text) == []


def test_amounts_are_bounded() -> None:
    many = json.dumps([{"n": i} for i in range(5_000)])
    found = hints(
        f"<title>{'t' * 50_000}</title>"
        + "<meta name=a content=b>" * 5_000
        + "<time>x</time>" * 5_000
        + f"<meta name=long content={'c' * 100_000}><script type=application/ld+json>{many}</script>"
    )
    assert len(found.title or "") <= 1_000
    assert sum(map(len, found.meta.values())) <= 500
    assert len(found.times) <= 200
    assert len(found.jsonld) <= 500


@pytest.mark.parametrize(
    "text", ['{"@type": "NewsArticle", "headline": "a,}b",}', '{"headline": "a,}b", "x": [1, 2, ], };\n']
)
def test_needless_commas_are_forgiven(text: str) -> None:
    # the string in it is changed as well: a headline with ",}" in a broken script is not worth a parser
    (found,) = read_jsonld(text)
    assert found["headline"] in ("a,}b", "a}b")
