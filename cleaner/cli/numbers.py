"""Numbers as they are written on the command line; for argparse, which tells what is wrong with one.

All of them are bounded: what lies beyond would be refused by the operating system, deep inside.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable

__all__ = ["above_zero", "seconds", "size", "whole"]

_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
_LEAST, _MOST = 1e-6, 1e6
"""Of numbers that need not be whole: a million seconds are eleven days."""


def whole(least: int, most: int) -> Callable[[str], int]:
    """A parser of whole numbers from ``least`` to ``most``."""

    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a number from {least:,} to {most:,}")
        return number

    return parse


def above_zero(text: str) -> float:
    """A number that need not be whole."""
    return _fraction(text, "a number")


def seconds(text: str) -> float:
    """A time in seconds."""
    return _fraction(text, "a number of seconds")


def size(least: str, most: str, example: str) -> Callable[[str], int]:
    """A parser of sizes in bytes, with K, M, G or T behind them, as in ``least`` and ``most``."""

    def parse(text: str) -> int:
        number = _bytes(text.strip())
        if not _bytes(least) <= number <= _bytes(most):
            raise argparse.ArgumentTypeError(
                f"{text!r} is not a size such as {example}, from {least} to {most}"
            )
        return number

    return parse


def _fraction(text: str, what: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not _LEAST <= number <= _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not {what} from {_LEAST:f} to {_MOST:,.0f}")
    return number


def _bytes(text: str) -> int:
    """Less than any size for what is none."""
    match = re.fullmatch(r"(\d{1,18})([KMGT]?)(?:i?B)?", text, re.IGNORECASE | re.ASCII)
    return int(match[1]) * _UNITS[match[2].upper()] if match else -1
