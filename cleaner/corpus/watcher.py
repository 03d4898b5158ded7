"""Who is told how a run gets on."""

from __future__ import annotations

from typing import Any, Protocol

__all__ = ["Nobody", "Watcher"]


class Watcher(Protocol):
    """Is told how a run gets on."""

    def begin(self, total: int, done: dict[str, Any]) -> None:
        """The run starts.

        Args:
            total: what there is to read, in bytes, or in records where an engine shares them out; 0 where
                nobody knows.
            done: the counts of the parts that an earlier run finished.
        """

    def record(self, verdict: str | None, read: int) -> None:
        """A record is done, by its verdict or as an error; ``read`` of ``total`` is read."""


class Nobody:
    """Listens to nothing."""

    def begin(self, total: int, done: dict[str, Any]) -> None:
        """Nothing."""

    def record(self, verdict: str | None, read: int) -> None:
        """Nothing."""
