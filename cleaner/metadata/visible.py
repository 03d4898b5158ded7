"""Finds, among the blocks of a page, the one that shows the title and the bylines around it."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from typing import NamedTuple

from ..expressions import compiled
from ..model import Evidence, Kind, Label
from ..reading.document import Document, RawBlock
from ..roles import RoleHit
from ..roles.fold import fold
from .bylines import read_byline
from .titles import plain

__all__ = ["BARE_NAME", "Head", "byline_blocks", "first_paragraph", "text_title", "title_block"]

BARE_NAME = "byline.bare_name"

_LONGEST_TITLE = 200
_LONGEST_HEAD = 24
"""What eight characters may become in lower case."""
_LONGEST_BYLINE = 160
_REACH = 12
"""How many blocks below the title a byline may stand, and above it half a dozen."""
_LETTERS = frozenset(string.ascii_letters + string.digits)
_FINAL = frozenset('。．.!?！？…”"；;」')
_DENSE = compiled("[\u2e80-\U0010ffff]")
_NAME = compiled(r"[^\W\d_][\w .·&'’()-]{1,40}(?:\s?[-|/·]\s?[^\W\d_][\w .·'’-]{1,30})?")

Roles = Sequence[Sequence[RoleHit]]


class Head(NamedTuple):
    """Where the article's head is: the title's block (or ``None``) and the first paragraph's."""

    title: int | None
    body: int


def columns(text: str) -> int:
    """A rough width: characters of dense scripts count twice."""
    return len(text) + (0 if text.isascii() else len(_DENSE.findall(text, 0, _LONGEST_TITLE)))


def is_paragraph(text: str) -> bool:
    """Whether a block reads as prose: long, or a finished sentence of some length."""
    width = columns(text)
    return width >= 150 or (width >= 50 and text[-1] in _FINAL and not text.endswith("..."))


def first_paragraph(document: Document, roles: Roles, start: int = 0) -> int:
    """The first block from ``start`` that reads as prose and has no telling role; the end if none."""
    for index in range(start, len(document.blocks)):
        block = document.blocks[index]
        if (
            not block.hidden
            and is_paragraph(block.text)
            and not _telling(roles[index])
            and not _mostly_link(block)
        ):
            return index
    return len(document.blocks)


def title_block(document: Document, roles: Roles, titles: Sequence[str]) -> int | None:
    """The visible block of an HTML page that shows one of ``titles``: a heading before any other."""
    wanted = list(dict.fromkeys(said for t in titles if len(said := plain(t)) >= 4))
    heads = {title[:size] for title in wanted for size in range(_LONGEST_HEAD + 1)}
    # most blocks need not be spelled plainly: they begin with another letter
    others = _LETTERS - {title[0] for title in wanted} - {title[0].upper() for title in wanted}
    shortest = min(map(len, wanted), default=0) // 2
    best: tuple[float, int] | None = None
    for index, block in enumerate(document.blocks):
        if block.hidden or not shortest <= len(block.text) <= _LONGEST_TITLE:
            continue
        if not block.level and (block.text[:1] in others or plain(block.text[:8]) not in heads):
            continue
        score = _title_score(block, wanted)
        if score and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def _title_score(block: RawBlock, wanted: Sequence[str]) -> float:
    """How surely the block shows one of the wanted titles; 0 if not."""
    said = plain(block.text)
    if len(said) < 4:
        return 0.0
    share = 0.0
    for title in wanted:
        if said == title:
            share = 1.0
            break
        if said in title or title in said:
            share = max(share, min(len(said), len(title)) / max(len(said), len(title)))
    if share < (0.5 if block.level else 0.75):
        return 0.0
    rank = {1: 0.3, 2: 0.2, 3: 0.1}.get(block.level, 0.0)
    return share + rank - (0.25 if _mostly_link(block) and block.level != 1 else 0.0)


def text_title(document: Document, roles: Roles) -> tuple[int, bool] | None:
    """The line of a flattened page that reads as its title, and whether a byline bears it out.

    A short first line may as well be the first line of the article: text that was cleaned before begins
    like that. So only a title with a byline, date or source line below it, before the first paragraph,
    may be taken out of the text; without one the line is only *named* the title (``False``).
    """
    body = first_paragraph(document, roles)
    lines = [i for i in range(min(body, 2 * _REACH)) if _may_be_title(document.blocks[i], roles[i])]
    reach = range(min(body, 2 * _REACH))
    bylines = [i for i in reach if is_byline(roles[i]) or (i and _is_dated(document, roles, i))]
    before = [i for i in lines if bylines and i < bylines[0] and bylines[0] - i <= 5]
    if before:
        widest = max(columns(document.blocks[i].text) for i in before)
        return next(i for i in before if columns(document.blocks[i].text) >= 0.6 * widest), True
    if len(lines) == 1 and lines[0] == 0 and body < len(document.blocks):
        return 0, False
    return None


