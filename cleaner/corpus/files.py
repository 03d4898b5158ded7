"""Files that are there whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from uuid import uuid4

__all__ = ["TEMPORARY", "publish", "read_json", "sync_folder", "write_json"]

TEMPORARY = ".tmp"
"""Suffix of a file that is still being written."""


def publish(temporary: Path, path: Path) -> None:
    """Gives a file that is written and synced its name, for good."""
    os.replace(temporary, path)
    sync_folder(path.parent)


def write_json(path: Path, data: Any) -> None:
    """Writes JSON for people and programs, beside and renamed; leaves nothing if it is interrupted."""
    temporary = path.with_name(f"{path.name}.{uuid4().hex[:8]}{TEMPORARY}")
    try:
        with open(temporary, "w", encoding="utf-8", newline="\n") as file:
            json.dump(data, file, ensure_ascii=False, indent=2)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        publish(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def read_json(path: Path) -> Any:
    """What is in a file of JSON; raises ``ValueError`` and ``OSError``."""
    return json.loads(path.read_text("utf-8"))


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder last, where the system can."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
