"""Page scores of predicted blocks: the same token F1 as the benchmark, without reading pages again."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.metrics import tokens

from .dataset import Sample

__all__ = ["page_f1", "report"]


def page_f1(sample: Sample, kept: Sequence[bool]) -> float:
    """Token F1 of the kept blocks; blocks that may be in or out are left out."""
    have: Counter[str] = Counter()
    for text, keep, share in zip(sample.texts, kept, sample.shares, strict=True):
        if keep and not (share < 0 and _may_skip(sample, share)):
            have.update(tokens(text))
    both = sum((have & sample.gold).values())
    return 2 * both / max(1, have.total() + sample.gold.total())


def _may_skip(sample: Sample, share: float) -> bool:
    """Ignored blocks count as excess where they are second copies, not where the gold allows them."""
    return sample.group.startswith("gne")


def report(
    samples: Sequence[Sample], keep: Callable[[Sample], Any], where: Callable[[Sample], bool]
) -> dict[str, tuple[float, float, int]]:
    """Mean and median F1 and page count of articles, for each group and form of unmade pages."""
    scores: dict[str, list[float]] = {}
    for sample in samples:
        if sample.page_type != "article" or "+" in sample.form or not where(sample):
            continue
        score = page_f1(sample, keep(sample))
        groups = [sample.group] + (["magic-html all"] if sample.group.startswith("magic") else [])
        for group in groups:
            scores.setdefault(f"{sample.form:9} {group}", []).append(score)
    return {k: (statistics.fmean(v), statistics.median(v), len(v)) for k, v in sorted(scores.items())}
