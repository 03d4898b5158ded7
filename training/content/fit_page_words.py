"""Fits how much the words of a whole page speak for an article: shops and indexes talk in their own way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from cleaner.content.page import log_counts, words_of_page
from cleaner.content.wording import counts_of

from .dataset import Sample
from .folds import KEPT_BACK, fold_of

__all__ = ["crossfit_page_words", "fit_page_words"]

_FORM = "html"
"""Pages as they are, each once: what is made of them has the same words."""
_STRENGTH = 30.0
"""Inverse of the regularisation."""


def fit_page_words(samples: Sequence[Sample], numbers: Iterable[int]) -> Any:
    """A weight for each bin, and one for every page, by logistic regression over the pages as they are."""
    from sklearn.linear_model import LogisticRegression

    chosen = [samples[i] for i in numbers if samples[i].form == _FORM]
    pages = (log_counts(_counts(sample)) for sample in chosen)
    rows = np.array([value / length for value, length in pages])
    model = LogisticRegression(C=_STRENGTH, max_iter=500, class_weight="balanced")
    model.fit(rows, [sample.page_type == "article" for sample in chosen])
    return np.append(model.coef_[0], model.intercept_).astype(np.float32)


def crossfit_page_words(samples: Sequence[Sample], folds: int) -> tuple[list[float], list[Any]]:
    """What the words of each sample's page say, by weights that were not learned from its site.

    Returns that, and the weights of each fold and, last, of all, by which the sites kept back are judged.
    """
    where = [fold_of(s.site, folds) for s in samples]
    said = [0.0] * len(samples)
    found = []
    for fold in (*range(folds), KEPT_BACK):
        weights = fit_page_words(samples, [i for i, w in enumerate(where) if w not in (fold, KEPT_BACK)])
        for i, sample in enumerate(samples):
            if where[i] == fold:
                said[i] = words_of_page(_counts(sample), weights)
        found.append(weights)
    return said, found


def _counts(sample: Sample) -> Any:
    """The pieces of words on the page, by bins."""
    return counts_of(sample.pieces, np.ones(len(sample.table), np.int64))
