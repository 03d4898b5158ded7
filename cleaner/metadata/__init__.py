"""Title, author, date and source of a page, and the blocks that show them."""

from __future__ import annotations

from .find import Metadata, find_metadata
from .thorough import look_again

__all__ = ["Metadata", "find_metadata", "look_again"]
