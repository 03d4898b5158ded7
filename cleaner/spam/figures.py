"""What the line model looks at beside ``features``: the text whose n-grams count, order and script."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .hits import Hit
from .normalize import Normalized
from .views import has_han, skeleton, squeeze

__all__ = ["context_figures", "folded_text"]

_TORN = frozenset({"filler", "look_alike"})


def folded_text(normalized: Normalized, hits: Sequence[Hit]) -> str:
    """The text with its disguises undone; further than normal only where they hid a term."""
    text = normalized.text
    for hit in hits:
        if hit.disguise == "reversed":
            text = text[: hit.start] + text[hit.start : hit.end][::-1] + text[hit.end :]
    if any(hit.disguise in _TORN for hit in hits):
        squeezed = squeeze(text)
        text = squeezed.text if squeezed else text
        unified = skeleton(text)
        text = unified.text if unified else text
    return text


def context_figures(normalized: Normalized, hits: Sequence[Hit]) -> dict[str, float]:
    """The order of the terms, and which kind of script it is.

    Lines without Han characters get figures of their own beside the common ones: in the training data
    nearly all headlines are Chinese, so a term says more, or less, in another language.
    """
    figures = {f"order.{a.row.kind}_{b.row.kind}": 1.0 for a, b in pairwise(hits)}
    if has_han(normalized.text):
        figures["script.han"] = 1.0
        return figures
    figures["script.other"] = 1.0
    for hit in hits:
        name = f"other.{hit.row.kind}"
        figures[name] = max(figures.get(name, 0.0), hit.row.weight)
    return figures
