"""Further readings of a normalised text: fillers taken out, look-alikes and sound-alikes unified.

Each reading is a :class:`View`, with a map back into the normalised text. Both are ``None`` where there
is nothing to undo, which one cheap search finds out.

>>> squeeze("外★挂 透 视").text
'外挂透视'
>>> skeleton("外卦 tou视").text
'外挂 透视'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ..expressions import compiled
from .tables import json_table

__all__ = [
    "ACCENTED",
    "HAN",
    "MEDIUM",
    "WEAK",
    "WIDE",
    "WORDY",
    "View",
    "as_it_is",
    "has_han",
    "skeleton",
    "skeleton_of_form",
    "squeeze",
]


class View(NamedTuple):
    """Another reading of a text.

    Attributes:
        text: the reading.
        places: for each character of ``text`` the index of the one it came from; never falls.
        ends: for each character of ``text`` the end of what it came from.
    """

    text: str
    places: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` came from; ``start < end``."""
        return self.places[start], self.ends[end - 1]


def as_it_is(text: str) -> View:
    """The reading that is the text itself, character by character."""
    return View(text, range(len(text)), range(1, len(text) + 1))


def _ranges_without(first: int, last: int, holes: Iterable[str]) -> str:
    """A regex class body for ``first`` to ``last`` without the characters in ``holes``."""
    parts, start = [], first
    for hole in sorted(map(ord, holes)):
        if start < hole <= last:
            parts.append(f"{chr(start)}-{chr(hole - 1)}")
        start = max(start, hole + 1)
    return "".join([*parts, f"{chr(start)}-{chr(last)}"])


HAN = f"{_ranges_without(0x3400, 0x9FFF, '丨丶丿乀乁亅亠')}\U00020000-\U0003ffff"
WIDE = f"{HAN}\u3040-\u30ff\u3105-\u312f\uac00-\ud7af"
"""Characters that stand side by side without blanks between words."""
_NARROW = "0-9a-z\u00c0-\u024f\u0370-\u0e7f\u1e00-\u1fff"
WORDY = f"{WIDE}{_NARROW}"
_FOREIGN = "\u00c0-\u024f\u1e00-\u1eff"
_LATIN = f"0-9a-z@${_FOREIGN}"
WEAK = " ,。、;:!?\"'“”‘’()《》<>「」『』【】[]…"
"""Ordinary punctuation, which stands between Han characters for honest reasons."""
MEDIUM = "./|\\-_~*&+=^`#@·•﹒—–丨%"
"""Marks that are odd between two Han characters, but not unheard of."""
_ODD = f"[^{re.escape(WEAK + MEDIUM)}{WORDY}]"

_beyond = compiled("[^\x00-\u303f]")
"""Finds what may be wide. Most pages hold nothing of the kind, and classes with Han take long to compile."""


@lru_cache(maxsize=1)
def _han() -> re.Pattern[str]:
    return compiled(f"[{HAN}]")


def has_han(text: str) -> bool:
    """Whether the text holds a Han character."""
    return _beyond.search(text) is not None and _han().search(text) is not None


# --- fillers ---------------------------------------------------------------------------------------


class _Fillers(NamedTuple):
    """What finds torn words.

    Attributes:
        lone: finds a trace of one.
        gap: finds what stands between wide characters; ``None`` where there are none.
        spelled: finds a word whose letters have the same mark between them.
        wordy: a character of a word.
    """

    lone: re.Pattern[str]
    gap: re.Pattern[str] | None
    spelled: re.Pattern[str]
    wordy: re.Pattern[str]


@lru_cache(maxsize=2)
def _fillers(wide: bool) -> _Fillers:
    """For texts with wide characters, or for those without."""
    wordy = WORDY if wide else _NARROW
    lone = f"(?<![{wordy}])[{wordy}](?![{wordy}])"
    return _Fillers(
        compiled(f"{lone}|[{WIDE}]{_ODD}+[{WIDE}]" if wide else lone),
        compiled(f"(?<=[{WIDE}])[^{WORDY}]{{1,4}}(?=[{WIDE}])") if wide else None,
        compiled(f"(?<![{wordy}])[a-z]([^{wordy}])[a-z0-9](?:\\1[a-z0-9])+(?![{wordy}])"),
        compiled(f"[{wordy}]"),
    )


