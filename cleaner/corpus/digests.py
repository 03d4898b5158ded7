"""Digests of what a part was made from, by which a resumed run knows its inputs again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from .sources import Input

__all__ = ["InputDigests", "Mark", "records_digest", "times_digest"]


class Mark(NamedTuple):
    """An item by its digest, and which of the given inputs it came from."""

    given: int
    digest: bytes


class InputDigests:
    """One digest for each of the inputs that the items of a part came from."""

    def __init__(self) -> None:
        self._digests: dict[int, Any] = {}

    def add(self, mark: Mark) -> None:
        """Takes the next item in."""
        self._digests.setdefault(mark.given, hashlib.sha256()).update(mark.digest)

    def described(self) -> dict[str, str]:
        """By the number of the input, as it goes into a marker."""
        return {str(given): f"sha256:{digest.hexdigest()}" for given, digest in self._digests.items()}


def records_digest(markers: Sequence[dict[str, Any]], given: int) -> str:
    """The digest of all records of an input: over its digests in the parts, in their order."""
    total = hashlib.sha256()
    for marker in markers:
        total.update(marker["inputs"].get(str(given), "").encode())
    return f"sha256:{total.hexdigest()}"


def times_digest(inputs: Sequence[Input]) -> str | None:
    """A digest of when each file was last changed; ``None`` where that is not known of all of them.

    As long as it is the same, nothing has to be read to know that the files are.
    """
    if any(each.changed is None for each in inputs):
        return None
    total = hashlib.sha256()
    for each in inputs:
        total.update(f"{each.name}\0{each.changed}\n".encode())
    return f"sha256:{total.hexdigest()}"
