"""Digests of what a part was made from, by which a resumed run knows its inputs again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

__all__ = ["InputDigests", "Mark", "records_digest"]


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
