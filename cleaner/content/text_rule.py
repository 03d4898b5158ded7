"""Main content of flattened text, by a short rule: prose from its first to its last line.

Lines between the first and the last paragraph belong to the article, whatever their length. Lines
above belong to it only where nothing up there gives furniture away, lines below up to the first that
does: a page that shows no furniture at all is an article already, which makes cleaning idempotent.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Evidence
from ..reading.document import Document
from .engine import PLANTED, BodyScore, Engine, PageScore, Signal
from .shape import cut_runs, is_prose
from .tail import tail_start

__all__ = ["TextRule", "UnlessClean"]

_IN = BodyScore(0.9)
_HEAD = BodyScore(
    0.1, (Evidence("content.head", "stands among page furniture above the first paragraph", 0.8),)
)
_TAIL = BodyScore(0.1, (Evidence("content.tail", "stands below the end of the article", 0.8),))
_NO_PROSE = BodyScore(0.2, (Evidence("content.no_prose", "no paragraph of prose on the page", 0.6),))


def _furniture(signals: Sequence[Signal], cut: Sequence[bool]) -> list[bool]:
    """Which lines give themselves away: by their wording, as spam, or as teasers cut to a fixed width."""
    return [s.role is not None or s.spam >= PLANTED or c for s, c in zip(signals, cut, strict=True)]


class TextRule:
    """The engine for flattened text."""

    def judge(self, document: Document, signals: Sequence[Signal]) -> PageScore:
        """Scores by position between the first and the last paragraph of prose."""
        texts = [b.text for b in document.blocks]
        cut = cut_runs(texts)
        furniture = _furniture(signals, cut)
        end = tail_start(document, signals)
        prose = [i for i in range(end) if not furniture[i] and is_prose(texts[i])]
        if not prose:
            return PageScore(self._without_prose(texts, furniture))
        first, last = prose[0], prose[-1]
        head = _HEAD if any(furniture[:first]) else _IN
        out = next((i for i in range(last + 1, len(texts)) if furniture[i]), len(texts))
        scores = [head] * first + [_IN] * (out - first) + [_TAIL] * (len(texts) - out)
        for index in range(first, last + 1):
            if cut[index]:
                scores[index] = _TAIL
        return PageScore(scores)

    @staticmethod
    def _without_prose(texts: Sequence[str], furniture: Sequence[bool]) -> list[BodyScore]:
        """A few plain lines without any furniture may be a very short article; a list is not."""
        few = 0 < len(texts) <= 3 and not any(furniture) and any(is_prose(t + "。") for t in texts)
        return [_IN if few else _NO_PROSE] * len(texts)


class UnlessClean:
    """Keeps text that shows no furniture at all as it is, and asks another engine about all other text.

    What is an article already must stay one: without this, a learned engine would find something to
    doubt in every text, and cleaning twice would take away more than cleaning once.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def judge(self, document: Document, signals: Sequence[Signal]) -> PageScore:
        """All in, or what the other engine says."""
        texts = [b.text for b in document.blocks]
        if any(_furniture(signals, cut_runs(texts))) or not any(map(is_prose, texts)):
            return self._engine.judge(document, signals)
        return PageScore([_IN] * len(texts))
