"""Where words begin and end, asked of jieba's dictionary only when a judgement hangs on it.

``当代打工人`` holds the characters of 代打 but not the word. What is needed of the dictionary is read when
the first such line comes; for terms of the user's own jieba itself reads it, which takes about a second.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any

from ..prepared import Prepared
from .dictionary import segmenter_of, words_to_prepare
from .features import slot_of
from .hits import Hit
from .lexicon import Lexicon, lexicon_digest

__all__ = ["Boundaries", "common_words", "to_prepare", "words_of"]

_AROUND = 16


class Boundaries:
    """A private word segmenter that knows our terms; loads on first use, may be shared by threads.

    Args:
        words: gives the terms; asked when the dictionary is read.
        lexicon_digest: see :func:`.dictionary.segmenter_of`.
    """

    def __init__(self, words: Callable[[], Iterable[str]] = tuple, lexicon_digest: str | None = None) -> None:
        self._words = words
        self._lexicon_digest = lexicon_digest
        self._lock = threading.Lock()
        self._segmenter: Any = None

    @property
    def loaded(self) -> bool:
        """Whether the dictionary has been loaded."""
        return self._segmenter is not None

    def stands(self, text: str, hit: Hit) -> bool:
        """Whether the hit begins and ends where words of the (normalised) text do."""
        return self.stand(text, [hit])[0]

    def stand(self, text: str, hits: Iterable[Hit]) -> list[bool]:
        """The same for several hits of one text; equal surroundings are taken apart once."""
        known: dict[str, set[int]] = {}
        answers = []
        for hit in hits:
            first = max(0, hit.start - _AROUND)
            around = text[first : hit.end + _AROUND]
            edges = known.get(around)
            if edges is None:
                words = self._load().cut(around, HMM=False)
                edges = known[around] = set(accumulate(map(len, words), initial=0))
            answers.append(hit.start - first in edges and hit.end - first in edges)
        return answers

    def _load(self) -> Any:
        """The segmenter, loaded once."""
        if self._segmenter is None:
            with self._lock:
                if self._segmenter is None:
                    self._segmenter = segmenter_of(self._words(), self._lexicon_digest)
        return self._segmenter


def common_words() -> Mapping[str, int]:
    """The words of everyday Chinese, each with a count of how often it is used; loads the dictionary."""
    counts: Mapping[str, int] = segmenter_of(()).FREQ
    return counts


def words_of(lexicon: Lexicon) -> Iterator[str]:
    """Terms that the word segmenter should know: those that nobody contests."""
    return (
        form
        for row in lexicon.rows
        if slot_of(Hit(row, 0, 0)) and not row.contested
        for form in row.forms
        if len(form) <= 6 and "\u4e00" <= form[0] <= "\u9fff" and "*" not in form
    )


def to_prepare() -> Iterator[Prepared]:
    """What ``Boundaries`` finds for the built-in terms."""
    yield words_to_prepare(words_of(Lexicon.load()), lexicon_digest())
