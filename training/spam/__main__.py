"""Makes ``cleaner/spam/line_model.json`` again and measures it: ``python -m training.spam --data DIR``."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.spam import Detector, normalize
from cleaner.spam.views import has_han

from .data import Line, every_line, template_groups
from .fit import Table, cross_validate, fit, with_generated, with_variants
from .report import report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "cleaner" / "spam" / "line_model.json"
CARD = Path(__file__).parent / "figures.md"


def calibrate(scores: NDArray[np.float64], spam: NDArray[np.bool_], threshold: float) -> tuple[float, float]:
    """Slope and shift that make out-of-fold log-odds probabilities, one half at the threshold chosen."""
    from sklearn.linear_model import LogisticRegression

    known = scores > -math.inf
    model = LogisticRegression(C=1e6).fit(scores[known].reshape(-1, 1), spam[known])
    slope = round(float(model.coef_[0][0]), 4)
    return slope, round(-slope * threshold, 4)


BOUNDS = {"real-edited": 1e-4, "real-trap": 0.004, "real-hot": 2e-5, "written": 0.012, "real-page": 0.016}
"""The share of each kind of honest line that may be flagged, of lines with Han characters."""
BOUNDS_OTHER = {"written": 0.008, "real-page": 0.012}
"""The same of other lines; the written ones are the hardest that we could think of."""


def choose_threshold(
    scores: NDArray[np.float64], lines: Sequence[Line], bounds: Mapping[str, float]
) -> float:
    """The lowest log-odds at which every bound on false alarms holds on lines the model never saw."""
    import numpy as np

    kinds = np.array(
        [
            "" if x.spam or x.disguised else x.family if x.family.startswith("real-") else "written"
            for x in lines
        ]
    )
    threshold = -math.inf
    for kind, most in bounds.items():
        ordered = np.sort(scores[kinds == kind])[::-1]
        if len(ordered):
            threshold = max(threshold, float(ordered[int(len(ordered) * most)]))
    return round(threshold + 1e-3, 3)


def level(scores: NDArray[np.float64], table: Table) -> tuple[float, float]:
    """Puts the lines of both kinds of script on one scale, and says where the bar lies on it.

    The real headlines are Chinese and say nothing about other languages, so lines without Han characters
    have a bar of their own: ``scores`` are changed in place so that both bars lie at the first number
    given back; the second is by how much the other lines were raised.
    """
    import numpy as np

    other = np.array([not has_han(normalize(line.text).text) for line in table.lines])
    bars = []
    for mask, bounds in ((~other, BOUNDS), (other, BOUNDS_OTHER)):
        lines = [line for line, inside in zip(table.lines, mask, strict=True) if inside]
        bars.append(choose_threshold(scores[mask], lines, bounds))
    raised = round(bars[0] - bars[1], 3)
    scores[other] += raised
    return bars[0], raised


def hold_out(plain: Sequence[Line], folder: Path) -> int:
    """Writes a model that never saw a fifth of the templates, and the lines of those, for page benchmarks."""
    groups = template_groups(plain)
    left = [x for x, g in zip(plain, groups, strict=True) if g % 5 == 0 and not x.family.startswith("real-")]
    pairs = [(x, g) for x, g in zip(plain, groups, strict=True) if g % 5]
    lines, numbers = with_generated(*with_variants([x for x, _ in pairs], [g for _, g in pairs]))
    table = Table(lines, Detector())
    scores = cross_validate(table, numbers)
    threshold, raised = level(scores, table)
    slope, shift = calibrate(scores, table.spam, threshold)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "line_model.json").write_text(fit(table, slope, shift, raised).to_json(), "utf-8")
    rows = [
        {"text": x.text, "label": "spam" if x.spam else "legit", "family": x.family, "lang": x.lang}
        for x in left
    ]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "lines.jsonl").write_text(text, "utf-8")
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Trains, writes the weights and the figures."""
    parser = argparse.ArgumentParser(prog="python -m training.spam", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with spam-dev/, headlines-dev/ and extraction-dev/"
    )
    parser.add_argument("--no-write", action="store_true", help="measure only")
    parser.add_argument(
        "--hold-out",
        type=Path,
        metavar="FOLDER",
        help="train without a fifth of the templates; the model and those lines go to FOLDER",
    )
    options = parser.parse_args(argv)
    for name in ("spam-dev", "headlines-dev", "extraction-dev"):
        if not (options.data / name).is_dir():
            print(f"training.spam: {options.data / name}: no such folder", file=sys.stderr)
            return 2
    plain = every_line(options.data, Detector())
    if options.hold_out:
        return hold_out(plain, options.hold_out)
    lines, groups = with_generated(*with_variants(plain, template_groups(plain)))
    table = Table(lines, Detector())
    scores = cross_validate(table, groups)
    threshold, raised = level(scores, table)
    slope, shift = calibrate(scores, table.spam, threshold)
    model = fit(table, slope, shift, raised)
    text = report(lines, scores, threshold, model)
    print(text)
    if not options.no_write:
        WEIGHTS.write_text(model.to_json(), "utf-8")
        CARD.write_text(text, "utf-8")
        print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size} bytes, {len(model.grams)} n-grams")
    return 0


if __name__ == "__main__":
    sys.exit(main())
