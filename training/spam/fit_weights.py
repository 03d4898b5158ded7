"""Fits ``cleaner/spam/weights.toml``: the weights of the named figures, with their signs held.

Run from the repository root, with the labelled lines (JSON Lines) and a folder of real headlines:
``python -m training.spam.fit_weights --lines FILE... --headlines DIR``. Logistic regression with bounds:
what speaks for an advertisement may not get a negative weight and the other way round, a single part can't
carry a verdict, and honest lines weigh more than spam. Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from cleaner.spam.features import features
from cleaner.spam.hits import Finder
from cleaner.spam.lexicon import Lexicon
from cleaner.spam.normalize import normalize

from .data import Line, headlines, labelled

OUT = Path("cleaner/spam/weights.toml")
AGAINST = ("slot.report", "slot.enforce", "everyday", "shape.quoted", "stack.against")
EITHER = ("shape.question", "shape.short", "shape.long")
IGNORED = ("shape.cut",)  # the page's habit, not the advertiser's
BIAS = (-9.0, -4.0)
HONEST, HEADLINE = 2.0, 4.0  # weight of a confusable honest line, and of a headline, beside 1 for spam
LEAST_SEEN = 4
SMALLEST = 0.05
HEAD = '''# What each figure of a line (see features.py) adds to the log-odds that it is an advertisement.
# Written by training/spam/fit_weights.py: logistic regression with the signs held, rounded.

[rule]
# One part alone never passes: naming a game, a tool or a bonus is what honest lines do as well.
least_parts = 2
part_from = 0.15
alone = 0.4
shapes = [
    "minutes", "minutes_bare", "lesson_minutes", "official", "best_of_year", "updated", "masked", "source_tail",
    "see_cards", "their_cards", "good_cards", "win_rate", "always_win", "self_answer", "buy", "features",
    "duration", "price", "local_game", "lottery_sale", "styled_brand",
]
'''


def figures(lines: Sequence[Line]) -> list[dict[str, float]]:
    """The figures of each line; empty where it holds no term that matters."""
    finder = Finder(Lexicon.load())
    out = []
    for line in lines:
        normalized = normalize(line.text)
        hits = finder.find(normalized)
        styled = any(kind == "styled" and end - start >= 3 for kind, start, end in normalized.disguises)
        out.append(features(line.text, normalized, hits) if hits or styled else {})
    return out


def bounds(name: str) -> tuple[float, float]:
    """The lowest and highest weight that a figure may get."""
    if name in AGAINST or name.startswith(("group.reporting", "group.enforcement")):
        return -6.0, 0.0
    if name.startswith("slot."):
        return 0.0, 2.5
    if name.startswith("group."):
        return -2.0, 2.0
    if name in IGNORED:
        return 0.0, 0.0
    if name in EITHER:
        return -1.0, 1.0
    return (0.0, 3.0) if name == "shape.density" else (0.0, 4.0)


def fit(rows: Sequence[Mapping[str, float]], lines: Sequence[Line]) -> tuple[dict[str, float], float]:
    """Weights and bias."""
    seen = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    column = {name: i for i, name in enumerate(names)}
    cells = [(r, column[n], v) for r, row in enumerate(rows) for n, v in row.items() if n in column]
    at, to, value = zip(*cells, strict=True)
    matrix = sparse.csr_matrix((value, (at, to)), shape=(len(rows), len(names)))
    spam = np.array([line.spam for line in lines])
    share = np.where(spam, 1.0, [HEADLINE if line.family.startswith("real") else HONEST for line in lines])

    def loss(p: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ p[:-1] + p[-1]
        off = (1 / (1 + np.exp(-odds)) - spam) * share
        value = share @ np.logaddexp(0, np.where(spam, -odds, odds)) + p[:-1] @ p[:-1] / 2
        return float(value), np.append(matrix.T @ off + p[:-1], off.sum())

    start = np.append(np.zeros(len(names)), BIAS[1])
    limits = [*map(bounds, names), BIAS]
    found = minimize(loss, start, jac=True, bounds=limits, method="L-BFGS-B", options={"maxiter": 600}).x
    return dict(zip(names, found.tolist(), strict=False)), float(found[-1])


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--lines", type=Path, nargs="+", required=True)
    parser.add_argument("--headlines", type=Path, required=True)
    options = parser.parse_args()
    lines = [*(x for path in options.lines for x in labelled(path)), *headlines(options.headlines)]
    kept = [(line, row) for line, row in zip(lines, figures(lines), strict=True) if row]
    weights, bias = fit([row for _, row in kept], [line for line, _ in kept])
    table = [f'"{name}" = {w:.2f}' for name, w in sorted(weights.items()) if abs(w) >= SMALLEST]
    OUT.write_text("\n".join([HEAD + f"bias = {bias:.2f}", "", "[weights]", *table, ""]), "utf-8")
    print(f"{len(kept)} of {len(lines)} lines, {len(table)} weights")


if __name__ == "__main__":
    main()
