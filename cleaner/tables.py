"""Reads the program's own tables in TOML, without parsing them where they were prepared."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from .prepared import digest_of, read_prepared

__all__ = ["parse_table", "prepared_name", "read_table"]


def read_table(path: Path) -> dict[str, Any]:
    """The table in a file; to be treated as read-only."""
    table: dict[str, Any] | None = read_prepared(prepared_name(path), digest_of([path]))
    return parse_table(path) if table is None else table


def parse_table(path: Path) -> dict[str, Any]:
    """The same, from the file itself."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return table


def prepared_name(path: Path) -> str:
    """Under what name a table is prepared: ``content_names`` for ``content/names.toml``."""
    return f"{path.parent.name}_{path.stem}"
