"""Cleans the names of outlets as bylines, meta elements and titles give them."""

from __future__ import annotations

import re
from functools import lru_cache

from ..expressions import compiled
from ..roles.fold import fold
from .names import LONGEST_NAME, is_name, spaced
from .word_lists import any_of, words

__all__ = ["clean_source", "is_agency", "is_place", "is_platform", "site_address"]

_BEFORE = compiled(
    r"^(?:(?:文章|信息|稿件|新闻|内容)?(?:来源|来自|转自|出处|稿源)(?:于)?"
    r"|(?i:source|sumber|fuente|fonte|quelle|источник|nguồn))\s?[:|/]\s?"
)
_AFTER = compiled(
    r"(?:官方)?[账帐]号$|(?:\s[\u3400-\u9fff]{2,3})?\s(?:举报|我要反馈).{0,20}$|\s?(?:举报|我要反馈|试听|听全文|参与互动|我要评论|分享到?|原创稿|原创|[(\[]\S{0,20}[)\]]|作者.{0,30}|责任?编.{0,20}|\d{4}[-年/].{0,20}|\s[|-]\s.*)$"
)
_LABEL_END = compiled(r"^于[\s:]")
_HOST = compiled(r"(?!www\.)(?:[A-Za-z\d-]{1,40}\.){1,3}[A-Za-z]{2,8}(?: [A-Z][a-z]{1,9})?")


def clean_source(text: str) -> str | None:
    """The name of an outlet, without labels and what was glued to it; ``None`` where it is no name."""
    text = spaced(text)
    for label in (_BEFORE, _LABEL_END):
        start = label.match(fold(text))
        text = text[start.end() :] if start else text
    end = _AFTER.search(fold(text[: 2 * LONGEST_NAME]))
    text = (text[: end.start()] if end else text).strip(" :：|·-—()（）[]【】〔〕《》©")
    return text if is_name(text) and not is_place(text) else None


def site_address(text: str) -> str | None:
    """A site's name that is the address of its host, as many a site calls itself; ``None`` for any other."""
    text = text.strip()
    return text if len(text) <= LONGEST_NAME and _HOST.fullmatch(text) else None


def is_place(name: str) -> bool:
    """Whether a name is but a place's: where an account is at home, which pages show beside the date."""
    return not name.isascii() and _place().fullmatch(fold(name)) is not None


def is_platform(name: str) -> bool:
    """Whether a name is that of a platform, which says nothing of who publishes on it."""
    return name in words("outlet", "platforms")


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's."""
    return name in words("outlet", "agencies")


@lru_cache(maxsize=1)
def _place() -> re.Pattern[str]:
    """A province of China or a great city, or any city or province that says what it is."""
    return compiled(rf"{any_of('outlet', 'places')}(?:省|市|.{{0,3}}自治区)?|[\u3400-\u9fff]{{2,3}}[省市]")
