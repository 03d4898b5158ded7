"""Boosted trees as plain arrays: read from a file, applied to many rows at once. No training library."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["MISSING", "Forest", "Weights", "load_weights"]

MISSING = -1000.0
"""What stands for a figure that is not known: below every value, so that one comparison tells."""
_ROWS = 1024
"""Blocks that are judged at once; more take more memory and no less time."""
_LEAVES = 1 << 16
"""Leaves that are looked up at once: what is at hand stays where the processor is quick to find it."""
_ROUNDS = 12
"""Rounds of questions (see ``Questions``)."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Symmetric trees: all nodes of one level of a tree ask the same question.

    A row's leaf is then a number of as many bits as the tree has levels, and all trees are applied to all
    rows with a handful of array operations.

    Attributes:
        feature, border: for each tree and level, which column is compared with which value.
        leaves: for each tree the values of its leaves; the first level is the lowest bit.
        bias: added to the sum over all trees.
    """

    feature: NDArray[np.int16]
    border: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float
    _asked: Questions = field(init=False, repr=False, compare=False)
    _values: NDArray[np.float64] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_values", self.leaves.ravel().astype("float64"))
        object.__setattr__(self, "_asked", _questions(self.feature, self.border))

    def log_odds(self, table: NDArray[np.float32]) -> Column:
        """The log odds of each row; figures that are not a number count as ``MISSING``."""
        import numpy as np

        parts = [self._some(table[first : first + _ROWS]) for first in range(0, len(table), _ROWS)]
        return np.concatenate([np.zeros(0, np.float32), *parts])

    def _some(self, table: NDArray[np.float32]) -> Column:
        """The same of at most ``_ROWS`` rows.

        Leaves are single precision, of like size, and a few hundred: their sums in double precision are
        exact, and so the same on every machine and in any order.
        """
        import numpy as np

        trees, depth = self.feature.shape
        rows = len(table)
        answers, number = self._answers(table), self._asked.number
        first = np.arange(trees, dtype=np.min_scalar_type(self.leaves.size))[:, None] * self.leaves.shape[1]
        total = np.zeros(rows)
        step = max(1, _LEAVES // rows)
        for some in (slice(tree, tree + step) for tree in range(0, trees, step)):
            # the bits of a leaf's number, the highest first
            leaf = answers.take(number[-1, some], axis=0)
            leaf = leaf.astype(np.min_scalar_type(2**depth - 1), copy=False)
            for level in range(depth - 2, -1, -1):
                leaf += leaf
                leaf += answers.take(number[level, some], axis=0)
            place = (leaf + first[some]).astype(np.intp)
            total += self._values.take(place).sum(axis=0)
        return (total + self.bias).astype(np.float32)

    def _answers(self, table: NDArray[np.float32]) -> NDArray[np.uint8]:
        """The answers to all questions, 0 or 1: a row for each question, a column for each row."""
        import numpy as np

        asked = self._asked
        columns = table.T.take(asked.columns, axis=0)
        np.fmax(columns, np.float32(MISSING), out=columns)  # what is not a number gives way to any number
        answers = np.empty((len(asked.border), len(table)), bool)
        at = 0
        for count in asked.rounds:
            some = slice(at, at + count)
            np.greater(columns[:count], asked.border[some], out=answers[some])
            at += count
        return answers.view(np.uint8)


class Questions(NamedTuple):
    """What a forest asks, each question once: trees ask the same ones again and again.

    In a first round one question is asked of every column, in a second one more of those that have
    another, and so on, so that no round has to gather the columns that it asks. A column with more
    questions than there are rounds stands there several times.

    Attributes:
        columns: those that are asked anything, those that are asked most first.
        rounds: of how many columns each round asks.
        border: of each question, round by round.
        number: for each level and tree, the number of its question.
    """

    columns: NDArray[np.intp]
    rounds: list[int]
    border: NDArray[np.float32]
    number: NDArray[np.intp]


def _questions(feature: NDArray[np.int16], border: NDArray[np.float32]) -> Questions:
    import numpy as np

    asked, limits = feature.ravel().astype(np.intp), border.ravel()
    order = np.lexsort((limits, asked))
    asked, limits = asked[order], limits[order]
    new = np.ones(len(order), bool)
    new[1:] = (asked[1:] != asked[:-1]) | (limits[1:] != limits[:-1])
    asked, limits = asked[new], limits[new]
    _, first, which = np.unique(asked, return_index=True, return_inverse=True)
    again, turn = np.divmod(np.arange(len(asked)) - first[which], _ROUNDS)
    _, first, which, count = np.unique(
        asked * len(asked) + again, return_index=True, return_inverse=True, return_counts=True
    )
    most = np.argsort(-count, kind="stable")
    by_round = np.lexsort((np.argsort(most)[which], turn))
    number = np.empty(len(order), np.intp)
    number[order] = np.argsort(by_round)[np.cumsum(new) - 1]
    return Questions(
        asked[first[most]],
        np.bincount(turn).tolist(),
        limits[by_round, None],
        np.ascontiguousarray(number.reshape(feature.shape).T),
    )


class Weights(NamedTuple):
    """What the engine has learned.

    Attributes:
        markup: from the figures of a block of HTML, how likely it is main content.
        plain: the same for flattened text, which lacks the figures of markup.
        page_markup: from figures of a whole page of HTML: is there an article?
        page_plain: the same for flattened text.
        words: how much words speak for main content (see ``wording.py``).
        page_words: how much the words of a page speak for an article (see ``page.py``).
    """

    markup: Forest
    plain: Forest
    page_markup: Forest
    page_plain: Forest
    words: NDArray[np.int8]
    page_words: Column


@lru_cache(maxsize=8)
def load_weights(path: str | None = None) -> Weights:
    """The weights that come with the program, or those in another file: one record of arrays (``.npy``).

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it holds something else.
    """
    import numpy as np

    if path is None:
        return load_weights(str(Path(__file__).with_name("weights.npy")))
    arrays = np.load(path, allow_pickle=False)
    try:
        return Weights(
            markup=_forest(arrays, "markup"),
            plain=_forest(arrays, "plain"),
            page_markup=_forest(arrays, "page_markup"),
            page_plain=_forest(arrays, "page_plain"),
            words=arrays["words"],
            page_words=arrays["page_words"],
        )
    except (IndexError, KeyError, ValueError) as error:
        raise ValueError(f"{path} holds no weights of the content model: {error}") from None


def _forest(arrays: Any, name: str) -> Forest:
    return Forest(
        arrays[f"{name}_feature"],
        arrays[f"{name}_border"],
        arrays[f"{name}_leaves"],
        float(arrays[f"{name}_bias"]),
    )
