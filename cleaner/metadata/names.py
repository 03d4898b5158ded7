"""What names of authors and names of outlets have in common."""

from __future__ import annotations

import re
from functools import lru_cache

from ..expressions import compiled
from ..roles.fold import fold
from .word_lists import words

__all__ = [
    "CASED",
    "LONGEST_NAME",
    "begins_as_surname",
    "is_address",
    "is_dense",
    "is_name",
    "is_section",
    "same_name",
    "spaced",
]

CASED = "\u0530"
"""Scripts with capitals end here: Latin, Greek, Cyrillic."""
LONGEST_NAME = 60
_ADDRESS = compiled(
    r"(?i)^(?:https?:|www\.|//|@?[\w.-]+\.(?:com|cn|net|org|io)\b)|@[\w-]+\.|[{}<>=]|^\w+(?:\.\w+){2,}$"
)
_SECTION = compiled(
    r"第\s?[一二三四五六七八九十百千零〇\d]{1,6}\s?[章节節条條编編篇款回卷讲講集]|제\s?\d{1,3}\s?[장절조항]"
    r"|(?i:(?:chapter|section|article|kapitel|artikel|abschnitt|chapitre|cap[ií]tulo|art[ií]culo|artigo|seção|capitolo|articolo"
    r"|глава|статья|раздел|розділ|стаття|rozdział|artykuł|bab|pasal|chương|điều|bölüm|madde)\s(?:\d{1,4}|[ivxlc]{1,7})(?:\W|$)|§\s?\d)"
)
_DENSE = compiled("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\U0010ffff]")


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names mean the same outlet, spelling aside."""
    if not one or not other:
        return False
    first, second = (re.sub(r"\W", "", fold(n)).lower() for n in (one, other))
    return bool(first) and bool(second) and (first in second or second in first)


def is_dense(name: str) -> bool:
    """Whether a name is written in a script without spaces between words, or in Korean."""
    return not name.isascii() and _DENSE.search(name) is not None


def is_address(text: str) -> bool:
    """Whether a text begins as the address of a page or of an account."""
    return _ADDRESS.match(text) is not None


def is_name(text: str) -> bool:
    """Whether a text may be a name: not too long, no address, no word that only stands for one."""
    if not 1 < len(text) <= LONGEST_NAME or _ADDRESS.search(text):
        return False
    return fold(text).lower() not in words("person", "junk") and any(map(str.isalpha, text))


def is_section(text: str) -> bool:
    """Whether a text is or begins with the number of a chapter or an article of a law."""
    return _SECTION.match(text) is not None


def spaced(text: str) -> str:
    """The text with its white space folded to single spaces."""
    return " ".join(text.split())


def begins_as_surname(name: str) -> bool:
    """Whether the first character of a name is one of the commonest Chinese surnames."""
    return fold(name)[0] in _surnames()


@lru_cache(maxsize=1)
def _surnames() -> frozenset[str]:
    return frozenset("".join(words("person", "surnames")))
