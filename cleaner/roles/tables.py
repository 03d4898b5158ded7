"""Reads the TOML tables beside this module."""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib.resources import files
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["month_numbers", "read_table", "weekday_names"]


def read_table(name: str) -> dict[str, Any]:
    """One file of ``patterns/``."""
    table = files(__package__ or "").joinpath("patterns").joinpath(name)
    rows: dict[str, Any] = tomllib.loads(table.read_text("utf-8"))
    return rows


@lru_cache(maxsize=1)
def _calendar() -> dict[str, Any]:
    return read_table("calendar.toml")


@lru_cache(maxsize=1)
def month_numbers() -> dict[str, int]:
    """Month name or abbreviation, lower case, to 1..12; treat as read-only."""
    return {name: int(number) for number, names in _calendar()["months"].items() for name in names}


def weekday_names() -> tuple[str, ...]:
    """Weekday names and abbreviations, lower case."""
    return tuple(_calendar()["weekdays"]["names"])
