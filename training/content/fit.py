"""Fits the trees: rows and weights from samples, forests from rows, crossed by site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from cleaner.content.model import MISSING, Forest

from .dataset import Sample
from .folds import KEPT_BACK, fold_of

__all__ = ["BLOCK", "Forests", "crossfit", "fit_blocks", "fit_forest", "kind_of", "rows_of"]


_FORM_WEIGHT = {
    "html": 1.0, "text": 0.6, "text-lxml": 0.5, "text+tangled": 0.3, "html+planted": 0.2,
    "text+planted": 0.25, "text+clean+planted": 0.25,
    "html+bare": 0.0, "text+window": 0.0, "text+rest": 0.0, "text+index": 0.0,
}  # fmt: skip
_GROUP_WEIGHT = {"gne": 3.0, "magic-html zh": 3.0, "magic-html": 2.0}
_FLOOR, _MOST = 0.004, 4.0
_BEFORE = 0.3
"""Of a block that stood on its page before advertisements were put in: it comes in other forms as well, and
pages of nothing but an article and advertisements would make all pages look like articles."""

BLOCK = {"iterations": 500, "depth": 6, "learning_rate": 0.08}
_PLAIN = {"iterations": 300, "depth": 8, "learning_rate": 0.06}
_BARE = 200
"""Trees that have seen pages with and without markup; more of them do not help."""

Forests = dict[str, Forest]
"""``markup`` for blocks of HTML, ``plain`` for those of flattened text."""


def weights_of(sample: Sample) -> Any:
    """What each block weighs: its share of the page's gold, so that all pages count alike.

    A page whose furniture outweighs its article many times counts at most ``_MOST`` times.
    """
    weight = sample.sizes / max(25.0, sample.gold_size) + _FLOOR
    weight *= min(1.0, _MOST / float(weight.sum()))
    weight *= _FORM_WEIGHT.get(sample.form, 0.4) * _GROUP_WEIGHT.get(sample.group, 1.0)
    if sample.planted is not None:
        weight *= np.where(sample.planted | sample.told, 1.0, _BEFORE)
    sure = np.abs(2 * sample.shares - 1)
    return np.where(sample.shares < 0, 0.0, weight * sure)


def rows_of(samples: Sequence[Sample], numbers: Iterable[int], seed: int = 7) -> tuple[Any, Any, Any]:
    """Figures, labels and weights; light blocks are drawn at random and weigh as much more."""
    rng = np.random.default_rng(seed)
    tables, labels, weights = [], [], []
    for number in numbers:
        sample = samples[number]
        weight = weights_of(sample)
        if not weight.any():
            continue
        chance = np.minimum(1.0, np.maximum(0.15, weight * 40))
        take = (rng.random(len(weight)) < chance) & (weight > 0)
        tables.append(sample.table[take])
        labels.append(sample.shares[take] >= 0.5)
        weights.append(weight[take] / chance[take])
    rows = np.nan_to_num(np.concatenate(tables), nan=MISSING)
    return rows, np.concatenate(labels).astype(np.int8), np.concatenate(weights)


def fit_forest(rows: Any, labels: Any, weights: Any, threads: int = 2, **options: Any) -> Forest:
    """Symmetric trees for these rows, as plain arrays."""
    from catboost import CatBoostClassifier

    model = CatBoostClassifier(
        thread_count=threads, border_count=64, l2_leaf_reg=5, rsm=0.3, random_seed=7, verbose=0,
        allow_writing_files=False, bootstrap_type="Bernoulli", subsample=0.7, **options,
    )  # fmt: skip
    model.fit(rows, labels, sample_weight=weights)
    return _exported(model)


_STEPS = 2.0**40
"""Of a unit of log odds, to which leaves are rounded: sums of them in double precision are then exact."""


def _exported(model: Any) -> Forest:
    """The trees of a CatBoost model; shallow ones are filled up with questions that are never true."""
    import json
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        trees = json.loads(path.read_text())
    scale, (bias,) = trees["scale_and_bias"]
    depth = max(len(t["splits"]) for t in trees["oblivious_trees"])
    count = len(trees["oblivious_trees"])
    feature = np.zeros((count, depth), np.int16)
    border = np.full((count, depth), np.inf, np.float32)
    leaves = np.zeros((count, 1 << depth), np.float32)
    for i, tree in enumerate(trees["oblivious_trees"]):
        for level, split in enumerate(tree["splits"]):
            feature[i, level] = split["float_feature_index"]
            border[i, level] = split["border"]
        values = np.rint(np.array(tree["leaf_values"], np.float32) * scale * _STEPS) / _STEPS
        leaves[i, : len(values)] = values
    return Forest(feature, border, leaves, float(bias))


def kind_of(sample: Sample) -> str:
    """Which forest judges the blocks of a sample."""
    return "markup" if sample.form.startswith("html") else "plain"


def fit_blocks(samples: Sequence[Sample], numbers: Sequence[int], options: dict[str, Any]) -> Forests:
    """The forest for flattened text, and that for HTML: the mean of one from HTML only and one from all.

    Trees from HTML only know markup best, but have not seen pages as bare as flattened text.
    """
    pages = [i for i in numbers if kind_of(samples[i]) == "markup"]
    flat = [i for i in numbers if kind_of(samples[i]) == "plain"]
    bare = fit_forest(*rows_of(samples, numbers), **{**options, "iterations": _BARE})
    return {
        "markup": mean_of(fit_forest(*rows_of(samples, pages), **options), bare),
        "plain": fit_forest(*rows_of(samples, flat), **_PLAIN),
    }


def mean_of(one: Forest, other: Forest) -> Forest:
    """One forest whose log odds are the mean of two."""
    return Forest(
        np.concatenate([one.feature, other.feature]),
        np.concatenate([one.border, other.border]),
        np.concatenate([one.leaves, other.leaves]) / 2,
        (one.bias + other.bias) / 2,
    )


def crossfit(
    samples: Sequence[Sample], options: dict[str, Any], folds: int
) -> tuple[list[Any], list[Forests], Forests]:
    """Log odds of every sample by trees that have not seen its site; the trees of each fold; those of all.

    The sites kept back are judged by the trees of all other sites.
    """
    import time

    found: list[Any] = [None] * len(samples)
    where = [fold_of(s.site, folds) for s in samples]
    articles = [i for i, s in enumerate(samples) if s.page_type == "article"]
    forests = []
    for fold in (*range(folds), KEPT_BACK):
        started = time.time()
        numbers = [i for i in articles if where[i] not in (fold, KEPT_BACK)]
        forests.append(fit_blocks(samples, numbers, options))
        for i, place in enumerate(where):
            if place == fold:
                found[i] = forests[-1][kind_of(samples[i])].log_odds(samples[i].table)
        print(f"fold {fold}: {len(numbers)} samples, {time.time() - started:.0f} s", flush=True)
    return found, forests[:-1], forests[-1]
