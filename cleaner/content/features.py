"""What the block model looks at: one row of figures for each block, each with its reason.

All of it is counted in linear time, most of it in bulk. Figures that need markup are missing (not a
number) for flattened text; the model has learned to do without. Absolute lengths of the article are left
out on purpose: a short article is an article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..model import Kind
from ..reading.document import Document
from .declared import declared_figures
from .engine import PLANTED, Signal
from .feature_table import COLUMNS, FEATURES, NEIGHBOUR_FEATURES, SIDES, WINDOWS
from .figures import Texts, character_figures, repetition, role_figures, string_figures
from .names import NameTable
from .structure import Structure
from .topic import Topics
from .wording import wording, wording_figures

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]
    Table = NDArray[np.float32]

__all__ = ["FEATURES", "Figures", "page_figures"]

_PROSE_WIDTH = 40
_LEAD_WIDTH = 600
_SINCE = (
    "since_prose", "since_heading", "since_list_heading", "since_h1", "since_byline", "since_credit",
    "since_related", "since_title", "until_prose", "until_heading", "until_list_heading",
)  # fmt: skip


class Figures(NamedTuple):
    """The figures of a page.

    Attributes:
        table: one row for each block, columns in the order of ``FEATURES``.
        width: columns of text of each block.
        structure: the elements around the blocks; ``None`` for flattened text.
        counts: pieces of words on the whole page (see ``wording.py``); ``None`` without weights of words.
    """

    table: Table
    width: Column
    structure: Structure | None
    counts: Column | None = None


def page_figures(
    document: Document, signals: Sequence[Signal], names: NameTable, words: NDArray[np.int8] | None
) -> Figures:
    """The figures of every block; those that need markup are not a number for flattened text.

    Args:
        document: the page, with at least one block.
        signals: what the other rooms found in each block.
        names: what names of classes mean.
        words: the weights of words; without them the figures of wording are not a number.
    """
    import numpy as np

    texts = Texts([block.text for block in document.blocks])
    rows = _Rows(len(texts.index))
    out = _own_figures(document, signals, texts)
    prose = _prose(out)
    out["prose"] = (prose > 0).astype(np.float32)
    structure = None
    if document.kind is Kind.HTML and document.elements:
        structure = Structure(document, names, out["width"], prose)
        out["c_inside"] = structure.inside_container()
        rows.fill(structure.around_container(out["c_inside"]))
        for first, table in structure.features():
            rows.put(first, table)
    rows.fill(_positions(out, prose))
    rows.fill(_since(out))
    if structure is None:
        for name in ("link_density", "links", "level"):
            out[name] = np.full(len(prose), np.nan, np.float32)
    out |= _topics(document, texts, out, prose)
    rows.fill(out)
    rows.fill(_page(document, out, prose))
    for size, table in zip(WINDOWS, _windows(out, prose), strict=True):
        rows.put(f"w{size}_prose", table)
    for side, table in zip(SIDES, _neighbours(out, structure.kind if structure else None), strict=True):
        rows.put(f"{side}_{NEIGHBOUR_FEATURES[0]}", table)
    if words is None:
        return Figures(rows.table.T, out["width"], structure)
    worded = wording(texts.different, np.bincount(texts.index), words)
    rows.fill(wording_figures(worded.odds[texts.index]))
    return Figures(rows.table.T, out["width"], structure, worded.counts)


class _Rows:
    """The table under construction: a row for each figure, not a number until it is filled.

    Figures are many and pages of many blocks large, so each group goes in as soon as it is counted.
    """

    def __init__(self, blocks: int) -> None:
        import numpy as np

        self.table = np.full((len(FEATURES), blocks), np.nan, np.float32)

    def put(self, first: str, table: Table) -> None:
        """Puts in what stands together in ``FEATURES``, from the figure ``first`` on."""
        at = COLUMNS[first]
        self.table[at : at + len(table)] = table

    def fill(self, figures: Mapping[str, Column | float]) -> None:
        """Puts in what the model looks at."""
        for name, column in figures.items():
            if name in COLUMNS:
                self.table[COLUMNS[name]] = column


def _own_figures(document: Document, signals: Sequence[Signal], texts: Texts) -> dict[str, Column]:
    """What can be told of each block by itself."""
    import numpy as np

    blocks = document.blocks
    figures, width = character_figures(texts.different)
    out = texts.spread(figures | string_figures(texts.different))
    out |= repetition(texts.index) | role_figures(document, signals)
    out["width"] = width[texts.index]
    out["log_width"] = np.log1p(out["width"])
    links = np.array([len(block.links) for block in blocks])
    out["link_density"] = _link_density(document, links)
    out["links"] = np.minimum(20, links).astype(np.float32)
    out["level"] = np.array([block.level for block in blocks], np.float32)
    return out


def _link_density(document: Document, links: NDArray[np.int64]) -> Column:
    """Share of each block's characters that stand inside one of its ``links``."""
    import numpy as np

    blocks = document.blocks
    spans = [link.end - link.start for block in blocks if block.links for link in block.links]
    linked = np.bincount(np.repeat(np.arange(len(links)), links), spans, len(links))
    lengths = np.array([len(block.text) for block in blocks])
    density: Column = np.minimum(1, linked / np.maximum(1, lengths)).astype(np.float32)
    return density


