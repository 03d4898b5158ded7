"""Finds every term of an index in a text, in one pass over its characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
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
    """The spellings that begin alike: their lengths, longest first, and those of each text."""

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
        # several searches, not one with an alternative: each can then skip what none of its forms starts with
        self._words, self._inside = compiled(index.words), compiled(index.inside[0])

    @cached_property
    def _others(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What finds places for the forms that don't begin in ASCII; made when the first such text comes."""
        index = self._index
        return compiled(index.other_words, re.DOTALL), compiled(index.inside[1])

    def finds(self, text: str) -> bool:
        """Whether any form stands in the text."""
        return next(self._matches(text), None) is not None

    def places(self, text: str) -> Iterator[int]:
        """Where forms start, in order; the text may be many lines in one."""
        return (match.start for match in self._matches(text))

    def find(self, text: str) -> list[Match]:
        """For each place where a form starts, the longest form there; in order, may overlap."""
        return list(self._matches(text))

    def _matches(self, text: str) -> Iterator[Match]:
        known, heads, size = self._known, self._heads, len(text)
        for start in self._places(text):
            head = text[start : start + 3]
            if head not in heads:
                head = head[:2]
            lengths, spelled = known.get(head) or self._forms(head)
            for length in lengths:
                end = start + length
                patterns = spelled.get(text[start:end])
                if patterns is None or end > size:
                    continue
                pattern = _free(text, start, end, patterns)
                if pattern is not None:
                    yield Match(start, end, pattern)
                    break

    def _forms(self, head: str) -> _Forms:
        """The forms that a text which goes on with these characters may hold."""
        spelled: dict[str, list[Pattern]] = {}
        for text, form, row, *ways in spellings(self._index, head[:2]):
            if text.startswith(head) or len(text) == 2:
                spelled.setdefault(text, []).append(Pattern(text, form, self._rows[row], *ways))
        forms = _Forms(tuple(sorted({len(text) for text in spelled}, reverse=True)), spelled)
        if spelled:
            self._known[head] = forms
        return forms

    def _places(self, text: str) -> list[int]:
        """Where a form may start, in order."""
        index = self._index
        heads = index.word_heads
        words = [0, *[place.end() for place in self._words.finditer(text)]]
        searches = [self._inside]
        if not text.isascii():
            other_words, other_inside = self._others
            words += [place.start() for place in other_words.finditer(text)]
            searches.append(other_inside)
        found = [at for at in words if text[at : at + 3] in heads or text[at : at + 2] in heads]
        heads = index.heads
        for inside in searches:
            found += [
                at
                for place in inside.finditer(text)
                if text[(at := place.start()) : at + 3] in heads or text[at : at + 2] in heads
            ]
        return sorted(set(found)) if len(found) > 1 else found


def _free(text: str, start: int, end: int, patterns: Iterable[Pattern]) -> Pattern | None:
    """The first of the patterns whose ends may stand where they do."""
    for pattern in patterns:
        if pattern.left and start > 0 and is_spaced(text[start - 1]):
            continue
        if pattern.right and end < len(text) and is_spaced(text[end]):
            continue
        return pattern
    return None
