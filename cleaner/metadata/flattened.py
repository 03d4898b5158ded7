"""The title and the first paragraph of a flattened page, among menus, captions and standfirsts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..expressions import compiled
from ..model import Label
from ..reading.columns import columns
from ..reading.document import Document, RawBlock
from ..reading.links import is_links
from ..roles import RoleHit
from .byline_lines import is_byline, is_near_byline
from .bylines import is_label
from .matter import Matter
from .names import is_dense
from .paragraphs import Roles, first_paragraph, is_credited, is_paragraph, is_telling

__all__ = ["last_step", "text_body", "text_title", "title_above"]

_NEAR, _FAR = 5, 8
"""How many lines may stand between a flattened title and its byline, and where there are captions."""
_DEEPEST_TITLE = 32
"""Menus with a word a line may stand above a flattened title."""
_A_TITLE, _NO_KICKER = 20, 40
"""Columns of a line that is no word of a menu, and of one that is no kicker above a title."""
_LONGEST_QUESTION, _LONGEST_LEAD, _MOST_LEADS = 110, 320, 3
_MENU_LINES, _MENU_COLUMNS = 6, 16
_REACH, _NEARER = 12, 0.9
"""Lines above an article's first one in which its title is looked for, and what each of them takes off."""
_LEAST_WORDS, _LEAST_SHARE = 3, 0.5
"""Of a title's words that come up in the article."""
_SOME_SHARE = 0.3
"""The more of its words come up, up to so many, the less is a line a row of a menu."""
_CONTROL = compiled(
    r"(?i)\b(?:sign in|log in|iniciar sesión|s’abonner|anmelden)$|^skip to\b|(?:登录|登錄|ログイン|注册)$"
)
_ASKING = frozenset("?？!！")
_STEP = compiled(r"\s?[›»>]\s?")
_STEPS = 2
"""Marks in a path that names the place of a page on its site."""
_MARK = compiled(r"(?:[\[【][^\[\]【】]{1,10}[\]】]\s?)?")
"""How forums mark a thread, before its title."""
_HANGUL = compiled("[\uac00-\ud7a3]")
_CYRILLIC = compiled("[\u0400-\u04ff]")


def text_title(document: Document, roles: Roles) -> tuple[int, bool] | None:
    """The line of a flattened page that reads as its title, and whether a byline bears it out.

    A short first line may as well be the first line of the article: text that was cleaned before begins
    like that. So only a title with a byline, date or source line below it, before the first paragraph,
    may be taken out of the text; without one the line is only *named* the title (``False``). A heading that
    Markdown marks as the first of its page needs none: it is the one right above the first paragraph.
    """
    body = text_body(document, roles)
    marked = [index for index, block in enumerate(document.blocks) if block.level == 1]
    if marked:
        unlinked = [index for index in marked if not is_links(document.blocks[index])]
        marked = unlinked or marked  # a linked one is a site's name
        return next((index for index in reversed(marked) if index < body), marked[0]), True
    reach = range(min(body, _DEEPEST_TITLE))
    named = _named_in_path(document, reach)
    if named is not None:
        return named, True
    lines = [i for i in reach if _may_be_title(document.blocks[i], roles[i])]
    bylines = [i for i in reach if is_byline(roles[i]) or (i and is_near_byline(document, roles, i))]
    if bylines:
        found = _title_beside(document, lines, bylines, body)
        if found is not None:
            return found, True
    if len(lines) == 1 and lines[0] == 0 and body < len(document.blocks):
        return 0, False
    return None


def _named_in_path(document: Document, reach: range) -> int | None:
    """The line that the last step of the path above it repeats: "Forum › City › The title"."""
    for index in reach:
        *steps, last = _STEP.split(document.blocks[index].text)
        if len(steps) < _STEPS or not _A_TITLE <= columns(last) <= _LONGEST_QUESTION:
            continue
        for below in range(index + 1, reach.stop):
            if last_step(document.blocks[index].text, document.blocks[below].text):
                return below
    return None


def last_step(path: str, line: str) -> str | None:
    """The last step of a path where a line is the same, or has no more before it than a mark in brackets."""
    last = _STEP.split(path)[-1].strip()
    return last if line.endswith(last) and _MARK.fullmatch(line, 0, len(line) - len(last)) else None


