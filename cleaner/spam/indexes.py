"""The three indexes that terms are found by, made from their rows, or as they were prepared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from ..prepared import Prepared, read_prepared
from .index import Index, index_of, packed, spellings, unpacked
from .lexicon import Lexicon, Row, lexicon_digest
from .sieve import beginnings_of
from .views import skeleton_of_form

__all__ = ["HELD_BACK", "beginnings_for", "index_for", "to_prepare"]

HELD_BACK = frozenset({"everyday", "reporting", "enforcement", "region"})
"""Classes that nobody disguises: looked for in the plain text only."""

_BEGINNINGS = "beginnings"
_LEAST_WEIGHT = 0.3
"""No advertisement is without a term that weighs as much; weaker ones count beside it."""


def _hidden(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """The terms that somebody would disguise."""
    return ((number, row) for number, row in enumerate(rows) if row.kind not in HELD_BACK)


def _core(rows: Sequence[Row]) -> Index:
    """The terms that can make a line an advertisement, as they stand openly."""
    strong = ((number, row) for number, row in _hidden(rows) if row.weight >= _LEAST_WEIGHT)
    return index_of(strong)


def _all(rows: Sequence[Row]) -> Index:
    """All terms, as they stand openly."""
    return index_of(enumerate(rows))


def _skeleton(rows: Sequence[Row]) -> Index:
    """The terms that somebody would disguise, in the spelling that disguises have in common."""
    return index_of(_hidden(rows), skeleton_of_form, variants=False)


_INDEXES: Mapping[str, Callable[[Sequence[Row]], Index]] = MappingProxyType(
    {"core": _core, "all": _all, "skeleton": _skeleton}
)


def index_for(lexicon: Lexicon, name: str) -> Index:
    """One of the indexes ``core``, ``all`` and ``skeleton`` of these terms."""
    data = read_prepared(_prepared(name), lexicon_digest()) if lexicon.built_in else None
    return _INDEXES[name](lexicon.rows) if data is None else unpacked(data)


def beginnings_for(lexicon: Lexicon) -> str:
    """The beginnings of the terms of the index ``core``, for a sieve."""
    data: str | None = read_prepared(_BEGINNINGS, lexicon_digest()) if lexicon.built_in else None
    return _beginnings(lexicon.rows) if data is None else data


def _beginnings(rows: Sequence[Row]) -> str:
    index = _core(rows)
    return beginnings_of(spelling for head in index.spellings for spelling in spellings(index, head))


def to_prepare() -> Iterator[Prepared]:
    """What ``beginnings_for`` and ``index_for`` find."""
    rows = Lexicon.load().rows
    yield Prepared(_BEGINNINGS, lexicon_digest(), _beginnings(rows))
    for name, made in _INDEXES.items():
        yield Prepared(_prepared(name), lexicon_digest(), packed(made(rows)), "spellings")


def _prepared(name: str) -> str:
    return f"index_{name}"
