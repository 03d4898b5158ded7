"""The data of normalisation, written by ``training/spam/make_tables.py``; read once, never changed."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ...prepared import digest_of

__all__ = ["json_table", "table_digest"]


@cache
def json_table(name: str) -> dict[str, Any]:
    """The table ``name`` as it stands in its JSON file; callers must not change it."""
    table: dict[str, Any] = json.loads(_path(name).read_text("utf-8"))
    return table


def table_digest(*names: str) -> str:
    """Of these tables."""
    return digest_of(map(_path, names))


def _path(name: str) -> Path:
    return Path(__file__).parent / f"{name}.json"
