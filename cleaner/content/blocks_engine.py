"""The learned block model: blocks judged by their figures, one cut for the page, copies folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING

from ..model import Evidence
from ..reading.document import Document
from .continuation import SENTENCE, continued
from .copies import copies_of
from .engine import PLANTED, BodyScore, PageScore, Signal
from .feature_table import COLUMNS
from .features import Figures, page_figures
from .model import Weights, load_weights
from .names import NameTable
from .page import page_row, words_of_page
from .reasons import reasons_for
from .sequence import Choice, choose

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["BlocksEngine"]

_BODY = 0.5
_COPY = 0.1
_BOXED = -2.0
"""The most that blocks of a box between two paragraphs have as log odds."""
_WORDED = 1.0
"""Log odds by its words from which a block is worded like main content."""


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
        self._path = None if weights is None else str(weights)
        self._names = NameTable()

    def judge(self, document: Document, signals: Sequence[Signal]) -> PageScore:
        """The scores of all blocks, whether the page holds an article, and how sure that is."""
        if not document.blocks:
            return PageScore([], 0.0, 0.0)
        import numpy as np

        weights = load_weights(self._path)
        figures, odds = self._odds(document, signals, weights)
        markup = figures.structure is not None
        planted = figures.table[:, COLUMNS["spam"]] >= PLANTED
        boxed = np.array([signal.boxed for signal in signals])
        if not markup and planted.any():
            pulled_down = _in_bad_company(figures.table, planted)
            if pulled_down.any():
                without = self._odds_without(planted, document, signals, weights, odds)
                odds = np.where(pulled_down, np.maximum(odds, without), odds)
        if boxed.any():
            odds = self._odds_without(boxed, document, signals, weights, np.minimum(odds, _BOXED))
        # what is planted or in a box will be in no text, whether the choice keeps it or not
        choice = choose(odds, np.where(planted | boxed, np.float32(0), figures.width), markup)
        article = _chance_of_article(figures, odds, choice, weights)
        texts = [block.text for block in document.blocks]
        kept = continued(texts, figures.table, odds, choice.odds, markup) & ~boxed
        moved = _chances(choice.odds)  # so that the cut comes to lie at one half
        scores = np.where(kept, np.maximum(moved, _BODY), np.minimum(moved, _BODY - 0.0001))
        blocks = _with_reasons(texts, figures.table, scores)
        return PageScore(blocks, round(article, 4), round(choice.sure, 4))

    def _odds(
        self, document: Document, signals: Sequence[Signal], weights: Weights
    ) -> tuple[Figures, Column]:
        """The figures of the blocks, and what the trees say of them."""
        figures = page_figures(document, signals, self._names, weights.words)
        forest = weights.plain if figures.structure is None else weights.markup
        return figures, forest.log_odds(figures.table)

    def _odds_without(
        self,
        gone: NDArray[np.bool_],
        document: Document,
        signals: Sequence[Signal],
        weights: Weights,
        odds: Column,
    ) -> Column:
        """Log odds as if some blocks were not on the page; those keep what ``odds`` has for them."""
        rest = (~gone).nonzero()[0].tolist()
        others = replace(document, blocks=[document.blocks[i] for i in rest])
        found: Column = odds.copy()
        _, found[rest] = self._odds(others, [signals[i] for i in rest], weights)
        return found


def _in_bad_company(table: NDArray[np.float32], planted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which blocks of flattened text are to be looked at as if nothing had been planted there.

    Unknown advertisements are known by their company, but paragraphs of the article may stand in the same
    company: what is worded like main content, and finished sentences above the first advertisement.
    """
    import numpy as np

    worded = table[:, COLUMNS["wording"]] >= _WORDED
    ended = table[:, COLUMNS["end"]] == SENTENCE
    above = np.arange(len(table)) < planted.argmax()
    found: NDArray[np.bool_] = ~planted & (worded | (ended & above))
    return found


def _chance_of_article(figures: Figures, odds: Column, choice: Choice, weights: Weights) -> float:
    """Chance that the page holds an article, and is no list of other pages, 0 to 1."""
    words = 0.0 if figures.counts is None else words_of_page(figures.counts, weights.page_words)
    row = page_row(figures.table, odds, figures.width, choice, words)
    forest = weights.page_plain if figures.structure is None else weights.page_markup
    return float(_chances(forest.log_odds(row[None]))[0])


def _chances(odds: Column) -> Column:
    """Log odds as chances, 0 to 1."""
    import numpy as np

    return (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)


def _with_reasons(texts: Sequence[str], table: NDArray[np.float32], scores: Column) -> list[BodyScore]:
    """Scores with reasons for the low ones; later copies of what is kept are folded into the first."""
    import numpy as np

    rounded = scores.astype(np.float64).round(4)
    kept = rounded >= _BODY
    low = np.flatnonzero(~kept).tolist()
    reasons: list[tuple[Evidence, ...]] = [()] * len(rounded)
    for i, why in reasons_for(table, low).items() if low else ():
        reasons[i] = why
    out = list(map(BodyScore, rounded.tolist(), reasons))
    copies = copies_of(texts, kept.tolist())
    for i, earlier in enumerate(copies):
        if earlier >= 0:
            copy = Evidence("content.copy", f"repeats block {earlier}, which is kept", 0.9)
            out[i] = BodyScore(_COPY, (copy,))
    return out
