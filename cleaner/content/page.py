"""Whether a page holds an article at all: figures of the whole page for small models of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .feature_table import COLUMNS, FEATURES
from .sequence import Choice

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["PAGE_FEATURES", "log_counts", "page_row", "words_of_page"]

_MEANS = (
    "link_density", "prose", "comma", "final", "small_words", "mark", "level", "bullet", "log_width",
    "topic_title", "topic_lead", "digit", "upper", "same_names", "same_path_spread", "a1_links", "a3_links",
    "c_inside", "n_list", "n_product", "n_body", "n_comment", "t_article", "t_item", "since_list_heading",
    "w10_prose", "w10_links", "role_any", "symbol", "quote", "wording",
)  # fmt: skip
_PAGE = (*(name for name in FEATURES if name.startswith("page_")), "c_share", "c_links")

PAGE_FEATURES: Mapping[str, str] = {
    "sure": "expected score of the best choice of blocks: on lists nothing is sure",
    "cut": "log odds from which on blocks are kept",
    "best": "how sure the surest blocks are",
    "body_share": "how much of the page is kept",
    "body_size": "how much text is kept, as a logarithm",
    "body_blocks": "how many blocks are kept, as a logarithm",
    "runs": "in how many separate runs they stand: a list of teasers is kept in many",
    "longest_run": "how much of what is kept stands in the longest run",
    "prose_kept": "how much of the page's running text is kept",
    "prose_left": "how many paragraphs are left out, as a logarithm: a list has them all over the page",
    "left_between": "how much of the text from the first kept block to the last is left out",
    "links_between": "how many links stand there, as a logarithm: items of a list lead to their pages",
    "bylines_between": "how many bylines stand there, as a logarithm: items of a list have one each",
    "bylines": "how many bylines the page has, as a logarithm",
    **{f"mean_{name}": f"mean of ``{name}`` over what is kept" for name in _MEANS},
    **{name: FEATURES[name] for name in _PAGE},
    "words": "what words stand on the page: those of shops and of indexes, or those that join sentences",
}
"""Name to reason, in the order of the page model's columns."""


def log_counts(counts: Column) -> tuple[NDArray[np.float64], float]:
    """The pieces of words on a page as logarithms of how often, and the length of that vector, at least 1."""
    import numpy as np

    value = np.log1p(counts, dtype=np.float64)
    return value, max(float(np.sqrt((value * value).sum())), 1.0)


def words_of_page(counts: Column, weights: Column) -> float:
    """How much the words of a page speak for an article, as log odds.

    Args:
        counts: the pieces of words on the page by bins (see ``wording.py``).
        weights: one for each bin, and the one that every page has.
    """
    value, length = log_counts(counts)
    return float((value * weights[:-1]).sum()) / length + float(weights[-1])


def page_row(
    table: NDArray[np.float32], odds: Column, width: Column, choice: Choice, words: float
) -> NDArray[np.float32]:
    """The figures of one page with at least one block.

    Args:
        table, width: of its blocks (see ``features.py``).
        odds: what was made of them, and ``choice`` what was chosen by that.
        words: what ``words_of_page`` says.
    """
    import numpy as np

    kept = choice.odds >= 0
    size = float(width[kept].sum())
    around = np.zeros(len(kept) + 2, bool)
    around[1:-1] = kept
    edges = (around[1:] != around[:-1]).nonzero()[0]
    starts, ends = edges[::2], edges[1::2]
    sums = np.zeros(len(kept) + 1)
    np.cumsum(width, dtype=np.float64, out=sums[1:])
    between = slice(starts[0], ends[-1])
    paragraph, byline = table[:, COLUMNS["prose"]] > 0, table[:, COLUMNS["role_byline"]] > 0
    prose = width * paragraph
    head = [
        choice.sure,
        float((odds - choice.odds).mean()),
        float(np.sort(odds)[-5:].mean()),
        size / max(1.0, float(width.sum())),
        np.log1p(size),
        np.log1p(kept.sum()),
        np.log1p(len(starts)),
        float((sums[ends] - sums[starts]).max()) / max(1.0, size),
        float(prose[kept].sum()) / max(1.0, float(prose.sum())),
        np.log1p((paragraph & ~kept).sum()),
        1 - size / max(1.0, float(width[between].sum())),
        np.log1p(np.nansum(table[between, COLUMNS["links"]])),
        np.log1p(byline[between].sum()),
        np.log1p(byline.sum()),
    ]
    # column by column in memory, whose sums another order would round in another way
    part = table.T[[COLUMNS[name] for name in _MEANS]][:, kept].T
    means = (part * width[kept][:, None]).sum(axis=0) / max(1.0, size)
    page = table[0, [COLUMNS[name] for name in _PAGE]]
    return np.concatenate((np.array(head), means, page, [words])).astype(np.float32)
