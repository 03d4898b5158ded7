"""How near a block is to the matter of the page: its title, its description, its leading paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..reading.document import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["Topics", "squeeze", "tokens_of"]

_CJK_RUN = re.compile("[㐀-鿿豈-﫿぀-ヿ가-힣]{2,}")
_LATIN = re.compile(r"[^\W\d_㐀-鿿豈-﫿぀-ヿ가-힣]{4,}|\d{2,}")
_LOOKED_AT = 400
_TITLE_KEYS = ("og:title", "twitter:title", "title")
_LEAD_KEYS = ("og:description", "description", "twitter:description")
_KEY = 18


def tokens_of(text: str) -> dict[str, None]:
    """Pairs of neighbouring CJK characters, and other words of four letters and more, lower-cased.

    Each once, in the order of the text. Pairs cost nothing and need no dictionary; what is wanted is only
    whether two texts share a matter.
    """
    text = text[:_LOOKED_AT]
    found: dict[str, None] = {}  # a dict keeps the order; that of a set would change with the hash seed
    if not text.isascii():
        for run in _CJK_RUN.findall(text):
            found.update(dict.fromkeys(a + b for a, b in pairwise(run)))
    found.update(dict.fromkeys(_LATIN.findall(text.lower())))
    return found


def squeeze(text: str) -> str:
    """The text without white space, lower-cased: how copies of a text are recognised."""
    return "".join(text.split()).lower()


class Topics:
    """The tokens of every block, compared with what the page says it is about."""

    def __init__(self, document: Document) -> None:
        self._blocks = [tokens_of(block.text) for block in document.blocks]
        hints = document.hints
        titles = [hints.title or "", *(v for k in _TITLE_KEYS for v in hints.meta.get(k, ())[:2])]
        leads = [v for k in _LEAD_KEYS for v in hints.meta.get(k, ())[:2]]
        self.title = set().union(*(tokens_of(t) for t in titles))
        self.lead = set().union(*(tokens_of(t) for t in leads))
        self._title_text = squeeze(hints.title or "")
        self._titles = {squeeze(t) for t in titles if t}
        self._leads = squeeze(" ".join(leads))
        self._body = _declared_body(document)

    def to(self, topic: set[str]) -> Column:
        """The share of each block's tokens that belong to ``topic``; small blocks count for less."""
        import numpy as np

        shares = (len(tokens.keys() & topic) / (len(tokens) + 2) for tokens in self._blocks)
        return np.fromiter(shares, np.float32, len(self._blocks))

    def of(self, indices: Iterable[int]) -> set[str]:
        """The tokens of some blocks together."""
        return set().union(*(self._blocks[i] for i in indices))

    def flat(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """All tokens of all blocks as numbers, and which block each stands in; in page order."""
        import numpy as np

        known: dict[str, int] = {}
        sizes = np.fromiter(map(len, self._blocks), np.int64, len(self._blocks))
        numbers = [known.setdefault(token, len(known)) for tokens in self._blocks for token in tokens]
        return np.array(numbers, np.int64), np.repeat(np.arange(len(sizes)), sizes)

    def copies(self, texts: Sequence[str]) -> dict[str, Column]:
        """Which blocks repeat the title, the description, or the body that structured data declares."""
        import numpy as np

        flat = [squeeze(text[:200]) for text in texts]
        title = [self._is_title(f) for f in flat]
        lead = [len(f) >= _KEY and f[:_KEY] in self._leads for f in flat]
        body = [len(f) >= _KEY and f[-_KEY:] in self._body for f in flat] if self._body else []
        known = np.array(body, np.float32) if body else np.full(len(flat), np.nan, np.float32)
        return {
            "is_title": np.array(title, np.float32),
            "is_lead": np.array(lead, np.float32),
            "in_declared": known,
        }

    def _is_title(self, flat: str) -> float:
        """1 where the block is the title, between 0 and 1 where it is a part of the page's title."""
        if not flat or not self._title_text:
            return 0.0
        if flat in self._titles:
            return 1.0
        return 0.7 if len(flat) >= 6 and flat in self._title_text else 0.0


def _declared_body(document: Document) -> str:
    """``articleBody`` of the page's structured data, squeezed, or nothing."""
    bodies = [o.get("articleBody") for o in document.hints.jsonld if isinstance(o, dict)]
    return squeeze(" ".join(b[:200_000] for b in bodies if isinstance(b, str)))
