"""Short sentences that go on where a kept paragraph ends: few words tell little, their place tells more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .engine import PLANTED
from .feature_table import COLUMNS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["SENTENCE", "continued"]

_SHORT = 48
"""Columns of a sentence that is too short to be told by itself."""
_NEARLY, _LIKELY, _BARELY = -0.9, -1.5, -3.0
"""The least log odds of a longer one in text: as such, above known furniture, and below a short article."""
_FEW = 10
"""Paragraphs of a short article, of which one that is lost is a large part."""
SENTENCE = 1.0
"""The figure ``end`` of what ends as a sentence does."""
_STOPS = ("。", "。”", "。」", "。』", "。）", "。)")
"""How Chinese and Japanese sentences end, but hardly a headline; question marks are on every bait."""


def continued(
    texts: Sequence[str],
    table: NDArray[np.float32],
    own: NDArray[np.float32],
    odds: NDArray[np.float32],
    markup: bool,
) -> NDArray[np.bool_]:
    """Which blocks are kept, sentences that follow a kept paragraph among them.

    "The investigation continues." below a report is often the last line before a list of other stories, and
    reads like a teaser. Both it and the paragraph before have to end as sentences do: Chinese ones in a full
    stop, others only as elements of the same path, where nothing is linked. In flattened text, which shows no
    elements, others count whatever their length, the sooner where a line of known furniture follows or where
    the article is short; such lines may also stand between. Of Chinese and Japanese text those count too that
    were not unlikely before their neighbours, advertisements perhaps, had a share in them.

    Args:
        texts: of the blocks.
        table: their figures (see ``features.py``).
        own: their log odds as the trees give them.
        odds: the same once neighbours have had their share in them; those from 0 on are kept.
        markup: whether they are blocks of HTML.
    """
    import numpy as np

    def column(name: str) -> NDArray[np.float32]:
        values: NDArray[np.float32] = table[:, COLUMNS[name]]
        return values

    ended = column("end") == SENTENCE
    planted = column("spam") >= PLANTED
    short = column("log_width") <= np.log1p(np.float32(_SHORT))
    plain = (column("role_any") == 0) & (column("hidden") == 0) & (column("repeated") == 0) & ~planted
    if markup:
        plain &= (column("before1_same_path") == 1) & (column("links") == 0)
    # the paragraph before, where an advertisement or, in text, other furniture between them does not count
    passed = planted | ((column("role_any") > 0) & (not markup))
    before = np.maximum.accumulate(np.where(passed, -1, np.arange(len(odds))))[:-1]
    out: NDArray[np.bool_] = odds >= 0
    cjk = column("cjk") > 0.5
    above_furniture = np.append(column("role_any")[1:] > 0, True)
    brief = (out & ended & ~short).sum() <= _FEW
    least = _BARELY if brief else np.where(above_furniture, _LIKELY, _NEARLY)
    last = (odds >= least) & (not markup)
    last[1:] &= ~planted[:-1]  # next to an advertisement it may be one that nobody knows
    likely = cjk & (own >= _LIKELY) & (not markup)
    candidates = ~out & ended & plain & (short | last | likely)
    for i in candidates[1:].nonzero()[0] + 1:
        j = before[i - 1]
        if j >= 0 and out[j] and ended[j]:
            stopped = texts[i].endswith(_STOPS) and (texts[j].endswith(_STOPS) or bool(last[i] and short[i]))
            out[i] = stopped or (not cjk[i] and (last[i] or (markup and short[i])))
    return out
