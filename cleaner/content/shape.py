"""How a line is shaped: finished prose, a cut teaser, or a label. Figures only, no decisions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["cut_runs", "is_cut", "is_finished", "is_prose", "width"]

_FINAL = frozenset("。！？!?.…；;：:︒｡؟۔।॥።។")
_CLOSERS = "”’\"'』」》〉)）】]〕»›*_ "
_ELLIPSIS = re.compile(r"(?:\.{3,}|…+|。{2,})[”’\"'』」)）\]】 ]{0,4}$")
_DOTS = re.compile(r"\.{3,}|…")
_INNER = re.compile(r"[，,。！？；;：:、.!?]")
_WIDE = frozenset("WF")

PROSE_WIDTH = 36
"""Columns (a Han character is two) from which an unfinished line may still be a paragraph."""


def width(text: str, limit: int = 400) -> int:
    """Columns that ``text`` takes on a terminal, counted up to ``limit`` characters."""
    head = text[:limit]
    if head.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(c) in _WIDE for c in head)


def is_cut(text: str) -> bool:
    """Whether the line ends in an ellipsis, as teasers that were cut to a fixed width do.

    The full Chinese ellipsis (two characters) is how a sentence may end, unless the line holds another.
    """
    match = _ELLIPSIS.search(text, max(0, len(text) - 12))
    if match is None:
        return False
    return match.group().rstrip(_CLOSERS) != "……" or _DOTS.search(text, 0, match.start()) is not None


def is_finished(text: str) -> bool:
    """Whether the line ends as a sentence does, closing quotes and brackets aside."""
    core = text[-16:].rstrip(_CLOSERS)
    return bool(core) and core[-1] in _FINAL and not is_cut(text)


def is_prose(text: str) -> bool:
    """Whether the line reads as a paragraph: a finished sentence, or long with inner punctuation."""
    if is_cut(text):
        return False
    columns = width(text)
    if is_finished(text):
        return columns >= 16 and text[-1] not in ":：;；"
    marks = len(_INNER.findall(text[:400]))
    # scripts without sentence marks (Thai, Lao, Khmer) leave only length to go by
    return columns >= 3 * PROSE_WIDTH or (columns >= PROSE_WIDTH and marks >= 2)


def cut_runs(texts: Sequence[str]) -> list[bool]:
    """Which lines end in an ellipsis beside another such line: teasers cut to a fixed width."""
    cut = [is_cut(t) for t in texts]
    beside = [False, *cut, False]
    return [c and (beside[i] or beside[i + 2]) for i, c in enumerate(cut)]
