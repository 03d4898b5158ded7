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
from .authors import split_authors
from .bylines import is_person, read_byline
from .names import is_dense
from .titles import plain

__all__ = ["BARE_NAME", "Head", "byline_blocks", "first_paragraph", "text_body", "text_title", "title_block"]

BARE_NAME = "byline.bare_name"

_LONGEST_TITLE = 200
_LONGEST_HEAD = 24
"""What eight characters may become in lower case."""
_LONGEST_BYLINE = 160
_REACH = 12
"""How many blocks below the title a byline may stand, and above it half a dozen."""
_NEAR, _FAR = 5, 8
"""How many lines may stand between a flattened title and its byline, and where there are captions."""
_DEEPEST_TITLE = 32
"""Menus with a word a line may stand above a flattened title."""
_A_TITLE, _NO_KICKER = 20, 40
"""Columns of a line that is no word of a menu, and of one that is no kicker above a title."""
_LONGEST_QUESTION, _LONGEST_LEAD, _MOST_LEADS = 110, 320, 3
_LONGEST_SIGNATURE = 70
_MENU_LINES, _MENU_COLUMNS = 6, 16
_PICTURE = compiled(
    r"(?i)\((?:[^()]{0,30}\s)?(?:photo|foto|image|via ap)\b[^()]{0,50}\)$|(?:photo|foto|ảnh|фото|bild)"
    r"\s?: .{2,50}$"
    r"|/\s?getty images$|\bcredit(?:\.{3}|…).{0,60}$|[摄攝]\)?$"
)
_CONTROL = compiled(
    r"(?i)\b(?:sign in|log in|iniciar sesión|s’abonner|anmelden)$|^skip to\b|(?:登录|登錄|ログイン|注册)$"
)
_ASKING = frozenset("?？!！")
_SIGNED = compiled(
    r"(?:By|Par|Por|Von|Oleh|Door)\s\S.{2,60}"
    r"|[\u3400-\u9fff]{0,8}(?:记者|作者|撰文)[ :/]{1,2}[\u3400-\u9fff·]{2,5}"
)
_HANGUL = compiled("[\uac00-\ud7a3]")
_CYRILLIC = compiled("[\u0400-\u04ff]")
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
    body = text_body(document, roles)
    reach = range(min(body, _DEEPEST_TITLE))
    lines = [i for i in reach if _may_be_title(document.blocks[i], roles[i])]
    bylines = [i for i in reach if is_byline(roles[i]) or (i and _is_near_byline(document, roles, i))]
    if bylines:
        found = _title_beside(document, lines, bylines)
        if found is not None:
            return found, True
    if len(lines) == 1 and lines[0] == 0 and body < len(document.blocks):
        return 0, False
    return None


def _title_beside(document: Document, lines: Sequence[int], bylines: Sequence[int]) -> int | None:
    """Which of some lines is the title: the first wide one above the byline, or one below it.

    A few portals have date and source above the title; what stands above those is a menu, a word a line.
    """
    wide = {i: columns(document.blocks[i].text) for i in lines}
    above = [i for i in lines if 0 < bylines[0] - i <= _NEAR]
    above = above or [i for i in lines if 0 < bylines[0] - i <= _FAR and wide[i] >= _NO_KICKER]
    widest = max((wide[i] for i in above), default=0)
    if widest < _A_TITLE and len(above) != 1 and len(above) != 2:
        last = next(i for i in bylines if i + 1 not in bylines)
        below = [i for i in lines if last < i <= last + 3 and wide[i] >= max(_A_TITLE, 2 * widest)]
        if below:
            return below[0]
    return next((i for i in above if wide[i] >= min(_NO_KICKER, 0.6 * widest)), None)


