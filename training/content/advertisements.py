"""Planted advertisements for the pages that are made: our own labelled lines, apart by template."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cleaner.reading.columns import columns
from cleaner.spam import Detector
from training.spam.data import Line, every_line, template_groups

from .folds import FOLDS, KEPT_BACK, fold_of, fold_of_template
from .labels import squeeze

__all__ = ["Advertisements", "Lines", "advertisements"]

_SHORTEST = 6
_LEAST_TOLD = 24
"""Columns of a sentence that may stand for a paragraph."""
_CUT = re.compile(r"\.\.|…")
_FURNITURE = ("media-furniture",)
_LANGUAGES = ("zh", "en", "other")
_WRITTEN = ("own set", "spam-dev")
_OTHER_LANGUAGE = 0.3
"""How often a page outside China gets advertisements in other languages than English."""


class Lines(NamedTuple):
    """What may be put into one page.

    Attributes:
        planted: advertisements.
        told: sentences of articles about the same things, in the same words.
        teasers: titles of such articles.
    """

    planted: tuple[str, ...]
    told: tuple[str, ...]
    teasers: tuple[str, ...]


class Advertisements(NamedTuple):
    """Lines by fold of their template and by language, ``en``, ``zh`` or ``other``."""

    by_fold: Mapping[int, Mapping[str, Lines]]

    def of(self, site: str, script: str, rng: random.Random) -> Lines:
        """What may be put into a page: templates of one fold, which stay with the sites of that fold.

        So pages are judged by a model that has seen neither their site nor the templates planted there.
        Sites that are kept back get any template that is not kept back.
        """
        fold = fold_of(site)
        fold = rng.randrange(FOLDS) if fold == KEPT_BACK else fold
        key = "zh" if script == "zh" else "other" if rng.random() < _OTHER_LANGUAGE else "en"
        return self.by_fold[fold][key]


def advertisements(data: Path) -> Advertisements:
    """The lines that were written for the spam model to learn from; none that is kept back."""
    lines = every_line(data, Detector())
    found: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for line, group in zip(lines, template_groups(lines), strict=True):
        use, fold = _use_of(line), fold_of_template(group)
        if use and fold != KEPT_BACK:
            language = line.lang[:2]
            found[fold, language if language in ("zh", "en") else "other", use].append(line.text)
    return Advertisements({
        fold: {key: Lines(*(tuple(found[fold, key, use]) for use in Lines._fields)) for key in _LANGUAGES}
        for fold in range(FOLDS)
    })  # fmt: skip


def _use_of(line: Line) -> str:
    """Which field of ``Lines`` a line belongs to; none of them if empty.

    Without honest lines a model would learn that whoever speaks of cheats sells them.
    """
    if line.origin not in _WRITTEN or line.family in _FURNITURE or len(squeeze(line.text)) < _SHORTEST:
        return ""
    if line.spam:
        return "planted"
    if line.disguised:
        return ""
    whole = line.text.rstrip().endswith(("。", "？", "！", "”", ".", "?", "!")) and not _CUT.search(line.text)
    return "told" if whole and columns(line.text) >= _LEAST_TOLD else "teasers"
