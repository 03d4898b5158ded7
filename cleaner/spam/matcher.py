"""Finds every term of an index in a text, in one pass over its characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from ..expressions import compiled
from .index import Index, is_spaced, spellings
from .lexicon import Row

__all__ = ["Match", "Matcher", "Pattern"]


class Pattern(NamedTuple):
    """One spelling of one term.

    ``text`` is what is looked for, ``form`` how the lexicon writes it; ``left`` and ``right`` say that a
    letter or digit must not stand on that side.
    """

    text: str
    form: str
    row: Row
    variant: bool
    left: bool
    right: bool


class Match(NamedTuple):
    """A pattern found at ``[start, end)``."""

    start: int
    end: int
    pattern: Pattern


class _Forms(NamedTuple):
    """The spellings that begin alike: all of them, their lengths, longest first, and the terms of each."""

    texts: tuple[str, ...]
    lengths: tuple[int, ...]
    spelled: dict[str, list[Pattern]]


class Matcher:
    """Finds the forms of an index.

    Args:
        index: the forms; those that begin alike are read when a text first has such a beginning.
        rows: the terms, by the numbers that the index knows them by.
    """

    def __init__(self, index: Index, rows: Sequence[Row]) -> None:
        self._index = index
        self._rows = rows
        self._heads = index.word_heads | index.heads
        self._known: dict[str, _Forms] = {}

    # made when the first text comes that they are for

    @cached_property
    def _in_ascii(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What finds places in a text that is all ASCII: where words begin, and anywhere."""
        return compiled(self._index.ascii_words), compiled(self._index.ascii_inside)

    @cached_property
    def _in_others(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """The same for other texts."""
        return compiled(self._index.words, re.DOTALL), compiled(self._index.inside)

    def find(self, text: str) -> list[Match]:
        """For each place where a form starts, the longest form there; in order, may overlap."""
        return list(self.find_at(text, self.places(text)))

    def find_at(self, text: str, places: Iterable[int]) -> Iterator[Match]:
        """The same, looking at these places only."""
        known, heads, size = self._known, self._heads, len(text)
        for start in places:
            head = text[start : start + 3]
            if head not in heads:
                head = head[:2]
                if head not in heads:
                    continue
            texts, lengths, spelled = known.get(head) or self._forms(head)
            if not text.startswith(texts, start):
                continue
            for length in lengths:
                end = start + length
                patterns = spelled.get(text[start:end])
                if patterns is None or end > size:
                    continue
                pattern = _free(text, start, end, patterns)
                if pattern is not None:
                    yield Match(start, end, pattern)
                    break

    def places(self, text: str) -> list[int]:
        """All places where a form may start, in order; they do for every matcher of some of these forms."""
        start = re.Match.start
        if text.isascii():
            words, inside = self._in_ascii
            begin_words: Iterable[int] = chain((0,), map(re.Match.end, words.finditer(text)))
        else:
            words, inside = self._in_others
            begin_words = map(start, words.finditer(text))
        begin = map(start, inside.finditer(text))
        heads = self._index.word_heads
        found = [at for at in begin_words if text[at : at + 3] in heads or text[at : at + 2] in heads]
        heads = self._index.heads
        found += [at for at in begin if text[at : at + 3] in heads or text[at : at + 2] in heads]
        return sorted(set(found)) if len(found) > 1 else found

    def _forms(self, head: str) -> _Forms:
        """The forms that a text which goes on with these characters may hold."""
        spelled: dict[str, list[Pattern]] = {}
        for text, form, row, *ways in spellings(self._index, head[:2]):
            if text.startswith(head) or len(text) == 2:
                spelled.setdefault(text, []).append(Pattern(text, form, self._rows[row], *ways))
        forms = _Forms(tuple(spelled), tuple(sorted({len(text) for text in spelled}, reverse=True)), spelled)
        if spelled:
            self._known[head] = forms
        return forms


def _free(text: str, start: int, end: int, patterns: Iterable[Pattern]) -> Pattern | None:
    """The first of the patterns whose ends may stand where they do."""
    for pattern in patterns:
        if pattern.left and start > 0 and is_spaced(text[start - 1]):
            continue
        if pattern.right and end < len(text) and (is_spaced(text[end]) or _is_vowel_sign(text[end])):
            continue
        return pattern
    return None


def _is_vowel_sign(char: str) -> bool:
    """Whether a word of an Indic script goes on with it: ``बेट`` (a bet) is no part of ``बेटा`` (a son)."""
    return "\u0900" <= char < "\u0e00" and unicodedata.category(char)[0] == "M"
