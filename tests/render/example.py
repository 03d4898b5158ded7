"""A small article, made by hand, for tests that do not need the pipeline."""

from __future__ import annotations

from typing import Any

from cleaner import Article, Block, Evidence, Label, Link, Verdict

SPAM = "三分钟了解(海湾麻将外挂透视辅助)确实有挂"
AT = SPAM.index("外挂")

HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "<http://evil.example>",
    "http://evil.example/?a=b&amp;c",
    "www.evil.com and evil.com/path",
    "write to a@evil.com",
    "**bold** __bold__ `code` ~~gone~~ ==mark==",
    "# heading #",
    "1. one",
    "2) two",
    "- item",
    "+ item",
    "> quote",
    "---",
    "===",
    "[a]: http://evil.example",
    "[^1]: note",
    "&lt;b&gt; &#60; &copy;",
    "$\\href{http://evil.example}{x}$ {{ x }} {: onclick=x}",
    "back\\slash \\",
    '"quoted" \'single\' </p></article><img src=x onerror="alert(1)">',
    "\x1b]0;title\x07 \x9b31m",
]


def block(index: int, label: Label, text: str, **more: Any) -> Block:
    score = 0.9 if label in (Label.BODY, Label.HEADING, Label.CAPTION) else 0.1
    return Block(index=index, text=text, label=label, score=score, **more)


def article(**more: Any) -> Article:
    """An article with a block of most kinds; ``more`` replaces fields."""
    why = Evidence("role.x", "it is no part of the article", 0.7)
    blocks = (
        block(0, Label.TITLE, "候鸟提前抵达湿地", evidence=(why,), line=(1, 1)),
        block(1, Label.BYLINE, "来源:海风日报 作者:阿澜", evidence=(why,)),
        block(2, Label.BODY, "第一段从这里开始,", links=(Link(0, 3, "http://a.example/"),), path="/p[1]"),
        block(3, Label.BODY, "又在这里结束。", gap=""),
        block(4, Label.HEADING, "原因", level=3),
        block(5, Label.BODY, "水位更早回升。", tag="li"),
        block(6, Label.BODY, "食物更多。", tag="li"),
        block(7, Label.CAPTION, "湿地上的望远镜"),
        block(8, Label.RELATED, "渔港清晨来得晚", evidence=(why,)),
        block(
            9,
            Label.SPAM,
            SPAM,
            hidden=True,
            evidence=(Evidence("spam.term", "names a cheat", 2.123456, (AT, AT + 2)),),
        ),
    )
    fields: dict[str, Any] = {
        "title": "候鸟提前抵达湿地",
        "author": "阿澜",
        "date": "2024-07-24",
        "source": "海风日报",
        "language": "zh-Hans",
        "url": "https://news.example/1.html",
        "verdict": Verdict.SPAM_REMOVED,
        "blocks": blocks,
        "encoding": "gb18030",
        "notes": ("declared utf-8, but the bytes are gb18030",),
    }
    return Article(**{**fields, **more})


def paragraphs(*texts: str, **more: Any) -> Article:
    """An article with nothing but these paragraphs and no metadata."""
    blocks = tuple(block(i, Label.BODY, text, **more) for i, text in enumerate(texts))
    return Article(None, None, None, None, None, None, Verdict.CLEAN, blocks)


NOTHING = Article("404 Not Found", None, None, None, None, None, Verdict.NO_ARTICLE, ())
