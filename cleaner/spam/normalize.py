"""Undoes the disguises of single characters, with a map back to the text as it was written.

>>> normalize("外\u200b挂Ａ").text
'外挂a'
>>> list(normalize("外\u200b挂Ａ").map)
[0, 2, 3]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from ..expressions import compiled
from ..prepared import Prepared, read_prepared
from .tables import json_table, table_digest

__all__ = ["PUNCTUATION", "Disguise", "Normalized", "doubt", "normalize", "plain", "to_prepare"]

Disguise = tuple[str, int, int]
"""What was done (``invisible``, ``combining``, ``styled``, ``full_width``, ``radical``, ``look_alike``)
and the characters ``[start, end)`` of the original that it was done to."""

_LOOKS = "\u0370-\u03ff\u0400-\u052f"
_ASTRAL = "\U00010000-\U0010ffff"
_PREPARED = "doubt"
_TOWER = 32
"""Characters of a letter with its marks that are composed: no writing has more, and putting marks in order
takes quadratic time."""


class Normalized(NamedTuple):
    """A text in plain characters.

    Attributes:
        text: lower case, simplified characters, plain letters and digits, nothing invisible.
        map: for each character of ``text`` the index of the one it came from as given; never falls.
        disguises: what was undone, in order. Upper case, traditional characters and full-width
            punctuation are no disguise.
    """

    text: str
    map: Sequence[int]
    disguises: tuple[Disguise, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters, as given, that ``text[start:end]`` came from; ``start < end``."""
        return self.map[start], self.map[end - 1] + 1


_RARE = 0x10000
"""Codes from which on nothing is kept: there are a million."""


class _Folded(dict[int, str]):
    """What each character becomes, by its code; nothing for one that vanishes.

    Looked up when the character first comes: a page has few of all that there are.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        super().__init__()
        self._written, self._plain = table["single"]
        self._others: dict[str, str] = {**table["several"], **dict.fromkeys(table["drop"], "")}

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = self._others.get(char)
        if folded is None:
            at = self._written.find(char)
            folded = char if at < 0 else self._plain[at]
        if code < _RARE:
            self[code] = folded
        return folded


class _Fold(NamedTuple):
    """The fold table, taken apart for speed.

    Attributes:
        doubt: finds a character that lower case and plain punctuation alone don't settle.
        folded: what each character becomes.
        notable: characters that need the careful way: they vanish, unfold, compose or disguise.
        marks, composing: characters that join the one before, and vanish or stay if they can't.
        kinds: the kind of disguise a character is.
    """

    doubt: re.Pattern[str]
    folded: _Folded
    notable: frozenset[str]
    marks: frozenset[str]
    composing: frozenset[str]
    kinds: dict[str, str]


@lru_cache(maxsize=1)
def _fold_table() -> _Fold:
    table = json_table("fold")
    marks, composing = frozenset(table["marks"]), frozenset(table["composing"])
    kinds = {c: kind for kind in ("styled", "full_width", "radical") for c in table[kind]}
    notable = frozenset(table["several"]) | frozenset(table["drop"]) | marks | composing | frozenset(kinds)
    return _Fold(compiled(doubt()), _Folded(table), notable, marks, composing, kinds)


def doubt() -> str:
    """The expression for a character that lower case and plain punctuation alone don't settle: a class."""
    return read_prepared(_PREPARED, table_digest("fold")) or _doubt()


def to_prepare() -> Iterator[Prepared]:
    """What ``doubt`` finds."""
    yield Prepared(_PREPARED, table_digest("fold"), _doubt())


def _doubt() -> str:
    """The expression, worked out."""
    table = json_table("fold")
    special = ("drop", "marks", "composing", "styled", "full_width", "radical", "several")
    lowered = {c for c, f in zip(*table["single"], strict=True) if f == c.lower() and not _is_young(c)}
    doubtful = {c for c in table["single"][0] if c not in lowered and c not in PUNCTUATION}
    doubtful.update(*(table[name] for name in special))
    # one range stands for all characters above U+FFFF: a class that lists them one by one is slow
    codes = sorted(ord(char) for char in doubtful if char <= "\uffff")
    starts = [code for before, code in pairwise([-2, *codes]) if code > before + 1]
    ends = [code for code, after in pairwise([*codes, 1 << 21]) if after > code + 1]
    # runs as ranges, which is sooner compiled
    listed = (
        re.escape(chr(a)) + (f"-{re.escape(chr(b))}" if a < b else "")
        for a, b in zip(starts, ends, strict=True)
    )
    return f"[{''.join(listed)}{_LOOKS}{_ASTRAL}]"


def _is_young(char: str) -> bool:
    """Whether one Python may know the lower case of a character, and an older one not even the character."""
    return unicodedata.ucd_3_2_0.category(char) == "Cn"


