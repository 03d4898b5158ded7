"""Finds every term of a lexicon in a text, in one pass over its characters.

The index is keyed by the first two characters of a form. Regular expressions find the few places worth a
look: a trie for the forms that begin a word, two character classes for the others. That is faster than the
Aho-Corasick automaton of pyahocorasick, whose root has to search its many children at every character, so
there is no compiled dependency.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..trie import trie
from .lexicon import Row

__all__ = ["Match", "Matcher", "Pattern"]

_HEAD = 3
"""Characters of a form inside words by which places are told apart; a form of two has no more."""
_WORD_HEAD = 5
"""The same of a form that begins a word: more would tell apart no better, and take longer to compile."""
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
        words: set[str] = set()
        inside: set[str] = set()
        for pattern in found.values():
            lengths[pattern.text[:2]].add(len(pattern.text))
            spelled[pattern.text].append(pattern)
            if pattern.left:
                words.add(pattern.text[:_WORD_HEAD])
            else:
                inside.add(pattern.text[:_HEAD])
        self._lengths = {key: tuple(sorted(sizes, reverse=True)) for key, sizes in lengths.items()}
        self._spelled = {text: tuple(patterns) for text, patterns in spelled.items()}
        # forms that begin a word are looked for at the starts of words only: most of a Latin text is not
        # two searches, not one with an alternative: each can then skip what none of its forms starts with
        self._words = re.compile(f"{_WORD_START}(?={trie(words)})")
        self._heads = frozenset(inside)
        self._inside = re.compile(_two_classes(inside))

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
        lengths, spelled = self._lengths, self._spelled
        for start in self._places(text):
            for length in lengths.get(text[start : start + 2], ()):
                end = start + length
                patterns = spelled.get(text[start:end])
                if patterns is None or end > len(text):
                    continue
                pattern = _free(text, start, end, patterns)
                if pattern is not None:
                    yield Match(start, end, pattern)
                    break

    def _places(self, text: str) -> Iterable[int]:
        """Where a form may start, in order."""
        words = [place.start() for place in self._words.finditer(text)]
        heads = self._heads
        inside = [
            at
            for place in self._inside.finditer(text)
            if text[(at := place.start()) : at + _HEAD] in heads or text[at : at + 2] in heads
        ]
        return sorted({*words, *inside}) if words and inside else words or inside


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
