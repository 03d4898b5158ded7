"""From the chances of single blocks to one choice for the page: a little smoothing, then one cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["Choice", "choose"]


class _Smoothing(NamedTuple):
    """How neighbours, doubt and the number of pieces are taken into account.

    Attributes:
        share: how much of a block's log odds comes from its neighbours.
        span: how many neighbours on each side.
        ease: how far (in log odds) the cut goes down on a page of which nothing is known: of an article too
            much is better than nothing.
        turn: what each beginning and each end of a kept piece costs, as a share of the main content expected.
    """

    share: float
    span: int
    ease: float
    turn: float


_SURE = _Smoothing(0.3, 2, 2.0, 0.0)
_UNSURE = _Smoothing(0.7, 6, 3.0, 0.0)
_FLAT = _SURE._replace(turn=0.02)
_DOUBT = 0.7
"""Expected F1 under which a page's blocks are taken in larger pieces; helps with markup, harms without."""
_MOST_ODDS = 6.0
_MOST_TURN = 80.0
"""Columns that a turn costs at most: in a long article, one line of an advertisement may still go."""
_JUST = 1e-3
"""Log odds of a block that is kept, or left out, for the sake of its neighbours."""


class Choice(NamedTuple):
    """The choice for a page.

    Attributes:
        odds: log odds of each block against the cut: 0 and more is kept.
        sure: token F1 that is expected of the choice, 0 to 1.
    """

    odds: Column
    sure: float


def choose(odds: Column, width: Column, markup: bool) -> Choice:
    """Which blocks to keep, from their log odds and columns of text; at least one.

    Keeping the likeliest blocks first, the expected F1 of a page is twice the main content kept over the
    text kept and the main content there is: the cut goes where that is highest. On a page with a sure body it
    lies near one half, on one where nothing is sure it is low, so that something is kept. The chances of
    one page err together, so the less is expected, the lower the cut is set besides.

    Flattened text has no elements that would hold an article together. There each turn from kept to left
    out and back has its price, and the choice is the one that is worth most after it.
    """
    choice = _cut(odds, width, _SURE if markup else _FLAT)
    if markup and choice.sure < _DOUBT:
        return Choice(_cut(odds, width, _UNSURE).odds, choice.sure)
    return choice


def _cut(odds: Column, width: Column, smoothing: _Smoothing) -> Choice:
    """The choice with the given smoothing."""
    import numpy as np

    smooth = _smoothed(odds, width, smoothing)
    chance = 1 / (1 + np.exp(-smooth))
    order = np.argsort(-chance, kind="stable")
    hit = np.cumsum(width[order] * chance[order], dtype=np.float64)
    kept = np.cumsum(width[order], dtype=np.float64)
    scores = 2 * hit / (kept + hit[-1] + 1e-9)
    at = int(np.argmax(scores))
    sure = float(scores[at])
    eased = smoothing.ease * max(0.0, 1 - sure)
    against = smooth - (smooth[order[at]] - eased)
    if smoothing.turn:
        # what keeping a block adds to the expected F1, in columns of text
        gain = width * 2 * (1 / (1 + np.exp(-smooth - eased)) - chance[order[at]])
        kept_ones = _in_pieces(gain, min(_MOST_TURN, smoothing.turn * float(hit[-1])))
        if kept_ones.any():
            moved = np.where(kept_ones, np.maximum(against, _JUST), np.minimum(against, -_JUST))
            against = np.where(kept_ones == (against >= 0), against, moved)
    return Choice(against.astype(np.float32), min(1.0, sure))


def _in_pieces(gain: Column, price: float) -> NDArray[np.bool_]:
    """Which blocks to keep so that the sum of their gains is highest, after the price of each turn.

    One way through the page, with the best sums of a choice that leaves the block out or keeps it, and
    one way back (Viterbi 1967). Before the first block nothing is kept.
    """
    import numpy as np

    out, kept = 0.0, -price
    turned: list[tuple[bool, bool]] = []
    for value in gain.tolist():
        turned.append((kept - price > out, out - price > kept))
        out, kept = max(out, kept - price), max(kept, out - price) + value
    state, states = kept > out, []
    for before in reversed(turned):
        states.append(state)
        state ^= before[state]
    return np.array(states[::-1])


def _smoothed(odds: Column, width: Column, smoothing: _Smoothing) -> Column:
    """Log odds with a share of their neighbours' mean in them, weighted by width."""
    import numpy as np

    weight = np.minimum(width, 200) + 10.0
    sums, weights = _around(np.clip(odds, -_MOST_ODDS, _MOST_ODDS) * weight, weight, span=smoothing.span)
    mean = sums / weights
    smooth: Column = ((1 - smoothing.share) * odds + smoothing.share * mean).astype(np.float32)
    return smooth


def _around(*values: NDArray[np.floating], span: int) -> NDArray[np.float64]:
    """Sums over the block and ``span`` blocks on each side, a row for each of ``values``."""
    import numpy as np

    count = len(values[0])
    sums = np.zeros((len(values), count + 1))
    np.cumsum(values, axis=1, dtype=np.float64, out=sums[:, 1:])
    index = np.arange(count)
    after = sums.take(np.minimum(index + span + 1, count), axis=1)
    return np.asarray(after - sums.take(np.maximum(index - span, 0), axis=1), np.float64)
