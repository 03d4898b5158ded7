"""What one input may cost: every limit of the program in one place.

Reaching a limit cuts and never fails; what was cut is written in ``Article.notes``.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, fields
from typing import Any

__all__ = ["DEFAULT_LIMITS", "Limits", "Watch", "says_cut", "too_many_blocks", "too_many_bytes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that is done for one page, or for one packed file.

    All but ``seconds`` count something on the page, so they cut the same page at the same place on every
    machine.

    Attributes:
        size: bytes of a page given as bytes, characters of one given as str; the rest is not read.
        depth: elements inside each other; deeper ones are read as if they were not there, their text stays.
        attributes: on one tag; further ones are left out before the page is parsed.
        blocks: on one page; the page ends behind the last of them.
        seconds: for one page; ``None`` for no limit. Checked while the page is parsed and while its blocks
            are judged; the page ends at the block that was reached. A slow machine reaches it sooner: set
            ``None`` where the same answer everywhere is worth more than an answer in time.
        unpacked: bytes that a packed file (gzip, Zstandard) may become.
        ratio: unpacked bytes for each packed one, once ``unpacked_freely`` is passed.
        unpacked_freely: bytes up to which the ratio does not count; small files may pack well.

    Raises:
        TypeError: for a limit that is no number, or not a whole one where something is counted.
        ValueError: for a limit that is not above 0.
    """

    size: int = 16 * 2**20
    depth: int = 512
    attributes: int = 1_000
    blocks: int = 50_000
    seconds: float | None = 60.0
    unpacked: int = 100 * 2**30
    ratio: int = 200
    unpacked_freely: int = 16 * 2**20

    def __post_init__(self) -> None:
        for field in fields(self):
            _check(field.name, getattr(self, field.name))


def _check(name: str, value: Any) -> None:
    """An error for a limit that would fail only at the first page; time alone may be unlimited."""
    if name == "seconds":
        if value is None:
            return
        wanted, good = "a number or None", hasattr(value, "__float__")
    else:
        wanted, good = "a whole number", hasattr(value, "__index__")
    if not good or isinstance(value, bool):
        raise TypeError(f"{name} must be {wanted}, not {type(value).__name__}")
    if not value > 0:
        raise ValueError(f"{name} must be above 0, not {value!r}")


DEFAULT_LIMITS = Limits()
_CUT = ("only the first ", "the page took more than ", "页面只读了前 ", "处理这个页面超过了 ")
"""How the notes begin, in each language, that say that not all of a page was read."""


class Watch:
    """Tells when the time for one page is over."""

    __slots__ = ("_end", "seconds")

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    def over(self) -> bool:
        """Whether it is."""
        return self._end is not None and time.monotonic() >= self._end

    @property
    def note(self) -> str:
        """What is said of a page that was not finished."""
        return f"the page took more than {self.seconds:g} seconds: it was cut at the block reached"


def too_many_blocks(most: int) -> str:
    """What is said of a page with more blocks than are read."""
    return f"only the first {most:,} blocks of the page were read"


def too_many_bytes(most: int) -> str:
    """What is said of a page that was not read to its end, so that nobody knows how long it is."""
    return f"only the first {most:,} bytes of the page were read"


def says_cut(note: str) -> bool:
    """Whether a note of an article says that a part of the page was not read."""
    return note.startswith(_CUT)
