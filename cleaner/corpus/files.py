"""The files of a run that are JSON: there whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..files import write_text

__all__ = ["read_json", "write_json"]


def write_json(path: Path, data: Any) -> None:
    """Writes JSON for people and programs."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def read_json(path: Path) -> Any:
    """What is in a file of JSON; raises ``ValueError`` and ``OSError``."""
    return json.loads(path.read_text("utf-8"))
