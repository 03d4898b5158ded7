"""What the names of HTML elements give away: bits for the groups of ``names.toml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ..expressions import compiled
from ..tables import read_table

__all__ = ["GROUPS", "NameTable", "load_rows"]

GROUPS = (
    "body", "content", "title", "nav", "side", "related", "ranking", "list", "comment", "ad", "sign", "share",
    "meta", "caption", "toc", "hidden", "product",
)  # fmt: skip
"""The groups, in the order of their bits."""

_WORD = compiled("[a-z]+")
_LONGEST, _MOST = 60, 50_000
_KEY = 3
"""Characters by which the parts are looked up; none is shorter."""


@lru_cache(maxsize=4)
def load_rows(name: str) -> tuple[dict[str, Any], ...]:
    """The rows of one table of this room, such as ``names``."""
    return tuple(read_table(Path(__file__).with_name(f"{name}.toml"))["row"])


def load_silent() -> list[str]:
    """The names that say nothing, whatever words are in them."""
    silent: list[str] = read_table(Path(__file__).with_name("names.toml"))["silent"]
    return silent


class NameTable:
    """Looks names up, and remembers those it has seen; the same answer for the same name always."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._parts: dict[str, list[tuple[str, int]]] = {}
        for row in load_rows("names"):
            bit = 1 << GROUPS.index(row["group"])
            for word in row["words"]:
                self._words[word] = self._words.get(word, 0) | bit
            for part in row["parts"]:
                self._parts.setdefault(part[:_KEY], []).append((part, bit))
        self._silent = {"": 0, **dict.fromkeys(load_silent(), 0)}
        self._seen: dict[str, int] = dict(self._silent)

    def bits(self, names: str) -> int:
        """The groups that any of the names (separated by spaces, lower case) belongs to, as bits."""
        found = self._seen.get(names)
        if found is None:
            found = 0
            for name in names.split(" ")[:24]:
                found |= self._bits_of(name)
            self._remember(names, found)
        return found

    def _bits_of(self, name: str) -> int:
        found = self._seen.get(name)
        if found is None:
            name = name[:_LONGEST]
            found = 0
            for word in _WORD.findall(name):
                found |= self._words.get(word, 0)
            for i in range(len(name) - _KEY + 1):
                for part, bit in self._parts.get(name[i : i + _KEY], ()):
                    if name.startswith(part, i):
                        found |= bit
            self._remember(name, found)
        return found

    def _remember(self, names: str, bits: int) -> None:
        if len(self._seen) > _MOST:
            self._seen = dict(self._silent)  # a new dict: another thread may be reading the old one
        if len(names) <= 200:
            self._seen[names] = bits
