"""Harder pages made from real ones: other stories spliced in, articles cut short, pages flattened.

Everything spliced in comes from other training pages and is not content. Its class names are often absent or
mean nothing, so that the model has to see what stands there, not what it is called.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.peers import flatten_tree

from .labels import squeeze

__all__ = [
    "HEADS", "Donor", "Made", "escaped", "flatten_lines", "parse", "put_after", "put_beside", "shorten",
    "splice", "spots_of", "tangle", "to_html",
]  # fmt: skip

HEADS = {
    "zh": [
        "相关阅读", "推荐阅读", "延伸阅读", "热门资讯", "猜你喜欢", "大家都在看", "相关新闻", "热点推荐",
        "更多精彩", "为您推荐", "精彩图集", "最新文章", "排行榜", "网友评论", "今日热点", "往期回顾",
    ],
    "latin": [
        "Related stories", "You might also like", "More from us", "Read next", "Trending now", "Most popular",
        "Latest news", "Recommended for you", "Comments", "Recent posts",
        "Also in this section", "Editor's picks",
    ],
    "ja": ["関連記事", "おすすめ記事", "人気記事ランキング", "最新ニュース", "あわせて読みたい", "コメント"],
}  # fmt: skip
_TELLING = (
    "related", "recommend", "hot-news", "xgyd", "rmtj", "sidebar", "list", "rank", "comment-list", "teaser",
    "card",
)  # fmt: skip
_USERS = (
    "匿名用户",
    "阳光下的猫",
    "北京网友",
    "手机用户8213",
    "老王",
    "John D.",
    "reader77",
    "Maria",
    "anon",
    "たろう",
)
_GOLD_TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "blockquote",
        "figure",
        "pre",
        "table",
        "div",
        "section",
        "span",
    ]
)


@dataclass(frozen=True, slots=True)
class Donor:
    """A story of another page: its title and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was made: its HTML and its gold text."""

    html: str
    gold: str


def parse(html: str) -> Any:
    """The page as an lxml tree."""
    from lxml import etree
    from lxml.html import HTMLParser

    return etree.fromstring(html.encode("utf-8", "replace"), HTMLParser(encoding="utf-8", huge_tree=True))


def to_html(tree: Any) -> str:
    """The tree as HTML again."""
    from lxml.html import tostring

    return str(tostring(tree, encoding="unicode"))


def _gold_elements(tree: Any, gold: str) -> list[Any]:
    """The elements whose whole text stands in the gold, deepest only, in page order."""
    whole = squeeze(gold)
    found: list[Any] = []
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag not in _GOLD_TAGS:
            continue
        if node.tag in ("div", "section", "span") and len(node):
            continue
        text = squeeze("".join(node.itertext())) if node.tag != "div" or not len(node) else ""
        if len(text) >= 12 and text in whole:
            found.append(node)
    return found


def spots_of(tree: Any, gold: str) -> list[Any]:
    """Where other pieces can be put in: the elements of the article beside which a block may stand."""
    found = _gold_elements(tree, gold) if tree is not None else []
    return [s for s in found if s.getparent() is not None and s.tag not in ("li", "span")]


def shorten(html: str, gold: str, rng: random.Random) -> Made | None:
    """The page with all but the first paragraphs of its article gone; ``None`` where that can't be done."""
    tree = parse(html)
    lines = [line for line in gold.splitlines() if line.strip()]
    if tree is None or len(lines) < 4:
        return None
    keep = rng.choice((1, 1, 2, 2, 3))
    kept = "\n".join(lines[:keep])
    if len(squeeze(kept)) < 25:
        return None
    flat = squeeze(kept)
    for node in _gold_elements(tree, gold):
        if squeeze("".join(node.itertext())) not in flat and node.getparent() is not None:
            _drop(node)
    left, rest = squeeze(flatten_tree(tree)), squeeze("\n".join(lines[keep:]))
    probes = [rest[i : i + 12] for i in range(0, max(1, len(rest) - 12), 60)]
    if flat[:25] not in left or sum(p in left for p in probes) > 0.08 * len(probes):
        return None
    return Made(to_html(tree), kept)


def _drop(node: Any) -> None:
    """Takes an element out, its tail stays."""
    parent, tail = node.getparent(), node.tail
    if tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(node)


def splice(html: str, gold: str, donors: Sequence[Donor], script: str, rng: random.Random) -> Made | None:
    """The page with one to three foreign pieces put below, above, beside or into its article."""
    from lxml.html import fragment_fromstring

    tree = parse(html)
    spots = spots_of(tree, gold)
    if not spots:
        return None
    for _ in range(rng.choice((1, 1, 2, 3))):
        piece = fragment_fromstring(_piece(donors, script, rng), create_parent=False)
        place = rng.random()
        if place < 0.45:  # inside the body's own element, after its last paragraph
            put_after(spots[-1], piece)
        elif place < 0.8:
            put_beside(spots[-1], piece)
        elif place < 0.9:
            spots[0].addprevious(piece)
        else:
            put_after(rng.choice(spots), piece)
    return Made(to_html(tree), gold)


def put_beside(node: Any, piece: Any) -> None:
    """Puts a piece behind the element that holds this one."""
    above = node.getparent()
    put_after(above if above.getparent() is not None and above.tag != "body" else node, piece)


