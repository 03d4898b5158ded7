"""Siblings are judged together: lines around different names that are otherwise the same.

One line with a name that no lexicon knows may read like nothing; beside others of the same make that are
certain advertisements it is one of them. The words that siblings share must carry the guilt, not the names:
微乐麻将有挂吗 says nothing against 微乐麻将春节活动. Where they carry little, most of the siblings must.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..model import Evidence, Label
from ..reading.document import Document
from .decision import BODY, DOUBT, Findings, role_of, speaks_against
from .template import Frame, Part, frames_of, parts

__all__ = ["spam_siblings"]

_LEAST_WEIGHT = 4
"""Han characters that siblings must have in common."""
_LEAST_LONG = 6
"""What they must have in common where these words do not give them away."""
_GUILTY = 0.5
"""From this weight on the common words give an advertisement away, whatever the name between them."""
_COMPANY = 0.2
"""The mean score of siblings whose common words are guilty and one of which is certain spam."""
_CLOSE_COMPANY = 0.35
"""The mean score of siblings whose common words are not guilty, and several of which are certain spam."""
_ALIKE = 0.6
"""The mean score of two siblings, one of which is certain spam: the other is at least not above suspicion."""
_SEVERAL = 4
"""Doubtful siblings that make up for a certain one."""
_MOST_LINES = 3000


class _Family(NamedTuple):
    """Lines of one frame: their numbers, how many of them are certain, and whether all are spam."""

    lines: Sequence[int]
    certain: int
    guilty: bool


def spam_siblings(document: Document, findings: Findings, scores: Sequence[float]) -> dict[int, Evidence]:
    """The blocks that are spam because their siblings are, each with the reason.

    Args:
        document: the page.
        findings: what is known of each block.
        scores: the spam score of each block in its place.
    """
    blocks = _candidates(document, findings)
    lines: dict[str, list[int]] = {}
    for index, line in blocks.items():
        lines.setdefault(document.blocks[index].text[: line[-1].end], []).append(index)
    kinds = list(lines.values())  # copies of one line are no siblings: each counts once, by its highest score
    heights = [max(scores[i] for i in copies) for copies in kinds]
    first = [max(copies, key=lambda i: scores[i]) for copies in kinds]
    best: dict[int, _Family] = {}
    known = [k for k, height in enumerate(heights) if height >= DOUBT]
    for frame, members in frames_of([blocks[i] for i in first], _LEAST_WEIGHT, known).items():
        family = _family(frame, members, [first[m] for m in members], heights, findings, blocks)
        if family.guilty:
            for m in members:
                if m not in best or len(best[m].lines) < len(members):
                    best[m] = family
    return {i: _evidence(f) for m, f in best.items() for i in kinds[m] if scores[i] < BODY}


def _evidence(family: _Family) -> Evidence:
    """Why a line of the family is spam."""
    count, certain = len(family.lines), family.certain
    alike = f"{count} lines of the page are the same but for a name"
    whole = f"and {certain} of them are certain spam" if certain else "and together they read like spam"
    return Evidence("spam.siblings", f"{alike}, {whole}", 0.6)


def _candidates(document: Document, findings: Findings) -> dict[int, list[Part]]:
    """Titles and short lines of the page that nothing speaks for, in parts."""
    found: dict[int, list[Part]] = {}
    looked_at = 0
    for index, block in enumerate(document.blocks):
        role = role_of(findings.roles[index])
        if role is not None and role.label is not Label.RELATED:
            continue
        if index == findings.metadata.title_block or speaks_against(findings.spam[index]):
            continue
        looked_at += 1
        if looked_at > _MOST_LINES:
            break
        line = parts(block.text, findings.names.get(index, ()))
        if sum(p.weight for p in line) >= _LEAST_WEIGHT:
            found[index] = line
    return found


def _family(
    frame: Frame,
    members: Sequence[int],
    indexes: Sequence[int],
    heights: Sequence[float],
    findings: Findings,
    blocks: Mapping[int, Sequence[Part]],
) -> _Family:
    """Whether the lines of one frame are spam together."""
    own = [heights[m] for m in members]
    certain = sum(score >= BODY for score in own)
    mean = sum(own) / max(1, len(own))
    known = [i for i, score in zip(indexes, own, strict=True) if score >= (BODY if certain else DOUBT)]
    guilt = max((_guilt(findings, i, blocks[i], frame) for i in known), default=0.0)
    if len(members) < 2 or not known:
        guilty = False
    elif guilt >= _GUILTY:
        guilty = mean >= _COMPANY if certain else len(members) >= _SEVERAL and mean >= DOUBT
    else:
        line = blocks[indexes[0]]
        before, behind = frame.ends(line)
        weight = sum(p.weight for p in (*line[:before], *line[behind:]))
        several = certain >= 2 and len(members) > 2
        guilty = weight >= _LEAST_LONG and mean >= (_CLOSE_COMPANY if several else _ALIKE)
    return _Family(members, certain, guilty)


def _guilt(findings: Findings, index: int, line: Sequence[Part], frame: Frame) -> float:
    """How much of what speaks against a line lies in the words it shares with its siblings, 0 to 1."""
    before, behind = frame.ends(line)
    spans = [(some[0].start, some[-1].end) for some in (line[:before], line[behind:]) if some]
    names = findings.names.get(index, ())
    innocence = 1.0
    for evidence in findings.spam[index].evidence:
        if evidence.span is None or evidence.weight <= 0 or evidence.span in names:
            continue
        start, end = evidence.span
        if evidence.code in ("spam.term", "spam.shape") and any(a <= start and end <= b for a, b in spans):
            innocence *= 1.0 - evidence.weight
    return 1.0 - innocence
