"""How near a block is to the matter of the page: its title, its description, its leading paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, count
from operator import add
from typing import TYPE_CHECKING

from ..expressions import compiled
from ..reading.document import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]
    Topic = NDArray[np.bool_]

__all__ = ["Topics", "squeeze", "tokens_of"]

_CJK_RUN = compiled("[㐀-鿿豈-﫿぀-ヿ가-힣]{2,}")
_LATIN = compiled(r"[^\W\d_㐀-鿿豈-﫿぀-ヿ가-힣]{4,}|\d{2,}")
_ASCII = compiled("[a-z]{4,}|[0-9]{2,}")
"""The same for text that is all ASCII and lower case, in half the time."""
_LOOKED_AT = 400
_TITLE_KEYS = ("og:title", "twitter:title", "title")
_LEAD_KEYS = ("og:description", "description", "twitter:description")
_KEY = 18


def tokens_of(text: str) -> dict[str, None]:
    """Pairs of neighbouring CJK characters, and other words of four letters and more, lower-cased.

    Each once, in the order of the text. Pairs cost nothing and need no dictionary; what is wanted is only
    whether two texts share a matter.
    """
    text = text[:_LOOKED_AT].lower()
    # a dict keeps the order; that of a set would change with the hash seed
    if text.isascii():
        return dict.fromkeys(_ASCII.findall(text))
    found: dict[str, None] = {}
    for run in _CJK_RUN.findall(text):
        found.update(dict.fromkeys(map(add, run, run[1:])))
    found.update(dict.fromkeys(_LATIN.findall(text)))
    return found


def squeeze(text: str) -> str:
    """The text without white space, lower-cased: how copies of a text are recognised."""
    return "".join(text.split()).lower()


class Topics:
    """The tokens of every block, compared with what the page says it is about.

    A topic is a set of tokens: one yes or no for each token that stands anywhere on the page.

    Attributes:
        title: the tokens of the titles that the page declares.
        lead: those of its descriptions.
    """

    def __init__(self, document: Document) -> None:
        import numpy as np

        known: dict[str, int] = defaultdict(count().__next__)  # each token's number, in the order they come
        number = known.__getitem__
        texts = dict.fromkeys(block.text for block in document.blocks)  # equal ones are looked at once
        found = {text: list(map(number, tokens_of(text))) for text in texts}
        blocks = [found[block.text] for block in document.blocks]
        self._sizes = np.fromiter(map(len, blocks), np.int64, len(blocks))
        self._numbers = np.fromiter(chain.from_iterable(blocks), np.int64, int(self._sizes.sum()))
        self._owner = np.repeat(np.arange(len(blocks)), self._sizes)
        self._ends = np.cumsum(self._sizes)
        self._count = len(known)
        hints = document.hints
        titles = [hints.title or "", *(v for k in _TITLE_KEYS for v in hints.meta.get(k, ())[:2])]
        leads = [v for k in _LEAD_KEYS for v in hints.meta.get(k, ())[:2]]
        self.title = self._topic(known[t] for text in titles for t in tokens_of(text) if t in known)
        self.lead = self._topic(known[t] for text in leads for t in tokens_of(text) if t in known)
        self._title_text = squeeze(hints.title or "")
        self._titles = {squeeze(t) for t in titles if t}
        self._leads = squeeze(" ".join(leads))
        self._body = _declared_body(document)

    def to(self, topic: Topic) -> Column:
        """The share of each block's tokens that belong to ``topic``; small blocks count for less."""
        import numpy as np

        shared = np.bincount(self._owner, topic[self._numbers], minlength=len(self._sizes))
        return (shared / (self._sizes + 2)).astype(np.float32)

    def of(self, indices: Iterable[int]) -> Topic:
        """The tokens of some blocks together."""
        topic = self._topic(())
        for i in indices:
            topic[self._numbers[self._ends[i] - self._sizes[i] : self._ends[i]]] = True
        return topic

    def _topic(self, numbers: Iterable[int]) -> Topic:
        import numpy as np

        topic = np.zeros(self._count, bool)
        topic[list(numbers)] = True
        return topic

    def copies(self, texts: Sequence[str]) -> dict[str, Column]:
        """Which blocks repeat the title, the description, or the body that structured data declares."""
        import numpy as np

        # all at once: a block has no white space but single spaces, so lines part the blocks
        different = list(dict.fromkeys(texts))
        squeezed = "\n".join([text[:200] for text in different]).replace(" ", "").lower().split("\n")
        known = dict(zip(different, squeezed, strict=True))
        flat = [known[text] for text in texts]
        title = [self._is_title(f) for f in flat]
        lead = [len(f) >= _KEY and f[:_KEY] in self._leads for f in flat]
        body = [len(f) >= _KEY and f[-_KEY:] in self._body for f in flat] if self._body else []
        in_declared = np.array(body, np.float32) if body else np.full(len(flat), np.nan, np.float32)
        return {
            "is_title": np.array(title, np.float32),
            "is_lead": np.array(lead, np.float32),
            "in_declared": in_declared,
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
