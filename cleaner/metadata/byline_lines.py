"""The byline lines around the title of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..expressions import compiled
from ..model import Evidence, Kind, Label
from ..reading.columns import columns
from ..reading.document import Document
from ..roles import RoleHit
from ..roles.fold import fold
from .authors import split_authors
from .bylines import is_person, read_byline
from .inscriptions import is_inscription
from .names import is_dense, is_section
from .paragraphs import FINAL, Roles, is_credited, is_paragraph
from .signatures import is_signature

__all__ = ["BARE_NAME", "Head", "byline_blocks", "is_byline", "is_near_byline"]

BARE_NAME = "byline.bare_name"
_LONGEST_BYLINE = 160
_REACH = 12
"""How many blocks below the title a byline may stand, and above it half a dozen."""
_LONGEST_SIGNATURE = 70
_SIGNED = compiled(
    r"(?:By|Par|Por|Von|Oleh|Door)\s\S.{2,60}"
    r"|[\u3400-\u9fff]{0,8}(?:记者|作者|撰文)[ :/]{1,2}[\u3400-\u9fff·]{2,5}"
)
_ENTRY = compiled(r"(?P<date>\d{4}年\d{1,2}月(?:\d{1,2}日)?)[\s:：]\s?[\u3400-\u9fff“《]{3}")
_NEIGHBOURS, _ENTRIES = 4, 3
"""How far off the other lines of a chronicle may stand, and how many days make one."""
_NAME = compiled(r"[^\W\d_][\w .·&'’()-]{1,40}(?:\s?[-|/·]\s?[^\W\d_][\w .·'’-]{1,30})?")


class Head(NamedTuple):
    """Where the article's head is: the title's block (or ``None``) and the first paragraph's."""

    title: int | None
    body: int


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
        elif _is_signed(document, roles, index):
            found[index] = Evidence(
                "byline.signed", "a short line that names the author, near the title", 0.7
            )
        elif _is_dated(document, roles, index):
            found[index] = Evidence("byline.dated", "a short line with a date, near the title", 0.7)
    if head.title is not None:
        below = [i for i in found if i > head.title]
        between = (i for i in range(head.title + 1, min(end, head.body)) if i not in found)
        bare = _bare_name(document, roles, below, between)
        if bare is not None:
            reason = "a bare name beside the date, between title and first paragraph"
            found[bare] = Evidence(BARE_NAME, reason, 0.7)
    return found


def _bare_name(
    document: Document, roles: Roles, bylines: Sequence[int], between: Iterable[int]
) -> int | None:
    """Which of the lines between title and article is a name near a byline that tells of no source."""
    for index in between:
        if not _is_name(document, roles, index):
            continue
        near = [i for i in bylines if abs(i - index) <= 3 and _all_small(document, roles, index, i)]
        said = {name for i in near for hit in roles[i] for name in hit.groups}
        if document.kind is Kind.TEXT and "author" in said and index > max(near):
            return None  # flattened verse: what comes below the author is the first line
        if is_dense(document.blocks[index].text) and any(
            i < index and _names_somebody(document, i) for i in near
        ):
            return None  # verse again
        if near and "source" not in said:
            return index
    return None


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


def is_byline(hits: Sequence[RoleHit]) -> bool:
    """Whether a block's wording makes it a byline where it stands near a title."""
    if not hits:
        return False
    best = hits[0]
    return best.label is Label.BYLINE and (best.weight >= 0.45 or best.id == "byline.month")


def is_near_byline(document: Document, roles: Roles, index: int) -> bool:
    """Whether a line of flattened text that no pattern knows is a byline where it stands near a title."""
    return _is_dated(document, roles, index) or _is_signed(document, roles, index)


def _is_dated(document: Document, roles: Roles, index: int) -> bool:
    """Whether a short line has a date in it and little that is no name, counter or label."""
    block = document.blocks[index]
    if block.hidden or columns(block.text) > _LONGEST_BYLINE or not any(map(str.isdigit, block.text)):
        return False
    if block.tag == "figcaption" or is_credited(block.text):
        return False
    if block.text[-1] in "。!?！？，、；" or any(h.label is not Label.BYLINE for h in roles[index]):
        return False
    if _in_chronicle(document, index) or is_inscription(document, index):
        return False
    line = read_byline(block.text)
    names = [*line.people, *line.outlets]
    return bool(line.date) and line.rest == 0 and len(names) <= 4 and all(columns(n) <= 40 for n in names)


def _in_chronicle(document: Document, index: int) -> bool:
    """Whether a line is one of several that tell what happened on which day; a page is published but once."""
    if _ENTRY.match(document.blocks[index].text) is None:
        return False
    near = document.blocks[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
    entries = filter(None, (_ENTRY.match(block.text) for block in near))
    return len({entry["date"] for entry in entries}) >= _ENTRIES


def _is_signed(document: Document, roles: Roles, index: int) -> bool:
    """Whether a line is a word such as "By" with people behind it.

    In HTML a word that may begin a heading as well needs a row, or a colon, to be one.
    """
    block = document.blocks[index]
    text = block.text
    if columns(text) > _LONGEST_SIGNATURE or roles[index] or text[-1] in FINAL or block.level in (1, 2):
        return False
    folded = fold(text)
    if is_signature(folded):
        return bool(read_byline(text).authors)
    if document.kind is Kind.HTML or _SIGNED.fullmatch(folded) is None:
        return False
    return any(is_dense(name) or is_person(name) for name in split_authors(text))


def _names_somebody(document: Document, index: int) -> bool:
    """Whether a byline says who published, so that a bare name below it need not."""
    line = read_byline(document.blocks[index].text)
    return bool(line.date and (line.authors or line.sources or line.people or line.outlets))


def _all_small(document: Document, roles: Roles, one: int, other: int) -> bool:
    """Whether nothing but bylines and page furniture stands between two blocks."""
    between = range(min(one, other) + 1, max(one, other))
    return all(roles[i] and not is_paragraph(document.blocks[i].text) for i in between)


def _is_name(document: Document, roles: Roles, index: int) -> bool:
    """Whether a block could be the bare name of an outlet or author."""
    block = document.blocks[index]
    text = block.text
    if not text or block.hidden or block.level or columns(text) > 40 or text[-1] in FINAL:
        return False
    if any(h.label is not Label.BYLINE for h in roles[index]) or is_section(text):
        return False
    if document.kind is Kind.HTML and block.tag in ("figcaption", "li", "th", "label", "button"):
        return False
    words = text.split()
    if len(words) > 6 or (text.isascii() and not all(w[:1].isupper() or len(w) <= 3 for w in words)):
        return False
    return _NAME.fullmatch(fold(text)) is not None


def _evidence(hits: Sequence[RoleHit]) -> Evidence:
    """The strongest byline hit, its weight raised by the place."""
    hit = next(h for h in hits if h.label is Label.BYLINE)
    return Evidence(f"role.{hit.id}", f"{hit.reason}, near the title", max(hit.weight, 0.7), hit.span)
