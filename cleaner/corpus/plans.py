"""The parts of a run as work that can be handed out: which records of which files each is made from.

Only lines and rows can be found again without reading all that comes before them, so only JSON Lines and
Parquet are cut into pieces. A packed file is unpacked from its beginning for each part that begins in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from .manifest import RunError
from .options import Columns
from .sources import Input, InputsError, Item, Source, read_folder
from .sources.lines import BEGINNING, Place, walk_lines
from .sources.listing import STDIN

__all__ = ["PartPlan", "Piece", "check_kinds", "plan_parts", "read_piece"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive records of one file.

    Attributes:
        input: the file.
        start: the place of the first.
        records: how many; of Parquet the rows, which are fewer records where some cannot be read.
    """

    input: Input
    start: Place
    records: int


@dataclass(frozen=True, slots=True)
class PartPlan:
    """What one part is made from."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def records(self) -> int:
        """How many lines and rows."""
        return sum(piece.records for piece in self.pieces)


def check_kinds(inputs: Sequence[Input]) -> None:
    """Raises ``InputsError`` for an input that cannot be cut into pieces."""
    for each in inputs:
        if each.path == STDIN:
            raise InputsError("standard input can be read by the local engine only")
        if each.source not in (Source.LINES, Source.PARQUET, Source.FOLDER):
            raise InputsError(
                f"{each.name}: engines read JSON Lines and Parquet; the local one reads everything"
            )


def plan_parts(inputs: Sequence[Input], shard_records: int) -> Iterator[PartPlan]:
    """The parts of a run, the same that a local run has; reads the lines of all JSON Lines."""
    number, room = 0, shard_records
    pieces: list[Piece] = []
    for each in inputs:
        start, count = BEGINNING, 0
        for place in _places(each):
            count, room = count + 1, room - 1
            if not room:
                yield PartPlan(number, (*pieces, Piece(each, start, count)))
                number, room = number + 1, shard_records
                pieces, start, count = [], place, 0
        if count:
            pieces.append(Piece(each, start, count))
    if pieces:
        yield PartPlan(number, tuple(pieces))


def read_piece(piece: Piece, columns: Columns) -> Iterator[Item]:
    """The items of a piece, as a local run reads them.

    Raises:
        RunError: if the file has fewer lines than it had.
        ImportError: where the package that reads the format is missing.
    """
    if piece.input.source is Source.PARQUET:
        return _read_rows(piece, columns)
    if piece.input.source is Source.FOLDER:
        return read_folder(piece.input.path, piece.input.name)
    return _read_lines(piece)


def _places(each: Input) -> Iterator[Place]:
    """The place behind each record of a file."""
    if each.source is Source.LINES:
        for _, place in walk_lines(each.path, each.name):
            yield place
        return
    if each.source is Source.FOLDER:
        yield Place(0, 1)
        return
    from .sources.parquet import count_rows

    # a file that cannot be read, or has no rows, may have a fault to tell of
    for row in range(max(1, count_rows(each.path) or 0)):
        yield Place(0, row + 1)


def _read_lines(piece: Piece) -> Iterator[Item]:
    count = 0
    found = walk_lines(piece.input.path, piece.input.name, start=piece.start)
    for item, _ in islice(found, piece.records):
        count += 1
        yield item
    if count < piece.records:
        raise RunError(f"{piece.input.name}: was changed while it was read")


def _read_rows(piece: Piece, columns: Columns) -> Iterator[Item]:
    from .sources.parquet import read_parquet

    rows = range(piece.start.number, piece.start.number + piece.records)
    for item in read_parquet(piece.input.path, piece.input.name, columns, rows=rows):
        # a fault of the whole file has no position and is told once
        if item.position in rows or (item.position is None and rows.start == 0):
            yield item
