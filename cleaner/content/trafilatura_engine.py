"""Main content of HTML, as trafilatura sees it: a block is body where its text was kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Evidence
from ..reading.document import Document, RawBlock
from ..reading.links import link_density
from .engine import BodyScore, PageScore, Signal
from .shape import cut_runs
from .tail import tail_start

__all__ = ["TrafilaturaEngine"]

_SHINGLE = 6
_TAIL = BodyScore(0.1, (Evidence("content.tail", "stands in a list of other stories", 0.8),))
_HIDDEN = BodyScore(0.02, (Evidence("content.hidden", "a browser would not show it", 0.9),))


class TrafilaturaEngine:
    """Runs trafilatura on the page and marks the blocks whose text it kept."""

    def judge(self, document: Document, signals: Sequence[Signal]) -> PageScore:
        """Scores by the share of a block's character shingles that trafilatura kept."""
        kept = _kept_shingles(_extract(document))
        end = tail_start(document, signals)
        cut = cut_runs([block.text for block in document.blocks])
        scores = []
        for index, block in enumerate(document.blocks):
            if block.hidden:
                scores.append(_HIDDEN)
            elif index >= end or cut[index]:
                scores.append(_TAIL)
            else:
                scores.append(self._by_overlap(block, kept))
        return PageScore(scores)

    @staticmethod
    def _by_overlap(block: RawBlock, kept: set[str]) -> BodyScore:
        """The share of the block's shingles that trafilatura kept, as a score."""
        shingles = list(_shingles(_squeeze(block.text)))
        share = sum(s in kept for s in shingles) / len(shingles) if shingles else 0.0
        if share >= 0.7:
            return BodyScore(round(0.5 + share / 2.2, 4))
        density = link_density(block)
        if density >= 0.5:
            reason = f"{density:.0%} of it is links, and trafilatura left it out"
            return BodyScore(round(share / 2, 4), (Evidence("content.link_density", reason, density),))
        return BodyScore(
            round(share / 2, 4),
            (Evidence("content.engine", "trafilatura left it out of the main content", 0.7),),
        )


def _extract(document: Document) -> str:
    """What trafilatura takes for the main content, or nothing where it fails."""
    import trafilatura

    try:
        text = trafilatura.extract(
            document.source, include_comments=False, include_tables=True, deduplicate=False
        )
    except Exception as error:  # the page decides what breaks in there, and a page must never raise
        document.notes.append(f"trafilatura failed: {type(error).__name__}")
        return ""
    return text or ""


def _kept_shingles(text: str) -> set[str]:
    """The shingles of the whole text, and its short lines whole."""
    lines = [_squeeze(line.lstrip("-|# ")) for line in text.splitlines()]
    return {line for line in lines if len(line) <= _SHINGLE} | set(_shingles("".join(lines)))


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _shingles(text: str) -> Iterator[str]:
    """Overlapping runs of characters; a shorter text is one shingle of its own."""
    if len(text) <= _SHINGLE:
        if text:
            yield text
        return
    for i in range(len(text) - _SHINGLE + 1):
        yield text[i : i + _SHINGLE]