def text_body(document: Document, roles: Roles, start: int = 0) -> int:
    """The first paragraph of flattened text that is neither a standfirst nor a page's message.

    A standfirst has a byline just below; a message, such as thanks for some feedback, has a menu below.
    """
    first = place = first_paragraph(document, roles, start)
    for _ in range(_MOST_LEADS):
        if place >= min(len(document.blocks), start + _DEEPEST_TITLE):
            break
        below = _byline_below(document, roles, place) or _menu_below(document, roles, place)
        if not below:
            return place
        place = first_paragraph(document, roles, below)
    return first if place >= len(document.blocks) else place


def _byline_below(document: Document, roles: Roles, place: int) -> int | None:
    """The byline that follows a paragraph closely, with nothing but short lines between."""
    if columns(document.blocks[place].text) >= _LONGEST_LEAD:
        return None
    spare = document.blocks[place].text[-1] in _ASKING  # a title that asks may have a standfirst
    for index in range(place + 1, min(place + 1 + _NEAR, len(document.blocks))):
        if is_byline(roles[index]) and roles[index][0].weight >= 0.6:
            return index
        if _is_near_byline(document, roles, index):
            return index
        if is_paragraph(document.blocks[index].text) and not _telling(roles[index]):
            if not spare:
                return None
            spare = False
    return None


def _menu_below(document: Document, roles: Roles, place: int) -> int | None:
    """The end of half a dozen lines of a word or two each that follow a paragraph."""
    blocks = document.blocks[place + 1 : place + 1 + _MENU_LINES]
    short = len(blocks) == _MENU_LINES and all(columns(block.text) <= _MENU_COLUMNS for block in blocks)
    return place + 1 + _MENU_LINES if short else None


def _is_menu_row(text: str) -> bool:
    """Whether a line is a row of a menu: words side by side, or a control at its end."""
    if _CONTROL.search(text):
        return True
    parts = text.split()
    if len(parts) < 4 or _HANGUL.search(text):
        return False
    if not is_dense(text):
        least = 4 if _CYRILLIC.match(text) else 8  # titles in English may have capitals too
        return len(parts) >= least and all(part[0].isupper() and part.isalpha() for part in parts)
    return sum(len(part) <= 4 for part in parts) >= 0.6 * len(parts)


def _is_credited(text: str) -> bool:
    """Whether a line ends with the credit of a picture."""
    return _PICTURE.search(text[-_LONGEST_TITLE:]) is not None


def _may_be_title(block: RawBlock, hits: Sequence[RoleHit]) -> bool:
    """Whether a line could be a title: short, no finished sentence, no furniture."""
    text = block.text
    if hits and any(h.label is not Label.CAPTION for h in hits):
        return False
    if not 4 <= columns(text) <= 160 or not re.search(r"[^\W\d_]", text):
        return False
    if text[-1] in "。．.；;,，、:：|" or _is_menu_row(text) or _is_credited(text):
        return False
    return not is_paragraph(text) or (columns(text) <= _LONGEST_QUESTION and text[-1] in _ASKING)


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
        elif document.kind is Kind.TEXT and _is_signed(document, roles, index):
            found[index] = Evidence(
                "byline.signed", "a short line that names the author, near the title", 0.7
            )
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
    if block.tag == "figcaption" or _is_credited(block.text):
        return False
    if block.text[-1] in "。!?！？" or any(h.label is not Label.BYLINE for h in roles[index]):
        return False
    line = read_byline(block.text)
    names = [*line.people, *line.outlets]
    return bool(line.date) and line.rest == 0 and len(names) <= 4 and all(columns(n) <= 40 for n in names)


def _is_signed(document: Document, roles: Roles, index: int) -> bool:
    """Whether a line of flattened text is a word such as "By" with people behind it."""
    text = document.blocks[index].text
    if columns(text) > _LONGEST_SIGNATURE or roles[index] or text[-1] in _FINAL:
        return False
    if _SIGNED.fullmatch(fold(text)) is None:
        return False
    return any(is_dense(name) or is_person(name) for name in split_authors(text))


def _is_near_byline(document: Document, roles: Roles, index: int) -> bool:
    """Whether a line of flattened text that no pattern knows is a byline where it stands near a title."""
    return _is_dated(document, roles, index) or _is_signed(document, roles, index)


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
