"""The second look: each block again, now knowing how likely the rest of the page is main content.

One block by itself tells little: whether a list belongs to the article is told by what stands around it,
whether a story is a foreign one by whether it shares the words of what is surely the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .sequence import best_cut

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .features import Figures

    Column = NDArray[np.float32]

__all__ = ["CONTEXT_FEATURES", "Surroundings", "context_table"]

_LEVELS = 6
_STEPS = (1, 2, 3)
_SPANS = (2, 5, 12)

CONTEXT_FEATURES: Mapping[str, str] = {
    "first": "what the first look said",
    "rank": "how many blocks the first look held for likelier, as a share of the page's text",
    "to_best": "what the first look said, against the surest block of the page",
    "to_cut": "what it said, against the cut that would give the best expected page score",
    "best": "how sure the surest block is",
    "body_size": "how much of the page is main content by the first look",
    **{f"before{k}": f"what the first look said of the block {k} before" for k in _STEPS},
    **{f"after{k}": f"what the first look said of the block {k} after" for k in _STEPS},
    **{f"mean{k}": f"its mean over {k} blocks on each side, by width" for k in _SPANS},
    "left": "its fading mean over all blocks before: what was said lately",
    "right": "the same over all blocks after",
    "done": "the share of the expected main content that stands before the block",
    "since_sure": "blocks since the last sure one",
    "until_sure": "blocks until the next sure one",
    **{f"tree{k}": f"its mean over the subtree of the element {k} steps up" for k in range(_LEVELS)},
    "kind": "its mean over all blocks with the same path of tags and names",
    "same_topic": "how much of what shares the block's words is main content",
    "shared": "how many of the block's words occur elsewhere in the main content",
    "earlier_copy": "how sure an earlier copy of the same words is",
}
"""Name to reason; these columns follow those of ``FEATURES`` in the second model."""


@dataclass(slots=True)
class Surroundings:
    """What the second look needs to know of a page beside the figures.

    Attributes:
        width: columns of each block.
        owner, parent: the element of each block, and the parent of each element; empty for text.
        kind: number of each block's path of tags and names; empty for text.
        tokens, holders: topical tokens as numbers, and the block that each stands in.
    """

    width: Column
    owner: Any
    parent: Any
    kind: Any
    tokens: Any
    holders: Any

    @classmethod
    def of(cls, figures: Figures) -> Surroundings:
        """What is needed of the figures of a page."""
        import numpy as np

        structure, none = figures.structure, np.zeros(0, np.int32)
        places = (structure.owner, structure.parent, structure.kind) if structure else (none, none, none)
        small = [a.astype(np.int32) for a in (*places, *figures.tokens)]
        return cls(figures.width, *small)


def context_table(first: Column, around: Surroundings) -> NDArray[np.float32]:
    """The second look's figures from the log odds of the first, one row for each block."""
    import numpy as np

    first = np.clip(first, -8, 8).astype(np.float32)
    chance = (1 / (1 + np.exp(-first))).astype(np.float32)
    width = np.minimum(around.width, 400)
    out = _levels(first, chance, width)
    out |= _sequence(first, chance, width)
    if len(around.owner):
        out |= _trees(chance, width, around)
        out["kind"] = _mean_by(around.kind, chance, width)
    out |= _topics(chance, width, around)
    table = np.full((len(first), len(CONTEXT_FEATURES)), np.nan, np.float32)
    for i, name in enumerate(CONTEXT_FEATURES):
        if name in out:
            table[:, i] = out[name]
    return table


def _levels(first: Column, chance: Column, width: Column) -> dict[str, Column]:
    """The first look against the page as a whole."""
    import numpy as np

    order = np.argsort(-first, kind="stable")
    rank = np.empty(len(first), np.float32)
    rank[order] = np.cumsum(width[order]) / width.sum()
    best = float(np.sort(first)[-3:].mean())
    cut = best_cut(chance, width)
    cut_odds = float(np.log(cut / (1 - cut))) if 0 < cut < 1 else 0.0
    size = float((chance * width).sum() / width.sum())
    return {
        "first": first,
        "rank": rank,
        "to_best": first - best,
        "to_cut": (first - cut_odds).astype(np.float32),
        "best": np.full(len(first), best, np.float32),
        "body_size": np.full(len(first), size, np.float32),
    }


