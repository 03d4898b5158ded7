"""Keeps two runs out of one folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .manifest import RunError

try:
    import fcntl
except ImportError:  # not on this system: then nothing is locked
    fcntl = None  # type: ignore[assignment]

__all__ = ["locked"]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Makes a folder if need be and holds it, until the process ends at the latest.

    Raises:
        RunError: if another run holds it.
        OSError: if it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if fcntl is None:
        yield
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RunError(f"{folder}: another run is writing there") from error
        yield
    finally:
        os.close(number)
