"""The sample pages: packed with the program, or those of the checkout that it runs from."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ...model import Page
from .store import Source

__all__ = ["sample", "sample_names"]

_PACKED = Path(__file__).parents[1] / "samples"
_CHECKOUT = Path(__file__).parents[3] / "samples"
_FIRST = ("portal-related.html", "police-report.txt")
"""What shows best what the program does and does not do."""


@lru_cache(maxsize=1)
def sample_names() -> tuple[str, ...]:
    """The file names of the samples; none where they were not installed."""
    for folder in (_PACKED, _CHECKOUT):
        names = sorted(path.name for path in folder.glob("*") if path.suffix in (".html", ".txt"))
        if names:
            return (*(name for name in _FIRST if name in names), *(n for n in names if n not in _FIRST))
    return ()


def sample(name: str) -> Source | None:
    """A sample by its file name."""
    if name not in sample_names():
        return None
    folder = _PACKED if (_PACKED / name).is_file() else _CHECKOUT
    return Source(name, Page((folder / name).read_bytes()))
