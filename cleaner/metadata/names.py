"""Cleans the names of authors and outlets as bylines and meta elements give them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..expressions import compiled
from ..roles.fold import fold
from .tables import any_of, words

__all__ = ["clean_author", "clean_source", "same_name", "split_authors"]

_LONGEST_AUTHOR, _LONGEST_NAME, _MOST = 120, 60, 8
_TRAIL = compiled(
    r"\s?(?:[(\[（【<][^)\]）】>]{0,60}[)\]）】>]?|\S{1,60}@\S{1,60}|https?:\S{0,300}|(?:综合|专题)?报[道导導]"
    r"|[|·–—-]\s.{0,80}|\son(?:\s.{0,60})?|(?:인턴|선임|전문)?\s?기자|특파원)$"
)
_LETTERS_BEHIND = compiled(
    r"\s?(?:M\.?D\.?|Ph\.?D\.?|R\.?D\.?N?|Jr\.?|CPA|Esq\.?|MBA|MS|MSW|[A-Z]{2,5}).{0,20}"
)
_ADDRESS = compiled(r"(?i)^(?:https?:|www\.|//|@?[\w.-]+\.(?:com|cn|net|org|io)\b)|@[\w-]+\.|[{}<>=]")
_SOURCE_BEFORE = compiled(
    r"^(?:(?:文章|信息|稿件|新闻|内容)?(?:来源|来自|转自|出处|稿源)(?:于)?"
    r"|(?i:source|sumber|fuente|fonte|quelle|источник|nguồn))\s?[:|/]\s?"
)
_SOURCE_AFTER = compiled(
    r"\s?(?:参与互动|我要评论|分享到?|原创稿|原创|[(\[]\S{0,20}[)\]]|作者.{0,30}|责任?编.{0,20}|\d{4}[-年/].{0,20}|\s[|-]\s.*)$"
)

_PLACE = compiled(r"\s?/\s?[\u3400-\u9fff]{2,4}(?:報導|報道|报道|报导)$")
"""Where a reporter reports from, which stands where a second name could: 記者林秋月/宜蘭報導."""


def split_authors(text: str) -> list[str]:
    """The names in a byline, cleaned, in order, each once; empty where none is a name.

    Role words (记者, By), addresses and what stands in brackets behind a name are taken off.
    """
    text = _strip_before(_spaces(text)[:_LONGEST_AUTHOR])
    if _ADDRESS.match(text):
        return []
    text = _PLACE.sub("", text)
    names = [name for piece in _pieces(text) if (name := _clean_piece(piece))]
    people = [name for name in names if not _position().search(name)]
    return list(dict.fromkeys(people or names))[:_MOST]


def clean_author(texts: Iterable[str]) -> str | None:
    """The authors of several bylines as one string, joined by a comma and a space."""
    names = [name for text in texts for name in split_authors(text)]
    return ", ".join(dict.fromkeys(names)) or None


def clean_source(text: str) -> str | None:
    """The name of an outlet, without labels and what was glued to it; ``None`` where it is no name."""
    text = _spaces(text)
    start = _SOURCE_BEFORE.match(fold(text))
    text = text[start.end() :] if start else text
    end = _SOURCE_AFTER.search(fold(text[: 2 * _LONGEST_NAME]))
    text = (text[: end.start()] if end else text).strip(" :：|-—()（）[]【】《》")
    if not 1 < len(text) <= _LONGEST_NAME or _is_junk(text) or _ADDRESS.search(text):
        return None
    return None if text.isdigit() else text


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names mean the same outlet, spelling aside."""
    if not one or not other:
        return False
    first, second = (re.sub(r"\W", "", fold(n)).lower() for n in (one, other))
    return bool(first) and bool(second) and (first in second or second in first)


def _pieces(text: str) -> list[str]:
    """The text cut where one name ends and the next begins."""
    pieces = _between().split(text)
    if len(pieces) == 1 and not text.isascii():
        parts = text.split(" ")
        dense = all(2 <= len(part) <= 4 and not part.isascii() for part in parts)
        if len(parts) > 1 and dense and any("\u3400" <= part[0] <= "\u9fff" for part in parts):
            return parts
    if len(pieces) == 2 and _LETTERS_BEHIND.fullmatch(pieces[1]):
        return [text]  # letters behind a name, not a second name
    return pieces


def _clean_piece(piece: str) -> str | None:
    """One name, or ``None`` where the piece is none."""
    name = _strip_before(piece.strip())
    for _ in range(3):
        shorter = _TRAIL.sub("", name).strip()
        if shorter == name or not shorter:
            break
        name = shorter
    name = name.strip(" :：,，、|/·-–—@()（）[]【】\"'“”")
    if not 1 < len(name) <= _LONGEST_NAME or _is_junk(name) or _ADDRESS.search(name):
        return None
    return None if not re.search(r"[^\W\d_]", name) or re.search(r"\d{4}", name) else name


def _strip_before(text: str) -> str:
    """``text`` without the role words in front of a name."""
    for _ in range(3):
        match = _before().match(fold(text))
        if match is None or not match.end():
            break
        text = text[match.end() :].strip()
    return text


def _is_junk(name: str) -> bool:
    """Whether a word stands where a name should and is none."""
    return name.lower() in words("person", "junk") or not any(map(str.isalpha, name))


@lru_cache(maxsize=1)
def _role() -> str:
    return f"{any_of('person', 'role_heads')}?{any_of('person', 'roles')}"


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    """Role words in front of a name; a Chinese one may be glued to a short name."""
    name_behind = r"(?=[^\W\d_A-Za-z]{2,4}(?:$|[\s、,/]))"
    latin = "|".join(words("person", "before"))
    return compiled(rf"^(?:(?:{_role()}|文|口述)(?:[:/|]|\s|{name_behind})\s?|(?i:{latin})[\s:]*)")


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    """What stands between two names: a mark, a word for "and", a role word."""
    also = r"(?:and|und|y|et|dan)\s"
    marks = rf"(?:、|,|;|，|；)\s?(?:{also})?|\s[/|&+]\s|/|\s{also}"
    return compiled(rf"\s{_role()}[\s:/]?\s?|(?:{marks})\s?")


@lru_cache(maxsize=1)
def _position() -> re.Pattern[str]:
    """What a person is rather than is called."""
    return compiled(rf"(?i){any_of('person', 'positions')}s?$|报[道导導]$|^(?:updated|published|posted)\b")


def _spaces(text: str) -> str:
    return " ".join(text.split())
