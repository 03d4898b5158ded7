"""The learned block model: every block judged by its figures, then one cut for the page, then copies folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING

from ..model import Evidence
from ..reading.document import Document
from .engine import BodyScore, Signal
from .features import page_figures
from .folding import copies_of
from .model import load_weights
from .names import NameTable
from .page import page_row
from .reasons import reasons_for
from .sequence import best_cut, expected_score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["BlocksEngine", "PageScore"]

_BODY = 0.5
_COPY = 0.1


@dataclass(frozen=True, slots=True)
class PageScore:
    """What the engine says of a page.

    Attributes:
        blocks: a score for each block; 0.5 and more is main content.
        article: chance that the page holds an article, and is no list of other pages, 0 to 1.
        sure: token F1 that the engine expects of its own choice, 0 to 1; low where the page is unclear.
    """

    blocks: list[BodyScore]
    article: float
    sure: float


class BlocksEngine:
    """Scores blocks with boosted trees over the figures of ``FEATURES``; HTML and flattened text alike.

    Args:
        weights: a file of weights to use in place of those that come with the program.

    Raises:
        OSError: if that file cannot be read.
        ValueError: if it holds something else.

    An instance may be shared between threads; it keeps nothing of a page but which names mean what.
    """

    def __init__(self, weights: str | PathLike[str] | None = None) -> None:
        self._path = weights
        self._names = NameTable()

    def score(self, document: Document, signals: Sequence[Signal]) -> list[BodyScore]:
        """One score for each block, in order."""
        return self.judge(document, signals).blocks

    def judge(self, document: Document, signals: Sequence[Signal]) -> PageScore:
        """The scores of all blocks, whether the page holds an article, and how sure that is."""
        if not document.blocks:
            return PageScore([], 0.0, 0.0)
        import numpy as np

        weights = load_weights(self._path)
        figures = page_figures(document, signals, self._names)
        odds = weights.block.log_odds(figures.table)
        chance = (1 / (1 + np.exp(-odds))).astype(np.float32)
        row = page_row(figures.table, chance, figures.width)
        article = float(1 / (1 + np.exp(-weights.page.log_odds(row[None])[0])))
        scores = _around_cut(odds, chance, figures.width)
        blocks = _with_reasons(document, figures.table, scores)
        return PageScore(blocks, round(article, 4), round(expected_score(chance, figures.width), 4))


def _around_cut(odds: Column, chance: Column, width: Column) -> Column:
    """Chances moved so that the page's best cut comes to lie at one half."""
    import numpy as np

    cut = min(0.999, max(0.001, best_cut(chance, width)))
    moved = 1 / (1 + np.exp(-(odds - np.log(cut / (1 - cut)))))
    kept = chance >= np.float32(cut) if chance.max() >= cut else chance == chance.max()
    return np.where(kept, np.maximum(moved, _BODY), np.minimum(moved, _BODY - 0.0001)).astype(np.float32)


def _with_reasons(document: Document, table: NDArray[np.float32], scores: Column) -> list[BodyScore]:
    """Scores with reasons for the low ones; later copies of what is kept are folded into the first."""
    values = [round(v, 4) for v in scores.tolist()]
    copies = copies_of([b.text for b in document.blocks], [v >= _BODY for v in values])
    low = [i for i, v in enumerate(values) if v < _BODY]
    reasons = reasons_for(table, low) if low else {}
    out = []
    for i, value in enumerate(values):
        if copies[i] >= 0:
            why = Evidence("content.copy", f"repeats block {copies[i]}, which is kept", 0.9)
            out.append(BodyScore(_COPY, (why,)))
        else:
            out.append(BodyScore(value, reasons.get(i, ())))
    return out
