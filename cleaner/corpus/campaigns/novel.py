"""Finds names and phrases that planted lines repeat and that the lexicon does not have.

A sequence of units counts where it returns at the head of several different lines, is set off from what
stands around it, and is not just a part of a longer one that returns as often. Everyday words are none. Work
and memory grow with the lines, up to a limit on what is counted at a time; over it, what was seen least is
forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from .lines import Line, Unit, join

__all__ = ["NewTerm", "Novelty"]

_HEAD = 40
"""Units of a line that are looked at: its title; the text behind it is filler."""
_LONGEST = 8
"""Units in a sequence."""
_FEWEST_LINES = 3
_SELLING = frozenset({"tool", "claim", "question", "device", "gambling", "credit"})
"""Parts that a product's name stands before."""
_NEIGHBOURS = 3
"""Different neighbours that are remembered; so many set a sequence off as well as a separator does."""
_SHORTEST_PHRASE = 4
"""Characters; shorter ones are everyday turns."""
_EVERYDAY = 3
"""Uses in the dictionary from which a word is everyday."""


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A name or a phrase that the lexicon lacks.

    Attributes:
        text: as it reads with disguises undone.
        name: it stands where a product's name stands; otherwise it is a phrase.
        opener: it is a phrase that lines begin with.
        lines: the number of different lines that hold it.
        family: what most of those lines sell; see ``FAMILIES``.
        examples: a few of them.
    """

    text: str
    name: bool
    opener: bool
    lines: int
    family: str
    examples: tuple[str, ...]


class _Count:
    """What is known of one sequence; ``free`` counts the lines in which an end of it is an end by itself."""

    __slots__ = (
        "examples",
        "families",
        "left",
        "left_free",
        "lines",
        "names",
        "right",
        "right_free",
        "starts",
    )

    def __init__(self) -> None:
        self.lines = self.names = self.starts = self.left_free = self.right_free = 0
        self.left: set[str] = set()
        self.right: set[str] = set()
        self.families: dict[str, int] = {}
        self.examples: list[str] = []

    def add(self, units: Sequence[Unit], start: int, end: int, family: str, text: str) -> None:
        """Counts one line that has the sequence at ``[start, end)`` of its units."""
        before = units[start - 1] if start else None
        after = units[end] if end < len(units) else None
        following = next((unit for unit in units[end : end + 2] if unit.known or unit.word), None)
        self.lines += 1
        self.starts += start == 0
        self.left_free += _note(self.left, before)
        self.right_free += _note(self.right, after)
        self.names += following is not None and following.slot in _SELLING
        self.families[family] = self.families.get(family, 0) + 1
        if len(self.examples) < 3:
            self.examples.append(text)

    @property
    def settled(self) -> bool:
        """Whether it returns, and begins and ends where it seems to."""
        left = 2 * self.left_free >= self.lines or len(self.left) + self.left_free >= _NEIGHBOURS
        right = 2 * self.right_free >= self.lines or len(self.right) + self.right_free >= _NEIGHBOURS
        return self.lines >= _FEWEST_LINES and left and right

    @property
    def is_name(self) -> bool:
        """Whether it stands mostly where the name of a product does: set off, before what is sold."""
        return 2 * self.names >= self.lines and 2 * self.left_free >= self.lines


class Novelty:
    """Counts sequences of units over lines.

    Args:
        most: sequences that are counted at a time; about 500 bytes each.
        most_lines: different lines that are told apart; what comes after them is not counted.
    """

    def __init__(self, most: int = 200_000, most_lines: int = 1_000_000) -> None:
        self._most, self._most_lines = most, most_lines
        self._counts: dict[tuple[str, ...], _Count] = {}
        self._seen: set[bytes] = set()

    def add(self, text: str, line: Line) -> None:
        """Counts a line; lines with the same letters count once."""
        letters = "".join(unit.text for unit in line.units if unit.word or unit.known)
        digest = blake2b(letters.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        if digest in self._seen or len(self._seen) >= self._most_lines:
            return
        self._seen.add(digest)
        units = line.units[:_HEAD]
        counted: set[tuple[str, ...]] = set()
        for start, end in _sequences(units):
            key = tuple(unit.text for unit in units[start:end])
            if key not in counted:
                counted.add(key)
                self._counts.setdefault(key, _Count()).add(units, start, end, line.family, text)
        if len(self._counts) > 2 * self._most:
            self._forget()

    def terms(self, everyday: Mapping[str, int], most: int = 300) -> tuple[NewTerm, ...]:
        """Names first, then phrases, at most ``most`` of each; those in most lines first.

        ``everyday`` has words of everyday language with their counts.
        """
        strong = {key: count for key, count in self._counts.items() if count.settled}
        inner = {
            part
            for key, count in strong.items()
            for part in _parts(key)
            if part in self._counts and self._counts[part].lines <= 1.25 * count.lines
        }
        ranked = sorted(
            (key for key in strong if key not in inner), key=lambda key: (-strong[key].lines, len(key), key)
        )
        terms = [_term(key, strong[key]) for key in ranked]
        terms = [term for term in terms if everyday.get(term.text, 0) < _EVERYDAY]
        names = [term for term in terms if term.name][:most]
        phrases = [term for term in terms if not term.name and len(term.text) >= _SHORTEST_PHRASE]
        return (*names, *phrases[:most])

    def _forget(self) -> None:
        """Keeps the sequences that were seen most."""
        less = sorted((count.lines for count in self._counts.values()), reverse=True)[self._most]
        self._counts = {key: count for key, count in self._counts.items() if count.lines > less}


def _sequences(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Where new terms may stand: units without a separator, with at least one that is not known."""
    for start, first in enumerate(units):
        if not first.word:
            continue
        fresh = False
        for end in range(start, min(len(units), start + _LONGEST)):
            if not units[end].word:
                break
            fresh = fresh or not units[end].known
            if fresh and _is_long_enough(units[start : end + 1]):
                yield start, end + 1


def _is_long_enough(units: Sequence[Unit]) -> bool:
    """Two characters without blanks between words, four letters elsewhere; not digits alone."""
    text = "".join(unit.text for unit in units)
    least = 4 if text.isascii() else 2
    return least <= len(text) <= 24 and not text.isdigit()


def _note(neighbours: set[str], unit: Unit | None) -> bool:
    """Remembers a neighbour; True where it is the line's end, a separator, or a term: an end by itself."""
    if unit is None or unit.known or not unit.word:
        return True
    if len(neighbours) < _NEIGHBOURS:
        neighbours.add(unit.text)
    return False


def _parts(key: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The shorter sequences inside of one."""
    size = len(key)
    return (key[i:j] for i in range(size) for j in range(i + 1, size + 1) if j - i < size)


def _term(key: tuple[str, ...], count: _Count) -> NewTerm:
    family = max(sorted(count.families), key=lambda each: count.families[each])
    return NewTerm(
        text=join([Unit(text, word=True) for text in key]),
        name=count.is_name,
        opener=2 * count.starts >= count.lines,
        lines=count.lines,
        family=family,
        examples=tuple(count.examples),
    )
