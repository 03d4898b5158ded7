"""The three indexes that terms are found by, made from their rows, or as they were prepared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ..prepared import read_prepared
from .index import Index, index_of, packed, unpacked
from .lexicon import Lexicon, Row, lexicon_digest
from .views import skeleton_of_form

__all__ = ["HELD_BACK", "index_for", "to_prepare"]

HELD_BACK = frozenset({"everyday", "reporting", "enforcement", "region"})
"""Classes that nobody disguises: looked for in the plain text only."""

_LEAST_WEIGHT = 0.3
"""No advertisement is without a term that weighs as much; weaker ones count beside it."""
_DEPTH = 5
"""Of the index that whole pages are searched with (see ``index_of``)."""


def _hidden(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """The terms that somebody would disguise."""
    return ((number, row) for number, row in enumerate(rows) if row.kind not in HELD_BACK)


def _core(rows: Sequence[Row]) -> Index:
    """The terms that can make a line an advertisement, as they stand openly."""
    strong = ((number, row) for number, row in _hidden(rows) if row.weight >= _LEAST_WEIGHT)
    return index_of(strong, depth=_DEPTH)


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


def to_prepare() -> Iterator[tuple[str, dict[str, Any]]]:
    """The names of the prepared indexes, and what ``index_for`` finds under them."""
    rows = Lexicon.load().rows
    return ((_prepared(name), packed(made(rows))) for name, made in _INDEXES.items())


def _prepared(name: str) -> str:
    return f"index_{name}"
