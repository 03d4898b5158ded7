"""Which blocks of a page are main content, by aligning their text with the gold text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["IGNORED", "Labels", "label_blocks", "squeeze"]

IGNORED = -1.0
"""The label of a block that may be in or out."""

_SHINGLE = 8
_NEAR = 3
_SQUEEZE = re.compile(r"[\W_]+")


class Labels(NamedTuple):
    """For each block the share of it that is gold (or ``IGNORED``), and how much of the gold was found."""

    shares: list[float]
    found: float


def squeeze(text: str) -> str:
    """Letters and digits only, lower-cased: marks and white space differ between page and gold."""
    return _SQUEEZE.sub("", text.lower())


def label_blocks(texts: Sequence[str], gold: str, acceptable: Sequence[str] = ()) -> Labels:
    """Aligns each block's character shingles with those of the gold text.

    A block shorter than a shingle counts only if it is a whole line of the gold or stands in the gold next
    to its neighbours. A second copy of a long block that the gold holds once is ignored.
    """
    flat = [squeeze(t) for t in texts]
    whole = squeeze(gold)
    shingles = {whole[i : i + _SHINGLE] for i in range(max(1, len(whole) - _SHINGLE + 1))}
    lines = {squeeze(line) for line in gold.splitlines()} - {""}
    free = {squeeze(line) for line in acceptable} - {""}
    shares = [_share(f, shingles) for f in flat]
    _settle_short(flat, shares, lines, whole)
    _settle_copies(flat, shares, whole)
    for i, f in enumerate(flat):
        if (f and f in free) or not f:
            shares[i] = IGNORED
    covered: set[str] = set()
    for f, share in zip(flat, shares, strict=True):
        if share >= 0.5 and len(f) >= _SHINGLE:
            covered.update(f[i : i + _SHINGLE] for i in range(len(f) - _SHINGLE + 1))
    return Labels(shares, len(shingles & covered) / max(1, len(shingles)))


def _share(flat: str, shingles: set[str]) -> float:
    """The share of a block's shingles that the gold has; -2 for blocks too short to say."""
    count = len(flat) - _SHINGLE + 1
    if count < 5:
        return -2.0
    return sum(flat[i : i + _SHINGLE] in shingles for i in range(count)) / count


def _settle_short(flat: list[str], shares: list[float], lines: set[str], whole: str) -> None:
    """Short blocks: whole lines of the gold near other gold, or pieces that continue a neighbour."""
    sure = [share >= 0.5 for share in shares]
    for i, f in enumerate(flat):
        if shares[i] != -2.0:
            continue
        near = any(sure[max(0, i - _NEAR) : i + _NEAR + 1])
        joined = f and (
            (i > 0 and bool(flat[i - 1]) and flat[i - 1][-6:] + f in whole)
            or (i + 1 < len(flat) and bool(flat[i + 1]) and f + flat[i + 1][:6] in whole)
        )
        gold = joined or (f in lines and (near or len(f) >= _SHINGLE))
        shares[i] = 1.0 if gold else 0.0


def _settle_copies(flat: list[str], shares: list[float], whole: str) -> None:
    """Of a long block that stands on the page more often than in the gold, only the first copies count."""
    seen: Counter[str] = Counter()
    for i, f in enumerate(flat):
        if len(f) >= 30 and shares[i] >= 0.5:
            seen[f] += 1
            if seen[f] > 1 and whole.count(f) < seen[f]:
                shares[i] = IGNORED