def squeeze(text: str, decorated: Iterable[tuple[int, int]] = ()) -> View | None:
    """The text without the symbols and blanks that tear its words apart.

    Args:
        text: a normalised text.
        decorated: spans of styled digits, which count as symbols where they stand between Han characters.
    """
    for start, end in decorated:
        text = text[:start] + "★" * (end - start) + text[end:]
    fillers = _fillers(_beyond.search(text) is not None)
    if not fillers.lone.search(text):
        return None
    gaps = (m.span() for m in fillers.gap.finditer(text)) if fillers.gap else ()
    out = [span for span in gaps if _is_filler(text, *span, fillers.wordy)]
    for match in fillers.spelled.finditer(text):
        out.extend((i, i + 1) for i in range(match.start() + 1, match.end(), 2))
    if not out:
        return None
    keep = [True] * len(text)
    for start, end in out:
        keep[start:end] = [False] * (end - start)
    places = [i for i, kept in enumerate(keep) if kept]
    return View("".join(text[i] for i in places), places, [i + 1 for i in places])


def _is_filler(text: str, start: int, end: int, wordy: re.Pattern[str]) -> bool:
    """Whether what stands between two characters is there to tear a word apart."""
    filler = text[start:end]
    if any(c not in WEAK and c not in MEDIUM for c in filler):
        return True
    before = start < 2 or not wordy.match(text, start - 2)
    after = end + 1 >= len(text) or not wordy.match(text, end + 1)
    if any(c in MEDIUM for c in filler):
        return before or after
    if before and after:
        return True
    again_before = before and text[max(0, start - 1 - len(filler)) : start - 1] == filler
    again_after = after and text[end + 1 : end + 1 + len(filler)] == filler
    return again_before or again_after


# --- look-alikes and sound-alikes ------------------------------------------------------------------

_LEET = str.maketrans("0134578@$", "oieastbas")
_MIXED_WORD = compiled(f"(?<![{_LATIN}])[269a-z{_FOREIGN}]*[0134578@$][{_LATIN}]*")


class _Skeleton(NamedTuple):
    """The skeleton table, compiled: how another reading is written.

    Attributes:
        pieces: finds the runs that are read as a whole: split characters, Bopomofo, Latin words.
        syllables: a Latin word that is nothing but known syllables and initials of words.
        syllable: one of them.
        plain: letters without their accents.
        letters: the same, and all else that is read character by character.
    """

    pieces: re.Pattern[str]
    syllables: re.Pattern[str]
    syllable: re.Pattern[str]
    runs: dict[str, str]
    sounds: dict[str, str]
    initials: dict[str, str]
    joined: frozenset[str]
    plain: dict[int, str]
    letters: dict[int, str]


def _sounds(table: dict[str, Any]) -> str:
    """An expression for any syllable or initials of a word."""
    return "|".join(sorted([*table["syllables"], *table["initials"]], key=len, reverse=True))


@lru_cache(maxsize=1)
def _table() -> _Skeleton:
    table = json_table("skeleton")
    runs = sorted(table["runs"], key=len, reverse=True)
    sounds = _sounds(table)
    letters = {c: p.replace("l", "i") for c, p in table["plain"].items() if re.match(f"[{_LATIN}]", c)}
    return _Skeleton(
        pieces=compiled(f"{'|'.join(map(re.escape, runs))}|[{_LATIN}]+"),
        syllables=compiled(f"(?:{sounds})+"),
        syllable=compiled(sounds),
        letters=str.maketrans({**table["single"], **letters, "l": "i"}),
        runs=table["runs"],
        sounds=table["syllables"],
        initials=table["initials"],
        joined=frozenset(table["joined"]),
        plain=str.maketrans(table["plain"]),
    )


