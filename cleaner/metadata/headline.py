"""The block of an HTML page that shows its title."""

from __future__ import annotations

import string
from collections.abc import Sequence

from ..reading.document import Document, RawBlock
from .paragraphs import LONGEST_TITLE, mostly_link
from .titles import halves, plain

__all__ = ["standing_alone", "title_block"]

_LONGEST_HEAD = 24
"""What eight characters may become in lower case."""
_LETTERS = frozenset(string.ascii_letters + string.digits)


def title_block(document: Document, titles: Sequence[str]) -> int | None:
    """The visible block of an HTML page that shows one of ``titles``: a heading before any other."""
    wanted = list(dict.fromkeys(said for t in titles if len(said := plain(t)) >= 4))
    heads = {title[:size] for title in wanted for size in range(_LONGEST_HEAD + 1)}
    # most blocks need not be spelled plainly: they begin with another letter
    others = _LETTERS - {title[0] for title in wanted} - {title[0].upper() for title in wanted}
    shortest = min(map(len, wanted), default=0) // 2
    best: tuple[float, int] | None = None
    for index, block in enumerate(document.blocks):
        if block.hidden or not shortest <= len(block.text) <= LONGEST_TITLE:
            continue
        if not block.level and (block.text[:1] in others or plain(block.text[:8]) not in heads):
            continue
        score = _title_score(block, wanted)
        if score and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def _title_score(block: RawBlock, wanted: Sequence[str]) -> float:
    """How surely the block shows one of the wanted titles; 0 if not."""
    said = plain(block.text)
    if len(said) < 4:
        return 0.0
    share = 0.0
    for title in wanted:
        if said == title:
            share = 1.0
            break
        if said in title or title in said:
            share = max(share, min(len(said), len(title)) / max(len(said), len(title)))
    if share < (0.5 if block.level else 0.75):
        return 0.0
    rank = {1: 0.3, 2: 0.2, 3: 0.1}.get(block.level, 0.0)
    return share + rank - (0.25 if mostly_link(block) and block.level != 1 else 0.0)


def standing_alone(document: Document, title: str) -> list[str]:
    """Beginnings of ``title`` that are lines of the page, where what is cut off is a line of it as well.

    Layouts of tables have no headings to tell a title from the name of the site by.
    """
    cuts = halves(title)
    if not cuts:
        return []
    lines = {block.text for block in document.blocks if not block.hidden}
    return [head for head, tail in cuts if head in lines and tail in lines]
