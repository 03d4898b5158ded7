"""A linear model over the character n-grams of a folded line and the figures the lexicon gives.

The n-grams stand in the weights file as themselves, not as hashes: after pruning it is smaller than a
hash table of the same quality, two n-grams never collide, and each weight can be shown as evidence.
Inference is a few hundred dictionary look-ups, without numpy.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise, repeat
from operator import add
from pathlib import Path
from typing import NamedTuple

from ..expressions import compiled
from ..prepared import Prepared, digest_of, read_prepared
from .gram_weights import GramWeights, packed

__all__ = ["HEAD", "LineModel", "gram_text", "grams", "read_model", "shipped_model", "to_prepare"]

LONGEST = 4
HEAD = 160
"""Characters of a line that are looked at; an advertisement says what it sells at its head."""

_FORMAT = "cleaner-line-model-1"
_STEP = 0.05
_BETWEEN = "\t"
_SHIPPED = Path(__file__).with_name("line_model.json")
_PREPARED = "line_model"
_SPACE = compiled(r"\s+")
_DIGIT = compiled(r"\d")
_WORD = compiled(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]{2,}")
"""A word of a script that writes words apart."""


def gram_text(folded: str) -> str:
    """The text whose n-grams count: its head, every digit a zero."""
    return _DIGIT.sub("0", folded[:HEAD])


def grams(text: str) -> set[str]:
    """All distinct n-grams of 1 to 4 characters, white space out and both ends marked, and, in scripts
    that write words apart, every word and every pair of neighbouring words behind a blank.
    """
    tight = "^" + _SPACE.sub("", text) + "$"
    found = set(tight)
    longer: Iterable[str] = tight
    for n in range(1, LONGEST):
        longer = list(map(add, longer, tight[n:]))
        found.update(longer)
    words = _WORD.findall(text)
    if words:
        found.update([f" {w}" for w in words])
        found.update([f" {a} {b}" for a, b in pairwise(words)])
    return found


class LineModel(NamedTuple):
    """Weights, and the score of a line under them.

    Attributes:
        bias: the log-odds of a line about which nothing is known.
        grams: weight of each n-gram; their sum is divided by the square root of the number of distinct
            n-grams in the line, so that short and long lines can be compared.
        features: weight of each named figure.
        slope, shift: calibration of the log-odds (Platt 1999): probability = sigmoid(slope * x + shift).
    """

    bias: float
    grams: Mapping[str, float]
    features: Mapping[str, float]
    slope: float = 1.0
    shift: float = 0.0

    def probability(self, text: str, features: Mapping[str, float]) -> float:
        """Calibrated probability, 0 to 1, that the line with this ``gram_text`` is spam."""
        present = grams(text)
        known = self.grams.knowing(present) if isinstance(self.grams, GramWeights) else self.grams
        weight = known.get
        # exact, for a set has another order in every process
        total = math.fsum(map(weight, present, repeat(0.0))) / math.sqrt(len(present) or 1)
        figure = self.features.get
        total += self.bias + sum(figure(name, 0.0) * value for name, value in features.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.slope * total + self.shift))))

    @classmethod
    def from_json(cls, source: str) -> LineModel:
        """Reads what ``to_json`` wrote.

        Raises:
            ValueError: if it is not such a file.
        """
        try:
            data = json.loads(source)
            if data["format"] != _FORMAT:
                raise ValueError(f"unknown format {data['format']!r}")
            weights: dict[str, float] = {}
            for weight, row in data["grams"].items():
                weights.update(zip(row.split(_BETWEEN), repeat(int(weight) * _STEP), strict=False))
            return cls(data["bias"], weights, data["features"], data["slope"], data["shift"])
        except KeyError as error:
            raise ValueError(f"{error} is missing") from error
        except (AttributeError, TypeError) as error:
            raise ValueError("its values are of other types") from error

    def to_json(self) -> str:
        """The model as a JSON text, sorted, so that the same training gives the same bytes.

        N-grams of the same weight, in steps of 0.05, share a row.
        """
        rows: dict[int, list[str]] = {}
        for gram, weight in self.grams.items():
            rows.setdefault(round(weight / _STEP), []).append(gram)
        data = {
            "format": _FORMAT,
            "bias": self.bias,
            "slope": self.slope,
            "shift": self.shift,
            "features": dict(sorted(self.features.items())),
            "grams": {str(w): _BETWEEN.join(sorted(rows[w])) for w in sorted(rows) if w},
        }
        return json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def read_model(path: Path) -> LineModel:
    """The model in a file; raises ValueError, naming the file, for one that can't be read or is none."""
    try:
        return LineModel.from_json(path.read_text("utf-8"))
    except OSError as error:
        raise ValueError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:
        raise ValueError(f"{path}: not a line model: {error}") from error


@lru_cache(maxsize=1)
def shipped_model() -> LineModel:
    """The model that ships with the package."""
    data = read_prepared(_PREPARED, digest_of([_SHIPPED]))
    if data is None:
        return read_model(_SHIPPED)
    return LineModel(**{**data, "grams": GramWeights(data["grams"], _STEP)})


def to_prepare() -> Iterator[Prepared]:
    """What ``shipped_model`` finds."""
    model = read_model(_SHIPPED)
    weights = ((gram, round(weight / _STEP)) for gram, weight in model.grams.items())
    data = {**model._asdict(), "grams": packed(weights)}
    yield Prepared(_PREPARED, digest_of([_SHIPPED]), data, "grams")
