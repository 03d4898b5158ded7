"""The worst pages of each set: how bad, in which direction, and whether any choice of blocks would be better.

No text of a page is shown, only names and figures. ``faults.toml`` holds what was found on looking at a page.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.metrics import tokens

from .dataset import Sample
from .evaluate import page_f1

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["worst_pages"]

_FAULTS = Path(__file__).with_name("faults.toml")
_REACHABLE = 0.9
"""Where the best choice of blocks scores less than this, the gold text holds something else than the page."""
_MOST = 10


def worst_pages(
    samples: Sequence[Sample], keep: Callable[[Sample], Any], where: Callable[[Sample], bool]
) -> str:
    """A Markdown table of the ten worst articles of each set and form, pages as they are only.

    Args:
        samples: all samples.
        keep: which blocks of a sample are kept.
        where: which samples count.
    """
    faults = tomllib.loads(_FAULTS.read_text(encoding="utf-8")) if _FAULTS.exists() else {}
    groups: dict[tuple[str, str], list[tuple[float, Sample]]] = {}
    for sample in samples:
        if sample.page_type == "article" and "+" not in sample.form and where(sample):
            score = page_f1(sample, keep(sample))
            groups.setdefault((sample.form, sample.group), []).append((score, sample))
    parts = []
    for (form, group), found in sorted(groups.items(), key=lambda item: item[0]):
        rows = sorted(found, key=lambda item: (item[0], item[1].page))[:_MOST]
        lines = [_line(score, sample, keep(sample), faults) for score, sample in rows]
        head = "| page | F1 | precision | recall | best choice | whose fault |\n|---|---|---|---|---|---|\n"
        parts.append(f"## {group}, {form}\n{head}" + "\n".join(lines))
    return "# The worst pages of each set\n\n" + "\n\n".join(parts) + "\n"


def _line(score: float, sample: Sample, kept: Any, faults: dict[str, Any]) -> str:
    """One row of the table."""
    have: Counter[str] = Counter()
    for text, keep in zip(sample.texts, kept, strict=True):
        if keep:
            have.update(tokens(text))
    both = sum((have & sample.gold).values())
    precision, recall = both / max(1, have.total()), both / max(1, sample.gold_size)
    best = page_f1(sample, sample.shares >= 0.5)
    whose = faults.get(sample.page) or _whose(precision, recall, best)
    return f"| {sample.page} | {score:.3f} | {precision:.2f} | {recall:.2f} | {best:.3f} | {whose} |"


def _whose(precision: float, recall: float, best: float) -> str:
    """Whose fault a page is by its figures alone."""
    if best < _REACHABLE:
        return "gold or reading: no choice of blocks gives the gold text"
    if min(precision, recall) > _REACHABLE:
        return "ours: a little of both"
    return "ours: too much is kept" if precision < recall else "ours: too little is kept"
