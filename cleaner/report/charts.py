"""Pictures as inline SVG that fits any width: bars with their names beside them, and columns over time.

Lengths are per cent, so that nothing is scaled and letters stay as big as the rest of the page. Colours are
classes of the style sheet; there is no style attribute and no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .text import escaped

__all__ = ["Bar", "bars", "columns", "stack"]

_HEIGHT = 150
"""Pixels of the highest column."""
_BAR = 14
_GAP = 0.25
"""Share of a column's place that stays empty."""


class Bar(NamedTuple):
    """One bar: its name, its length, the class of its colour, and what stands behind it."""

    name: str
    value: int
    tone: str
    about: str = ""


def bars(rows: Iterable[Bar]) -> str:
    """Horizontal bars, the longest across the whole width."""
    listed = list(rows)
    most = max((bar.value for bar in listed), default=0) or 1
    items = "".join(
        f'<li><span class="name"><bdi>{escaped(bar.name)}</bdi></span>'
        f'<span class="value">{bar.value:,}<small>{escaped(bar.about)}</small></span>'
        f'<svg class="bar" width="100%" height="{_BAR}" aria-hidden="true">'
        f'<rect class="{bar.tone}" width="{_percent(bar.value, most)}" height="{_BAR}" rx="2"/></svg></li>'
        for bar in listed
    )
    return f'<ul class="bars">{items}</ul>'


def stack(rows: Iterable[Bar], label: str) -> str:
    """Parts of a whole, side by side."""
    listed = [bar for bar in rows if bar.value]
    whole = sum(bar.value for bar in listed) or 1
    at = 0
    parts = []
    for bar in listed:
        share = f"{bar.name}: {100 * bar.value / whole:.1f} %"
        parts.append(
            f'<rect class="{bar.tone}" x="{_percent(at, whole)}" width="{_percent(bar.value, whole)}" '
            f'height="28"><title>{escaped(share)}</title></rect>'
        )
        at += bar.value
    inside = "".join(parts)
    return (
        f'<svg class="stack" width="100%" height="28" role="img" aria-label="{escaped(label)}">{inside}</svg>'
    )


def columns(
    periods: Sequence[tuple[str, Mapping[str, int]]], tones: Sequence[tuple[str, str]], label: str
) -> str:
    """Columns over time, each stacked from the values that ``tones`` names, with their classes."""
    most = max((sum(values.values()) for _, values in periods), default=0) or 1
    step = 100 / max(len(periods), 1)
    parts = []
    for number, (name, values) in enumerate(periods):
        top = float(_HEIGHT)
        inside = []
        for key, tone in tones:
            height = _HEIGHT * values.get(key, 0) / most
            if height:
                top -= height
                inside.append(
                    f'<rect class="{tone}" x="{(number + _GAP / 2) * step:.3f}%" y="{top:.2f}" '
                    f'width="{(1 - _GAP) * step:.3f}%" height="{height:.2f}"/>'
                )
        about = f"{name}: {sum(values.values()):,}"
        parts.append(f"<g>{''.join(inside)}<title>{escaped(about)}</title></g>")
    return (
        f'<div class="columns"><span class="most">{most:,}</span>'
        f'<svg width="100%" height="{_HEIGHT + 1}" role="img" aria-label="{escaped(label)}">'
        f'<line class="axis" x1="0" x2="100%" y1="{_HEIGHT}.5" y2="{_HEIGHT}.5"/>{"".join(parts)}</svg>'
        f'<p class="ticks">{_ticks([name for name, _ in periods])}</p></div>'
    )


def _ticks(names: Sequence[str]) -> str:
    """The first, the middle and the last name below the columns."""
    shown = names if len(names) < 3 else [names[0], names[len(names) // 2], names[-1]]
    return "".join(f"<span>{escaped(name)}</span>" for name in shown)


def _percent(value: float, whole: float) -> str:
    return f"{100 * value / whole:.3f}%"
