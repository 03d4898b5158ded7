"""Reads the program's own tables in TOML, without parsing them where they were prepared."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .prepared import Prepared, digest_of, read_prepared

__all__ = ["parse_table", "read_table", "to_prepare"]

_ROOM = Path(__file__).parent
_PREPARED = (
    "content/names.toml",
    "content/words.toml",
    "judge/landmarks.toml",
    "judge/rows.toml",
    "metadata/words.toml",
    "spam/shapes.toml",
)
"""Those that the first page needs."""


def read_table(path: Path) -> dict[str, Any]:
    """The table in a file; to be treated as read-only."""
    table: dict[str, Any] | None = read_prepared(_name(path), digest_of([path]))
    return parse_table(path) if table is None else table


def parse_table(path: Path) -> dict[str, Any]:
    """The same, from the file itself."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return table


def to_prepare() -> Iterator[Prepared]:
    """What ``read_table`` finds."""
    for path in map(_ROOM.joinpath, _PREPARED):
        yield Prepared(_name(path), digest_of([path]), parse_table(path))


def _name(path: Path) -> str:
    """Under what name a table is prepared: ``content_names`` for ``content/names.toml``."""
    return f"{path.parent.name}_{path.stem}"
