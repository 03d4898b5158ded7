"""What the review pages need of the server that they are mounted in.

``app.state`` has ``cleaner``, for single lines, and ``clean``, an async function from a Page to its Article
within the server's limits; what it raises beyond them is known by :func:`refusal_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

__all__ = ["PageSettings", "Refusal", "refusal_of"]


class PageSettings(Protocol):
    """The settings that the review pages read."""

    @property
    def max_body_bytes(self) -> int:
        """The most that a posted form may hold."""

    @property
    def seconds(self) -> float:
        """For a posted form to arrive."""

    @property
    def feedback(self) -> Path | None:
        """The file that corrections are kept in; memory if ``None``."""

    @property
    def run(self) -> Path | None:
        """The run of ``cleaner batch`` to show, if one was opened."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page was not cleaned: too many others, too slow, too large.

    Attributes:
        status: of HTTP.
        headers: further headers of the answer, such as ``Retry-After``.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)


def refusal_of(error: Exception) -> Refusal | None:
    """The refusal that the server raised, known by its HTTP status; ``None`` for a mistake of ours."""
    status = getattr(error, "status", None)
    if not isinstance(status, int) or not 400 <= status < 600:
        return None
    return Refusal(status, dict(getattr(error, "headers", None) or {}))
