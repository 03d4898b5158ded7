"""JSON Lines, packed or not; lines are found here and parsed by the workers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from .items import MOST_BYTES, Fault, Item, Line
from .meter import Meter
from .packed import fault_of, open_input

__all__ = ["BEGINNING", "Place", "capped_lines", "read_lines", "walk_lines"]

_BOM = b"\xef\xbb\xbf"


class Place(NamedTuple):
    """A place between two records of a file: what lies before it, in unpacked bytes, and in lines or rows."""

    offset: int
    number: int


BEGINNING = Place(0, 0)


def read_lines(
    path: str, name: str, meter: Meter | None = None, stdin: BinaryIO | None = None
) -> Iterator[Item]:
    """The lines of a file that are not empty; a fault for what is too long or cannot be read."""
    for item, _ in walk_lines(path, name, meter, stdin):
        yield item


def walk_lines(
    path: str,
    name: str,
    meter: Meter | None = None,
    stdin: BinaryIO | None = None,
    start: Place = BEGINNING,
) -> Iterator[tuple[Item, Place]]:
    """As :func:`read_lines`, from a place on, and with each item the place behind it."""
    offset, number = start
    try:
        with open_input(path, meter, stdin, offset) as file:
            for size, line in capped_lines(file):
                offset, number = offset + size, number + 1
                if line is None:
                    yield Fault(name, number, f"longer than {MOST_BYTES:,} bytes"), Place(offset, number)
                    continue
                content = line.removeprefix(_BOM).strip() if number == 1 else line.strip()
                if content:
                    yield Line(name, number, content), Place(offset, number)
    except OSError as error:
        lost = Fault(name, number + 1, f"{fault_of(error)}; what comes after is lost")
        yield lost, Place(offset, number + 1)


def capped_lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Size and content of each line; ``None`` for one that is too long.

    A broken end gives the bytes before it first.
    """
    while line := file.readline(MOST_BYTES + 1):
        if line.endswith(b"\n") or len(line) <= MOST_BYTES:
            yield len(line), line
            continue
        size = len(line)
        while line and not line.endswith(b"\n"):
            line = file.readline(2**20)
            size += len(line)
        yield size, None
