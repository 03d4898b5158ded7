"""From chances of single blocks to one cut for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["best_cut", "expected_score"]


def best_cut(chance: Column, width: Column) -> float:
    """The chance from which on blocks are to be kept so that the page's expected F1 is highest.

    Keeping the blocks likeliest first, expected F1 is twice the main content kept over the text kept and
    the main content there is. On a page where nothing is sure the cut is low, so that something is kept;
    on a page with a sure body it lies near one half. Linear but for sorting.
    """
    import numpy as np

    order = np.argsort(-chance, kind="stable")
    hit = np.cumsum(width[order] * chance[order], dtype=np.float64)
    kept = np.cumsum(width[order], dtype=np.float64)
    scores = 2 * hit / (kept + hit[-1] + 1e-9)
    return float(chance[order[int(np.argmax(scores))]])


def expected_score(chance: Column, width: Column) -> float:
    """The expected F1 at the best cut: how sure the model is of the page."""
    import numpy as np

    order = np.argsort(-chance, kind="stable")
    hit = np.cumsum(width[order] * chance[order], dtype=np.float64)
    kept = np.cumsum(width[order], dtype=np.float64)
    return float(np.max(2 * hit / (kept + hit[-1] + 1e-9)))
