"""Cleans what was kept once more, as text, until nothing more goes: cleaning twice must change nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .assemble import joined, kept_gaps
from .judge import Decision, decide
from .labelling import Known, Labeller
from .model import KEPT_LABELS, Evidence, Kind, Label, Page, Verdict
from .reading import read
from .reading.document import Document

if TYPE_CHECKING:
    from .sites import SiteProfile

__all__ = ["settle"]

_MOST_PASSES = 64
_LONG_PASSES, _LONG = 6, 20_000
"""Texts with more characters are read again no more often than so: noise falls apart line by line."""
_UNSTABLE = Evidence("judge.settle", "would not survive a second cleaning", 0.5)


def settle(
    document: Document, decision: Decision, labeller: Labeller, known: Known, site: SiteProfile | None
) -> None:
    """Takes out of ``decision`` what a second cleaning of the article would take away, with its reason.

    That makes ``clean(clean(page).text).text == clean(page).text`` hold, but where one of the bounds on
    passes and time comes first. What ``site`` knows to repeat on its pages goes before each pass.
    """
    gaps = [block.gap for block in document.blocks]
    for number in range(_MOST_PASSES):
        if site is not None:
            from .sites.repeated import drop_repeated

            drop_repeated(document, decision, site)
        kept = kept_gaps(gaps, decision.labels, KEPT_LABELS)
        if not kept or known.watch.over():
            return
        text = joined(document, kept)
        if number >= _LONG_PASSES and len(text) > _LONG:
            return
        again, findings = labeller.label(read(Page(text, kind=Kind.TEXT), labeller.limits), known)
        if not _take_out_unstable(document, kept, again, decide(again, findings), decision):
            return


def _take_out_unstable(
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