class _Readings(NamedTuple):
    """What finds that a text may have another reading.

    Attributes:
        hint: finds a character without which it has none.
        doubt: finds what may have another reading.
    """

    hint: re.Pattern[str]
    doubt: re.Pattern[str]


ACCENTED = "\u00e0-\u024f\u1e00-\u1eff"
_DIGIT_LETTER = "[a-z@$](?=[0-9@$])[0-9@$]{1,4}[a-z]"


@lru_cache(maxsize=2)
def _readings(wide: bool) -> _Readings:
    """For texts with wide characters, or for those without: all look-alikes but accented letters are wide."""
    if not wide:
        return _Readings(
            hint=compiled(f"[a-z{ACCENTED}]"),
            doubt=compiled(f"[{ACCENTED}]|{_DIGIT_LETTER}"),
        )
    table = json_table("skeleton")
    sounds = _sounds(table)
    firsts, seconds = ("".join(sorted({run[i] for run in table["runs"]})) for i in (0, 1))
    singles = "".join(table["single"])
    return _Readings(
        hint=compiled(f"[{singles}{firsts}a-z{ACCENTED}]"),
        doubt=compiled(
            f"[{singles}]|[{firsts}](?=[{seconds}])|[{ACCENTED}]"
            f"|[{HAN}](?=[a-z])(?:{sounds})(?![a-z])|(?=[a-z])(?<![a-z])(?:{sounds}){{1,4}}(?=[{HAN}])"
            f"|{_DIGIT_LETTER}"
        ),
    )


def skeleton(text: str) -> View | None:
    """The text with every variant replaced by the character it stands for; ``None`` if it has none."""
    readings = _readings(_beyond.search(text) is not None)
    hint = readings.hint.search(text)
    if not hint or not readings.doubt.search(text, max(0, hint.start() - 1)):
        return None
    return _unify(text, _table(), han=has_han(text))


def skeleton_of_form(form: str) -> str:
    """A term of the lexicon as ``skeleton`` would write it."""
    return _unify(form, _table(), han=has_han(form)).text


def _unify(text: str, table: _Skeleton, *, han: bool) -> View:
    """Writes the skeleton of a text: letter for letter, but for runs that are read as a whole."""
    letters = _MIXED_WORD.sub(_without_digits, text.translate(table.letters))
    out: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    at = 0
    for match in table.pieces.finditer(text) if _beyond.search(text) else ():
        start, end = match.span()
        readings = _read_whole(text, start, end, table, han)
        if not readings:
            continue
        out.append(letters[at:start])
        places.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        for reading, first, last in readings:
            out.append(reading)
            places.append(first)
            ends.append(last)
        at = end
    if not out:
        return as_it_is(letters)
    out.append(letters[at:])
    places.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return View("".join(out), places, ends)


def _without_digits(match: re.Match[str]) -> str:
    """A word with digits, or marks, that stand for letters; two letters at least make it a word."""
    word = match.group()
    return word.translate(_LEET) if sum("a" <= c <= "z" for c in word) >= 2 else word


def _spoken(match: re.Match[str], offset: int, table: _Skeleton) -> Iterable[tuple[str, int, int]]:
    """A syllable as its character, or the two initials of a word as its two characters."""
    start, end = offset + match.start(), offset + match.end()
    word = table.initials.get(match.group())
    if word is None:
        return ((table.sounds[match.group()], start, end),)
    return ((word[0], start, start + 1), (word[1], start + 1, end))


def _read_whole(
    text: str, start: int, end: int, table: _Skeleton, han: bool
) -> Sequence[tuple[str, int, int]]:
    """The readings of a run that is not read letter for letter, each with where it came from; else none."""
    piece = text[start:end]
    if piece in table.runs:
        return ((table.runs[piece], start, end),)
    if not han:
        return ()
    word = piece.translate(table.plain)
    if table.syllables.fullmatch(word):
        syllables = list(table.syllable.finditer(word))
        beside = (start > 0 and _han().match(text, start - 1)) or _han().match(text, end)
        if len(syllables) > 1 or (beside and word not in table.joined):
            return [reading for m in syllables for reading in _spoken(m, start, table)]
    return ()
