"""Whether a block is worded like main content or like furniture, by weights of its words.

*Share this story*, *leave a reply* and *责任编辑* give furniture away in any markup, and without. The words,
pairs and triples of words of a block are hashed into one table of learned weights (feature hashing,
Weinberger et al. 2009): nothing of the pages that it was learned from can be read in it.

All blocks of a page are hashed at once: a word is a span of the page's characters, its hash the difference of
two running sums (Karp and Rabin 1987).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from .feature_table import WINDOWS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["BUCKETS", "STEPS", "Pieces", "odds_of", "pieces_of", "wording", "wording_figures"]

BUCKETS = 1 << 18
"""Rows of the table of weights."""
STEPS = 16
"""Steps of a weight that make one unit of log odds."""
_SHIFT = 64 - 18
_AT_ONCE = 256
"""Blocks that are hashed together; more take more memory and no less time."""
_MOST = 1 << 17
"""Characters of so many blocks, and more than they can have: lower-casing makes two of some."""
_HEAD, _TAIL = 160, 80
"""Characters looked at, from a block's beginning and end: furniture is short, paragraphs tell early."""
_SHORT = 6
"""Words of a line that also counts as a whole."""
_PRIME = 0x9E3779B97F4A7C15
_SPACE, _WORD, _SIGN = 0, 1, 2
# first code points of ranges and what stands in them; a sign is a word by itself
_RANGES = (
    (0x00, _SPACE), (0x30, _WORD), (0x3A, _SPACE), (0x61, _WORD), (0x7B, _SPACE), (0x7C, _SIGN),
    (0x7D, _SPACE), (0xA9, _SIGN), (0xAA, _SPACE), (0xBB, _SIGN), (0xBC, _SPACE), (0xC0, _WORD),
    (0x2000, _SPACE), (0x2C00, _WORD), (0x2E00, _SPACE), (0x2E80, _SIGN), (0x3000, _SPACE),
    (0x3040, _SIGN), (0xA000, _WORD), (0xAC00, _WORD), (0xD7B0, _SPACE), (0xF900, _SIGN),
    (0xFB00, _WORD), (0xFE00, _SPACE), (0xFE70, _WORD), (0xFF00, _SPACE), (0xFF10, _WORD),
    (0xFF1A, _SPACE), (0xFF41, _WORD), (0xFF5B, _SPACE), (0xFF66, _SIGN), (0xFFA0, _WORD),
    (0xFFE0, _SPACE),
)  # fmt: skip


class Pieces(NamedTuple):
    """The pieces of many blocks.

    Attributes:
        bucket: row of the table of weights, for each piece.
        owner: number of the block, for each piece.
    """

    bucket: NDArray[np.int64]
    owner: NDArray[np.int64]


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """What each code point of the first plane is."""
    import numpy as np

    kinds = np.empty(0x10000, np.uint8)
    for first, kind in _RANGES:
        kinds[first:] = kind
    return kinds


def _looked_at(text: str) -> str:
    """The part of a block that is looked at, lower-cased, as one line."""
    if len(text) > _HEAD + _TAIL:
        text = f"{text[:_HEAD]} {text[-_TAIL:]}"
    return text.lower()


def pieces_of(texts: Sequence[str]) -> Pieces:
    """Single words, pairs and triples of each block as buckets; first and last ones also as such."""
    import numpy as np

    parts = [_pieces(texts[i : i + _AT_ONCE]) for i in range(0, max(1, len(texts)), _AT_ONCE)]
    owners = [part.owner + number * _AT_ONCE for number, part in enumerate(parts)]
    return Pieces(np.concatenate([part.bucket for part in parts]), np.concatenate(owners))


