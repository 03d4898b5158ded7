"""What kind of character each is, as tables in which all characters of a page are looked up at once.

A text is an array of codes here: the characters of the basic plane as themselves, one code for all others,
and one for what is between two lines. The tables are prepared, each as its runs of equal values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..prepared import Prepared, read_prepared
from .index import LETTER
from .normalize import PUNCTUATION, doubt, plain
from .tables import json_table, table_digest
from .views import ACCENTED, HAN, MEDIUM, WEAK, WIDE, WORDY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bits = NDArray[np.uint8]
    Codes = NDArray[np.int64]
    Flags = NDArray[np.bool_]
    Places = NDArray[np.intp]

__all__ = [
    "ALONE",
    "CLOSES",
    "CODES",
    "GAP",
    "HAN_LATIN",
    "LATIN_HAN",
    "LEET",
    "MARGIN",
    "OPENS",
    "OTHER",
    "RUN",
    "Characters",
    "characters",
    "codes_of",
    "text_of",
    "to_prepare",
]

ALONE, RUN, HAN_LATIN, LATIN_HAN, LEET, GAP, OPENS, CLOSES = (1 << bit for bit in range(8))
"""What two neighbours can be: see :class:`Characters`."""
MARGIN = 10
"""Codes behind the last line: so far may be looked ahead of any character."""

OTHER, _BETWEEN, CODES = 0x10000, 0x10001, 0x10002
"""Of characters beyond the basic plane, and of what is between lines; and the number of all codes."""
_CASED = 0xD800
"""From here on nothing has another case but full-width letters, which are notable."""
_PREPARED = "characters"
_MEMBER = re.compile(r"(\\?.)-(\\?.)|(\\?.)", re.DOTALL)


class Characters(NamedTuple):
    """Tables by code; ``medium``, ``odd`` and ``letter`` by that of a plain character.

    Two neighbours are of a kind if ``left`` of the one and ``right`` of the other have its bit:
    ``ALONE`` (the left one is enough, for it is notable or a look-alike), ``RUN`` (the beginning of a
    character that was split), ``HAN_LATIN`` and ``LATIN_HAN`` (a Han character and a Latin letter), ``LEET``
    (a Latin letter, or what stands for one, and a digit), ``GAP`` (a wide character and a mark or blank),
    ``OPENS`` and ``CLOSES`` (a Latin letter behind, and before, what belongs to no word).

    Attributes:
        plain: the code of what ``normalize.plain`` makes of a character.
        left, right: the kinds that a character can be the left, and the right, one of.
        medium, odd: marks that are rare, and those that are strange, between wide characters.
        letter: characters behind which no word begins.
    """

    plain: Codes
    left: Bits
    right: Bits
    medium: Flags
    odd: Flags
    letter: Flags


@lru_cache(maxsize=1)
def characters() -> Characters:
    """The tables."""
    import numpy as np

    data = read_prepared(_PREPARED, _digest())
    if data is None:
        return _worked_out()
    return Characters(
        plain=_unpacked(data["plain"], np.int64) + np.arange(CODES),
        left=_unpacked(data["left"], np.uint8),
        right=_unpacked(data["right"], np.uint8),
        medium=_unpacked(data["medium"], np.bool_),
        odd=_unpacked(data["odd"], np.bool_),
        letter=_unpacked(data["letter"], np.bool_),
    )


def to_prepare() -> Iterator[Prepared]:
    """What ``characters`` finds."""
    import numpy as np

    tables = _worked_out()._asdict()
    tables["plain"] = tables["plain"] - np.arange(CODES)  # most are as they were written
    yield Prepared(_PREPARED, _digest(), {name: _packed(table) for name, table in tables.items()})


def _digest() -> str:
    return table_digest("fold", "skeleton")


def _packed(table: NDArray[Any]) -> list[str]:
    """The values of a table, and how often each stands there in a row."""
    import numpy as np

    starts = np.concatenate(([0], np.flatnonzero(table[1:] != table[:-1]) + 1))
    lengths = np.diff(starts, append=len(table))
    return [" ".join(map(str, numbers.astype(int).tolist())) for numbers in (table[starts], lengths)]


def _unpacked(runs: list[str], kind: type[Any]) -> NDArray[Any]:
    """The table that was packed."""
    import numpy as np

    values, lengths = (np.fromstring(numbers, np.int64, sep=" ") for numbers in runs)
    return values.astype(kind).repeat(lengths)


def _worked_out() -> Characters:
    """The tables, from what is known of characters elsewhere."""
    latin, digits, han, wide, wordy = map(_members, ("a-z", "0-9@$", HAN, WIDE, WORDY))
    medium, weak = _listed(MEDIUM), _listed(WEAK)
    mark = ~wordy
    mark[OTHER:] = False
    runs = json_table("skeleton")["runs"]
    first, second = (_listed({run[at] for run in runs}) for at in (0, 1))
    notable = _members(doubt()[1:-1])
    notable[OTHER] = True
    codes = _plain_codes(notable)
    alone = notable | (_listed(json_table("skeleton")["single"]) | _members(ACCENTED))[codes]
    left = {RUN: first, HAN_LATIN: han, LATIN_HAN: latin, LEET: latin | _listed("@$"), GAP: wide}
    left |= {OPENS: ~wordy, CLOSES: latin}
    right = {ALONE: mark | ~mark, RUN: second, HAN_LATIN: latin, LATIN_HAN: han, LEET: digits, GAP: mark}
    right |= {OPENS: latin, CLOSES: mark}
    return Characters(
        plain=codes,
        left=_bits(left)[codes] | _bits({ALONE: alone}),
        right=_bits(right)[codes],
        medium=medium,
        odd=mark & ~medium & ~weak,
        letter=_members(LETTER),
    )


def codes_of(lines: Sequence[str]) -> tuple[Codes, Places]:
    """The codes of all lines, one before each and a margin behind the last, and where the lines start."""
    import numpy as np

    text = "\n".join(("", *lines, "\n" * (MARGIN - 1)))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    starts = np.fromiter(map(len, lines), np.intp, len(lines)).cumsum()
    starts = np.concatenate(([0], starts)) + np.arange(1, len(lines) + 2)
    codes = np.minimum(codes, OTHER).astype(np.int64)
    codes[starts - 1] = _BETWEEN
    codes[len(text) - MARGIN :] = _BETWEEN
    return codes, starts[:-1]


def text_of(codes: Codes) -> str:
    """The text with these codes; a character of no alphabet stands for what is not in the basic plane."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _plain_codes(notable: Flags) -> Codes:
    """For each code that of the plain character; notable ones stay, for Pythons differ about young ones."""
    import numpy as np

    codes = np.arange(CODES, dtype="<u4")
    every = codes[:_CASED].tobytes().decode("utf-32-le").replace("İ", "i")
    codes[:_CASED] = np.frombuffer(every.lower().encode("utf-32-le"), "<u4")
    for mark in PUNCTUATION:
        codes[ord(mark)] = ord(plain(mark))
    return np.where(notable, np.arange(CODES), codes)


def _ranges(members: str) -> Iterator[tuple[int, int]]:
    """The first and the last code of each part of what stands in the brackets of a class of characters."""
    for first, last, single in _MEMBER.findall(members):
        yield ord((first or single)[-1]), ord((last or single)[-1])


def _members(body: str) -> Flags:
    """Which codes belong to a class, given what stands in the brackets of its regular expression."""
    import numpy as np

    found = np.zeros(CODES, bool)
    for first, last in _ranges(body):
        found[first : min(last + 1, OTHER)] = True
    return found


def _listed(chars: Iterable[str]) -> Flags:
    """Which codes are among the characters."""
    import numpy as np

    found = np.zeros(CODES, bool)
    found[[min(ord(char), OTHER) for char in chars]] = True
    return found


def _bits(kinds: Mapping[int, Flags]) -> Bits:
    """One byte for each code: the bits of what it is."""
    import numpy as np

    bits = np.zeros(CODES, np.uint8)
    for bit, flags in kinds.items():
        bits[flags] |= np.uint8(bit)
    return bits
