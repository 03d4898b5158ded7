"""Puts the article together from what was read and decided, and checks that it would stay as it is."""

from __future__ import annotations

from .judge import Decision, Findings
from .model import KEPT_LABELS, Article, Block, Evidence, Label, Verdict
from .reading.document import PARAGRAPH, Document

__all__ = ["assemble", "unstable_blocks"]

_UNSTABLE = Evidence("judge.settle", "would not survive a second cleaning", 0.5)


def assemble(
    document: Document,
    findings: Findings,
    decision: Decision,
    language: str | None,
    keep: frozenset[Label],
    *,
    whole: bool = True,
) -> Article:
    """The Article: every block with its label and evidence, and the page's fields.

    Args:
        document, findings, decision, language: what is known of the page.
        keep: the labels whose blocks make up the text.
        whole: with the blocks that were removed; a draft, of which only the text counts, goes without.
    """
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
        blocks=_blocks(document, findings, decision, keep, whole),
        encoding=document.encoding,
        notes=tuple(dict.fromkeys([*document.notes, *decision.notes])),
        keep=keep,
    )


def _blocks(
    document: Document, findings: Findings, decision: Decision, keep: frozenset[Label], whole: bool
) -> tuple[Block, ...]:
    blocks = []
    paragraph = last_kept = 0
    spaced = False
    for index, raw in enumerate(document.blocks):
        gap = raw.gap
        if gap == PARAGRAPH:
            paragraph += 1
            spaced = False
        spaced = spaced or gap == " "
        if decision.labels[index] in keep:
            # a piece of a paragraph goes on from the last kept piece of the same paragraph only
            gap = (" " if spaced else "") if paragraph == last_kept and gap != PARAGRAPH else PARAGRAPH
            last_kept, spaced = paragraph, False
        elif not whole:
            continue
        blocks.append(
            Block(
                index=index,
                text=raw.text,
                label=decision.labels[index],
                score=findings.body[index].score,
                evidence=decision.evidence[index],
                line=raw.line,
                path=raw.path,
                hidden=raw.hidden,
                links=raw.links,
                gap=gap,
                level=raw.level,
                tag=raw.tag,
                images=raw.images,
            )
        )
    return tuple(blocks)


def unstable_blocks(draft: Article, again: Document, second: Decision, decision: Decision) -> bool:
    """Takes out of ``decision`` what a second cleaning of the draft's text takes out; True if anything.

    Draft and second reading hold the same characters in the same order, so blocks are matched by
    counting characters, however the second reading cut them.
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
    for kept in draft.kept:
        start, at = at, at + _size(kept.text)
        while cursor < len(gone) and gone[cursor][1] <= start:
            cursor += 1
        if cursor < len(gone) and gone[cursor][0] < at:
            _, _, evidence, label = gone[cursor]
            why = evidence[0] if evidence else _UNSTABLE
            decision.relabel(kept.index, label, Evidence(why.code, why.reason, why.weight))
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
    """Characters of a text without white space."""
    return len("".join(text.split()))
