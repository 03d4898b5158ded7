"""What the server was told when it was started: one typed object that never changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..corpus.cores import usable_cores
from ..corpus.options import Cleaning

__all__ = ["LOOPBACK", "Settings"]

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How the server cleans, and the most that it does for others.

    Attributes:
        cleaning: how pages are cleaned unless a request chooses otherwise.
        max_body_bytes: the largest body of a request, and the largest record of a batch; more is a 413.
        seconds: for a body to arrive, for a page to be cleaned, and for the wait before that; more is a
            408 (503 for the wait).
        concurrency: pages cleaned at the same time, each in a process of its own.
        waiting: further requests that may wait; beyond them the answer is 503.
        rate: posts a second from one client's address, over time; more is a 429. ``None`` for no limit.
        feedback: the SQLite file that corrections are kept in; memory if ``None``.
        run: the run of ``cleaner batch`` to show.
        allowed_hosts: the names that the server answers to, beside IP addresses; another site that points
            its own name at this address is refused.

    Raises:
        ValueError: for a limit that is not above 0.
    """

    cleaning: Cleaning = field(default_factory=Cleaning)
    max_body_bytes: int = 8 * 2**20
    seconds: float = 10.0
    concurrency: int = field(default_factory=usable_cores)
    waiting: int = 8
    rate: float | None = None
    feedback: Path | None = None
    run: Path | None = None
    allowed_hosts: tuple[str, ...] = LOOPBACK

    def __post_init__(self) -> None:
        for name in ("max_body_bytes", "seconds", "concurrency", "waiting", "rate"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise ValueError(f"{name} must be above 0, not {value!r}")
