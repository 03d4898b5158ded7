"""HTML: its form, and that no text of a page can become markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Label
from cleaner.model import KEPT_LABELS
from cleaner.render.html import html_section

from .example import HOSTILE, NOTHING, SPAM, article, block, paragraphs

OURS = {
    *("html", "head", "meta", "title", "body", "article", "h1", "h2", "h3"),
    *("p", "em", "ul", "li", "span", "time"),
}


class Outline(HTMLParser):
    """The tags, attribute names and text that a browser would see."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.languages: list[str | None] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.languages += [value for name, value in attrs if name == "lang"]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data)


def test_the_form() -> None:
    document = article().to_html()
    assert document.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">\n')
    assert document.endswith("</html>\n")
    body = document[document.index("<h1>") : document.index("</article>")]
    assert body == (
        "<h1>候鸟提前抵达湿地</h1>\n"
        '<p class="facts"><span class="author">阿澜</span> · <span class="source">海风日报</span>'
        ' · <time datetime="2024-07-24">2024-07-24</time></p>\n'
        "<p>第一段从这里开始,又在这里结束。</p>\n"
        "<h3>原因</h3>\n"
        "<ul>\n<li>水位更早回升。</li>\n<li>食物更多。</li>\n</ul>\n"
        '<p class="caption"><em>湿地上的望远镜</em></p>\n'
    )
    assert SPAM not in document


def test_every_tag_is_closed_and_none_is_foreign() -> None:
    outline = Outline(article(blocks=(block(0, Label.BODY, "一", tag="li"),)).to_html())
    assert outline.open == []
    assert set(outline.tags) <= OURS


def test_an_undecided_language_is_said_to_be_unknown() -> None:
    assert Outline(article(language=None).to_html()).languages == ["", ""]
    assert Outline(article(language='zh"><b>').to_html()).languages == ['zh"><b>', 'zh"><b>']


def test_no_article_shows_nothing_of_the_page() -> None:
    outline = Outline(NOTHING.to_html())
    assert outline.texts == []
    assert outline.open == []


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("part", ["title", "author", "date", "source", "language", "body", "heading", "li"])
def test_hostile_text_in_every_part(part: str, text: str) -> None:
    if part in ("body", "heading", "li"):
        label = Label.HEADING if part == "heading" else Label.BODY
        made = article(blocks=(block(0, label, text, tag=part),))
    else:
        made = article(**{part: text})
    outline = Outline(made.to_html())
    assert set(outline.tags) <= OURS
    assert outline.attributes <= {"lang", "charset", "http-equiv", "content", "class", "datetime"}
    assert outline.open == []
    assert "\x1b" not in made.to_html()


@given(st.lists(st.text(st.characters(), max_size=30), max_size=6))
def test_paragraphs_come_back_as_they_were(texts: list[str]) -> None:
    document = paragraphs(*texts).to_html()
    outline = Outline(document)
    shown = ["".join(c for c in text if c.isprintable()) for text in outline.texts]
    wanted = ["".join(c for c in " ".join(text.split()) if c.isprintable()) for text in texts]
    assert [t.replace("\ufffd", "") for t in shown if t.strip("\ufffd")] == [
        t.replace("\ufffd", "") for t in wanted if t.strip("\ufffd")
    ]
    document.encode("utf-8")


def test_kept_labels_decide() -> None:
    made = article(keep=KEPT_LABELS - {Label.CAPTION} | {Label.RELATED})
    assert "望远镜" not in made.to_html()
    assert "渔港清晨" in made.to_html()


def test_headings_can_stand_below_those_of_another_page() -> None:
    blocks = (block(0, Label.BODY, "一段。"), *(block(i, Label.HEADING, f"第{i}节", level=i) for i in (2, 6)))
    section = html_section(article(blocks=blocks), heading=3)
    assert "<h3>候鸟提前抵达湿地</h3>" in section
    assert "<h4>第2节</h4>" in section
    assert "<h6>第6节</h6>" in section
