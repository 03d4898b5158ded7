"""Puts the article together from what was read and decided, and checks that it would stay as it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from itertools import repeat, starmap
from operator import attrgetter

from .judge import Decision, Findings
from .model import KEPT_LABELS, PARAGRAPH, Article, Block, Evidence, Label, Verdict
from .reading.document import Document

__all__ = ["assemble", "joined", "kept_gaps", "unstable_blocks"]

_AS_READ = ("text", "line", "path", "hidden", "links", "level", "tag", "images")
_UNSTABLE = Evidence("judge.settle", "would not survive a second cleaning", 0.5)


def assemble(
    document: Document,
    findings: Findings,
    decision: Decision,
    language: str | None,
    keep: frozenset[Label],
) -> Article:
    """The Article: every block with its label and evidence, and the fields; ``keep`` makes up the text."""
    sold = decision.verdict is Verdict.SPAM and findings.sold
    metadata = sold or findings.metadata
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


def unstable_blocks(
    document: Document, kept: Iterable[int], again: Document, second: Decision, decision: Decision
) -> bool:
    """Takes out of ``decision`` what a second cleaning of the kept text takes out; True if anything.

    The kept blocks and the second reading of them hold the same characters in the same order, so blocks are
    matched by counting characters, however the second reading cut them.
    """
    gone: list[tuple[int, int, tuple[Evidence, ...], Label]] = []
    at = 0
    for block, label, evidence in zip(again.blocks, second.labels, second.evidence, strict=True):
        size = _size(block.text)
        if label not in KEPT_LABELS:
            gone.append((at, at + size, evidence, label))
        at += size
    changed = False
    at = cursor = 0
    for index in kept if gone else ():
        start, at = at, at + _size(document.blocks[index].text)
        while cursor < len(gone) and gone[cursor][1] <= start:
            cursor += 1
        if cursor < len(gone) and gone[cursor][0] < at:
            _, _, evidence, label = gone[cursor]
            why = evidence[0] if evidence else _UNSTABLE
            decision.relabel(index, label, Evidence(why.code, why.reason, why.weight))
            changed = True
    if changed and not any(label in KEPT_LABELS for label in decision.labels):
        # a second reading may cut a block and keep a piece of it; here the block went as a whole
        empty = second.verdict in (Verdict.SPAM, Verdict.NO_ARTICLE)
        decision.verdict = second.verdict if empty else Verdict.NO_ARTICLE
        decision.notes.extend(second.notes if empty else ["no article found"])
    elif Label.SPAM in decision.labels:
        decision.verdict = Verdict.SPAM_REMOVED
    return changed


def _size(text: str) -> int:
    """Characters of a block without its spaces."""
    return len(text) - text.count(" ")
