"""What a run has to do, whoever does it: processes of our own, or an engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .settings import Settings
from .sources import Input
from .watcher import Watcher

__all__ = ["Task"]


@dataclass(frozen=True)
class Task:
    """The parts of a run that are still to be made.

    Attributes:
        inputs: what is read.
        folder: where the parts go.
        settings: how.
        carried: the Arrow types of the columns to carry, for Parquet.
        markers: of the parts that are done; grows.
        watcher: is told of each record.
    """

    inputs: Sequence[Input]
    folder: Path
    settings: Settings
    carried: Mapping[str, Any]
    markers: list[dict[str, Any]]
    watcher: Watcher
