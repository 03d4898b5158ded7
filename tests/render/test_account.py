"""What an explanation shows, and its views: rich's on a terminal, and the page for a colleague."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Evidence, Label, Verdict
from cleaner.limits import Limits, Watch, says_cut, too_many_blocks, too_many_bytes
from cleaner.model import LANGUAGES
from cleaner.reading import binary, other
from cleaner.render.account import entries, parts
from cleaner.render.explain_html import explain_html, stylesheet
from cleaner.render.flow import unfit
from cleaner.render.words import load_words

from .example import HOSTILE, NOTHING, SPAM, article, block

SAMPLES = Path(__file__).parents[2] / "samples"
_PACKAGE = Path(cleaner.__file__).parent
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
COLOURS = re.compile("\x1b\\[[0-9;]*m")
HAN = re.compile("[\u4e00-\u9fff]")
ALLOWED = """
html head meta title style body header footer main div input label h1 p strong ul ol li b dl dt dd details
summary span bdi del mark code
"""


class Tags(HTMLParser):
    """The elements and attributes of a document."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-3, 50), st.integers(-3, 50)), max_size=5))
def test_parts_are_the_text_again_and_each_lies_in_its_spans(text: str, spans: list[tuple[int, int]]) -> None:
    found = parts(text, [Evidence("a.b", "why", 1.0, span) for span in spans])
    assert "".join(part.text for part in found) == text
    at = 0
    for part in found:
        for number, (start, end) in enumerate(spans):
            covered = start <= at and at + len(part.text) <= end
            assert (number in part.reasons) == covered
        at += len(part.text)


def test_reasons_are_for_removed_blocks_and_not_too_many() -> None:
    evidence = tuple(Evidence("spam.term", f"reason {i}", 1.0) for i in range(9))
    made = article(
        blocks=(
            block(0, Label.BODY, "一段。", evidence=evidence),
            block(1, Label.SPAM, SPAM, evidence=evidence),
        )
    )
    kept, removed = entries(made, load_words("en"))
    assert (kept.kept, kept.reasons, kept.more) == (True, (), 0)
    assert (removed.kept, len(removed.reasons), removed.more) == (False, 6, 3)
    assert [e.block.index for e in entries(made, load_words("en"), {Label.SPAM})] == [1]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_page_is_markup_in_the_document(text: str) -> None:
    evidence = (Evidence(text, text, 1.0, (0, 1)), Evidence("spam.y", "why", 1.0, (1, 3)))
    hostile = block(0, Label.SPAM, text, evidence=evidence, hidden=True, path=text)
    kept = block(1, Label.BODY, text, line=(1, 2))
    made = article(
        **dict.fromkeys(("title", "author", "date", "source", "language", "url", "encoding"), text),
        notes=(text,),
        blocks=(hostile, kept),
    )
    document = explain_html(text, made)
    found = Tags(document)
    assert found.tags <= set(ALLOWED.split())
    assert not any(
        name.startswith("on") or name in ("href", "src", "srcdoc", "action") for name in found.attributes
    )
    assert not CONTROLS.search(document.replace("\n", ""))
    assert unfit(text) in "".join(found.text)


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_verdict_and_an_empty_page_have_a_document(verdict: Verdict, lang: str) -> None:
    assert "<details>" in explain_html("a", article(verdict=verdict), None, lang)
    assert "<details>" not in explain_html("a", NOTHING, None, lang)


def test_the_policy_allows_the_style_of_the_document_and_nothing_else() -> None:
    document = explain_html("a", article())
    assert "default-src 'none'; style-src 'sha256-" in document
    assert "'unsafe-inline'" not in document
    assert ' style="' not in document
    assert "url(" not in stylesheet()
    assert "@import" not in stylesheet()


def test_the_words_of_both_languages_have_the_same_names_and_holes() -> None:
    english, chinese = load_words("en"), load_words("zh")
    assert set(english.texts) == set(chinese.texts)
    for name, text in english.texts.items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", chinese[name])), name
    for label in Label:
        assert f"label.{label}" in english.texts
    for verdict in Verdict:
        assert f"verdict.{verdict}" in english.texts
    with pytest.raises(ValueError, match="unknown language"):
        load_words("fr")


@pytest.mark.parametrize("sample", sorted(p.name for p in SAMPLES.iterdir() if p.suffix != ".json"))
def test_every_reason_of_a_real_page_is_in_chinese_for_a_chinese_reader(sample: str) -> None:
    made = cleaner.clean((SAMPLES / sample).read_bytes(), lang="zh")
    words = load_words("zh")
    for why in (why for each in made.blocks for why in each.evidence):
        assert HAN.search(why.reason), why
    for note in made.notes:
        assert HAN.search(words.sentence(note)), note


def test_every_reason_and_note_that_the_code_and_its_tables_give_is_known_in_chinese() -> None:
    """Also those that no sample has."""
    said = set(_reasons_in_tables())
    for path in sorted(_PACKAGE.rglob("*.py")):
        if path.relative_to(_PACKAGE).parts[0] not in ("web", "spam", "roles", "corpus", "cli"):
            said.update(_reasons_in(ast.parse(path.read_text("utf-8"))))
    assert len(said) > 60
    words = load_words("zh")
    assert [reason for reason in sorted(said) if not HAN.search(words.sentence(reason))] == []