def _sequence(first: Column, chance: Column, width: Column) -> dict[str, Column]:
    """The first look at the neighbours, near and far."""
    import numpy as np

    count = len(first)
    out: dict[str, Column] = {}
    for step in _STEPS:
        out[f"before{step}"], out[f"after{step}"] = np.full((2, count), np.nan, np.float32)
        out[f"before{step}"][step:] = first[:-step]
        out[f"after{step}"][:-step] = first[step:]
    for span in _SPANS:
        out[f"mean{span}"] = _window(chance * width, span) / np.maximum(1e-6, _window(width, span))
    out["left"] = _fading(chance, width)
    out["right"] = _fading(chance[::-1], width[::-1])[::-1]
    mass = np.cumsum(chance * width, dtype=np.float64)
    out["done"] = (mass / max(1e-6, float(mass[-1]))).astype(np.float32)
    sure = chance > 0.7
    index = np.arange(count)
    last = np.maximum.accumulate(np.where(sure, index, -99))
    following = np.minimum.accumulate(np.where(sure, index, count + 99)[::-1])[::-1]
    out["since_sure"] = np.minimum(40, index - last).astype(np.float32)
    out["until_sure"] = np.minimum(40, following - index).astype(np.float32)
    return out


def _window(values: Column, span: int) -> Column:
    import numpy as np

    sums = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    index = np.arange(len(values))
    after = sums[np.minimum(index + span + 1, len(values))]
    return (after - sums[np.maximum(index - span, 0)]).astype(np.float32)


def _fading(chance: Column, width: Column) -> Column:
    """A running mean in which older text fades: half is forgotten after some 300 columns."""
    import numpy as np

    keep = np.exp(-width / 430.0).tolist()
    out, state = [], 0.0
    for share, stay in zip(chance.tolist(), keep, strict=True):
        out.append(state)
        state = state * stay + share * (1 - stay)
    return np.array(out, np.float32)


def _trees(chance: Column, width: Column, around: Surroundings) -> dict[str, Column]:
    """Means of the first look over the subtrees around each block."""
    import numpy as np

    count = len(around.parent)
    sums = np.bincount(around.owner, chance * width, minlength=count).tolist()
    totals = np.bincount(around.owner, width, minlength=count).tolist()
    parents = around.parent.tolist()
    for i in range(count - 1, 0, -1):
        above = parents[i]
        sums[above] += sums[i]
        totals[above] += totals[i]
    means = (np.array(sums) / np.maximum(1e-6, totals)).astype(np.float32)
    out, at = {}, around.owner
    for level in range(_LEVELS):
        out[f"tree{level}"] = means[at]
        at = around.parent[at]
    return out


def _mean_by(kind: Any, chance: Column, width: Column) -> Column:
    """The mean of the first look over all blocks of one kind."""
    import numpy as np

    total = np.maximum(1e-6, np.bincount(kind, width))
    return (np.bincount(kind, chance * width) / total)[kind].astype(np.float32)


def _topics(chance: Column, width: Column, around: Surroundings) -> dict[str, Column]:
    """Whether the words of a block are those of the main content, the block itself left out."""
    import numpy as np

    count = len(chance)
    tokens, holders = around.tokens, around.holders
    if not len(tokens):
        return {}
    own = chance[holders]
    others = np.bincount(tokens)[tokens] - 1.0
    mass = np.bincount(tokens, own)[tokens] - own
    sizes = np.maximum(1, np.bincount(holders, minlength=count))
    elsewhere = np.bincount(holders, others > 0, minlength=count)
    share = np.where(others > 0, mass / np.maximum(1, others), 0)
    same = np.bincount(holders, share, minlength=count) / np.maximum(1, elsewhere)
    shared = np.bincount(holders, np.minimum(1, mass), minlength=count) / (sizes + 2)
    return {
        "same_topic": np.where(elsewhere > 0, same, np.nan).astype(np.float32),
        "shared": shared.astype(np.float32),
        "earlier_copy": _copies(chance, tokens, holders, sizes),
    }


def _copies(chance: Column, tokens: Any, holders: Any, sizes: Any) -> Column:
    """How sure the surest earlier block with the very same words is; 0 where there is none."""
    import numpy as np

    # a sum of scrambled token numbers names a block's set of words whatever their order
    scrambled = (tokens.astype(np.uint64) + 1) * np.uint64(0x9E3779B97F4A7C15)
    scrambled ^= scrambled >> np.uint64(29)
    keys = np.zeros(len(chance), np.uint64)
    np.add.at(keys, holders, scrambled * np.uint64(0xBF58476D1CE4E5B9))
    best: dict[int, float] = {}
    out = []
    for key, size, share in zip(keys.tolist(), sizes.tolist(), chance.tolist(), strict=True):
        if size < 5:
            out.append(0.0)
            continue
        out.append(best.get(key, 0.0))
        best[key] = max(best.get(key, 0.0), share)
    return np.array(out, np.float32)
