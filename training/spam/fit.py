"""Fits the linear line model, deterministically: sparse logistic regression, pruning, calibration."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cleaner.spam.line_model import LineModel, gram_text, grams
from cleaner.spam.normalize import normalize

from .data import Line
from .disguise import HONEST, SPAM, disguise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from cleaner.spam import Detector

__all__ = ["Table", "cross_validate", "fit", "with_variants"]

SEED = 20261123
LEAST_LINES = 3
"""An n-gram must occur in this many lines to get a weight."""
STRENGTH = 1.0
"""Inverse of the L2 penalty."""
GRAMS = 50_000
"""N-grams that are kept: those with the largest weights in a first fit on all of them."""
VARIANTS = 2
HEADLINE_WEIGHT = 0.5
"""A real headline counts half a written line: there are ten times as many."""


class Table:
    """Lines as a sparse matrix: n-grams scaled by length, then the lexicon's figures.

    ``seen`` is false for a line without any term: at run time the model is never asked about it.
    """

    def __init__(self, lines: Sequence[Line], detector: Detector) -> None:
        import numpy as np

        self.lines = list(lines)
        self.spam: NDArray[np.bool_] = np.array([line.spam for line in lines])
        described = [detector.describe(line.text) for line in lines]
        self.seen: NDArray[np.bool_] = np.array([found is not None for found in described])
        blind = [(gram_text(normalize(line.text).text), {"nothing": 1.0}) for line in lines]
        chosen = [found or other for found, other in zip(described, blind, strict=True)]
        self.texts = [text for text, _ in chosen]
        self.figures = [figures for _, figures in chosen]
        self.weight: NDArray[np.float64] = np.array(
            [HEADLINE_WEIGHT if line.family.startswith("real-") else 1.0 for line in lines]
        )

    def vocabulary(self, rows: Sequence[int]) -> dict[str, int]:
        """Columns for the n-grams that occur often enough in these rows, and for all figures."""
        counts: Counter[str] = Counter()
        names: set[str] = set()
        for row in rows:
            counts.update(grams(self.texts[row]))
            names.update(self.figures[row])
        kept = sorted(g for g, n in counts.items() if n >= LEAST_LINES)
        return {key: i for i, key in enumerate([*kept, *(f"\0{n}" for n in sorted(names))])}

    def matrix(self, rows: Sequence[int], vocabulary: dict[str, int]) -> csr_matrix:
        """The rows as a sparse matrix over the vocabulary."""
        from scipy.sparse import csr_matrix

        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for row in rows:
            present = grams(self.texts[row])
            scale = 1.0 / math.sqrt(len(present) or 1)
            known = [vocabulary[g] for g in present if g in vocabulary]
            columns += known
            data += [scale * GRAM_SCALE] * len(known)
            for name, value in self.figures[row].items():
                column = vocabulary.get(f"\0{name}")
                if column is not None:
                    columns.append(column)
                    data.append(value)
            ends.append(len(columns))
        return csr_matrix((data, columns, ends), shape=(len(rows), len(vocabulary)))


GRAM_SCALE = 6.0
"""Puts n-grams on the scale of the figures, so that one penalty suits both."""


def with_variants(lines: Sequence[Line], groups: Sequence[int]) -> tuple[list[Line], list[int]]:
    """The lines and disguised variants of them; a variant stays in its line's group."""
    rng = random.Random(SEED)
    out, numbers = list(lines), list(groups)
    for line, group in zip(lines, groups, strict=True):
        if line.family.startswith("real-") and rng.random() > 0.04:
            continue
        kinds = SPAM if line.spam else HONEST
        for _ in range(VARIANTS if line.spam else 1):
            text = disguise(line.text, kinds, rng)
            if text is not None:
                out.append(line._replace(text=text, family=f"variant/{line.family}", disguised=True))
                numbers.append(group)
    return out, numbers


def _train(table: Table, rows: Sequence[int]) -> tuple[Any, dict[str, int]]:
    """A fitted scikit-learn model and its columns."""
    from sklearn.linear_model import LogisticRegression

    vocabulary = table.vocabulary(rows)
    for most in (GRAMS, None):
        model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=SEED, max_iter=200, tol=1e-3)
        spam, weight = table.spam[list(rows)], table.weight[list(rows)]
        model.fit(table.matrix(rows, vocabulary), spam, sample_weight=weight)
        if most is not None:
            vocabulary = _strongest(vocabulary, model.coef_[0], most)
    return model, vocabulary


def _strongest(vocabulary: dict[str, int], weights: NDArray[np.float64], most: int) -> dict[str, int]:
    """The columns with the largest weights, all figures among them, numbered anew."""
    grams_by_size = sorted(
        (k for k in vocabulary if k[0] != "\0"), key=lambda k: -abs(weights[vocabulary[k]])
    )
    figures = [k for k in vocabulary if k[0] == "\0"]
    return {key: i for i, key in enumerate([*sorted(grams_by_size[:most]), *figures])}


def cross_validate(table: Table, groups: Sequence[int], folds: int = 5) -> NDArray[np.float64]:
    """Log-odds of every line from a model that never saw its group."""
    import numpy as np
    from sklearn.model_selection import GroupKFold

    scores = np.zeros(len(table.lines))
    for train, test in GroupKFold(folds).split(scores, groups=np.array(groups)):
        model, vocabulary = _train(table, train.tolist())
        scores[test] = model.decision_function(table.matrix(test.tolist(), vocabulary))
    scores[~table.seen] = -np.inf
    return scores


def fit(table: Table, slope: float, shift: float) -> LineModel:
    """The model on all lines, small weights dropped, ready to be written."""
    model, vocabulary = _train(table, range(len(table.lines)))
    weights = model.coef_[0]
    gram_weights: dict[str, float] = {}
    figures: dict[str, float] = {}
    for key, column in vocabulary.items():
        weight = float(weights[column])
        if key.startswith("\0"):
            if weight:
                figures[key[1:]] = round(weight, 4)
        elif abs(weight * GRAM_SCALE) >= 0.025:
            gram_weights[key] = round(weight * GRAM_SCALE, 2)
    return LineModel(round(float(model.intercept_[0]), 4), gram_weights, figures, slope, shift)
