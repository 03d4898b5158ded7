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
_ROWS = 256
"""Blocks that are judged at once; more take more memory and no less time."""
_QUESTIONS = 512
"""Questions that are asked at once: their figures then stay where the processor is quick to find them."""


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

        if not len(table):
            return np.zeros(0, np.float32)
        # parts of one size: a row left alone would be summed in another order
        parts = np.array_split(table, -(-len(table) // _ROWS))
        return np.concatenate([self._some(part) for part in parts])

    def _some(self, table: NDArray[np.float32]) -> Column:
        import numpy as np

        trees, depth = self.feature.shape
        asked = self._asked
        columns = np.where(np.isnan(table.T), np.float32(MISSING), table.T)
        answers = np.empty((len(asked.feature), len(table)), bool)
        for at in range(0, len(answers), _QUESTIONS):
            some = slice(at, at + _QUESTIONS)
            np.greater(columns.take(asked.feature[some], axis=0), asked.border[some], out=answers[some])
        above = answers.view(np.uint8)
        # the bits of a leaf's number, the highest first
        leaf = above.take(asked.number[depth - 1], axis=0)
        leaf = leaf.astype(np.min_scalar_type(2**depth - 1), copy=False)
        for level in range(depth - 2, -1, -1):
            leaf += leaf
            leaf += above.take(asked.number[level], axis=0)
        place = leaf + (np.arange(trees, dtype=np.intp) * self.leaves.shape[1])[:, None]
        # summed in double precision and one fixed order: the same result on every machine
        return np.asarray(self._values.take(place).sum(axis=0) + self.bias, np.float32)


class Questions(NamedTuple):
    """What a forest asks, each question once: trees ask the same ones again and again.

    Attributes:
        feature, border: of each question.
        number: for each level and tree, the number of its question.
    """

    feature: NDArray[np.intp]
    border: NDArray[np.float32]
    number: NDArray[np.intp]


def _questions(feature: NDArray[np.int16], border: NDArray[np.float32]) -> Questions:
    import numpy as np

    pairs = np.stack((feature.ravel().astype(np.float64), border.ravel().astype(np.float64)), 1)
    asked, number = np.unique(pairs, axis=0, return_inverse=True)
    return Questions(
        asked[:, 0].astype(np.intp),
        asked[:, 1:].astype(np.float32),
        np.ascontiguousarray(number.reshape(feature.shape).T),
    )


class Weights(NamedTuple):
    """What the engine has learned.

    Attributes:
        markup: from the figures of a block of HTML, how likely it is main content.
        plain: the same for flattened text, which lacks the figures of markup.
        page: from figures of the whole page: is there an article?
        words: how much words speak for main content (see ``wording.py``).
    """

    markup: Forest
    plain: Forest
    page: Forest
    words: NDArray[np.int8]


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
            page=_forest(arrays, "page"),
            words=arrays["words"],
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
