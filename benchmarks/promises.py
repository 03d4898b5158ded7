"""What must hold of every article, looked at from outside: for fuzzing, mutants and figures of reliability.

Each function says what is broken, in a few words, or ``None``. The text of a page is read here a second
time, by another way through the parser, so that a character that reading loses is missed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from cleaner import Article, Kind, Limits, Page, Verdict
from cleaner.reading import decode, sniff_binary
from cleaner.reading.decode import replace_surrogates
from cleaner.reading.guard import with_few_attributes, with_less_depth
from cleaner.reading.kind import guess_kind

__all__ = ["broken_promise", "unaccounted"]

_DROPPED = frozenset(("script", "style", "template", "title"))
_NO_CHARACTER = re.compile("[\x00-\x08\x0e-\x1b\ufffe\uffff]")
_SPACE = str.maketrans("\x0b\x1c\x1d\x1e\x1f", " " * 5)
_DEEP = "nested more than"
_CUT = re.compile(r"only the first [\d,]+ blocks|was cut at the block reached|the HTML parser gave up")


def broken_promise(article: Article) -> str | None:
    """What is wrong with the article in itself: its account, its evidence, its verdict, its figures."""
    for block in article.removed:
        if not block.evidence:
            return f"block {block.index} was removed without evidence"
    if len(article.kept) + len(article.removed) != len(article.blocks):
        return "kept and removed together are not the page"
    if _squeeze(article.text) != _squeeze("".join(block.text for block in article.kept)):
        return "the text is not the kept blocks"
    if (article.verdict in (Verdict.NO_ARTICLE, Verdict.SPAM)) == bool(article.text):
        return f"{article.verdict} with {len(article.text)} characters of text"
    for number, block in enumerate(article.blocks):
        if block.index != number or not 0.0 <= block.score <= 1.0 or block.text != _folded(block.text):
            return f"block {number} is out of order, out of bounds or not folded"
        for evidence in block.evidence:
            if evidence.span and not 0 <= evidence.span[0] < evidence.span[1] <= len(block.text):
                return f"evidence of block {number} points outside of it"
    json.dumps(article.to_dict())
    return None


def unaccounted(page: Page, article: Article, limits: Limits) -> str | None:
    """Which characters of the page are in no block, or in a block and not on the page.

    Of a page that was cut at a limit only the second is asked.
    """
    source, kind = _decoded(page, limits)
    deep = any(_DEEP in note for note in article.notes)
    there = Counter(_squeeze(_text_of(source, kind, limits, deep=deep)))
    found = Counter(_squeeze("".join(block.text for block in article.blocks)))
    invented = found - there
    if invented:
        return f"in a block and not on the page: {_shown(invented)}"
    lost = there - found
    if lost and not any(_CUT.search(note) for note in article.notes):
        return f"on the page and in no block: {_shown(lost)}"
    return None


def _decoded(page: Page, limits: Limits) -> tuple[str, Kind]:
    """The page as text, and how it is written."""
    if isinstance(page.content, str):
        text = replace_surrogates(page.content[: limits.size])[0]
        return text, page.kind or guess_kind(text)
    content = page.content[: limits.size]
    if sniff_binary(content):
        return "", Kind.TEXT
    kind = page.kind or guess_kind(content[:100_000].decode("latin-1"))
    text = decode(content, page.encoding, kind is Kind.HTML).text
    return text, page.kind or guess_kind(text)


def _text_of(source: str, kind: Kind, limits: Limits, *, deep: bool) -> str:
    """All text of a decoded page, by way of a tree; ``deep`` if it was read with less depth."""
    if kind is Kind.TEXT:
        return source
    from lxml import etree

    tamed, _ = with_few_attributes(source.removeprefix("\ufeff"), limits.attributes)
    if deep:
        tamed, _ = with_less_depth(tamed, limits.depth)
    data = _NO_CHARACTER.sub("\ufffd", tamed.translate(_SPACE)).encode("utf-8", "replace")
    if not data.strip():
        return ""
    tree: Any = etree.fromstring(data, etree.HTMLParser(huge_tree=True, encoding="utf-8"))
    if tree is None:
        return ""
    # what comes behind the end of the page stands beside its root
    roots = (*reversed(list(tree.itersiblings(preceding=True))), tree, *tree.itersiblings())
    return "".join(part for root in roots for part in _parts(root))


def _parts(root: Any) -> Iterator[str]:
    """The text in an element and behind it, without what is no text of the page."""
    from lxml import etree

    if not isinstance(root.tag, str):
        yield root.tail or ""
        return
    inside = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        dropped = element.tag in _DROPPED
        if event == "start":
            inside += dropped
            if not inside:
                yield element.text or ""
            continue
        inside -= dropped
        if not inside:
            yield element.tail or ""


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _folded(text: str) -> str:
    return " ".join(text.split())


def _shown(characters: Counter[str]) -> str:
    shown = "".join(characters.elements())
    return f"{len(shown)} characters, {shown[:40]!r}"