def _prose(out: dict[str, Column]) -> Column:
    """Columns of each block that read as running text: finished or inwardly divided, and not links."""
    import numpy as np

    width = out["width"]
    finished = (out["end"] == 1) & (width >= _PROSE_WIDTH / 2)
    divided = (width >= _PROSE_WIDTH) & (width * out["comma"] >= 1) & (out["end"] != 2)
    plain = (
        (out["link_density"] < 0.5) & (out["hidden"] == 0) & (out["spam"] < PLANTED) & (out["role_any"] == 0)
    )
    worded = (out["small_words"] >= 0.08) | (out["cjk"] >= 0.3)
    good = (finished | divided) & plain & worded & (width >= 24)
    return np.where(good, width * (1 - out["link_density"]), 0).astype(np.float32)


def _positions(out: dict[str, Column], prose: Column) -> dict[str, Column]:
    """Where the block stands on the page and in its running text."""
    import numpy as np

    count = len(prose)
    index = np.arange(count, dtype=np.float32)
    widths, proses = np.cumsum(out["width"], dtype=np.float64), np.cumsum(prose, dtype=np.float64)
    total, all_prose = max(1.0, float(widths[-1])), max(1.0, float(proses[-1]))
    found = prose.nonzero()[0]
    first, last = (found[0], found[-1]) if len(found) else (0, count - 1)
    return {
        "place": (index / max(1, count)).astype(np.float32),
        "from_top": np.minimum(index, 60),
        "from_end": np.minimum(count - 1 - index, 60),
        "width_before": (widths / total).astype(np.float32),
        "prose_before": ((proses - prose) / all_prose).astype(np.float32),
        "prose_after": (1 - proses / all_prose).astype(np.float32),
        "from_first_prose": np.maximum(-30, np.minimum(30, index - first)).astype(np.float32),
        "from_last_prose": np.maximum(-30, np.minimum(30, index - last)).astype(np.float32),
    }


def _since(out: dict[str, Column]) -> dict[str, Column]:
    """Blocks since (or until) the last (or next) of several landmarks."""
    import numpy as np

    level, related, heading = out["level"], out["role_related"], out["list_heading"]
    marks = np.array((
        out["prose"] > 0, level > 0, heading > 0, level == 1, out["role_byline"] > 0, out["role_credit"] > 0,
        (related > 0) | (heading > 0), out["role_title"] > 0,
    ))  # fmt: skip
    since, until = _steps(marks), _steps(marks[:3, ::-1])[:, ::-1]
    result: dict[str, Column] = dict(zip(_SINCE, (*since, *until), strict=True))
    result["list_headings_before"] = np.minimum(5, np.cumsum(heading)).astype(np.float32)
    return result


