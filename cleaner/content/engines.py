"""The choice between content engines by name; each is imported when it is first chosen."""

from __future__ import annotations

from ..model import Kind
from .engine import Engine

__all__ = ["ENGINES", "get_engine"]

ENGINES = ("blocks", "trafilatura")
"""The names a caller may choose from; with trafilatura, flattened text takes the text rule."""


def get_engine(name: str, kind: Kind) -> Engine:
    """The engine ``name`` for pages of ``kind``; keeps nothing of a page, and may be shared by threads.

    Raises:
        ValueError: if there is no engine of that name.
    """
    if name not in ENGINES:
        raise ValueError(f"unknown engine {name!r}: choose from {', '.join(ENGINES)}")
    if name == "blocks":
        from .blocks_engine import BlocksEngine

        if kind is Kind.HTML:
            return BlocksEngine()
        from .text_rule import UnlessClean

        return UnlessClean(BlocksEngine())
    if kind is Kind.TEXT:
        from .text_rule import TextRule

        return TextRule()
    from .trafilatura_engine import TrafilaturaEngine

    return TrafilaturaEngine()