def _pieces(texts: Sequence[str]) -> Pieces:
    """The pieces of at most ``_AT_ONCE`` blocks."""
    import numpy as np

    page = "\n".join(map(_looked_at, texts))
    codes = np.frombuffer(page.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
    kinds = _kinds()[np.minimum(codes, 0xFFFF)]
    kinds[codes > 0xFFFF] = _SIGN  # rare Chinese characters, and pictures
    starts, ends = _spans(kinds)
    owner = np.cumsum(codes == ord("\n"))[starts]
    return _joined(_hashes(codes, starts, ends), owner)


def _spans(kinds: NDArray[np.uint8]) -> tuple[Any, Any]:
    """Where words begin and end: runs of letters, and each sign by itself."""
    import numpy as np

    before = np.concatenate(([_SPACE], kinds[:-1]))
    after = np.concatenate((kinds[1:], [_SPACE]))
    starts = (kinds == _SIGN) | ((kinds == _WORD) & (before != _WORD))
    ends = (kinds == _SIGN) | ((kinds == _WORD) & (after != _WORD))
    return np.flatnonzero(starts), np.flatnonzero(ends) + 1


@lru_cache(maxsize=1)
def _powers() -> tuple[Any, Any]:
    """Powers of the prime and of its inverse, modulo 2**64."""
    import numpy as np

    up, down = np.full(_MOST, _PRIME, np.uint64), np.full(_MOST, pow(_PRIME, -1, 1 << 64), np.uint64)
    up[0] = down[0] = 1
    return np.multiply.accumulate(up), np.multiply.accumulate(down)


def _hashes(codes: Any, starts: Any, ends: Any) -> NDArray[np.uint64]:
    """A number for each word, the same wherever it stands; digits are all one."""
    import numpy as np

    up, down = _powers()
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    values = np.where(digit, ord("0"), codes).astype(np.uint64) + np.uint64(1)
    sums = _running(values * up[: len(codes)])
    return np.asarray(_mixed((sums[ends] - sums[starts]) * down[starts]))


def _running(values: Any) -> Any:
    """Running sums, modulo 2**64, with 0 before the first."""
    import numpy as np

    return np.concatenate((np.zeros(1, np.uint64), np.cumsum(values, dtype=np.uint64)))


def _mixed(numbers: Any) -> Any:
    """Numbers whose every bit depends on every bit (the finalizer of MurmurHash3)."""
    import numpy as np

    numbers = numbers ^ (numbers >> np.uint64(33))
    numbers = numbers * np.uint64(0xFF51AFD7ED558CCD)
    numbers = numbers ^ (numbers >> np.uint64(33))
    numbers = numbers * np.uint64(0xC4CEB9FE1A85EC53)
    return numbers ^ (numbers >> np.uint64(33))


def _joined(words: Any, owner: Any) -> Pieces:
    """From single words to all pieces."""
    import numpy as np

    if not len(words):
        none = np.zeros(0, np.int64)
        return Pieces(none, none)
    same = owner[1:] == owner[:-1]
    first, last = np.concatenate(([True], ~same)), np.concatenate((~same, [True]))
    pair = _mixed(words[:-1] * np.uint64(3) + words[1:])[same]
    left = np.flatnonzero(same)
    three = same[:-1] & same[1:]
    triple = _mixed((words[:-2] * np.uint64(5) + words[1:-1]) * np.uint64(5) + words[2:])[three]
    begins, finishes = first[left], last[left + 1]
    sizes = np.bincount(owner)
    short = np.flatnonzero((sizes > 0) & (sizes <= _SHORT))
    at = np.concatenate(([0], np.cumsum(sizes)))
    place = np.arange(len(words)) - at[owner]
    sums = _running(words * (2 * place + 1).astype(np.uint64))
    whole = _mixed(sums[at[short + 1]] - sums[at[short]])
    marks = [np.uint64(n) for n in (11, 13, 17, 19, 23)]
    parts = [
        (words, owner), (pair, owner[left]), (triple, owner[np.flatnonzero(three)]),
        (_mixed(words[first] + marks[0]), owner[first]), (_mixed(words[last] + marks[1]), owner[last]),
        (_mixed(pair[begins] + marks[2]), owner[left][begins]),
        (_mixed(pair[finishes] + marks[3]), owner[left][finishes]), (_mixed(whole + marks[4]), short),
    ]  # fmt: skip
    hashes = np.concatenate([h for h, _ in parts])
    return Pieces((hashes >> np.uint64(_SHIFT)).astype(np.int64), np.concatenate([o for _, o in parts]))


def wording(texts: Sequence[str], weights: NDArray[np.int8]) -> Column:
    """Log odds of each block by its pieces, before anything else is known of it.

    Args:
        texts: the blocks.
        weights: ``BUCKETS`` weights, ``STEPS`` to a unit.
    """
    import numpy as np

    parts = (texts[first : first + _AT_ONCE] for first in range(0, len(texts), _AT_ONCE))
    return np.concatenate([np.zeros(0, np.float32), *(odds_of(_pieces(p), len(p), weights) for p in parts)])


def odds_of(pieces: Pieces, count: int, weights: NDArray[np.int8]) -> Column:
    """The same of ``count`` blocks whose pieces are at hand."""
    import numpy as np

    bucket, owner = pieces
    sums = np.bincount(owner, weights[bucket], minlength=count)
    sizes = np.bincount(owner, minlength=count)
    return (sums / STEPS / np.sqrt(np.maximum(sizes, 1))).astype(np.float32)


def wording_figures(odds: Column) -> dict[str, Column | float]:
    """What the model sees of the wording: of the block, of its neighbours, of the page.

    Args:
        odds: log odds of each block of a page by its words, at least one.
    """
    import numpy as np

    count = len(odds)
    figures: dict[str, Column | float] = {"wording": odds, "page_wording": float(odds.mean(dtype=np.float64))}
    for step in (-2, -1, 1, 2):
        moved = np.full(count, np.nan, np.float32)
        lo, hi = max(0, -step), count - max(0, step)
        moved[lo:hi] = odds[lo + step : max(lo, hi) + step]
        figures[f"{'before' if step < 0 else 'after'}{abs(step)}_wording"] = moved
    sums = np.concatenate(([0.0], np.cumsum(odds, dtype=np.float64)))
    index = np.arange(count)
    for size in WINDOWS:
        first, behind = np.maximum(index - size, 0), np.minimum(index + size + 1, count)
        figures[f"w{size}_wording"] = ((sums[behind] - sums[first]) / (behind - first)).astype(np.float32)
    return figures
