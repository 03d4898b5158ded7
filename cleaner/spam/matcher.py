"""Finds every term of a lexicon in a text, in one pass over its characters.

The index is keyed by the first two characters of a form, and a regular expression of two character
classes finds the few places worth a look. On lines of news this takes no longer than the Aho-Corasick
automaton of pyahocorasick, whose root has to search its many children at every character, so there is
no compiled dependency.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .lexicon import Row

__all__ = ["Match", "Matcher", "Pattern"]

_JOINED = re.compile("[\u0e00-\u109f\u1780-\u17ff\u3040-\U0003ffff]")
"""Scripts that put no blanks between words (and Korean, which glues endings on)."""
_WORD_START = r"(?<![^\W_\u0e00-\u109f\u1780-\u17ff\u3040-\U0003ffff])"
"""Where the character before is no letter or digit of a script that puts blanks between words."""


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


class Matcher:
    """The forms of a set of rows, indexed; never changes after it is made.

    Args:
        rows: the terms.
        spell: how the text to be searched writes a form (such as ``skeleton_of_form``).
    """

    def __init__(self, rows: Iterable[Row], spell: Callable[[str], str] = str) -> None:
        found: dict[tuple[str, bool, bool], Pattern] = {}
        for row in rows:
            for variant, forms in ((False, row.forms), (True, row.variants)):
                for form in forms:
                    pattern = _pattern(form, row, variant, spell)
                    if len(pattern.text) >= 2:
                        found.setdefault((pattern.text, pattern.left, pattern.right), pattern)
        lengths: dict[str, set[int]] = defaultdict(set)
        spelled: dict[str, list[Pattern]] = defaultdict(list)
        starts: dict[bool, set[str]] = {True: set(), False: set()}
        for pattern in found.values():
            lengths[pattern.text[:2]].add(len(pattern.text))
            spelled[pattern.text].append(pattern)
            starts[pattern.left].add(pattern.text[:2])
        self._lengths = {key: tuple(sorted(sizes, reverse=True)) for key, sizes in lengths.items()}
        self._spelled = {text: tuple(patterns) for text, patterns in spelled.items()}
        # forms that begin a word are looked for at the starts of words only: most of a Latin text is not
        self._start = re.compile(f"{_WORD_START}{_two_classes(starts[True])}|{_two_classes(starts[False])}")

    def finds(self, text: str) -> bool:
        """Whether any form stands in the text."""
        return next(self._matches(text), None) is not None

    def find(self, text: str) -> list[Match]:
        """For each place where a form starts, the longest form there; in order, may overlap."""
        return list(self._matches(text))

    def _matches(self, text: str) -> Iterator[Match]:
        lengths, spelled = self._lengths, self._spelled
        for place in self._start.finditer(text):
            start = place.start()
            for length in lengths.get(text[start : start + 2], ()):
                end = start + length
                if end > len(text):
                    continue
                pattern = _free(text, start, end, spelled.get(text[start:end], ()))
                if pattern is not None:
                    yield Match(start, end, pattern)
                    break


def _free(text: str, start: int, end: int, patterns: Iterable[Pattern]) -> Pattern | None:
    """The first of the patterns whose ends may stand where they do."""
    for pattern in patterns:
        if pattern.left and start > 0 and _is_spaced(text[start - 1]):
            continue
        if pattern.right and end < len(text) and _is_spaced(text[end]):
            continue
        return pattern
    return None


def _pattern(form: str, row: Row, variant: bool, spell: Callable[[str], str]) -> Pattern:
    bare = form.strip("*")
    text = spell(bare)
    left = not form.startswith("*") and _is_spaced(text[0])
    right = not form.endswith("*") and _is_spaced(text[-1])
    return Pattern(text, bare, row, variant, left, right)


def _two_classes(keys: Iterable[str]) -> str:
    """A regex for the first character of some form before the second one of some form."""
    firsts, seconds = {k[0] for k in keys}, {k[1] for k in keys}
    if not firsts:
        return r"(?!)"
    first, second = ("".join(re.escape(c) for c in sorted(chars)) for chars in (firsts, seconds))
    return f"[{first}](?=[{second}])"


def _is_spaced(char: str) -> bool:
    """Whether a letter or digit belongs to a script that puts blanks between words."""
    return char.isalnum() and not _JOINED.match(char)
