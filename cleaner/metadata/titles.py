"""Finds the title of a page and tells it from the name of the site beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from ..expressions import compiled
from ..roles.fold import fold
from .word_lists import any_of

__all__ = ["agree", "halves", "overlap", "plain", "site_in", "strip_site", "title_words"]

# for titles whose white space is folded
_JOINT = compiled(
    r"\s[-–—―|｜·•:»«~/]{1,3}\s|\s?[_|｜┃丨]{1,2}\s?|\s?[-–—]{2}\s?|(?<=[^\W\d_a-zA-Z\s])\s?[-–—]\s?(?=[^\W\d_])|\s::\s|(?<=[^\s\d])\s?[»›«]\s?"
)
_UNSAID = compiled(r"[\W_]+")
_SOFTWARE = compiled(r"(?i)\s*powered by\b")
_SHARE = 0.45
_SMALL_WORDS = frozenset(("of", "the", "and", "&", "for"))
_LONGEST_SITE = 50
_LEAST_SAID = 4
_LONGEST_SECTION = 4
"""Between title and site name a page may name the section, in a word."""
_LONGEST_BOARD = 10
"""The same of a forum's board, where the title ends in the name of the software: Powered by Discuz!"""


def plain(text: str) -> str:
    """Letters and digits only, folded, lower case: two spellings of one title become equal."""
    return _UNSAID.sub("", fold(text)).lower()


def agree(one: str, other: str) -> bool:
    """Whether two texts show the same title, one of them perhaps cut or with a site name."""
    first, second = sorted((plain(one), plain(other)), key=len)
    if len(first) < 4:
        return bool(first) and first == second
    return first in second and len(first) >= 0.5 * len(second)


def overlap(first: Set[str], second: Set[str]) -> float:
    """The share of the shorter title's words that both have; see :func:`title_words`."""
    return len(first & second) / max(1, min(len(first), len(second)))


def title_words(text: str) -> set[str]:
    """The words of a title; pairs of characters in dense scripts."""
    words = set(re.findall(r"[^\W_]+", fold(text).lower()))
    if text.isascii() or len(words) > 5:
        return words
    letters = plain(text)
    return set(map("".join, pairwise(letters)))


def strip_site(title: str, others: Iterable[str] = (), sites: Sequence[str] = ()) -> str:
    """``title`` without the name of the site in front or behind.

    Args:
        title: the content of ``<title>`` or ``og:title``.
        others: other candidates for the title; a cut that agrees with one of them is taken.
        sites: names of the site, where known.
    """
    title = " ".join(title.split())
    joints = list(_JOINT.finditer(title))[:12]
    if not joints:
        return title
    parts = _parts(title, joints)
    cuts = [cut for other in others if (cut := parts.get(plain(other)))]
    if cuts:
        return max(cuts, key=len)
    names = [plain(s) for s in sites if plain(s)]
    end = len(title)
    longest = _LONGEST_SECTION
    for joint in reversed(joints):
        tail = title[joint.end() : end]
        if end == len(title) and _SOFTWARE.match(tail):
            end, longest = joint.start(), _LONGEST_BOARD
            continue
        section = end < len(title) and len(plain(tail)) <= longest
        if not section and not _is_site(tail, title[: joint.start()], joint[0], names):
            break
        end = joint.start()
    start = 0
    for joint in joints:
        if joint.end() >= end or not _is_named(title[start : joint.start()], names):
            break
        start = joint.end()
    return title[start:end].strip() or title


def halves(title: str) -> list[tuple[str, str]]:
    """``title`` cut at each mark that may part it from the name of its site."""
    title = " ".join(title.split())
    return [(title[: j.start()].strip(), title[j.end() :].strip()) for j in list(_JOINT.finditer(title))[:12]]


def site_in(title: str, stripped: str) -> str | None:
    """The name of the site that :func:`strip_site` took off ``title``: the last part behind it."""
    rest = " ".join(title.split())
    at = rest.find(stripped)
    if at < 0 or not stripped:
        return None
    parts = [
        part for part in _JOINT.split(rest[at + len(stripped) :]) if plain(part) and not _SOFTWARE.match(part)
    ]
    return parts[-1].strip() if parts else None


@lru_cache(maxsize=1)
def _site_word() -> re.Pattern[str]:
    """Ends that names of sites have."""
    ends = rf"{any_of('site', 'dense')}$|\.{any_of('site', 'domains')}\b|\b{any_of('site', 'latin')}\.?$"
    return compiled(f"(?i){ends}")


def _parts(title: str, joints: Sequence[re.Match[str]]) -> dict[str, str]:
    """Every run of parts of ``title`` that says something, by what it says."""
    starts = [0, *(j.end() for j in joints)]
    ends = [*(j.start() for j in joints), len(title)]
    found: dict[str, str] = {}
    for start in starts:
        for end in ends:
            if end > start and len(said := plain(title[start:end])) >= _LEAST_SAID:
                found.setdefault(said, title[start:end].strip())
    return found


def _is_named(part: str, names: Sequence[str]) -> bool:
    """Whether a part is a known name of the site."""
    said = plain(part)
    return bool(said) and any(said == n or (len(said) > 3 and (said in n or n in said)) for n in names)


def _is_site(tail: str, head: str, joint: str, names: Sequence[str]) -> bool:
    """Whether the part behind a joint is the site's name rather than the end of the title."""
    if not plain(tail):
        return True
    if _is_named(tail, names):
        return True
    if len(tail) > _LONGEST_SITE or len(head) < 4:
        return False
    if _site_word().search(tail.strip()):
        return True
    marked = "_" in joint or "|" in fold(joint)
    if marked and len(plain(tail)) <= max(_LONGEST_SECTION, _SHARE * len(plain(head))):
        return True
    words = tail.split()
    named = all(w[0].isupper() or not w[0].isalpha() or w in _SMALL_WORDS for w in words)
    spaced = joint.strip() in ("-", "–", "—", "·", "•", "--") and joint != joint.strip()
    return (
        (spaced or marked) and tail.isascii() and named and len(words) <= 4 and len(tail) <= 0.5 * len(head)
    )
