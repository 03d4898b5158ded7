"""Fits the weights of words: how much each piece of a block's wording speaks for main content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from cleaner.content.feature_table import COLUMNS
from cleaner.content.wording import BUCKETS, STEPS, odds_of, wording_figures

from .dataset import Sample
from .fit import weights_of
from .folds import KEPT_BACK, fold_of

__all__ = ["crossfit_words", "fit_words"]

_FORMS = ("html", "text-lxml")
"""Pages as they are: in spliced ones, furniture is worded like an article."""
_PLANTED = ("html+planted", "text+clean+planted")
"""Pages of which only what was put in is learned from, advertisements and honest sentences of the same
subjects: their words stand on no page as it is."""
_LEAST_SITES = 3
"""Sites on which something of a bucket stands; the words of one site tell nothing of others."""
_STRENGTH = 3.0
"""Inverse of the regularisation."""
_EVEN = 0.5
"""Exponent of a block's weight: long paragraphs hold no more telling words than short ones."""
_MOST = 127


def fit_words(samples: Sequence[Sample], numbers: Iterable[int]) -> Any:
    """A weight for each bucket, by logistic regression over the blocks of these samples."""
    import scipy.sparse as sp
    from sklearn.linear_model import LogisticRegression

    numbers = list(numbers)
    chosen = [samples[i] for i in numbers if samples[i].form in _FORMS]
    planted = [samples[i] for i in numbers if samples[i].form in _PLANTED]
    common = _common([*chosen, *planted])
    rng = np.random.default_rng(3)
    rows, labels, weights = [], [], []
    for sample in chosen:
        weight = weights_of(sample)
        chance = np.clip(weight * 40, 0.15, 1)
        take = (weight > 0) & (rng.random(len(weight)) < chance)
        rows.append(_matrix(sample, common)[take])
        labels.append(sample.shares[take] >= 0.5)
        weights.append((weight / chance)[take] ** _EVEN)
    usual = float(np.concatenate(weights).mean())
    for sample in planted:
        put_in = sample.planted | sample.told
        rows.append(_matrix(sample, common)[put_in])
        labels.append(sample.told[put_in])
        weights.append(np.full(rows[-1].shape[0], usual))
    weighted = np.concatenate(weights)
    model = LogisticRegression(C=_STRENGTH, max_iter=150)
    model.fit(sp.vstack(rows).tocsr(), np.concatenate(labels), weighted / usual)
    return np.clip(np.round(model.coef_[0] * STEPS), -_MOST, _MOST).astype(np.int8)


def _common(samples: Sequence[Sample]) -> Any:
    """Which buckets hold something that stands on several sites."""
    sites = {site: n for n, site in enumerate(sorted({s.site for s in samples}))}
    found = [np.unique(s.pieces.bucket) * len(sites) + sites[s.site] for s in samples]
    on_sites = np.unique(np.concatenate(found)) // len(sites)
    return np.bincount(on_sites, minlength=BUCKETS) >= _LEAST_SITES


def _matrix(sample: Sample, common: Any) -> Any:
    """One row for each block, a column for each bucket."""
    import scipy.sparse as sp

    bucket, owner = sample.pieces
    count = len(sample.table)
    value = 1 / np.sqrt(np.maximum(1, np.bincount(owner, minlength=count)))
    used = common[bucket]
    rows = owner[used]
    return sp.csr_matrix((value[rows].astype(np.float32), (rows, bucket[used])), shape=(count, BUCKETS))


def crossfit_words(samples: Sequence[Sample], folds: int) -> tuple[list[Any], Any]:
    """Fills the figures of wording in, for each sample by words that were not learned from its site.

    Returns the weights of each fold, and those of all folds, by which the sites kept back are judged.
    """
    where = [fold_of(s.site, folds) for s in samples]
    articles = [i for i, s in enumerate(samples) if s.page_type == "article"]
    found = []
    for fold in (*range(folds), KEPT_BACK):
        numbers = [i for i in articles if where[i] not in (fold, KEPT_BACK)]
        words = fit_words(samples, numbers)
        for sample in (s for s, place in zip(samples, where, strict=True) if place == fold):
            odds = odds_of(sample.pieces, len(sample.table), words)
            for name, column in wording_figures(odds).items():
                sample.table[:, COLUMNS[name]] = column
        found.append(words)
    return found[:-1], found[-1]
