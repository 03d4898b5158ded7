"""Reads the TOML tables beside this module, and what was prepared from them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..prepared import Prepared, digest_of, read_prepared
from ..tables import parse_table

__all__ = ["month_numbers", "pattern_table", "small_table", "tables_digest", "to_prepare", "weekday_names"]

_DIRECTORY = Path(__file__).parent / "patterns"
_PREPARED = "roles_tables"
_SMALL = ("calendar.toml", "fold.toml")


def pattern_table(name: str) -> dict[str, Any]:
    """One file of ``patterns/``."""
    return parse_table(_DIRECTORY / name)


def small_table(name: str) -> dict[str, Any]:
    """One of the tables that are no rows; to be treated as read-only."""
    table: dict[str, Any] = _small_tables()[name]
    return table


@lru_cache(maxsize=1)
def _small_tables() -> dict[str, Any]:
    tables: dict[str, Any] | None = read_prepared(_PREPARED, tables_digest())
    return _read_small() if tables is None else tables


def _read_small() -> dict[str, Any]:
    return {name: pattern_table(name) for name in _SMALL}


@lru_cache(maxsize=1)
def tables_digest() -> str:
    """Of all the tables."""
    return digest_of(sorted(_DIRECTORY.glob("*.toml")))


def to_prepare() -> Iterator[Prepared]:
    """What ``small_table`` finds."""
    yield Prepared(_PREPARED, tables_digest(), _read_small())


def _calendar() -> dict[str, Any]:
    return small_table("calendar.toml")


@lru_cache(maxsize=1)
def month_numbers() -> dict[str, int]:
    """Month name or abbreviation, lower case, to 1..12; treat as read-only."""
    return {name: int(number) for number, names in _calendar()["months"].items() for name in names}


def weekday_names() -> tuple[str, ...]:
    """Weekday names and abbreviations, lower case."""
    return tuple(_calendar()["weekdays"]["names"])
