"""Values that stand in the line below their label, as in flattened pages whose elements became lines."""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import compiled
from ..roles.fold import fold
from .bylines import is_no_name
from .clues import Clues
from .names import is_dense

__all__ = ["value_below"]

_LABELS = {
    "source": compiled(r"(?:.{0,40}[|\s])?(?:文章|信息|稿件|新闻)?(?:来源|稿源|出处)\s?:"),
    "author": compiled(r"(?:文章)?(?:作者|撰文|撰稿)\s?:"),
}
_ABOVE, _BELOW = 4, 16
"""How far from the title such a label may stand."""
_LONGEST = 30


def value_below(clues: Clues, field: str) -> Iterator[tuple[str, str]]:
    """What stands below a line that is but the label of a field, or ends in it, near the title."""
    blocks = clues.document.blocks
    for index in range(max(0, clues.start - _ABOVE), min(clues.start + _BELOW, len(blocks) - 1)):
        if (
            blocks[index].text[-1:] not in (":", "：")
            or _LABELS[field].fullmatch(fold(blocks[index].text)) is None
        ):
            continue
        text = blocks[index + 1].text
        if len(text) <= _LONGEST and is_dense(text) and "。" not in text and not _is_other(clues, index + 1):
            yield text, f"below its label in block {index}"


def _is_other(clues: Clues, index: int) -> bool:
    """Whether a line is the title, a button or a field with a label of its own: the one above it is empty."""
    text = clues.document.blocks[index].text
    return text == clues.title or ":" in fold(text) or is_no_name(text) or clues.is_furniture(index)
