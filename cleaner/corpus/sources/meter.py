"""How far the reading of the inputs has come, in bytes on disk; for the remaining time."""

from __future__ import annotations

from typing import BinaryIO

__all__ = ["Meter"]


class Meter:
    """Counts the bytes of files that are read, and asks the open one where it stands."""

    def __init__(self) -> None:
        self._finished = 0
        self._file: BinaryIO | None = None

    def open(self, file: BinaryIO) -> None:
        """A file is being read now."""
        self._file = file

    def close(self, size: int) -> None:
        """The file is done; it had so many bytes."""
        self._file = None
        self._finished += size

    @property
    def read(self) -> int:
        """Bytes read so far."""
        try:
            return self._finished + (self._file.tell() if self._file is not None else 0)
        except (OSError, ValueError):
            return self._finished
