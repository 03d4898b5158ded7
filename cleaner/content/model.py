"""Boosted trees as plain arrays: read from a file, applied to many rows at once. No training library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["MISSING", "Forest", "Weights", "load_weights"]

MISSING = -1000.0
"""What stands for a figure that is not known: below every value, so that one comparison tells."""
_ROWS = 2048


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

    def log_odds(self, table: NDArray[np.float32]) -> Column:
        """The log odds of each row; figures that are not a number count as ``MISSING``."""
        import numpy as np

        parts = [self._some(table[i : i + _ROWS]) for i in range(0, len(table), _ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _some(self, table: NDArray[np.float32]) -> Column:
        import numpy as np

        trees, depth = self.feature.shape
        columns = np.ascontiguousarray(np.nan_to_num(table, nan=MISSING).T)
        above = columns[self.feature.ravel()] > self.border.reshape(-1, 1)
        bits = above.reshape(trees, depth, -1).astype(np.uint8)
        leaf = bits[:, 0].astype(np.intp)
        for level in range(1, depth):
            leaf += bits[:, level].astype(np.intp) << level
        leaf += (np.arange(trees) * self.leaves.shape[1])[:, None]
        # summed in double precision and one fixed order: the same result on every machine
        sums = self.leaves.ravel().astype(np.float64)[leaf].sum(axis=0) + self.bias
        return np.asarray(sums, np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """What the engine has learned.

    Attributes:
        markup: from the figures of a block of HTML, how likely it is main content.
        plain: the same for flattened text, which lacks the figures of markup.
        page: from figures of the whole page: is there an article?
    """

    markup: Forest
    plain: Forest
    page: Forest


@lru_cache(maxsize=8)
def load_weights(path: str | None = None) -> Weights:
    """The weights that come with the program, or those in another file (``.npz``).

    Raises:
        OSError: if the file cannot be read.
        ValueError: if it holds something else.
    """
    import numpy as np

    if path is None:
        with resources.as_file(resources.files(__package__) / "weights.npz") as shipped:
            return load_weights(str(shipped))
    with np.load(Path(path), allow_pickle=False) as arrays:
        try:
            return Weights(_forest(arrays, "markup"), _forest(arrays, "plain"), _forest(arrays, "page"))
        except KeyError as error:
            raise ValueError(f"{path} holds no weights of the content model: {error}") from None


def _forest(arrays: Any, name: str) -> Forest:
    return Forest(
        arrays[f"{name}_feature"],
        arrays[f"{name}_border"],
        arrays[f"{name}_leaves"],
        float(arrays[f"{name}_bias"]),
    )
