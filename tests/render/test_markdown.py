"""Markdown: its form, and that no text of a page can become markup.

The cases were checked with markdown-it (linkify on), cmark-gfm and mistune (all plugins); the properties
here state what those parsers look for.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Label
from cleaner.model import KEPT_LABELS, Article, Block, Verdict
from cleaner.render.markdown import escape_markdown

from .example import HOSTILE, NOTHING, SPAM, article, block, paragraphs

# what is left of escaped text once "\x" (a character that means itself) and "`@`" are taken out
ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]|`@`")
DANGEROUS = re.compile(r"[\\`*_\[\]<~{$^]|://|\b[\w-]+\.[a-z]{2}|==|&#?\w+;|\w@\w|(?:^|\s)#", re.IGNORECASE)
LINE_START = re.compile(r"(?:>|[-+=](?:\s|$)|--|\+\+|==|[:%](?:\s|$)|#|\d{1,9}[.)](?:\s|$))")

NASTY = st.sampled_from(HOSTILE) | st.text("ab 1.\\`*_[]<>(){}#+-!|~$&@:/=%^\"'中;", max_size=12)
ONE_LINE = st.lists(NASTY | st.text(max_size=8), max_size=5).map(lambda x: " ".join(" ".join(x).split()))


def unescaped(markdown: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown.replace("`@`", "\\@"))


def test_the_form() -> None:
    assert article().to_markdown() == (
        "# 候鸟提前抵达湿地\n"
        "\n"
        "*阿澜 · 海风日报 · 2024-07-24*\n"
        "\n"
        "第一段从这里开始,又在这里结束。\n"
        "\n"
        "### 原因\n"
        "\n"
        "- 水位更早回升。\n"
        "- 食物更多。\n"
        "\n"
        "*湿地上的望远镜*\n"
    )


@pytest.mark.parametrize(("level", "sign"), [(0, "##"), (1, "##"), (2, "##"), (4, "####"), (6, "######")])
def test_headings_stand_below_the_title(level: int, sign: str) -> None:
    made = article(
        blocks=(block(0, Label.HEADING, "原因", level=level),), author=None, source=None, date=None
    )
    assert made.to_markdown() == f"# 候鸟提前抵达湿地\n\n{sign} 原因\n"


def test_a_cut_paragraph_goes_on_where_the_source_had_a_space() -> None:
    blocks = (
        block(0, Label.BODY, "It began"),
        block(1, Label.SPAM, SPAM, gap=" "),
        block(2, Label.BODY, "and ended.", gap=" "),
        block(3, Label.BODY, "- Next"),
    )
    made = article(blocks=blocks, title=None, author=None, source=None, date=None)
    assert made.to_markdown() == "It began and ended.\n\n\\- Next\n"
    assert made.text == "It began and ended.\n\n- Next"


def test_a_kept_title_is_not_said_twice() -> None:
    made = article(keep=KEPT_LABELS | {Label.TITLE, Label.RELATED})
    assert made.to_markdown().count("候鸟提前抵达湿地") == 1
    assert "渔港清晨来得晚" in made.to_markdown()
    other = article(title="另一个题目", keep=KEPT_LABELS | {Label.TITLE})
    assert "\n## 候鸟提前抵达湿地\n" in other.to_markdown()


def test_nothing_gives_nothing() -> None:
    assert NOTHING.to_markdown() == ""
    assert article(blocks=()).to_markdown() == ""


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("<script>alert(1)</script>", r"\<script>alert(1)\</script>"),
        ("http://evil.example/", r"http\://evil\.example/"),
        ("www.evil.com", r"www\.evil\.com"),
        ("a@evil.com", r"a`@`evil\.com"),
        ("@name", r"\@name"),
        ("1. one", r"1\. one"),
        ("2024. 3", r"2024\. 3"),
        ("3.14 is pi", "3.14 is pi"),
        ("-5 and 7-8", "-5 and 7-8"),
        ("- item", r"\- item"),
        ("= =", r"\= ="),
        ("---", r"\---"),
        ("> quote", r"\> quote"),
        ("C# and #tag", r"C# and \#tag"),
        ("AT&T &lt;", r"AT&T \&lt;"),
        ("|X@谷安佐天", "|X`@`谷安佐天"),
        ("“普通的一段,没有记号。”", "“普通的一段,没有记号。”"),
        ("U.S. 12.5%", "U.S. 12.5%"),
    ],
)
def test_cases(text: str, markdown: str) -> None:
    assert escape_markdown(text) == markdown


@given(ONE_LINE)
def test_nothing_is_left_that_markdown_reads_as_markup(text: str) -> None:
    escaped = escape_markdown(text)
    assert unescaped(escaped) == text
    assert not LINE_START.match(escaped)
    assert not DANGEROUS.search(ESCAPED.sub("\x00", escaped))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "part", ["title", "author", "date", "source", "paragraph", "heading", "caption", "li"]
)
def test_hostile_text_in_every_part(part: str, text: str) -> None:
    kind = {"heading": Label.HEADING, "caption": Label.CAPTION}.get(part, Label.BODY)
    if part in ("title", "author", "date", "source"):
        made = article(**{part: text})
    else:
        made = article(blocks=(block(0, kind, text, tag="li" if part == "li" else "p"),))
    for line in made.to_markdown().splitlines():
        content = re.sub(r"^(#{1,6} |- |\*(?=.*\*$))", "", line)
        content = content.removesuffix("*") if line.startswith("*") else content
        assert not DANGEROUS.search(ESCAPED.sub("\x00", content)), line
        assert not LINE_START.match(content), line
    assert "\x1b" not in made.to_markdown()
    assert "\x9b" not in made.to_markdown()


@given(st.lists(st.text(st.characters(), max_size=30), max_size=6))
def test_one_line_for_each_paragraph_whatever_it_holds(texts: list[str]) -> None:
    markdown = paragraphs(*texts).to_markdown()
    assert len(markdown.split("\n\n")) == max(1, sum(bool(text.strip()) for text in texts))
    markdown.encode("utf-8")


@pytest.mark.parametrize("place", ["items of one list", "pieces of one paragraph"])
def test_very_many_blocks_are_not_quadratic(place: str) -> None:
    count, text = 100_000, "这是其中的一句话,讲的是一座小城和它的书店。"
    listed = place == "items of one list"
    blocks = tuple(
        Block(
            i,
            text,
            Label.BODY,
            0.9,
            path=f"/html/body/ul[1]/li[{i + 1}]" if listed else "/html/body/p[1]",
            gap="\n\n" if listed or i == 0 else " ",
            tag="li" if listed else "p",
        )
        for i in range(count)
    )
    shown = Article(None, None, None, None, None, None, Verdict.CLEAN, blocks).to_markdown()
    between = "\n- " if listed else " "
    assert shown == ("- " if listed else "") + between.join([text] * count) + "\n"
