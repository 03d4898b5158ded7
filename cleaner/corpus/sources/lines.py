"""JSON Lines, packed or not; lines are found here and parsed by the workers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from .items import MOST_BYTES, Fault, Item, Line
from .meter import Meter
from .packed import fault_of, open_input

__all__ = ["read_lines"]

_BOM = b"\xef\xbb\xbf"


def read_lines(
    path: str, name: str, meter: Meter | None = None, stdin: BinaryIO | None = None
) -> Iterator[Item]:
    """The lines of a file that are not empty; a fault for what is too long or cannot be read."""
    number = 0
    try:
        with open_input(path, meter, stdin) as file:
            for number, line in enumerate(_lines(file), start=1):
                if line is None:
                    yield Fault(name, number, f"longer than {MOST_BYTES:,} bytes")
                    continue
                content = line.removeprefix(_BOM).strip() if number == 1 else line.strip()
                if content:
                    yield Line(name, number, content)
    except OSError as error:
        yield Fault(name, number + 1, f"{fault_of(error)}; what comes after is lost")


def _lines(file: io.BufferedReader) -> Iterator[bytes | None]:
    """Line after line; ``None`` for one that is too long. A broken end gives the bytes before it first."""
    while line := file.readline(MOST_BYTES + 1):
        if line.endswith(b"\n") or len(line) <= MOST_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(2**20)
        yield None
