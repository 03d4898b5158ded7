"""Cleans the names of authors as bylines, mark-up and meta elements give them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..expressions import compiled
from ..roles.fold import fold
from .names import CASED, begins_as_surname, is_address, is_name, spaced
from .outlets import is_agency
from .signatures import signature
from .word_lists import any_of, words

__all__ = ["clean_author", "split_authors"]

_LONGEST, _MOST = 120, 8
_TRAIL = compiled(
    r"\s?(?:[(\[（【<][^)\]）】>]{0,60}[)\]）】>]?|\S{1,60}@\S{1,60}|https?:\S{0,300}|(?:综合|专题)?报[道导導]"
    r"|[|·–—-]\s.{0,80}|\s(?:on|last)(?:\s.{0,60})?|\s(?:In|On)"
    r"|(?:(?<=[a-z])|[\s.])(?:Updated|Published|Posted|Last)(?:\s.{0,60})?"
    r"|\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:인턴|선임|수석|전문|객원|수습)?\s?(?:기자|특파원)|\s(?:인턴|선임|수석|전문|객원|수습))$"
)
_LETTERS_BEHIND = compiled(
    r"\s?(?:M\.?D\.?|Ph\.?D\.?|R\.?D\.?N?|Jr\.?|CPA|Esq\.?|MBA|MS|MSW|[A-Z]{2,5}).{0,20}"
)
_ABOUT = compiled(r"(?<=\S)\s\([^()]{1,60}\)$")
_PLACE = compiled(r"(?P<mark>\s?/\s?|\s)(?P<place>[\u3400-\u9fff]{2,4})(?:報導|報道|报道|报导)$")
"""Where a reporter reports from, which stands where a second name could: 記者林秋月/宜蘭報導."""


def split_authors(text: str) -> list[str]:
    """The names in a byline, cleaned, in order, each once; empty where none is a name.

    Role words (记者, By), addresses and what stands in brackets behind a name are taken off.
    """
    text = _strip_before(spaced(text)[:_LONGEST].lstrip("〔【 "))
    if is_address(text):
        return []
    text = _ABOUT.sub("", text)
    text = _without_place(text.strip("〔〕【】 "))
    names = [name for piece in _pieces(text) if (name := _clean_piece(piece))]
    if len(names) > 1 and " " in names[0] and is_agency(names[-1]):
        names.pop()  # the outlet behind its reporters: "By Maya Lindqvist and Tom Arden, CNN"
    first = names[0].split() if names else []
    # where there are capitals one word behind a name is a place: "Von Jana Möller, Hamburg"
    if len(first) > 1 and first[0] < CASED and all(word[0].isupper() for word in first):
        names = [names[0], *(name for name in names[1:] if " " in name or name.isupper())]
    people = [name for name in names if not _position().search(name)]
    return list(dict.fromkeys(people or names))[:_MOST]


def _without_place(text: str) -> str:
    """``text`` without the place that is reported from; behind a space alone it may be a second name."""
    found = _PLACE.search(text)
    if found is None or (not found["mark"].strip() and begins_as_surname(found["place"])):
        return text
    return text[: found.start()]


def clean_author(texts: Iterable[str]) -> str | None:
    """The authors of several bylines as one string, joined by a comma and a space."""
    names = [name for text in texts for name in split_authors(text)]
    return ", ".join(dict.fromkeys(names)) or None


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
    name = _without_dateline(name.strip(" :：,，、|/·-–—@()（）[]【】〔〕\"'“”©»«›‹→"))
    return name if is_name(name) and not re.search(r"\d{4}", name) else None


def _without_dateline(name: str) -> str:
    """A reporter's name without the city that is glued to it: 記者陳怡君台北報導."""
    short = name[:-2]
    if 2 <= len(short) <= 3 and fold(name[-2:]) in words("outlet", "datelines") and begins_as_surname(short):
        return short
    return name


def _strip_before(text: str) -> str:
    """``text`` without the role words in front of a name."""
    for _ in range(3):
        folded = fold(text)
        match = _before().match(folded) or _signed().match(folded)
        if match is None or not match.end():
            break
        text = text[match.end() :].strip()
    return text


@lru_cache(maxsize=1)
def _signed() -> re.Pattern[str]:
    return compiled(rf"^\W{{0,2}}{signature()}")


@lru_cache(maxsize=1)
def _role() -> str:
    return f"{any_of('person', 'role_heads')}?{any_of('person', 'roles')}"


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    """Role words in front of a name; a Chinese one may be glued to a short name."""
    name_behind = r"(?=[^\W\d_A-Za-z]{2,4}(?:$|[\s、,/]))"
    latin = "|".join(words("person", "before"))
    return compiled(
        rf"^(?:(?:{_role()}|口述)(?:[:/|]|\s|{name_behind})\s?|文(?:[:/|]|\s)\s?|(?i:{latin})[\s:]*)"
    )


@lru_cache(maxsize=1)
def _between() -> re.Pattern[str]:
    """What stands between two names: a mark, a word for "and", a role word."""
    also = r"(?:and|und|y|et|dan|ve|и|і|та)\s"
    marks = rf"(?:、|,|;|，|；|،)\s?(?:{also})?|\s[/|&+]\s|/|\s{also}"
    return compiled(rf"\s{_role()}[\s:/]?\s?|(?:{marks})\s?")


@lru_cache(maxsize=1)
def _position() -> re.Pattern[str]:
    """What a person is rather than is called."""
    return compiled(rf"(?i){any_of('person', 'positions')}s?$|报[道导導]$|^(?:updated|published|posted)\b")