def title_above(document: Document, roles: Roles, first: int) -> str | None:
    """The line near the first one of an article whose words come up in it most.

    Args:
        document: flattened text.
        roles: the pattern rows of each block.
        first: the first block of the article.
    """
    body = first_paragraph(document, roles, first)
    matter = Matter(document, body)
    best, title = 0.0, None
    for index in range(max(0, first - _REACH), min(body, first + _REACH)):
        block = document.blocks[index]
        if not _may_be_title(block, roles[index]):
            continue
        common, share = matter.share(block.text)
        score = common * share * _NEARER ** abs(first - index)
        if common >= _LEAST_WORDS and share >= _LEAST_SHARE and score > best:
            best, title = score, block.text
    return title


def _title_beside(document: Document, lines: Sequence[int], bylines: Sequence[int], body: int) -> int | None:
    """Which of some lines is the title: the first wide one above the byline, or one below it.

    A few portals have date and source above the title; what stands above those is a menu, a word a line. Of
    several wide ones that is the title whose words come up in the article.
    """
    wide = {i: columns(document.blocks[i].text) for i in lines}
    above = [i for i in lines if i < bylines[0] and _steps(document, i, bylines[0]) <= _NEAR]
    above = above or [i for i in lines if 0 < bylines[0] - i <= _FAR and wide[i] >= _NO_KICKER]
    widest = max((wide[i] for i in above), default=0)
    if widest < _A_TITLE and len(above) != 1 and len(above) != 2:
        last = next(i for i in bylines if i + 1 not in bylines)
        least = max(_A_TITLE, 2 * widest)
        below = [i for i in lines if last < i <= last + 3 and wide[i] >= least and not _is_said(document, i)]
        if below:
            return below[0]
    found = [i for i in above if wide[i] >= min(_NO_KICKER, 0.6 * widest)]
    if len(found) > 1:
        matter = Matter(document, body)
        shares = {i: min(_SOME_SHARE, matter.share(document.blocks[i].text)[1]) for i in found}
        return max(found, key=lambda i: (shares[i], -i))
    return found[0] if found else None


def _is_said(document: Document, index: int) -> bool:
    """Whether a line is what somebody says, from its first to its last mark, as stories begin."""
    text = document.blocks[index].text
    return text[0] in "“「" and text[-1] in "”」"


def _steps(document: Document, one: int, other: int) -> int:
    """How far a line is above another, those not counted that are but numbers and labels."""
    if other - one > _FAR:
        return other - one
    between = (document.blocks[i].text for i in range(one + 1, other))
    return 1 + sum(not is_label(text) and any(map(str.isalpha, text)) for text in between)


def text_body(document: Document, roles: Roles, start: int = 0) -> int:
    """The first paragraph of flattened text that is neither a standfirst nor a page's message.

    A standfirst has a byline just below; a message, such as thanks for some feedback, has a menu below.
    """
    first = place = first_paragraph(document, roles, start)
    for _ in range(_MOST_LEADS):
        if place >= min(len(document.blocks), start + _DEEPEST_TITLE):
            break
        below = _byline_below(document, roles, place) or _menu_below(document, place)
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
        if is_near_byline(document, roles, index):
            return index
        if is_paragraph(document.blocks[index].text) and not is_telling(roles[index]):
            if not spare:
                return None
            spare = False
    return None


def _menu_below(document: Document, place: int) -> int | None:
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


def _may_be_title(block: RawBlock, hits: Sequence[RoleHit]) -> bool:
    """Whether a line could be a title: short, no finished sentence, no furniture."""
    text = block.text
    if hits and any(h.label is not Label.CAPTION for h in hits):
        return False
    if not 4 <= columns(text) <= 160 or not re.search(r"[^\W\d_]", text):
        return False
    if is_label(text):
        return False
    if "。" in text or (text.count("“") + text.count("”")) % 2:
        return False  # a sentence and the beginning of another, or one that goes on in the next line
    if text[-1] in "。．.；;,，、:：|" or _is_menu_row(text) or is_credited(text):
        return False
    return not is_paragraph(text) or (columns(text) <= _LONGEST_QUESTION and text[-1] in _ASKING)
