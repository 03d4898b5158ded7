"""Whether a block is worded like main content or like furniture, by weights of its words.

*Share this story*, *leave a reply* and *责任编辑* give furniture away in any markup, and without. The words,
pairs and triples of words of a block are hashed into one table of learned weights (feature hashing,
Weinberger et al. 2009): nothing of the pages that it was learned from can be read in it.

All blocks of a page are hashed at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from .feature_table import SIDES, WINDOWS
from .spans import BEYOND, lines_at, mixed, pages_of, running, span_numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = [
    "BINS", "BUCKETS", "STEPS", "Pieces", "Wording", "counts_of", "odds_of", "pieces_of", "wording",
    "wording_figures",
]  # fmt: skip

BUCKETS = 1 << 18
"""Rows of the table of weights."""
BINS = 1 << 12
"""Into so many the buckets are thrown together where the pieces of a whole page are counted."""
STEPS = 16
"""Steps of a weight that make one unit of log odds."""
_SHIFT = 64 - 18
_HEAD, _TAIL = 160, 80
"""Characters looked at, from a block's beginning and end: furniture is short, paragraphs tell early."""
_SHORT = 6
"""Words of a line that also counts as a whole."""
_MARKS = (11, 13, 17, 19, 23)
"""What sets words and pairs at the edges of a block apart, and the whole of it, from the same elsewhere."""
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


class Wording(NamedTuple):
    """What the words of a page's texts tell.

    Attributes:
        odds: log odds of each text by its pieces, before anything else is known of it.
        counts: how often pieces of each of ``BINS`` bins stand on the page.
    """

    odds: Column
    counts: Column


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """What each code point of the first plane is, and those beyond."""
    import numpy as np

    kinds = np.empty(BEYOND + 1, np.uint8)
    for first, kind in (*_RANGES, (BEYOND, _SIGN)):  # rare Chinese characters, and pictures
        kinds[first:] = kind
    return kinds


def _looked_at(text: str) -> str:
    """The part of a long block that is looked at."""
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]} {text[-_TAIL:]}"


def pieces_of(texts: Sequence[str]) -> Pieces:
    """Single words, pairs and triples of each block as buckets; first and last ones also as such."""
    import numpy as np

    parts = [(some.start, _pieces(codes)) for some, codes in pages_of(list(map(_looked_at, texts)))]
    buckets = [part.bucket for _, part in parts]
    return Pieces(np.concatenate(buckets), np.concatenate([part.owner + first for first, part in parts]))


def _pieces(codes: NDArray[np.uint32]) -> Pieces:
    """The pieces of the lines of one page."""
    import numpy as np

    starts, ends = _spans(_kinds().take(codes, mode="clip"))
    values = codes.astype(np.uint64)
    values[(codes >= ord("0")) & (codes <= ord("9"))] = ord("0")  # digits are all one
    values += np.uint64(1)
    (owner,) = lines_at(codes, starts)
    return _joined(mixed(span_numbers(values, starts, ends)), owner)


def _spans(kinds: NDArray[np.uint8]) -> tuple[Any, Any]:
    """Where words begin and end: runs of letters, and each sign by itself."""
    signs, words = kinds == _SIGN, kinds == _WORD
    inside = words[1:] & words[:-1]
    starts = signs | words
    ends = starts.copy()
    starts[1:] ^= inside
    ends[:-1] ^= inside
    return starts.nonzero()[0], ends.nonzero()[0] + 1


def _joined(words: Any, owner: Any) -> Pieces:
    """From single words to all pieces."""
    import numpy as np

    if not len(words):
        none = np.zeros(0, np.int64)
        return Pieces(none, none)
    same = owner[1:] == owner[:-1]
    left, three = same.nonzero()[0], (same[1:] & same[:-1]).nonzero()[0]
    pairs = words[left] * np.uint64(3) + words[left + 1]
    triples = (words[three] * np.uint64(5) + words[three + 1]) * np.uint64(5) + words[three + 2]
    longer = mixed(np.concatenate((pairs, triples)))
    # the words with which blocks begin and finish, and the pairs
    edges = (~same).nonzero()[0]
    first, last = np.zeros(len(edges) + 1, np.int64), np.full(len(edges) + 1, len(same))
    first[1:] = edges + 1
    last[:-1] = edges
    blocks, sizes = owner[first], last - first + 1
    more = sizes > 1
    begins = first[more] - np.arange(len(first))[more]  # one pair fewer than words in each block before
    finishes = begins + sizes[more] - 2
    short = sizes <= _SHORT
    place = np.arange(len(words)) - np.repeat(first, sizes)
    sums = running(words * (2 * place + 1).astype(np.uint64))
    whole = mixed(sums[last[short] + 1] - sums[first[short]])
    marked = (words[first], words[last], longer[begins], longer[finishes], whole)
    edged = mixed(np.concatenate([m + np.uint64(n) for m, n in zip(marked, _MARKS, strict=True)]))
    hashes = np.concatenate((words, longer, edged))
    owners = (owner, owner[left], owner[three], blocks, blocks, blocks[more], blocks[more], blocks[short])
    return Pieces((hashes >> np.uint64(_SHIFT)).astype(np.int64), np.concatenate(owners))


def wording(texts: Sequence[str], times: NDArray[np.int64], weights: NDArray[np.int8]) -> Wording:
    """What the words of different texts tell of each, and of the page.

    Args:
        texts: the texts of the blocks, each once.
        times: of how many blocks each is the text.
        weights: ``BUCKETS`` weights, ``STEPS`` to a unit.
    """
    import numpy as np

    odds, counts = np.zeros(len(texts), np.float32), np.zeros(BINS, np.float32)
    for some, codes in pages_of(list(map(_looked_at, texts))):
        pieces = _pieces(codes)
        odds[some] = odds_of(pieces, len(odds[some]), weights)
        counts += counts_of(pieces, times[some])
    return Wording(odds, counts)


def counts_of(pieces: Pieces, times: NDArray[np.int64]) -> Column:
    """How many pieces fall into each bin, where blocks come so many times."""
    import numpy as np

    bins = pieces.bucket // (BUCKETS // BINS)
    return np.bincount(bins, times[pieces.owner], minlength=BINS).astype(np.float32)


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
    moved = np.full((len(SIDES), count), np.nan, np.float32)
    for row, (side, step) in zip(moved, SIDES.items(), strict=True):
        lo, hi = max(0, -step), count - max(0, step)
        row[lo:hi] = odds[lo + step : max(lo, hi) + step]
        figures[f"{side}_wording"] = row
    sums = np.zeros(count + 1)
    np.cumsum(odds, dtype=np.float64, out=sums[1:])
    index = np.arange(count)
    for size in WINDOWS:
        first, behind = np.maximum(index - size, 0), np.minimum(index + size + 1, count)
        figures[f"w{size}_wording"] = ((sums[behind] - sums[first]) / (behind - first)).astype(np.float32)
    return figures
