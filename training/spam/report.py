"""The figures of a trained line model, by family and language, as Markdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from cleaner.spam.line_model import LineModel

from .data import Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["report"]

_HOW = (
    "Written by `python -m training.spam --data DIR`. Every line was judged by a model that had seen no line "
    "of its template (5 folds over groups of lines that share their opening or their ending)."
)


def report(
    lines: Sequence[Line], scores: NDArray[np.float64], threshold: float, model: LineModel | None = None
) -> str:
    """Recall and false alarms on lines the model never saw (template-wise cross-validation)."""
    pairs = [(x, bool(s >= threshold)) for x, s in zip(lines, scores, strict=True) if x.origin != "generated"]
    lines, flagged = [x for x, _ in pairs], [hit for _, hit in pairs]
    out = ["# Figures of the spam line model", "", _HOW, "", f"Threshold {threshold} (log-odds).", ""]
    if model is not None:
        out += [f"{len(model.grams)} n-grams, {len(model.features)} figures.", ""]
    out += _table("All", _groups(lines, flagged, lambda x: _kind(x)))
    out += _table("Written lines by set", _groups(lines, flagged, _set_of))
    out += _table("spam-dev, spam by family", _groups(lines, flagged, lambda x: _dev_family(x, spam=True)))
    out += _table("spam-dev, honest by family", _groups(lines, flagged, lambda x: _dev_family(x, spam=False)))
    out += _table("Spam by family", _groups(lines, flagged, lambda x: x.family if x.spam else None))
    out += _table(
        "Spam by language", _groups(lines, flagged, lambda x: x.lang if _written(x) and x.spam else None)
    )
    out += _table(
        "Honest lines by language",
        _groups(lines, flagged, lambda x: x.lang if _written(x) and not x.spam else None),
    )
    out += _table("Honest lines by family", _groups(lines, flagged, lambda x: None if x.spam else x.family))
    return "\n".join(out) + "\n"


def _written(line: Line) -> bool:
    return not line.family.startswith(("real-", "variant/"))


def _set_of(line: Line) -> str | None:
    return f"{line.origin}, {'spam' if line.spam else 'honest'}" if _written(line) else None


def _dev_family(line: Line, *, spam: bool) -> str | None:
    return line.family if line.origin == "spam-dev" and line.spam is spam and _written(line) else None


def _kind(line: Line) -> str:
    if line.family.startswith("real-"):
        return line.family
    prefix = "disguised variants, " if line.family.startswith("variant/") else ""
    return prefix + ("spam" if line.spam else "honest")


def _groups(
    lines: Sequence[Line], flagged: Sequence[bool], key: Callable[[Line], str | None]
) -> Iterator[tuple[str, int, int]]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line, flag in zip(lines, flagged, strict=True):
        name = key(line)
        if name is not None:
            counts[name][0] += 1
            counts[name][1] += flag
    for name, (count, hit) in sorted(counts.items()):
        yield name, count, hit


def _table(title: str, rows: Iterator[tuple[str, int, int]]) -> list[str]:
    body = [f"| {name} | {count} | {hit} | {hit / count:.2%} |" for name, count, hit in rows]
    return [f"## {title}", "", "| lines | number | flagged | share |", "|---|---|---|---|", *body, ""]
