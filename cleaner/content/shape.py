"""How a line is shaped: finished prose, a cut teaser, or a label. Figures only, no decisions."""

from __future__ import annotations

from collections.abc import Sequence

from ..expressions import compiled
from ..reading.columns import columns
from ..reading.heaps import UNMARKED

__all__ = ["cut_runs", "is_clause", "is_cut", "is_finished", "is_prose"]

_FINAL = frozenset("。！？!?.…；;：:︒｡؟۔।॥።។")
_CLOSERS = "”’\"'』」》〉)）】]〕»›*_ "
_ELLIPSIS = compiled(r"(?:\.{3,}|…+|。{2,})[”’\"'』」)）\]】 ]{0,4}$")
_DOTS = compiled(r"\.{3,}|…")
_INNER = compiled(r"[，,。！？；;：:、.!?]")

PROSE_WIDTH = 36
"""Columns (a Han character is two) from which an unfinished line may still be a paragraph."""

_UNMARKED_WIDTH = 72
"""The same where sentences have no marks."""


def is_cut(text: str) -> bool:
    """Whether the line ends in an ellipsis, as teasers that were cut to a fixed width do.

    The full Chinese ellipsis (two characters) is how a sentence may end, unless the line holds another.
    """
    tail = text[-12:]
    if "…" not in tail and "..." not in tail and "。。" not in tail:
        return False
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
    wide = columns(text)
    if is_finished(text):
        return wide >= 16 and text[-1] not in ":：;；"
    marks = len(_INNER.findall(text[:400]))
    if wide >= 3 * PROSE_WIDTH or (wide >= PROSE_WIDTH and marks >= 2):
        return True
    # scripts without sentence marks part sentences and clauses by a space
    return wide >= _UNMARKED_WIDTH and " " in text and UNMARKED.search(text[:_UNMARKED_WIDTH]) is not None


def is_clause(text: str) -> bool:
    """Whether a line without a full stop has a comma of Chinese in it, and goes on behind it."""
    head, comma, rest = text.partition("，")
    return bool(comma) and len(head) > 1 and len(rest) > 3 and text[-1].isalnum() and not is_cut(text)


def cut_runs(texts: Sequence[str]) -> list[bool]:
    """Which lines end in an ellipsis beside another such line: teasers cut to a fixed width."""
    cut = [is_cut(t) for t in texts]
    beside = [False, *cut, False]
    return [c and (beside[i] or beside[i + 2]) for i, c in enumerate(cut)]
