"""Whether the inputs of a run that is done are still what it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .digests import times_digest
from .files import read_json, write_json
from .manifest import TIMES, TIMING, RunError
from .options import Columns
from .reader import Reader
from .sources import Input

__all__ = ["check_unchanged"]


def check_unchanged(
    inputs: Sequence[Input], folder: Path, columns: Columns, markers: Sequence[dict[str, Any]]
) -> None:
    """Raises ``RunError`` if the inputs hold other records than those that the parts were made from.

    Files that nobody has touched since are not read. Others are read once, but not cleaned, and if their
    records are the same, the new times are kept.
    """
    timing, times = _timing(folder), times_digest(inputs)
    if times is not None and timing.get(TIMES) == times:
        return
    reader = Reader(inputs, columns)
    for marker in markers:
        reader.skip(marker)
    if next(iter(reader), None) is not None:
        raise RunError("cannot be resumed: the inputs hold more records than before; choose another folder")
    write_json(folder / TIMING, {**timing, TIMES: times})


def _timing(folder: Path) -> dict[str, Any]:
    """What is known of the times of a run; nothing if the file is gone or damaged."""
    try:
        timing = read_json(folder / TIMING)
    except (OSError, ValueError):
        return {}
    return timing if isinstance(timing, dict) else {}
