"""One planted line taken apart: what it pushes, in which wording, and the words that the lexicon lacks.

The line is read with its disguises undone. Terms of the lexicon become the parts that advertisements are put
together from (``cleaner.spam.features.SLOTS``); what no term covers stays as runs of units: single characters
where words stand side by side without blanks, whole words elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from ...spam.features import slot_of
from ...spam.hits import Finder, Hit
from ...spam.normalize import normalize
from ...spam.views import squeeze

__all__ = ["FAMILIES", "LOOKED_AT", "Line", "Unit", "join", "read_line"]

LOOKED_AT = 200
"""Characters of a planted block that are looked at: its head names the product, the rest is filler."""
_TITLE = 40
"""Characters of it that count as its title."""
_PART_OF_NAME = frozenset({"game", "region"})
_GENERIC = frozenset({"ending", "weak"})
"""Classes, and groups of platforms, that brands are put together with: 长沙 and 大厅 are known, 小豆长沙大厅
may be new."""
_NO_PART = frozenset({"", "report", "enforce"})
FAMILIES = ("cheats", "devices", "accounts", "gambling", "other")
"""What is sold; ``other`` for lines that only their surroundings gave away."""


class Unit(NamedTuple):
    """A piece of a line.

    Attributes:
        text: as it reads with disguises undone; a single separator for anything without letters.
        slot: the part of an advertisement that a term plays; empty for other words.
        known: the lexicon has it.
        word: it may be part of a new name or phrase.
    """

    text: str
    slot: str = ""
    known: bool = False
    word: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart.

    Attributes:
        product: the platform that the lexicon knows in it, failing that the game, or empty.
        template: its parts in order, such as ``cover product tool claim``.
        family: one of ``FAMILIES``.
        units: all of it.
    """

    product: str
    template: str
    family: str
    units: tuple[Unit, ...]


def read_line(finder: Finder, text: str) -> Line:
    """Takes a line apart with the terms of ``finder``."""
    normalized = normalize(text[:LOOKED_AT])
    hits = finder.find(normalized, thorough=True)
    squeezed = squeeze(normalized.text)
    places = range(len(normalized.text)) if squeezed is None else squeezed.places
    units = tuple(_units(normalized.text, places, hits))
    return Line(_product(hits), _template(hits), _family(hits), units)


def join(units: Sequence[Unit]) -> str:
    """The units as they would be written: a blank between words, none between characters."""
    out: list[str] = []
    for unit in units:
        if out and out[-1][-1].isalnum() and not _is_wide(out[-1][-1]) and not _is_wide(unit.text[0]):
            out.append(" ")
        out.append(unit.text)
    return "".join(out)


def _is_wide(character: str) -> bool:
    """Whether words of its script stand side by side without blanks: Han, kana, Thai and its neighbours."""
    return "\u0e00" <= character <= "\u0eff" or "\u1780" <= character <= "\u17ff" or character >= "\u2e80"


def _units(text: str, places: Sequence[int], hits: Sequence[Hit]) -> Iterator[Unit]:
    """Terms as one unit each, other words, and a separator for each stretch of anything else."""
    owner: dict[int, Hit] = {}
    for hit in hits:
        owner.update(dict.fromkeys(range(hit.start, hit.end), hit))
    for term, found in groupby(places, owner.get):
        inside = list(found)
        if term is not None:
            part = term.row.kind in _PART_OF_NAME or _is_generic(term)
            yield Unit(_reading(term), slot_of(term), known=True, word=part)
        else:
            yield from _words("".join(text[i] for i in inside))


def _words(text: str) -> Iterator[Unit]:
    """The units of a stretch that no term covers."""
    for kind, run in groupby(text, _kind):
        if kind == "wide":
            yield from (Unit(character, word=True) for character in run)
        elif kind == "word":
            yield Unit("".join(run), word=True)
        else:
            separator = "".join(run)
            if separator != " ":  # a blank joins two words to a name
                yield Unit(separator)


def _kind(character: str) -> str:
    if not character.isalnum():
        return ""
    return "wide" if _is_wide(character) and not character.isdigit() else "word"


def _reading(hit: Hit) -> str:
    plain = hit.row.forms[0] if hit.disguise == "spelling" else hit.reading
    return plain.strip("*") or hit.row.forms[0].strip("*")


def _is_generic(hit: Hit) -> bool:
    return hit.row.kind == "platform" and hit.row.group in _GENERIC


def _product(hits: Sequence[Hit]) -> str:
    """The brand that weighs most, failing that the game, failing that 大厅 and the like."""
    platforms = [hit for hit in hits if hit.row.kind == "platform"]
    brands = [hit for hit in platforms if not _is_generic(hit)]
    named = brands or [hit for hit in hits if hit.row.kind == "game"] or platforms
    return _reading(max(named, key=lambda hit: hit.row.weight)) if named else ""


def _template(hits: Sequence[Hit]) -> str:
    """The parts of the title in order, each named once where it is repeated."""
    slots = [slot_of(hit) for hit in hits if hit.start < _TITLE and slot_of(hit) not in _NO_PART]
    return " ".join(slot for slot, _ in groupby(slots))


def _family(hits: Sequence[Hit]) -> str:
    """What is sold, by the terms that weigh most."""
    sums = dict.fromkeys(FAMILIES, 0.0)
    for hit in hits:
        slot, weight = slot_of(hit), hit.row.weight
        if hit.row.kind == "device":
            sums["devices"] += weight
        elif hit.row.group == "account":
            sums["accounts"] += weight
        elif slot in ("gambling", "credit") or hit.row.category == "gambling":
            sums["gambling"] += weight
        elif hit.row.category == "cheats" or slot in ("tool", "claim", "question"):
            sums["cheats"] += weight
    best = max(sums, key=lambda family: sums[family])
    return best if sums[best] else "other"