def _steps(marks: NDArray[np.bool_]) -> Table:
    """For each row: blocks since the last marked one, itself 0; 60 where there is none or it is farther."""
    import numpy as np

    index = np.arange(marks.shape[1])
    last = np.maximum.accumulate(np.where(marks, index, -10_000), axis=1)
    return np.minimum(60, index - last).astype(np.float32)


def _topics(document: Document, texts: Texts, out: dict[str, Column], prose: Column) -> dict[str, Column]:
    """How near the block is to title, description and leading paragraphs; copies of what is declared."""
    import numpy as np

    topics, index = Topics(texts.different, document), texts.index
    good = np.flatnonzero(prose * out.get("c_inside", np.ones_like(prose)))
    upto = np.searchsorted(np.cumsum(prose[good]), _LEAD_WIDTH) + 1
    lead = topics.of(index[good[:upto]])
    titled = np.flatnonzero(out["role_title"])
    title = topics.title | topics.of(index[titled[:2]])
    result = topics.copies()
    result["topic_title"] = topics.to(title)
    result["topic_lead"] = topics.to(lead | topics.lead)
    result["topic_all"] = topics.to(topics.of(index[good[:200]]) if len(good) else title)
    result = texts.spread(result)
    result["since_title_copy"] = _steps(result["is_title"][None] >= 0.7)[0]
    return result


def _page(document: Document, out: dict[str, Column], prose: Column) -> dict[str, float]:
    """Figures of the page as a whole, so that the rest can be read in their light."""
    import numpy as np

    width = out["width"]
    total = float(width.sum()) or 1.0
    figures = {
        "page_prose": float(prose.sum()) / total,
        "page_links": float((width * _or_zero(out["link_density"])).sum()) / total,
        "page_cjk": float((width * out["cjk"]).sum()) / total,
        "page_blocks": float(np.log1p(len(width))),
        "page_paragraphs": float(np.log1p((prose > 0).sum())),
        "page_longest": float(np.log1p(prose.max(initial=0))),
        "page_h1": float(min(5, (out["level"] == 1).sum())),
        "page_list_headings": float(min(5, out["list_heading"].sum())),
    }
    return figures | declared_figures(document)


def _or_zero(column: Column) -> Column:
    """The column with 0 where a figure is not known."""
    import numpy as np

    return np.where(np.isnan(column), np.float32(0), column)


def _windows(out: dict[str, Column], prose: Column) -> Iterator[Table]:
    """Means over a few blocks on both sides, weighted by width where it is a share; a table for each size."""
    import numpy as np

    width = out["width"]
    linked = width * _or_zero(out["link_density"])
    parts = (prose, linked, width, out["topic_lead"] * width, out["small_words"] * width, out["end"] == 1)
    sums = np.zeros((len(parts), len(width) + 1))
    np.cumsum(np.array(parts, np.float32), axis=1, dtype=np.float64, out=sums[:, 1:])
    index = np.arange(len(width))
    for size in WINDOWS:
        behind, first = np.minimum(index + size + 1, len(width)), np.maximum(index - size, 0)
        figures = np.maximum(sums.take(behind, axis=1) - sums.take(first, axis=1), 1e-6).astype(np.float32)
        columns = figures[2].copy()
        figures[2] = np.log1p(columns / (2 * size + 1))
        figures[[0, 1, 3, 4]] /= columns
        yield figures


def _neighbours(out: dict[str, Column], kind: NDArray[np.int64] | None) -> Iterator[Table]:
    """The same figures of two blocks on each side, and whether they stand at the same path.

    They are not a number beyond the ends of the page.
    """
    import numpy as np

    table = np.array([out[name] for name in NEIGHBOUR_FEATURES], np.float32)
    count = table.shape[1]
    for step in SIDES.values():
        moved = np.full((len(table) + 1, count), np.nan, np.float32)
        lo, hi = max(0, -step), count - max(0, step)
        if hi > lo:
            moved[:-1, lo:hi] = table[:, lo + step : hi + step]
            if kind is not None:
                moved[-1, lo:hi] = kind[lo:hi] == kind[lo + step : hi + step]
        yield moved
