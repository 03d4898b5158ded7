"""The words that telling names, labels and sites apart needs, from ``words.toml``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["any_of", "words"]


def words(section: str, name: str) -> tuple[str, ...]:
    """One list of ``words.toml``."""
    return tuple(_tables()[section][name])


def any_of(section: str, *names: str) -> str:
    """A regex for any word of some lists, the longest first."""
    found: Iterable[str] = {re.escape(word) for name in names for word in words(section, name)}
    return "(?:" + "|".join(sorted(found, key=lambda w: (-len(w), w))) + ")"


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = tomllib.loads(
        files(__package__ or "").joinpath("words.toml").read_text("utf-8")
    )
    return tables