def normalize(text: str) -> Normalized:
    """Any text in plain characters; a text without anything notable costs next to nothing."""
    if text.isascii() and text.isprintable():
        return Normalized(text.lower(), range(len(text)))
    fold = _fold_table()
    if not fold.doubt.search(text):
        return Normalized(plain(text), range(len(text)))
    disguises: tuple[Disguise, ...] = ()
    places: Sequence[int] = range(len(text))
    if fold.notable.isdisjoint(text):
        folded = text.translate(fold.folded)
    else:
        folded, places, disguises = _fold_carefully(text, fold)
    if _MIXED.search(folded):
        folded, swapped = _unmix(folded)
        disguises = (*disguises, *(("look_alike", *_span(places, a, b)) for a, b in swapped))
    return Normalized(folded, places, disguises)


def plain(text: str) -> str:
    """A text without anything notable in plain characters."""
    return _plain_punctuation(text.lower())


def _span(places: Sequence[int], start: int, end: int) -> tuple[int, int]:
    return places[start], places[end - 1] + 1


PUNCTUATION = "，。：；！？（）"


def _plain_punctuation(text: str) -> str:
    """The commonest full-width marks; several times faster than a translation table for them."""
    text = text.replace("，", ",").replace("：", ":").replace("；", ";")
    return text.replace("！", "!").replace("？", "?").replace("（", "(").replace("）", ")")


def _fold_carefully(text: str, fold: _Fold) -> tuple[str, Sequence[int], tuple[Disguise, ...]]:
    """Folds character by character, noting where each came from and what was a disguise."""
    out: list[str] = []
    places: list[int] = []
    disguises: list[Disguise] = []
    at = 0
    while at < len(text):
        char, end = text[at], at + 1
        while end < len(text) and (text[end] in fold.marks or text[end] in fold.composing):
            end += 1
        plain = fold.folded[ord(char)] if end == at + 1 else _compose(text[at:end], fold)
        kind = fold.kinds.get(char)
        if kind is None and (not plain or end > at + 1):
            kind = _hidden_kind(text, at, end, plain)
        if kind is not None:
            _note(disguises, kind, at, end)
        out.append(plain)
        places.extend([at] * len(plain))
        at = end
    return "".join(out), places, tuple(disguises)


def _compose(cluster: str, fold: _Fold) -> str:
    """A character with the marks after it: one letter where they compose, bare where they can't."""
    if cluster[0] in fold.marks:
        return ""
    composed = unicodedata.normalize("NFC", cluster[:_TOWER]) + cluster[_TOWER:]
    return "".join(fold.folded[ord(c)] for c in composed if c not in fold.marks)


def _hidden_kind(text: str, at: int, end: int, plain: str) -> str | None:
    """What an invisible character or a mark is: a disguise only inside a word, and not in writing."""
    if not plain:
        inside = at > 0 and end < len(text) and text[at - 1].isalnum() and text[end].isalnum()
        return "invisible" if inside else None
    cluster = text[at : min(end, at + _TOWER)]
    writing = len(unicodedata.normalize("NFC", cluster)) < len(cluster)
    return None if writing or not plain.isalnum() else "combining"


def _note(disguises: list[Disguise], kind: str, start: int, end: int) -> None:
    """Adds a disguise, or lengthens the last one where it goes on."""
    if disguises and disguises[-1][0] == kind and disguises[-1][2] == start:
        disguises[-1] = (kind, disguises[-1][1], end)
    else:
        disguises.append((kind, start, end))


# --- words that mix alphabets ----------------------------------------------------------------------

_MIXED = compiled(f"[a-z0-9][{_LOOKS}]|[{_LOOKS}][a-z0-9]")
_WORD = compiled(f"[a-z0-9{_LOOKS}]+")


def _unmix(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Gives words that mix Latin with Cyrillic or Greek one alphabet; the swapped spans beside."""
    letters = json_table("letters")
    swapped: list[tuple[int, int]] = []

    def one(match: re.Match[str]) -> str:
        word = match.group()
        table = _alphabet_for(word, letters)
        if table is None:
            return word
        swapped.append(match.span())
        return "".join(table.get(c, c) for c in word)

    return _WORD.sub(one, text), swapped


def _alphabet_for(word: str, letters: dict[str, dict[str, str]]) -> dict[str, str] | None:
    """The table that makes a mixed word plain: to Latin, or to Cyrillic where that is most of it."""
    latin = sum("a" <= c <= "z" for c in word)
    cyrillic = sum("\u0400" <= c <= "\u052f" for c in word)
    foreign = [c for c in word if not c.isascii()]
    if not foreign or len(foreign) == len(word) or not latin:
        return None
    if cyrillic > latin and all(c in letters["to_cyrillic"] for c in word if "a" <= c <= "z"):
        return letters["to_cyrillic"]
    return letters["to_latin"] if all(c in letters["to_latin"] for c in foreign) else None
