"""Floors under the figures: what was reached once on some data may not be lost unnoticed.

The file holds, for each digest of the data and each way of measuring, the figures that were reached. A
figure that falls more than ``TOLERANCE`` under its floor fails the check. Floors rise with ``record`` and
sink only where the caller says so; a sunken floor deserves a line in the changelog.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

__all__ = ["FLOORS", "TOLERANCE", "check", "figures_of", "record"]

TOLERANCE = 0.0005
"""How far under its floor a figure may fall: libraries round and parse a little differently."""
FLOORS = Path(__file__).with_name("floors.json")
_DIGITS = 4

Floors = dict[str, dict[str, dict[str, float]]]


def figures_of(
    quality: Iterable[Mapping[str, Any]], verdicts: Iterable[Mapping[str, Any]], tool: str
) -> dict[str, float]:
    """One tool's figures by name: mean F1 of each form and set, and how often the page verdict is right."""
    found = {f"f1 {row['form']} {row['pages']}": float(row["f1"]) for row in quality if row["tool"] == tool}
    found |= {
        f"verdict {row['form']} {row['pages']}": float(row["accuracy"])
        for row in verdicts
        if row["tool"] == tool
    }
    return dict(sorted(found.items()))


def check(path: Path, digest: str, way: str, figures: Mapping[str, float]) -> list[str]:
    """What is wrong with the figures, one line each; nothing if every floor holds.

    Args:
        path: the file of floors.
        digest: names the data (``benchmarks.data.data_digest``).
        way: how was measured: ``cleaner`` or ``engine``, or these ``crossed`` by site.
        figures: what was measured now; every figure that has a floor must be among them.

    Raises:
        ValueError: if the file holds something else than floors.
    """
    floors = _read(path).get(digest, {}).get(way)
    if floors is None:
        return [f"no floors for {way} on data {digest}: --raise-floors records them"]
    wrong = []
    for name, floor in floors.items():
        if name not in figures:
            wrong.append(f"{name}: not measured, its floor is {floor:.4f}")
        elif figures[name] < floor - TOLERANCE:
            wrong.append(f"{name}: {figures[name]:.4f} is under its floor of {floor:.4f}")
    return wrong


def record(path: Path, digest: str, way: str, figures: Mapping[str, float], *, lower: bool = False) -> None:
    """Writes figures as floors: higher and new ones always, lower ones only with ``lower``.

    Raises:
        ValueError: if the file holds something else than floors.
    """
    floors = _read(path)
    known = floors.setdefault(digest, {}).setdefault(way, {})
    for name, figure in figures.items():
        # rounded down, so that the figure itself always passes
        reached = int(figure * 10**_DIGITS) / 10**_DIGITS
        known[name] = reached if lower else max(reached, known.get(name, 0.0))
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _read(path: Path) -> Floors:
    if not path.exists():
        return {}
    try:
        found: Floors = json.loads(path.read_text(encoding="utf-8"))
        for ways in found.values():
            for floors in ways.values():
                for floor in floors.values():
                    float(floor)
    except (AttributeError, TypeError, ValueError) as error:
        raise ValueError(f"{path} holds no floors: {error}") from None
    return found
