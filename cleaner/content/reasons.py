"""Why a block scores low, in words: what the figures say that the model looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..model import Evidence
from .feature_table import FEATURES
from .names import GROUPS, load_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

__all__ = ["reasons_for"]

_COLUMNS = {name: i for i, name in enumerate(FEATURES)}
_MOST = 3
_FURNITURE = tuple(g for g in GROUPS if g not in ("body", "content", "title", "caption"))
_NAMED = {row["group"]: row["reason"] for row in load_rows("names")}
_OTHER = Evidence("content.score", "nothing about it speaks for main content", 0.5)

_Rule = tuple[str, Callable[[dict[str, float]], bool], Callable[[dict[str, float]], str], float]
_RULES: tuple[_Rule, ...] = (
    ("content.hidden", lambda f: f["hidden"] > 0, lambda f: "a browser would not show it", 0.9),
    ("content.link_density", lambda f: f["link_density"] >= 0.5, lambda f: f"{f['link_density']:.0%} of it is links", 0.8),
    ("content.list_heading", lambda f: f["list_heading"] > 0, lambda f: "it is the heading of a list of other stories", 0.8),
    (
        "content.tail",
        lambda f: 0 < f["since_list_heading"] <= 25 and f["from_last_prose"] > -5,
        lambda f: "stands under a heading of related stories",
        0.7,
    ),
    (
        "content.around_links",
        lambda f: f["a2_links"] >= 0.5,
        lambda f: f"{f['a2_links']:.0%} of the text around it is links",
        0.6,
    ),
    ("content.copy", lambda f: f["repeated"] > 0, lambda f: "stands on the page before", 0.6),
    (
        "content.topic",
        lambda f: f["prose"] > 0 and f["topic_all"] < 0.1 and f["words"] + 40 * f["cjk"] > 12,
        lambda f: "shares hardly a word with the article",
        0.6,
    ),
    (
        "content.head",
        lambda f: f["from_first_prose"] < 0,
        lambda f: "stands above the first paragraph of the page",
        0.4,
    ),
    ("content.end", lambda f: f["from_last_prose"] > 0, lambda f: "stands below the last paragraph of the page", 0.4),
    (
        "content.outside",
        lambda f: f["c_inside"] == 0,
        lambda f: "stands outside the part of the page with most running text",
        0.4,
    ),
    ("content.no_prose", lambda f: f["prose"] == 0, lambda f: "does not read as running text", 0.3),
)  # fmt: skip
_USED = (
    "hidden", "link_density", "list_heading", "since_list_heading", "a2_links", "repeated", "prose", "topic_all",
    "words", "cjk", "from_first_prose", "from_last_prose", "c_inside",
)  # fmt: skip


def reasons_for(table: Table, rows: Sequence[int]) -> dict[int, tuple[Evidence, ...]]:
    """At most three reasons for each of ``rows``, strongest first; never none."""
    import numpy as np

    part = np.nan_to_num(table[list(rows)], nan=-1.0)
    used = part[:, [_COLUMNS[name] for name in _USED]].tolist()
    names = part[:, [_COLUMNS[f"n_{g}"] for g in _FURNITURE]]
    nearest = names.argmin(axis=1).tolist()
    steps = names.min(axis=1).tolist()
    known: dict[tuple[str, str], Evidence] = {}
    return {
        row: _reasons(dict(zip(_USED, values, strict=True)), _FURNITURE[group] if 0 <= far <= 4 else None, known)
        for row, values, group, far in zip(rows, used, nearest, steps, strict=True)
    }


def _reasons(
    figures: dict[str, float], group: str | None, known: dict[tuple[str, str], Evidence]
) -> tuple[Evidence, ...]:
    """The reasons of one block; the same sentence is made only once for a page."""
    found = []
    for code, applies, words, weight in _RULES:
        if applies(figures):
            found.append(_evidence(code, words(figures), weight, known))
            if len(found) == _MOST:
                break
    if group is not None:
        found.insert(1, _evidence("content.name", f"its place on the page is {_NAMED[group]}", 0.6, known))
    return tuple(found[:_MOST]) or (_OTHER,)


def _evidence(code: str, reason: str, weight: float, known: dict[tuple[str, str], Evidence]) -> Evidence:
    key = (code, reason)
    if key not in known:
        known[key] = Evidence(code, reason, weight)
    return known[key]
