"""Puts the article together from what was read and decided."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from itertools import repeat, starmap
from operator import attrgetter

from .judge import Decision, Findings
from .model import PARAGRAPH, Article, Block, Label, Verdict
from .reading.document import Document

__all__ = ["assemble", "joined", "kept_gaps"]

_AS_READ = ("text", "line", "path", "hidden", "links", "level", "tag", "images")


def assemble(
    document: Document,
    findings: Findings,
    decision: Decision,
    language: str | None,
    keep: frozenset[Label],
) -> Article:
    """The Article: every block with its label and evidence, and the fields; ``keep`` makes up the text."""
    metadata = findings.metadata
    if decision.verdict is Verdict.SPAM and findings.advertised is not None:
        metadata = findings.advertised
    return Article(
        title=metadata.title,
        author=metadata.author,
        date=metadata.date,
        source=metadata.source,
        language=language,
        url=document.url or metadata.url,
        verdict=decision.verdict,
        blocks=_blocks(document, findings, decision, keep),
        encoding=document.encoding,
        notes=tuple(dict.fromkeys([*document.notes, *decision.notes])),
        keep=keep,
    )


def _blocks(
    document: Document, findings: Findings, decision: Decision, keep: frozenset[Label]
) -> tuple[Block, ...]:
    """The blocks, made field by field: one by one, frozen ones take four times as long."""
    raws = document.blocks
    gaps = kept_gaps([raw.gap for raw in raws], decision.labels, keep)
    blocks = tuple(map(object.__new__, repeat(Block, len(raws))))
    fields = {
        **{name: map(attrgetter(name), raws) for name in _AS_READ},
        "index": range(len(raws)),
        "label": decision.labels,
        "score": map(attrgetter("score"), findings.body),
        "evidence": decision.evidence,
        "gap": [gaps.get(index, raw.gap) for index, raw in enumerate(raws)],
    }
    for name in Block.__slots__:
        deque(starmap(getattr(Block, name).__set__, zip(blocks, fields[name], strict=True)), maxlen=0)
    return blocks


def kept_gaps(raw_gaps: Iterable[str], labels: Iterable[Label], keep: frozenset[Label]) -> dict[int, str]:
    """The index of every block that is kept, and what stands between the kept one before and it.

    Args:
        raw_gaps: what stands between each block and the one before it, kept or not.
        labels: of each block.
        keep: the labels whose blocks are kept.
    """
    gaps = {}
    paragraph = last_kept = 0
    spaced = False
    for index, (gap, label) in enumerate(zip(raw_gaps, labels, strict=True)):
        if gap == PARAGRAPH:
            paragraph += 1
            spaced = False
        elif gap == " ":
            spaced = True
        if label in keep:
            # a piece of a paragraph goes on from the last kept piece of the same paragraph only
            goes_on = paragraph == last_kept and gap != PARAGRAPH
            gaps[index] = PARAGRAPH if not goes_on else " " if spaced else ""
            last_kept, spaced = paragraph, False
    return gaps


def joined(document: Document, gaps: Mapping[int, str]) -> str:
    """The text of the blocks that are kept, as ``Article.text`` has it."""
    parts = [part for index, gap in gaps.items() for part in (gap, document.blocks[index].text)]
    return "".join(parts[1:])
