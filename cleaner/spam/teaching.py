"""Teaches the line model more: labelled lines of a kind of advertisement of one's own.

What is learned is added to the weights of a finished model, and held near zero where the lines say nothing:
a few hundred of them are enough, and what the model knew about cheats and gambling stays. A line counts only
through terms of the lexicon, as in judging: the new kind needs a lexicon file of its own.
"""

from __future__ import annotations

import json
import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .detector import Detector
from .line_model import LineModel, grams

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LabelledLine", "LinesError", "Report", "read_lines", "teach"]

LEAST = 20
"""Lines of each label below which nothing can be learned."""
_LEAST_LINES = 3
_GRAM_SCALE = 6.0
_ROUNDS = 400
_FOLDS = 5
_FIELDS = {"text", "label"}


class LinesError(ValueError):
    """Lines that can't be learned from: which file and line, and what is wrong."""


class LabelledLine(NamedTuple):
    """One line, and whether it is an advertisement."""

    text: str
    spam: bool


class Report(NamedTuple):
    """What was learned from, and how well lines were told apart by a model that had not seen them.

    Attributes:
        spam, honest: how many lines there were.
        found, flagged: how many of each were called spam.
        mute: spam lines without any term of the lexicon, which can't be found.
    """

    spam: int
    honest: int
    found: int
    flagged: int
    mute: int


def read_lines(path: Path) -> list[LabelledLine]:
    """The lines of a JSON Lines file with ``text`` and ``label`` (``spam`` or ``legit``); more is ignored.

    Raises:
        LinesError: for a file that can't be read, a bad row, or too few rows of a label.
    """
    try:
        rows = path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise LinesError(f"{path}: not UTF-8 at byte {error.start + 1}") from error
    except OSError as error:
        raise LinesError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    lines = []
    for number, row in enumerate(rows, 1):
        if row.strip():
            try:
                lines.append(_line(row))
            except ValueError as error:
                raise LinesError(f"{path}: line {number}: {error}") from error
    for spam, name in ((True, "spam"), (False, "legit")):
        count = sum(line.spam is spam for line in lines)
        if count < LEAST:
            raise LinesError(f"{path}: {count} lines labelled {name}: at least {LEAST} are needed")
    return lines


def _line(row: str) -> LabelledLine:
    try:
        data = json.loads(row)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError("not JSON") from error
    if not isinstance(data, dict) or not data.keys() >= _FIELDS:
        raise ValueError('not an object with "text" and "label"')
    if not isinstance(data["text"], str) or not data["text"].strip():
        raise ValueError("text must be a text that is not empty")
    if data["label"] not in ("spam", "legit"):
        raise ValueError(f"label must be spam or legit, not {data['label']!r:.40}")
    return LabelledLine(data["text"], data["label"] == "spam")


def teach(lines: Sequence[LabelledLine], detector: Detector, start: LineModel) -> tuple[LineModel, Report]:
    """A model that knows what ``start`` knows and what the lines say; the same lines give the same model.

    Args:
        lines: of both labels.
        detector: finds the terms; its lexicon is the one that the model will be used with.
        start: the model that is added to.

    Raises:
        LinesError: where the lexicon has no term for most of the spam.
    """
    known = [(line, seen) for line in lines if (seen := detector.describe(line.text)) is not None]
    spam = sum(line.spam for line in lines)
    mute = spam - sum(line.spam for line, _ in known)
    if mute * 2 > spam:
        raise LinesError(
            f"{mute} of {spam} spam lines hold no term of the lexicon: add a lexicon file with their terms"
        )
    found = flagged = 0
    folds = [zlib.crc32(line.text[:5].encode("utf-8", "replace")) % _FOLDS for line, _ in known]
    for fold in range(_FOLDS):
        learned = _add([pair for pair, f in zip(known, folds, strict=True) if f != fold], start)
        for (line, seen), f in zip(known, folds, strict=True):
            if f == fold and learned.probability(*seen) >= 0.5:
                found, flagged = found + line.spam, flagged + (not line.spam)
    return _add(known, start), Report(spam, len(lines) - spam, found, flagged, mute)


def _add(known: Sequence[tuple[LabelledLine, tuple[str, dict[str, float]]]], start: LineModel) -> LineModel:
    """The model with the weights that the lines ask for added: logistic regression from where it stands."""
    import numpy as np

    values = [_values(text, figures) for _, (text, figures) in known]
    counts = Counter(name for row in values for name in row)
    names = sorted(name for name, count in counts.items() if count >= _LEAST_LINES)
    columns = {name: i for i, name in enumerate(names)}
    cells = [(r, columns[n], v) for r, row in enumerate(values) for n, v in row.items() if n in columns]
    row_of, column_of = (np.array([cell[i] for cell in cells], dtype=np.int64) for i in (0, 1))
    value = np.array([cell[2] for cell in cells], dtype=np.float64)
    spam = np.array([line.spam for line, _ in known], dtype=np.float64)
    before = np.array([_log_odds(start.probability(*seen)) for _, seen in known], dtype=np.float64)
    weights = _fit(row_of, column_of, value, spam, before, len(names))
    learned = {name: float(w) / start.slope for name, w in zip(names, weights, strict=True)}
    grams_too = dict(start.grams)
    features = dict(start.features)
    for name, weight in learned.items():
        if name[0] == "\0":
            features[name[1:]] = round(features.get(name[1:], 0.0) + weight, 4)
        else:
            grams_too[name] = round(grams_too.get(name, 0.0) + weight * _GRAM_SCALE, 2)
    return LineModel(start.bias, grams_too, features, start.slope, start.shift)


def _values(text: str, figures: Mapping[str, float]) -> dict[str, float]:
    """One line as named numbers: n-grams on the scale of the figures, figures behind a null character."""
    present = grams(text)
    scale = _GRAM_SCALE / math.sqrt(len(present) or 1)
    return {**dict.fromkeys(sorted(present), scale), **{f"\0{n}": v for n, v in figures.items()}}


def _log_odds(probability: float) -> float:
    inside = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(inside / (1 - inside))


def _fit(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    values: NDArray[np.float64],
    spam: NDArray[np.float64],
    before: NDArray[np.float64],
    width: int,
) -> NDArray[np.float64]:
    """Weights that add to ``before``, by accelerated gradient steps (Nesterov 1983).

    Both labels weigh alike, however many lines each has.
    """
    import numpy as np

    share = np.where(spam > 0, 0.5 / max(spam.mean(), 1e-9), 0.5 / max(1 - spam.mean(), 1e-9))

    def forward(weights: NDArray[np.float64]) -> NDArray[np.float64]:
        summed = np.bincount(rows, values * weights[columns], len(spam))
        return summed.astype(np.float64)

    def back(errors: NDArray[np.float64]) -> NDArray[np.float64]:
        summed = np.bincount(columns, values * errors[rows], width)
        return summed.astype(np.float64)

    vector = np.ones(width) / math.sqrt(width or 1)
    largest = 1.0
    for _ in range(20):
        image = back(share * forward(vector))
        largest = float(np.linalg.norm(image)) or 1.0
        vector = image / largest
    step = 1.0 / (0.25 * 1.1 * largest + 1.0)
    weights = ahead = np.zeros(width)
    for turn in range(_ROUNDS):
        errors = share * (1.0 / (1.0 + np.exp(-(before + forward(ahead)))) - spam)
        after = ahead - step * (back(errors) + ahead)
        ahead = after + (turn / (turn + 3)) * (after - weights)
        weights = after
    return weights
