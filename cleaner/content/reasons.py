"""Why a block scores low, in words: what the figures say that the model looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model import Evidence
from .feature_table import COLUMNS
from .names import GROUPS, load_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

__all__ = ["reasons_for"]

_FURNITURE = tuple(g for g in GROUPS if g not in ("body", "content", "title", "caption"))
_ASKED = (
    "hidden", "link_density", "list_heading", "since_list_heading", "from_last_prose", "a2_links", "repeated",
    "prose", "words", "cjk", "topic_all", "from_first_prose", "c_inside", *(f"n_{g}" for g in _FURNITURE),
)  # fmt: skip
_FIGURES = [COLUMNS[name] for name in _ASKED]
_PARTS = {name: i for i, name in enumerate(_ASKED)}
_NAMED = {
    row["group"]: Evidence("content.name", f"its place on the page is {row['reason']}", 0.6)
    for row in load_rows("names")
}
_NEAR = 4
"""Steps up to an element whose name still speaks of the block."""
_MOST = 3
_OTHER = Evidence("content.score", "nothing about it speaks for main content", 0.5)
_PLAIN = {
    "hidden": Evidence("content.hidden", "a browser would not show it", 0.9),
    "heading": Evidence("content.list_heading", "it is the heading of a list of other stories", 0.8),
    "tail": Evidence("content.tail", "stands under a heading of related stories", 0.7),
    "copy": Evidence("content.copy", "stands on the page before", 0.6),
    "topic": Evidence("content.topic", "shares hardly a word with the article", 0.6),
    "head": Evidence("content.head", "stands above the first paragraph of the page", 0.4),
    "end": Evidence("content.end", "stands below the last paragraph of the page", 0.4),
    "outside": Evidence("content.outside", "stands outside the part of the page with most running text", 0.4),
    "no_prose": Evidence("content.no_prose", "does not read as running text", 0.3),
}


def reasons_for(table: Table, rows: Sequence[int]) -> dict[int, tuple[Evidence, ...]]:
    """At most three reasons for each of ``rows``, strongest first; never none."""
    import numpy as np

    part = table.T[_FIGURES][:, rows]
    part[np.isnan(part)] = -1.0
    names = part[_PARTS[f"n_{_FURNITURE[0]}"] :]
    masks = _masks(part, names.min(axis=0))
    # what applies to a row, and the rest of what its reasons say; many rows have the same
    which = (1 << np.arange(len(masks))) @ np.array(list(masks.values()))
    named = np.where(masks["name"], names.argmin(axis=0), 0)
    density, around = (
        np.where(masks[name], np.rint(part[_PARTS[name]].astype(np.float64) * 100), 0).astype(np.int64)
        for name in ("link_density", "a2_links")
    )
    keys = list(zip(which.tolist(), named.tolist(), density.tolist(), around.tolist(), strict=True))
    known = {
        key: _worded([name for i, name in enumerate(masks) if key[0] >> i & 1], *key[1:]) for key in set(keys)
    }
    return dict(zip(rows, map(known.__getitem__, keys), strict=True))


def _masks(part: Table, steps: NDArray[np.float32]) -> dict[str, NDArray[np.bool_]]:
    """Which reason applies to which row, strongest first.

    Args:
        part: a row for each of the figures that are asked for.
        steps: to the nearest element that is named as furniture.
    """

    def column(name: str) -> NDArray[np.float32]:
        values: NDArray[np.float32] = part[_PARTS[name]]
        return values

    since, prose = column("since_list_heading"), column("prose") > 0
    wordy = column("words") + 40 * column("cjk") > 12
    return {
        "hidden": column("hidden") > 0,
        "link_density": column("link_density") >= 0.5,
        "heading": column("list_heading") > 0,
        "tail": (since > 0) & (since <= 25) & (column("from_last_prose") > -5),
        "name": (steps >= 0) & (steps <= _NEAR),
        "a2_links": column("a2_links") >= 0.5,
        "copy": column("repeated") > 0,
        "topic": prose & wordy & (column("topic_all") < 0.1),
        "head": column("from_first_prose") < 0,
        "end": column("from_last_prose") > 0,
        "outside": column("c_inside") == 0,
        "no_prose": ~prose,
    }


def _worded(names: Sequence[str], named: int, density: int, around: int) -> tuple[Evidence, ...]:
    """The strongest of the reasons that apply."""
    found = []
    for name in names[:_MOST]:
        if name == "name":
            found.append(_NAMED[_FURNITURE[named]])
        elif name in ("link_density", "a2_links"):
            found.append(_by_links(name, density if name == "link_density" else around))
        else:
            found.append(_PLAIN[name])
    return tuple(found) or (_OTHER,)


@lru_cache(maxsize=512)
def _by_links(name: str, percent: int) -> Evidence:
    """Link density of the block itself, or of what stands around it."""
    if name == "link_density":
        return Evidence("content.link_density", f"{percent}% of it is links", 0.8)
    return Evidence("content.around_links", f"{percent}% of the text around it is links", 0.6)
