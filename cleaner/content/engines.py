"""The choice between content engines by name; each is imported when it is first chosen."""

from __future__ import annotations

from os import PathLike

from ..model import Kind
from .engine import Engine

__all__ = ["ENGINES", "get_engine"]

ENGINES = ("blocks", "trafilatura")
"""The names a caller may choose from; with trafilatura, flattened text takes the text rule."""


def get_engine(name: str, kind: Kind, weights: str | PathLike[str] | None = None) -> Engine:
    """The engine ``name`` for pages of ``kind``; keeps nothing of a page, and may be shared by threads.

    Args:
        name: one of ``ENGINES``.
        kind: of the pages.
        weights: for ``blocks``, a file of weights to use in place of those that come with the program.

    Raises:
        ValueError: if there is no engine of that name.
    """
    if name not in ENGINES:
        raise ValueError(f"unknown engine {name!r}: choose from {', '.join(ENGINES)}")
    if name == "blocks":
        from .blocks_engine import BlocksEngine

        if kind is Kind.HTML:
            return BlocksEngine(weights)
        from .text_rule import UnlessClean

        return UnlessClean(BlocksEngine(weights))
    if kind is Kind.TEXT:
        from .text_rule import TextRule

        return TextRule()
    from .trafilatura_engine import TrafilaturaEngine

    return TrafilaturaEngine()
