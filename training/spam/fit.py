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
from .grammar import generated

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from cleaner.spam import Detector

__all__ = ["OTHER", "Table", "cross_validate", "fit", "with_generated", "with_variants"]

SEED = 20261123
OTHER = "script.other"
"""The figure of a line without Han characters."""
LEAST_LINES = 3
"""An n-gram must occur in this many lines to get a weight."""
STRENGTH = 1.0
"""Inverse of the L2 penalty."""
GRAMS = 50_000
"""N-grams that are kept: those with the largest weights in a first fit on all of them."""
VARIANTS = 2
DIVISIONS = 3
"""How often the lines are divided into folds, each time otherwise."""
THINNED = 4
"""Of the hot headlines without a term one in so many is fitted, with the weight of all."""
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

        self._thin()
        self._columns = self._vocabulary()
        self._matrix = self._sparse()

    def _thin(self) -> None:
        """Leaves out three of four hot headlines without a term, and lets the fourth speak for them.

        At run time the model is never asked about them; they only say what is ordinary.
        """
        blind = [i for i, x in enumerate(self.lines) if x.family == "real-hot" and not self.seen[i]]
        for place, row in enumerate(blind):
            self.weight[row] *= 0.0 if place % THINNED else THINNED

    def _vocabulary(self) -> dict[str, int]:
        """Columns for the n-grams that occur often enough, and for all figures."""
        counts: Counter[str] = Counter()
        names: set[str] = set()
        for text, figures, weight in zip(self.texts, self.figures, self.weight, strict=True):
            if weight:
                counts.update(grams(text))
                names.update(figures)
        kept = sorted(g for g, n in counts.items() if n >= LEAST_LINES)
        return {key: i for i, key in enumerate([*kept, *(f"\0{n}" for n in sorted(names))])}

    def _sparse(self) -> csr_matrix:
        """The lines as a sparse matrix over all columns."""
        from scipy.sparse import csr_matrix

        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for text, figures in zip(self.texts, self.figures, strict=True):
            present = grams(text)
            scale = GRAM_SCALE / math.sqrt(len(present) or 1)
            known = sorted(self._columns[g] for g in present if g in self._columns)
            columns += known
            data += [scale] * len(known)
            for name, value in figures.items():
                column = self._columns.get(f"\0{name}")
                if column is not None:
                    columns.append(column)
                    data.append(value)
            ends.append(len(columns))
        return csr_matrix((data, columns, ends), shape=(len(self.texts), len(self._columns)))

    def matrix(self, rows: Sequence[int], vocabulary: dict[str, int]) -> csr_matrix:
        """The rows as a sparse matrix over the columns of a vocabulary."""
        part = self._matrix[list(rows)]
        if vocabulary is self._columns:
            return part
        return part[:, [self._columns[key] for key in vocabulary]]

    def vocabulary(self) -> dict[str, int]:
        """All columns, numbered."""
        return self._columns


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


def with_generated(lines: Sequence[Line], groups: Sequence[int]) -> tuple[list[Line], list[int]]:
    """The lines and those of the grammar, each pattern of which is a group of its own."""
    out, numbers = list(lines), list(groups)
    first = max(numbers, default=-1) + 1
    families: dict[str, int] = {}
    for line in generated():
        out.append(line)
        numbers.append(families.setdefault(line.family, first + len(families)))
    return out, numbers


def _train(table: Table, rows: Sequence[int], *, prune: bool) -> tuple[Any, dict[str, int]]:
    """A fitted scikit-learn model and its columns."""
    rows = [row for row in rows if table.weight[row]]
    from sklearn.linear_model import LogisticRegression

    vocabulary = table.vocabulary()
    for most in (GRAMS, None) if prune else (None,):
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


def cross_validate(
    table: Table, groups: Sequence[int], folds: int = 5, divisions: int = DIVISIONS
) -> NDArray[np.float64]:
    """Log-odds of every line from models that never saw its group (with all its n-grams).

    A bar that one headline in ten thousand may pass lies where chance puts that headline: which lines share
    a fold moved it by a quarter. So the lines are divided several times, and a line has the mean.
    """
    import numpy as np
    from sklearn.model_selection import GroupKFold

    scores = np.zeros(len(table.lines))
    for division in range(divisions):
        order = list(range(max(groups) + 1))
        if division:
            random.Random(f"{SEED}-{division}").shuffle(order)
        numbers = np.array([order[group] for group in groups])
        for train, test in GroupKFold(folds).split(scores, groups=numbers):
            model, vocabulary = _train(table, train.tolist(), prune=False)
            scores[test] += model.decision_function(table.matrix(test.tolist(), vocabulary)) / divisions
    scores[~table.seen] = -np.inf
    return scores


def fit(table: Table, slope: float, shift: float, lower: float = 0.0) -> LineModel:
    """The model on all lines, small weights dropped, ready to be written.

    Args:
        table: the lines.
        slope, shift: the calibration.
        lower: how much lower the bar is for lines without Han characters; made up for by their own figure.
    """
    model, vocabulary = _train(table, range(len(table.lines)), prune=True)
    weights = model.coef_[0]
    gram_weights: dict[str, float] = {}
    figures: dict[str, float] = {}
    for key, column in vocabulary.items():
        weight = float(weights[column])
        if key.startswith("\0"):
            weight += lower if key == f"\0{OTHER}" else 0.0
            if weight:
                figures[key[1:]] = round(weight, 4)
        elif abs(weight * GRAM_SCALE) >= 0.025:
            gram_weights[key] = round(weight * GRAM_SCALE, 2)
    return LineModel(round(float(model.intercept_[0]), 4), gram_weights, figures, slope, shift)
