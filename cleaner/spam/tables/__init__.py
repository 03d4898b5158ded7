"""The data of normalisation, written by ``training/spam/make_tables.py``; read once, never changed."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["read_table"]


@cache
def read_table(name: str) -> dict[str, Any]:
    """The table ``name`` as it stands in its JSON file; callers must not change it."""
    path = Path(__file__).parent / f"{name}.json"
    table: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return table
