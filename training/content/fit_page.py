"""Fits the trees that tell pages with an article from pages without: lists, shops, indexes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from cleaner.content.page import page_row
from cleaner.content.sequence import Choice, choose

from .dataset import WITH_LISTS, Sample
from .fit import Forests, fit_forest, kind_of
from .folds import KEPT_BACK, fold_of

__all__ = ["chosen", "crossfit_pages", "fit_pages", "page_rows"]

_TREES = {"iterations": 300, "depth": 5, "learning_rate": 0.05}
_FORM_WEIGHT = {"html+bare": 0.05, "text+window": 0.3, "text+rest": 0.5, "text+index": 0.3}
_BARE_ALONE = 0.2
"""What pages with next to no markup weigh in sets without lists: there are few pages in other languages than
English, and all are articles."""
_MADE = 0.5
"""What other pages weigh that were made for training: all come from articles."""


def chosen(sample: Sample, odds: Any) -> Choice:
    """The choice by log odds, before copies are folded."""
    return choose(odds, sample.width, kind_of(sample) == "markup")


def page_rows(samples: Sequence[Sample], odds: Sequence[Any], said: Sequence[float]) -> Any:
    """One row for each sample, with what the words of its page said."""
    each = zip(samples, odds, said, strict=True)
    return np.array([page_row(s.table, z, s.width, chosen(s, z), words) for s, z, words in each])


def fit_pages(samples: Sequence[Sample], rows: Any, numbers: Iterable[int]) -> Forests:
    """The forest for pages of HTML, and that for flattened text.

    Lists give themselves away by their markup, so the first has seen nothing else; the second learns from
    pages of all forms.
    """
    numbers = list(numbers)
    weights = np.array([_weight(s) for s in samples])
    labels = np.array([s.page_type == "article" for s in samples], np.int8)
    pages = [i for i in numbers if kind_of(samples[i]) == "markup"]
    return {
        "page_markup": fit_forest(rows[pages], labels[pages], weights[pages], **_TREES),
        "page_plain": fit_forest(rows[numbers], labels[numbers], weights[numbers], **_TREES),
    }


def _weight(sample: Sample) -> float:
    if sample.form == "html+bare" and sample.group not in WITH_LISTS:
        return _BARE_ALONE
    return _FORM_WEIGHT.get(sample.form, _MADE if "+" in sample.form else 1.0)


def crossfit_pages(samples: Sequence[Sample], rows: Any, folds: int) -> tuple[Any, list[Forests]]:
    """Log odds that each sample is an article, by trees that have not seen its site; the trees of each fold.

    The last are those of all folds, by which the sites kept back are judged.
    """
    where = [fold_of(s.site, folds) for s in samples]
    found, forests = np.zeros(len(rows), np.float32), []
    for fold in (*range(folds), KEPT_BACK):
        seen = (i for i, place in enumerate(where) if place not in (fold, KEPT_BACK))
        forests.append(fit_pages(samples, rows, seen))
        for i, place in enumerate(where):
            if place == fold:
                found[i] = forests[-1][f"page_{kind_of(samples[i])}"].log_odds(rows[i][None])[0]
    return found, forests
