"""Which sites and which templates of advertisements are seen together: four folds, and what is kept back."""

from __future__ import annotations

import hashlib

__all__ = ["FOLDS", "KEPT_BACK", "fold_of", "fold_of_template"]

FOLDS = 4
KEPT_BACK = -1
"""The fold of the sites that are looked at only at the end."""
_SALT = 296
"""Chosen so that the few Chinese and Japanese sites spread evenly over the folds."""


def fold_of(site: str, folds: int = FOLDS) -> int:
    """Which fold a site belongs to, ``KEPT_BACK`` for one site in seven; a name always gets the same one."""
    number = int(hashlib.sha256(f"{_SALT}:{site}".encode()).hexdigest()[:8], 16)
    return KEPT_BACK if number % 7 == 0 else number // 7 % folds


def fold_of_template(group: int) -> int:
    """Which fold the lines of one template belong to.

    ``KEPT_BACK`` is the fifth that ``training.spam --hold-out`` leaves out as well: with its model and the
    weights made here, the page benchmark judges advertisements that nothing has learned from.
    """
    return group % (FOLDS + 1) - 1
