"""The words that telling names, labels and sites apart needs, from ``words.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from ..tables import read_table

__all__ = ["any_of", "words"]


def words(section: str, name: str) -> tuple[str, ...]:
    """One list of ``words.toml``."""
    return tuple(_tables()[section][name])


def any_of(section: str, *names: str) -> str:
    """A regex for any word of some lists, the longest first."""
    found: Iterable[str] = {re.escape(word) for name in names for word in words(section, name)}
    return "(?:" + "|".join(sorted(found, key=lambda w: (-len(w), w))) + ")"


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, list[str]]]:
    return read_table(Path(__file__).with_name("words.toml"))
