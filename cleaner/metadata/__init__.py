"""Title, author, date and source of a page, and the blocks that show them."""

from __future__ import annotations

from .find import Metadata, find_metadata
from .flattened import title_above
from .inscriptions import without_inscriptions

__all__ = ["Metadata", "find_metadata", "title_above", "without_inscriptions"]