SMALL = Limits(size=20_000)
NOTED: list[Any] = [
    b"%PDF-1.4",
    b"PK\x03\x04",
    bytes(range(9)) * 9,
    b"<rss><channel></channel></rss>",
    b'{"a": 1}\n{"a": 2}\n',
    b"User-agent: *\nDisallow: /\n",
    b"",
    b"<p></p>",
    b"<p>\xff\xfe\xfd\xfc</p>",
    b"<p>a" + "涨潮".encode("gb18030")[:1],
    "<p>\ud800",
    "<p>\ud800\udfff",
    b"<i>" * 600 + b"a",
    b"<p " + b" ".join(b"a%d=1" % n for n in range(1_100)) + b">a",
    "x" * 20_001,
    b"x" * 20_001,
]


@pytest.mark.parametrize("page", NOTED, ids=range(len(NOTED)))
def test_the_notes_are_in_the_language_of_the_reasons(page: Any) -> None:
    english, chinese = (cleaner.clean(page, lang=lang, limits=SMALL) for lang in ("en", "zh"))
    words = load_words("zh")
    assert english.notes
    assert not any(HAN.search(note) for note in english.notes)
    assert all(HAN.search(note) for note in chinese.notes), chinese.notes
    assert chinese.notes == tuple(map(words.sentence, english.notes))
    assert list(map(says_cut, chinese.notes)) == list(map(says_cut, english.notes))


def test_whatever_a_file_is_has_a_name_in_chinese() -> None:
    for module in (binary, other):
        text = Path(module.__file__ or "").read_text("utf-8")
        kinds = re.findall(
            r'"([A-Z]?[\w -]+ (?:document|image|archive|program|audio|video|media|feed))"', text
        )
        assert kinds
        for kind in kinds:
            assert HAN.search(load_words("zh").sentence(f"not text: {kind}").partition("：")[2]), kind


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_cut_is_known_in_each_language(lang: str) -> None:
    sentence = load_words(lang).sentence
    for note in (
        too_many_blocks(5),
        too_many_bytes(5),
        Watch(1.5).note,
        "only the first 5 of 9 bytes were read",
    ):
        assert says_cut(sentence(note))
    assert not says_cut(sentence("no article found"))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "5 lines of the page are the same but for a name, and 2 of them are certain spam",
            "本页有5行只换了名称，其余相同，其中2行确定是广告",
        ),
        (
            "5 lines of the page are the same but for a name, and together they read like spam",
            "本页有5行只换了名称，其余相同，合起来看是广告",
        ),
        ("stands on 9 of 20 pages of a.example", "在a.example的20个页面中，有9个出现同样的内容"),
    ],
)
def test_sentences_that_are_put_together(english: str, chinese: str) -> None:
    assert load_words("zh").sentence(english) == chinese


_FILLED = ("its place on the page is 7",)
"""Sentences whose hole holds words of a table: those are asked for as a whole."""


def _reasons_in(tree: ast.Module) -> Iterator[str]:
    """What is written out as the reason of an ``Evidence`` or as a note; in holes stands a number."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        called = ast.unparse(node.func)
        if name == "Evidence" and len(node.args) > 1:
            yield from (text for text in _text_of(node.args[1]) if text not in _FILLED)
        elif called.endswith("notes.append"):
            yield from _text_of(node.args[0])


def _text_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr) and not isinstance(node.values[0], ast.FormattedValue):
        yield "".join(str(v.value) if isinstance(v, ast.Constant) else "7" for v in node.values)


def _reasons_in_tables() -> Iterator[str]:
    from cleaner.content.names import load_rows
    from cleaner.judge.extent import GALLERY, SEVERAL_PAGES
    from cleaner.limits import Watch, too_many_blocks, too_many_bytes
    from cleaner.reading.unshown import NOTE
    from cleaner.tables import read_table

    yield from (NOTE, GALLERY, SEVERAL_PAGES, Watch(5).note, too_many_blocks(5), too_many_bytes(5))
    yield from (row["reason"] for row in read_table(_PACKAGE / "judge" / "landmarks.toml")["row"])
    kept = ("body", "content", "title", "caption")
    yield from (
        f"its place on the page is {row['reason']}" for row in load_rows("names") if row["group"] not in kept
    )


rich = pytest.importorskip("rich", reason="rich is not installed")


@pytest.mark.parametrize("width", [20, 80, 140])
@pytest.mark.parametrize("text", [*HOSTILE, "长" * 5000, "a\u202eb\u2067c", "[bold]x[/bold] :smile:"])
def test_rich_draws_every_text_harmlessly_within_the_width(text: str, width: int) -> None:
    from cleaner.console import width as columns
    from cleaner.render.explain_rich import explain_rich

    evidence = (Evidence("spam.x", "why\x1b[2J", 1.0, (0, len(text))), Evidence("spam.y", "why", 1.0, (1, 2)))
    made = article(title=text, notes=(text[:50],), blocks=(block(0, Label.SPAM, text, evidence=evidence),))
    for line in explain_rich(made, width).split("\n"):
        plain = COLOURS.sub("", line)
        assert not CONTROLS.search(plain)
        assert columns(plain) <= max(40, width)


def test_rich_shows_what_the_plain_view_shows() -> None:
    from cleaner.render.explain_rich import explain_rich

    drawn = explain_rich(article(), 100)
    plain = COLOURS.sub("", drawn)
    assert "spam_removed, 6 blocks kept, 4 removed: 1 spam" in plain
    assert f"(hidden) {SPAM}" in plain
    assert "+2.12 spam.term  names a cheat" in plain
    assert re.search("\x1b\\[1;4;9;31m外挂\x1b\\[0m", drawn)
    assert "spam.term" not in explain_rich(article(), 100, {Label.BODY})
