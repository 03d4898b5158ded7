"""The Cleaner behind ``cleaner.clean`` and ``cleaner.judge_line``: made once, never changed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .pipeline import Cleaner

__all__ = ["cleaner_for"]


@lru_cache(maxsize=1)
def _plain() -> Cleaner:
    return Cleaner()


def cleaner_for(**options: Any) -> Cleaner:
    """The shared Cleaner with the defaults, or a new one where the caller wants another."""
    return Cleaner(**options) if options else _plain()
