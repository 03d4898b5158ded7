"""Planted advertisements for the pages that are made: our own labelled lines, apart by template."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cleaner.spam import Detector
from training.spam.data import every_line, template_groups

from .folds import FOLDS, KEPT_BACK, fold_of, fold_of_template

__all__ = ["Advertisements", "advertisements"]

_SHORTEST = 6
_OTHER_LANGUAGE = 0.3
"""How often a page outside China gets advertisements in other languages than English."""


class Advertisements(NamedTuple):
    """Advertising lines by fold of their template and by language, ``en``, ``zh`` or ``other``."""

    by_fold: Mapping[int, Mapping[str, tuple[str, ...]]]

    def of(self, site: str, script: str, rng: random.Random) -> tuple[str, ...]:
        """What may be planted on a page: templates of one fold, which stay with the sites of that fold.

        So pages are judged by a model that has seen neither their site nor the templates planted there.
        Sites that are kept back get any template that is not kept back.
        """
        fold = fold_of(site)
        fold = rng.randrange(FOLDS) if fold == KEPT_BACK else fold
        key = "zh" if script == "zh" else "other" if rng.random() < _OTHER_LANGUAGE else "en"
        return self.by_fold[fold][key]


def advertisements(data: Path) -> Advertisements:
    """The advertisements among the lines that the spam model learns from; none that is kept back."""
    lines = every_line(data, Detector())
    found: dict[int, dict[str, list[str]]] = {n: {"zh": [], "en": [], "other": []} for n in range(FOLDS)}
    for line, group in zip(lines, template_groups(lines), strict=True):
        fold = fold_of_template(group)
        if line.spam and fold != KEPT_BACK and len("".join(line.text.split())) >= _SHORTEST:
            language = line.lang[:2]
            found[fold][language if language in ("zh", "en") else "other"].append(line.text)
    return Advertisements({n: {k: tuple(v) for k, v in kinds.items()} for n, kinds in found.items()})
