"""How wide a text is, whatever its script: one measure for all rooms."""

from __future__ import annotations

from ..expressions import compiled

__all__ = ["columns"]

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b"
    "\uff01-\uff60\uffe0-\uffe6\U00016fe0-\U0001b2ff\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
"""Characters of two columns (Unicode's East Asian Width W and F), the same on every version of Python."""
_LOOKED_AT = 400
"""Characters; what has more is wide whatever stands behind them."""
_wide = compiled(f"[{_WIDE}]")
_narrow = compiled(f"[^{_WIDE}]+")


def columns(text: str) -> int:
    """Columns of a terminal that ``text`` takes: two for each Han character at its beginning."""
    head = text[:_LOOKED_AT]
    if head.isascii() or _wide.search(head) is None:
        return len(text)
    return len(text) + len(_narrow.sub("", head))