def _may_be_title(block: RawBlock, hits: Sequence[RoleHit]) -> bool:
    """Whether a line could be a title: short, no finished sentence, no furniture."""
    text = block.text
    if hits and any(h.label is not Label.CAPTION for h in hits):
        return False
    if not 4 <= columns(text) <= 160 or not re.search(r"[^\W\d_]", text):
        return False
    return text[-1] not in "。．.；;,，、:：" and not is_paragraph(text)


def byline_blocks(document: Document, roles: Roles, head: Head) -> dict[int, Evidence]:
    """The blocks around the title, above the first paragraph, that are byline lines.

    Lines whose wording is weak (a bare date) count here, and so does a bare name beside a date: the
    outlet or author that so many pages show between title and date.
    """
    start, end = _head_range(document, head)
    found: dict[int, Evidence] = {}
    for index in range(start, end):
        if index == head.title:
            continue
        if is_byline(roles[index]):
            found[index] = _evidence(roles[index])
        elif _is_dated(document, roles, index):
            found[index] = Evidence("byline.dated", "a short line with a date, near the title", 0.7)
    if head.title is None:
        return found
    below = [i for i in found if i > head.title]
    for index in range(head.title + 1, min(end, head.body)):
        if index in found or not _is_name(document, roles, index):
            continue
        near = [i for i in below if abs(i - index) <= 3 and _all_small(document, roles, index, i)]
        said = {name for i in near for hit in roles[i] for name in hit.groups}
        if document.kind is Kind.TEXT and "author" in said and index > max(near):
            break  # flattened verse: what comes below the author is the first line
        if near and "source" not in said:
            reason = "a bare name beside the date, between title and first paragraph"
            found[index] = Evidence(BARE_NAME, reason, 0.7)
            break
    return found


def _head_range(document: Document, head: Head) -> tuple[int, int]:
    """The blocks among which bylines may stand.

    On an HTML page they may also stand just below a first paragraph (the standfirst), and a page whose
    title is not shown still has them above its first paragraph. Flattened text gets no such credit: it
    may be nothing but an article.
    """
    count = len(document.blocks)
    if head.title is None:
        return (max(0, head.body - _REACH // 2), head.body) if document.kind is Kind.HTML else (0, 0)
    end = min(head.body, head.title + _REACH)
    if document.kind is Kind.HTML and head.body <= head.title + 3:
        end = max(end, min(head.title + 6, head.body + 3))
    return max(0, head.title - _REACH // 2), min(end, count)


def _is_dated(document: Document, roles: Roles, index: int) -> bool:
    """Whether a short line has a date in it and little that is no name, counter or label."""
    block = document.blocks[index]
    if block.hidden or columns(block.text) > _LONGEST_BYLINE or not any(map(str.isdigit, block.text)):
        return False
    if block.text[-1] in "。!?！？" or any(h.label is not Label.BYLINE for h in roles[index]):
        return False
    line = read_byline(block.text)
    names = [*line.people, *line.outlets]
    return bool(line.date) and line.rest == 0 and len(names) <= 4 and all(columns(n) <= 40 for n in names)


def _all_small(document: Document, roles: Roles, one: int, other: int) -> bool:
    """Whether nothing but bylines and page furniture stands between two blocks."""
    between = range(min(one, other) + 1, max(one, other))
    return all(roles[i] and not is_paragraph(document.blocks[i].text) for i in between)


def _is_name(document: Document, roles: Roles, index: int) -> bool:
    """Whether a block could be the bare name of an outlet or author."""
    block = document.blocks[index]
    text = block.text
    if not text or block.hidden or block.level or columns(text) > 40 or text[-1] in _FINAL:
        return False
    if any(h.label is not Label.BYLINE for h in roles[index]):
        return False
    if document.kind is Kind.HTML and block.tag in ("figcaption", "li", "th", "label", "button"):
        return False
    words = text.split()
    if len(words) > 6 or (text.isascii() and not all(w[:1].isupper() or len(w) <= 3 for w in words)):
        return False
    return _NAME.fullmatch(fold(text)) is not None


def is_byline(hits: Sequence[RoleHit]) -> bool:
    """Whether a block's wording makes it a byline where it stands near a title."""
    if not hits:
        return False
    best = hits[0]
    return best.label is Label.BYLINE and (best.weight >= 0.45 or best.id == "byline.month")


def _telling(hits: Sequence[RoleHit]) -> bool:
    """Whether the wording alone takes a block out of the article."""
    return any(h.weight >= 0.5 and h.label is not Label.CAPTION for h in hits)


def _mostly_link(block: RawBlock) -> bool:
    return sum(link.end - link.start for link in block.links) > 0.5 * len(block.text)


def _evidence(hits: Sequence[RoleHit]) -> Evidence:
    """The strongest byline hit, its weight raised by the place."""
    hit = next(h for h in hits if h.label is Label.BYLINE)
    return Evidence(f"role.{hit.id}", f"{hit.reason}, near the title", max(hit.weight, 0.7), hit.span)
