"""Days of other calendars than the Gregorian, and digits of other scripts than ours."""

from __future__ import annotations

import datetime
from functools import lru_cache

from .word_lists import words

__all__ = ["ascii_digits", "from_persian", "persian_month", "year_of_era"]

_ZEROS = "٠۰०০๐"
"""Arabic, Persian, Devanagari, Bengali and Thai: nine more digits follow each."""
_DIGITS = {ord(zero) + value: ord("0") + value for zero in _ZEROS for value in range(10)}
_EPOCH, _CYCLES = 226_507, 1_595
"""The day before the Persian calendar begins, its leap days counted from so many years before."""
_YEARS = {"令和": 2018, "平成": 1988, "民国": 1911, "民國": 1911}


def ascii_digits(text: str) -> str:
    """``text`` with the digits that we have, one for one."""
    return text if text.isascii() else text.translate(_DIGITS)


def from_persian(year: int, month: int, day: int) -> datetime.date | None:
    """The Gregorian day of one in the Persian (solar Hijri) calendar; ``None`` where there is none.

    Leap years by the cycle of 33 years, which is right from 1304 to 1472.
    """
    if not (1304 <= year <= 1472 and 1 <= month <= 12 and 1 <= day <= (31 if month < 7 else 30)):
        return None
    cycles, rest = divmod(year + _CYCLES, 33)
    leaps = 8 * cycles + (rest + 3) // 4
    months = 31 * (month - 1) if month < 7 else 186 + 30 * (month - 7)
    return datetime.date.fromordinal(_EPOCH + 365 * (year - 1) + leaps + months + day)


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    return {name: number for number, name in enumerate(words("calendar", "persian"), 1)}


def persian_month(name: str) -> int:
    """The number of a month by its name, or 0."""
    return _months().get(name, 0)


def year_of_era(era: str, year: int) -> int:
    """The Gregorian year of one in a Japanese era or of the Republic."""
    return _YEARS[era] + year
