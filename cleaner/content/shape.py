"""How a line is shaped: finished prose, a cut teaser, or a label. Figures only, no decisions."""

from __future__ import annotations

from collections.abc import Sequence

from ..expressions import compiled
from ..reading.heaps import UNMARKED

__all__ = ["cut_runs", "is_cut", "is_finished", "is_prose", "width"]

_FINAL = frozenset("。！？!?.…；;：:︒｡؟۔।॥።។")
_CLOSERS = "”’\"'』」》〉)）】]〕»›*_ "
_ELLIPSIS = compiled(r"(?:\.{3,}|…+|。{2,})[”’\"'』」)）\]】 ]{0,4}$")
_DOTS = compiled(r"\.{3,}|…")
_INNER = compiled(r"[，,。！？；;：:、.!?]")
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b"
    "\uff01-\uff60\uffe0-\uffe6\U00016fe0-\U0001b2ff\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
"""Characters of two columns (Unicode's East Asian Width W and F), the same on every version of Python."""
_wide = compiled(f"[{_WIDE}]")
_narrow = compiled(f"[^{_WIDE}]+")

PROSE_WIDTH = 36
"""Columns (a Han character is two) from which an unfinished line may still be a paragraph."""

_UNMARKED_WIDTH = 72
"""The same where sentences have no marks."""


def width(text: str, limit: int = 400) -> int:
    """Columns that ``text`` takes on a terminal; behind ``limit`` characters each counts for one."""
    head = text[:limit]
    if head.isascii() or _wide.search(head) is None:
        return len(text)
    return len(text) + len(_narrow.sub("", head))


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
    columns = width(text)
    if is_finished(text):
        return columns >= 16 and text[-1] not in ":：;；"
    marks = len(_INNER.findall(text[:400]))
    if columns >= 3 * PROSE_WIDTH or (columns >= PROSE_WIDTH and marks >= 2):
        return True
    # scripts without sentence marks part sentences and clauses by a space
    return columns >= _UNMARKED_WIDTH and " " in text and UNMARKED.search(text[:_UNMARKED_WIDTH]) is not None


def cut_runs(texts: Sequence[str]) -> list[bool]:
    """Which lines end in an ellipsis beside another such line: teasers cut to a fixed width."""
    cut = [is_cut(t) for t in texts]
    beside = [False, *cut, False]
    return [c and (beside[i] or beside[i + 2]) for i, c in enumerate(cut)]
