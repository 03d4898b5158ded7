"""Opens a file for reading, unpacked and capped: the one place where sources touch packed bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from ...limits import Limits
from ...unpack import UnpackError, open_capped, packing_of
from .meter import Meter

__all__ = ["ZSTD_ENDINGS", "fault_of", "open_input"]

ZSTD_ENDINGS = (".zst", ".zstd")
# a crawl in one file is larger than anything that a page may be; JSON of like pages packs well
_LIMITS = Limits(unpacked=16 * 2**40, ratio=1_000)


@contextmanager
def open_input(
    path: str, meter: Meter | None = None, stdin: BinaryIO | None = None, offset: int = 0
) -> Iterator[io.BufferedReader]:
    """The unpacked bytes of a file from an offset on, or of ``stdin`` where it is given.

    What lies before the offset is jumped over, or unpacked and thrown away where the file is packed. Reading
    raises ``OSError`` behind the last good byte of a broken file.
    """
    if stdin is not None:
        yield io.BufferedReader(_Raw(stdin))
        return
    with open(path, "rb") as file:
        if meter is not None:
            meter.open(file)
        start = file.peek(8)[:8]
        packing = packing_of(start, path)
        if packing is not None and not start:
            raise UnpackError("empty file")  # even a packed nothing has a few bytes
        if packing is None:
            file.seek(offset)
        unpacked = open_capped(file, packing, _LIMITS)
        if packing is not None:
            _pass_over(unpacked, offset)
        yield unpacked


def fault_of(error: OSError) -> str:
    """What is said of an input that cannot be read any further."""
    reason = error.strerror or str(error) or type(error).__name__
    if error.errno:
        reason = os.strerror(error.errno)
    return reason[:1].lower() + reason[1:]


def _pass_over(file: io.BufferedReader, count: int) -> None:
    while count > 0 and (data := file.read(min(count, 2**20))):
        count -= len(data)


class _Raw(io.RawIOBase):
    """Standard input as a raw stream that closing leaves open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        read = getattr(self._stream, "read1", self._stream.read)
        data: bytes = read(len(view))
        view[: len(data)] = data
        return len(data)
