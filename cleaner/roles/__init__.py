"""What the wording of a block alone gives away: bylines, credits, captions, headings of lists, furniture.

The patterns are rows of data in ``patterns/*.toml``; each has an id, a reason and cases that must and
must not fire. :class:`RoleMatcher` finds the rows that a block's text matches.
"""

from __future__ import annotations

from .matcher import RoleHit, RoleMatcher
from .rows import Row, load_rows

__all__ = ["RoleHit", "RoleMatcher", "Row", "load_rows"]
