"""The spam score of each block, as its own place on the page lets it stand.

A hidden block is guilty sooner, and so is a heap of search phrases. A paragraph of prose is guilty later,
and later still among paragraphs that report.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..content.shape import is_finished, is_prose
from ..expressions import compiled
from ..model import Judgement, Label
from ..reading.document import Document
from ..reading.heaps import is_heap
from ..roles import RoleHit
from .decision import BODY, DOUBT, ENFORCED, is_doubtful, is_told, reports, role_of, speaks_against

__all__ = ["MATTER", "SURE", "scores_in_place"]

MATTER = 0.45
"""Weight of words that name what is sold."""
SURE = 0.85
"""What a block must score where its place speaks against spam."""
_HIDDEN_FACTOR = 1.6
_REPORT = 3
"""Lines of reporting that make a page a report, in which a whole sentence needs but one beside it."""
_BACK = 8
"""Blocks in which the line before is looked for that a wrapped one goes on from."""
_QUOTE = compiled('[“「『"].{4,}[”」』"][。.]?')


class _Lines(NamedTuple):
    """What the places of a page are judged by.

    Attributes:
        reports: which of the page's blocks report.
        report: whether so many do that the page is a report.
    """

    document: Document
    roles: Sequence[Sequence[RoleHit]]
    spam: Sequence[Judgement]
    tail: int
    reports: Sequence[bool]
    report: bool


def scores_in_place(
    document: Document, roles: Sequence[Sequence[RoleHit]], spam: Sequence[Judgement], tail: int
) -> list[float]:
    """The spam score of each block, as its own place on the page lets it stand.

    Args:
        document: the page.
        roles: what the wording of each block gives away.
        spam: the judgement on each block alone.
        tail: the first block below the article.
    """
    scores = [judgement.score for judgement in spam]
    doubtful = [i for i, score in enumerate(scores) if score >= DOUBT]
    if doubtful:
        reports = list(map(_reports_on_it, spam))
        lines = _Lines(document, roles, spam, tail, reports, sum(reports) >= _REPORT)
        for index in doubtful:
            scores[index] = _in_place(lines, index)
    return scores


def _in_place(lines: _Lines, index: int) -> float:
    """The same of a block that is at least doubtful."""
    block, judgement = lines.document.blocks[index], lines.spam[index]
    score = judgement.score
    if block.hidden or is_heap(block.text):
        return min(1.0, score * _HIDDEN_FACTOR)
    quoted = _QUOTE.fullmatch(block.text) is not None
    reported = _is_reported(lines, index, quoted)
    if score >= SURE and not reported:
        return score
    role = role_of(lines.roles[index])
    if role is not None and role.label is not Label.RELATED:
        return min(score, BODY - 0.01)  # a menu, a credit line: furniture that happens to hold a word
    in_article = index < lines.tail and not block.links and (quoted or is_prose(block.text))
    if in_article and (reported or speaks_against(judgement) or _is_among_paragraphs(lines, index)):
        return min(score, BODY - 0.01)
    return score


def _is_among_paragraphs(lines: _Lines, index: int) -> bool:
    """Whether a finished sentence, no certain advertisement, stands right between honest ones."""
    if not 0 < index < len(lines.spam) - 1:
        return False
    if is_doubtful(lines.spam[index - 1]) or is_doubtful(lines.spam[index + 1]):
        return False
    return all(map(is_told, lines.document.blocks[index - 1 : index + 2]))


def _is_reported(lines: _Lines, index: int, quoted: bool) -> bool:
    """Whether the neighbours speak of the matter as reporters do, and the block may be of their report.

    An advertisement between paragraphs is a line without an end; a sentence that tells how the swindle worked
    has one. Lines of a paragraph that was wrapped have none either, but follow one that has none.
    """
    around = sum(lines.reports[max(0, index - 2) : index]) + sum(lines.reports[index + 1 : index + 3])
    if not around:
        return False
    blocks = lines.document.blocks
    if is_finished(blocks[index].text):
        return around >= 2 or lines.report or lines.reports[index]
    honest = (i for i in range(index - 1, max(-1, index - 1 - _BACK), -1) if lines.spam[i].score < DOUBT)
    before = next(honest, None)
    wrapped = before is not None and not is_finished(blocks[before].text)
    return around >= 2 and (quoted or wrapped)


def _reports_on_it(judgement: Judgement) -> bool:
    """Whether a line reports, and on cheats, gambling or crime: any news is full of words of reporting.

    An advertisement may hold one of them by chance: 能调整发牌概率.
    """
    if judgement.score >= SURE and not reports(judgement):
        return False
    told = any(e.weight >= MATTER or e.weight <= -ENFORCED for e in judgement.evidence)
    return told and speaks_against(judgement)
