"""Files that are there whole or not at all, and then for good."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

__all__ = ["TEMPORARY", "naming", "publish", "write_text"]

TEMPORARY = ".tmp"
"""Suffix of a file that is still being written."""


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Names the file in an ``OSError`` that does not: a write that fails knows a number only."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def publish(temporary: Path, path: Path) -> None:
    """Gives a file that is written and synced its name, for good."""
    os.replace(temporary, path)
    _sync_folder(path.parent)


def write_text(path: Path, text: str, errors: str = "strict") -> None:
    """Writes text in UTF-8 with plain line feeds, beside and renamed; leaves nothing if it is interrupted."""
    temporary = path.with_name(f"{path.name}.{uuid4().hex[:8]}{TEMPORARY}")
    try:
        with naming(path), open(temporary, "w", encoding="utf-8", errors=errors, newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        publish(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    """Makes the names in a folder last, where the system can."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