def put_after(node: Any, piece: Any) -> None:
    """Puts a piece behind an element and the text that follows it."""
    piece.tail, node.tail = node.tail, None
    node.addnext(piece)


def _piece(donors: Sequence[Donor], script: str, rng: random.Random) -> str:
    """HTML of one foreign piece."""
    make = rng.choice((_teasers, _teasers, _stories, _stories, _ranking, _comments, _snippets))
    head = rng.choice(HEADS.get(script, HEADS["latin"])) if rng.random() < 0.6 else ""
    title = (
        f"<{h}>{head}</{h}>" if head and (h := rng.choice(("h2", "h3", "h4", "div", "p", "strong"))) else ""
    )
    names = rng.random()
    name = ""
    if names < 0.3:
        name = f' class="{rng.choice(_TELLING)}"'
    elif names < 0.6:
        name = f' class="m{rng.randrange(36**4):x} box-{rng.randrange(9)}"'
    return f"<div{name}>{title}{make(donors, rng)}</div>"


def escaped(text: str) -> str:
    """The text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _teasers(donors: Sequence[Donor], rng: random.Random) -> str:
    outer, inner = rng.choice((("ul", "li"), ("div", "div"), ("div", "p"), ("ol", "li")))
    items = rng.sample(donors, min(len(donors), rng.randint(3, 14)))
    rows = "".join(
        f'<{inner}><a href="/{rng.randrange(10**6)}.html">{escaped(d.title)}</a></{inner}>' for d in items
    )
    return f"<{outer}>{rows}</{outer}>"


def _ranking(donors: Sequence[Donor], rng: random.Random) -> str:
    items = rng.sample(donors, min(len(donors), 10))
    linked = rng.random() < 0.7
    rows = []
    for n, d in enumerate(items, 1):
        title = f'<a href="/r{n}">{escaped(d.title)}</a>' if linked else escaped(d.title)
        rows.append(f"<li><i>{n}</i> {title}</li>")
    return f"<ol>{''.join(rows)}</ol>"


def _stories(donors: Sequence[Donor], rng: random.Random) -> str:
    """One or more whole other articles."""
    parts = []
    for d in rng.sample(donors, min(len(donors), rng.choice((1, 1, 2, 3)))):
        tag = rng.choice(("h1", "h2", "h3", "div"))
        linked = rng.random() < 0.5
        title = f'<a href="/s">{escaped(d.title)}</a>' if linked else escaped(d.title)
        body = "".join(f"<p>{escaped(p)}</p>" for p in d.paragraphs[: rng.randint(2, 9)])
        parts.append(f"<{tag}>{title}</{tag}>{body}")
    return "".join(f"<div>{p}</div>" for p in parts)


def _snippets(donors: Sequence[Donor], rng: random.Random) -> str:
    """Titles, each with the beginning of its story in full sentences."""
    rows = []
    cut = rng.random() < 0.5
    for d in rng.sample(donors, min(len(donors), rng.randint(3, 10))):
        text = next((p for p in d.paragraphs if len(p) > 30), d.title)
        text = text[: rng.randint(40, 120)] + "..." if cut else text[:300]
        stamp = f"<span>{rng.randint(1, 12)}-{rng.randint(1, 28):02d} {rng.randint(0, 23):02d}:15</span>"
        stamp = stamp if rng.random() < 0.5 else ""
        rows.append(f'<div><h3><a href="/t">{escaped(d.title)}</a></h3><p>{escaped(text)}</p>{stamp}</div>')
    return "".join(rows)


def _comments(donors: Sequence[Donor], rng: random.Random) -> str:
    rows = []
    for d in rng.sample(donors, min(len(donors), rng.randint(2, 9))):
        text = rng.choice(d.paragraphs)[: rng.randint(20, 260)]
        user = rng.choice(_USERS)
        stamp = f"2024-0{rng.randint(1, 9)}-1{rng.randint(0, 9)} 12:0{rng.randint(0, 9)}"
        rows.append(
            f"<div><b>{user}</b> <span>{stamp}</span>"
            f"<p>{escaped(text)}</p><a href='#'>{rng.choice(('回复', 'Reply', '赞(3)', '返信'))}</a></div>"
        )
    return "".join(rows)


def flatten_lines(lines: Sequence[str]) -> str:
    """Lines as flattened text."""
    return "\n".join(lines)


def tangle(text: str, rng: random.Random) -> str:
    """Flattened text whose lines were joined here and there, or wrapped at a fixed width, or set apart."""
    lines = text.split("\n")
    how = rng.random()
    if how < 0.34:
        return "\n\n".join(lines)
    if how < 0.67:
        out: list[str] = []
        for line in lines:
            if out and len(line) < 20 and len(out[-1]) < 30 and rng.random() < 0.4:
                out[-1] += " " + line
            else:
                out.append(line)
        return "\n".join(out)
    width = rng.choice((60, 76, 90))
    return "\n\n".join(_wrapped(line, width) for line in lines)


def _wrapped(line: str, width: int) -> str:
    import textwrap

    if line.isascii():
        return "\n".join(textwrap.wrap(line, width))
    return "\n".join(line[i : i + width // 2] for i in range(0, len(line), width // 2)) or line
