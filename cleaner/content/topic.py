"""How near a block is to the matter of the page: its title, its description, its leading paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..reading.document import Document
from .spans import BEYOND, lines_at, pages_of, span_numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]
    Topic = NDArray[np.bool_]

__all__ = ["Topics", "squeeze", "tokens_of"]

_OTHER, _LETTER, _DIGIT, _CJK, _BEYOND = range(5)
_CJK_RANGES = ((0x3040, 0x3100), (0x3400, 0xFB00))
_LEAST = (1 << 30, 4, 2, 1 << 30)
"""Characters of one kind in a row that make a token; of CJK, any two neighbours do."""
_LOOKED_AT = 400
_TITLE_KEYS = ("og:title", "twitter:title", "title")
_LEAD_KEYS = ("og:description", "description", "twitter:description")
_KEY = 18


class Tokens(NamedTuple):
    """The tokens of many texts, each once for a text.

    Attributes:
        number: of each token, the same wherever it stands.
        owner: the number of the text, for each token, in order.
        different: how many tokens there are.
    """

    number: NDArray[np.int64]
    owner: NDArray[np.int64]
    different: int


def tokens_of(texts: Sequence[str]) -> Tokens:
    """Pairs of neighbouring CJK characters, and other words of four letters and more, lower-cased.

    Pairs cost nothing and need no dictionary; what is wanted is only whether two texts share a matter.
    """
    import numpy as np

    parts = [(some.start, *_tokens(codes)) for some, codes in pages_of([t[:_LOOKED_AT] for t in texts])]
    tokens = np.concatenate([tokens for _, tokens, _ in parts])
    owner = np.concatenate([owner + first for first, _, owner in parts])
    order = tokens.argsort()
    number = np.empty(len(tokens), np.int64)
    number[order] = np.cumsum(_changes(tokens[order])) - 1
    different = int(number.max(initial=-1)) + 1
    pairs = np.sort(owner * different + number)
    owner, number = np.divmod(pairs[_changes(pairs)], max(1, different))
    return Tokens(number, owner, different)


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of sorted values are not the one before."""
    import numpy as np

    changes = np.ones(len(values), bool)
    changes[1:] = values[1:] != values[:-1]
    return changes


def _tokens(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The tokens of the lines of one page as numbers, and their lines."""
    import numpy as np

    if not len(codes):
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    kinds = _kinds().take(codes, mode="clip")
    beyond = (kinds == _BEYOND).nonzero()[0]
    if len(beyond):
        kinds[beyond] = _kinds_of(codes[beyond])
    same = kinds[1:] == kinds[:-1]
    edges = np.ones(len(codes) + 1, bool)
    np.logical_not(same, out=edges[1:-1])
    bounds = edges.nonzero()[0]
    starts, ends = bounds[:-1], bounds[1:]
    long = (ends - starts >= np.array(_LEAST).take(kinds.take(starts))).nonzero()[0]
    starts, ends = starts.take(long), ends.take(long)
    words = span_numbers(codes.astype(np.uint64), starts, ends)
    left = (same & (kinds[1:] == _CJK)).nonzero()[0]
    pairs = codes[left].astype(np.uint64) << np.uint64(32) | codes[left + 1]
    return np.concatenate((words, pairs)), np.concatenate(lines_at(codes, starts, left))


@lru_cache(maxsize=1)
def _kinds() -> NDArray[np.uint8]:
    """What each code point of the first plane is."""
    import numpy as np

    kinds = np.full(BEYOND + 1, _OTHER, np.uint8)
    for first, behind in _CJK_RANGES:
        kinds[first:behind] = _CJK
    rest = np.flatnonzero(kinds[:BEYOND] == _OTHER)
    kinds[rest] = _kinds_of(rest)
    kinds[BEYOND] = _BEYOND
    return kinds


def _kinds_of(codes: NDArray[Any]) -> NDArray[Any]:
    """What characters that are not CJK are, as this version of Python knows them."""
    import numpy as np

    characters = codes.astype("<u4").view("<U1")
    letters = np.where(np.char.isalnum(characters), _LETTER, _OTHER)
    return np.where(np.char.isdecimal(characters), _DIGIT, letters)


def squeeze(text: str) -> str:
    """The text without white space, lower-cased: how copies of a text are recognised."""
    return "".join(text.split()).lower()


class Topics:
    """The tokens of texts, compared with what the page says it is about.

    A topic is a set of tokens: one yes or no for each token that stands anywhere on the page.

    Args:
        texts: the different texts of the page's blocks.
        document: the page.

    Attributes:
        title: the tokens of the titles that the page declares.
        lead: those of its descriptions.
    """

    def __init__(self, texts: Sequence[str], document: Document) -> None:
        import numpy as np

        hints = document.hints
        titles = [hints.title or "", *(v for k in _TITLE_KEYS for v in hints.meta.get(k, ())[:2])]
        leads = [v for k in _LEAD_KEYS for v in hints.meta.get(k, ())[:2]]
        declared = [text[:_LOOKED_AT].replace("\n", " ") for text in (*titles, *leads)]
        self._texts = texts
        self._tokens = tokens_of([*texts, *declared])
        self._sizes = np.bincount(self._tokens.owner, minlength=len(texts) + len(declared))
        self.title = self.of(slice(len(texts), len(texts) + len(titles)))
        self.lead = self.of(slice(len(texts) + len(titles), None))
        self._title_text = squeeze(hints.title or "")
        self._titles = {squeeze(t) for t in titles if t}
        self._leads = squeeze(" ".join(leads))
        self._body = _declared_body(document)

    def to(self, topic: Topic) -> Column:
        """The share of each text's tokens that belong to ``topic``; small texts count for less."""
        import numpy as np

        number, owner, _ = self._tokens
        shared = np.bincount(owner, topic[number], minlength=len(self._sizes))
        return (shared / (self._sizes + 2)).astype(np.float32)[: len(self._texts)]

    def of(self, texts: slice | NDArray[np.int64]) -> Topic:
        """The tokens of some texts together."""
        import numpy as np

        number, owner, different = self._tokens
        chosen = np.zeros(len(self._sizes), bool)
        chosen[texts] = True
        topic = np.zeros(different, bool)
        topic[number[chosen[owner]]] = True
        return topic

    def copies(self) -> dict[str, Column]:
        """Which texts repeat the title, the description, or the body that structured data declares."""
        import numpy as np

        # all at once: a block has no white space but single spaces, so lines part the blocks
        page = "\n".join([text[:200] for text in self._texts]).replace(" ", "")
        flat = list(map(str.lower, page.split("\n")))
        title = [self._is_title(f) for f in flat] if self._title_text else 0
        lead = [len(f) >= _KEY and f[:_KEY] in self._leads for f in flat] if self._leads else 0
        body = [len(f) >= _KEY and f[-_KEY:] in self._body for f in flat] if self._body else np.nan
        found = np.empty((3, len(flat)), np.float32)
        for row, values in zip(found, (title, lead, body), strict=True):
            row[:] = values
        return dict(zip(("is_title", "is_lead", "in_declared"), found, strict=True))

    def _is_title(self, flat: str) -> float:
        """1 where the text is the title, between 0 and 1 where it is a part of the page's title."""
        if flat in self._titles:
            return 1.0 if flat else 0.0
        return 0.7 if len(flat) >= 6 and flat in self._title_text else 0.0


def _declared_body(document: Document) -> str:
    """``articleBody`` of the page's structured data, squeezed, or nothing."""
    return squeeze(" ".join(body[:200_000] for body in document.hints.bodies))
