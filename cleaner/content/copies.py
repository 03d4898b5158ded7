"""Several copies of one body on a page: the first is kept, the others are folded into it."""

from __future__ import annotations

from collections.abc import Sequence

from ..reading.columns import columns

__all__ = ["copies_of"]

_LONG, _FEWEST, _LEAST = 50, 2, 240
"""A run is a copied body from that many long blocks (of at least so many columns) and so much text on:
headings, picture credits, code and quotations may well stand twice in one article."""
_GAP = 4


def copies_of(texts: Sequence[str], kept: Sequence[bool]) -> list[int]:
    """For each block the index of the earlier kept block that it repeats, or -1.

    Only whole runs are copies: several paragraphs that come again in the same order.
    """
    first: dict[str, int] = {}
    repeats: list[tuple[int, int, int]] = []
    order = [i for i, keep in enumerate(kept) if keep]
    for place, i in enumerate(order):
        key = texts[i].replace(" ", "").lower()  # a block has no other white space
        earlier = first.setdefault(key, i)
        if earlier != i:
            repeats.append((place, i, earlier))
    copies = [-1] * len(texts)
    for run in _runs(repeats):
        sizes = [columns(texts[i]) for _, i, _ in run]
        if sum(size >= _LONG for size in sizes) >= _FEWEST and sum(sizes) >= _LEAST:
            for _, i, earlier in run:
                copies[i] = earlier
    return copies


def _runs(repeats: Sequence[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Repeated blocks that stand together among the kept ones, and repeat blocks that do so too."""
    runs: list[list[tuple[int, int, int]]] = []
    for item in repeats:
        near = runs and item[0] - runs[-1][-1][0] <= _GAP and 0 < item[2] - runs[-1][-1][2] <= 3 * _GAP
        if near:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs
