"""Folders in an input that cannot be looked into: each is one record that is an error."""

from __future__ import annotations

import os
from collections.abc import Iterator

from .items import Fault, Item
from .packed import fault_of

__all__ = ["read_folder"]


def read_folder(path: str, name: str) -> Iterator[Item]:
    """The fault of such a folder, which says what is in the way."""
    reason = "could not be looked into when the run began"
    try:
        os.scandir(path).close()
    except OSError as error:
        reason = fault_of(error)
    yield Fault(name, None, reason, id=name)
