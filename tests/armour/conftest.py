"""A watchdog for every test here: a hang ends the run and shows where it hung."""

from __future__ import annotations

import faulthandler
from collections.abc import Iterator

import pytest

LONGEST = 600
"""Seconds; a hundred times what any of them takes on a slow machine."""


@pytest.fixture(autouse=True)
def watchdog() -> Iterator[None]:
    faulthandler.dump_traceback_later(LONGEST, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()
