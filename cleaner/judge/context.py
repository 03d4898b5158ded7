"""Spam in its surroundings: what one line cannot settle, the page does.

A hidden block is guilty sooner, and so is a heap of search phrases. A paragraph of prose is guilty later,
and later still among paragraphs that report. The parts of one list item share their guilt, a doubtful line
among certain ones is spam, and so are lines that only put another name into the words of a certain one
(``siblings``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ..content import Signal
from ..content.shape import is_cut, is_finished, is_prose
from ..expressions import compiled
from ..model import Evidence, Judgement, Kind, Label
from ..reading.document import Document, RawBlock
from ..reading.heaps import is_heap
from ..roles import RoleHit
from .decision import BODY, DOUBT, ENFORCED, Findings, is_doubtful, is_told, reports, role_of, speaks_against
from .siblings import spam_siblings

__all__ = ["acquit", "among_spam", "scores_in_place", "spam_blocks"]

_SURE = 0.85
"""What a block must score where its place speaks against spam."""
_LONE = 0.7
"""What the only block of a page that reads like an advertisement must score: they come in numbers."""
_LONE_CHARS = 60
"""A longer block is a text of its own, which no shop writes by the way."""
_HIDDEN_FACTOR = 1.6
_MATTER = 0.45
"""Weight of words that name what is sold."""
_REPORT = 3
"""Lines of reporting that make a page a report, in which a whole sentence needs but one beside it."""
_BACK = 8
"""Blocks in which the line before is looked for that a wrapped one goes on from."""
_QUOTE = compiled('[“「『"].{4,}[”」』"][。.]?')
_ITEM_BLOCKS, _ITEM_CHARS = 4, 400
_SCORE = Evidence("spam.score", "reads like an advertisement", 0.5)


def spam_blocks(document: Document, findings: Findings) -> dict[int, tuple[Evidence, ...]]:
    """The blocks that are spam, each with its evidence. The title is judged with the page, not here."""
    if not any(map(is_doubtful, findings.spam)):
        return {}
    scores = findings.placed
    spam = {i: findings.spam[i].evidence or (_SCORE,) for i, s in enumerate(scores) if s >= BODY}
    for i, why in spam_siblings(document, findings, scores).items():
        spam[i] = (why, *findings.spam[i].evidence)
    _let_a_lone_one_go(document, scores, spam)
    for item in _items(document):
        _share_guilt(document, findings, item, scores, spam)
    for run in _lists(document, findings):
        _judge_list(findings, run, scores, spam)
    if findings.metadata.title_block is not None:
        spam.pop(findings.metadata.title_block, None)
    return spam


def _let_a_lone_one_go(
    document: Document, scores: Sequence[float], spam: dict[int, tuple[Evidence, ...]]
) -> None:
    """One block that only just reads like an advertisement, alone on its page, is none."""
    if len(spam) == 1:
        ((index, evidence),) = spam.items()
        if _is_slight(document.blocks[index], scores[index], evidence):
            del spam[index]


def _is_slight(block: RawBlock, score: float, evidence: Sequence[Evidence]) -> bool:
    """Whether a block that reads like an advertisement only just does.

    A short line is a shop's own; a paragraph with no word in it that names what is sold is the article's.
    """
    weak = all(abs(each.weight) < _MATTER for each in evidence)
    row = weak and len(block.links) > 1  # of a menu, whose words make another where two of them meet
    short = len(block.text) <= _LONE_CHARS and (score < _LONE or row)
    return not block.hidden and (short or (is_told(block) and weak))


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


def acquit(
    signals: Sequence[Signal], document: Document, spam: Sequence[Judgement], placed: Sequence[float]
) -> list[Signal]:
    """The signals without what the page lets go: that is no advertisement to the content engine either.

    Args:
        signals: what is known of each block, with its spam score as if it stood alone.
        document: the page.
        spam: the judgement on each block alone.
        placed: the scores that the places let stand.
    """
    most = list(placed)
    doubtful = [index for index, judgement in enumerate(spam) if is_doubtful(judgement)]
    for index in doubtful if len(doubtful) == 1 else ():
        if _is_slight(document.blocks[index], placed[index], spam[index].evidence):
            most[index] = min(placed[index], BODY - 0.01)
    return [s if s.spam <= at else s._replace(spam=at) for s, at in zip(signals, most, strict=True)]


def _in_place(lines: _Lines, index: int) -> float:
    """The same of a block that is at least doubtful."""
    block, judgement = lines.document.blocks[index], lines.spam[index]
    score = judgement.score
    if block.hidden or is_heap(block.text):
        return min(1.0, score * _HIDDEN_FACTOR)
    quoted = _QUOTE.fullmatch(block.text) is not None
    reported = _is_reported(lines, index, quoted)
    if score >= _SURE and not reported:
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
    if judgement.score >= _SURE and not reports(judgement):
        return False
    told = any(e.weight >= _MATTER or e.weight <= -ENFORCED for e in judgement.evidence)
    return told and speaks_against(judgement)


def _items(document: Document) -> list[list[int]]:
    """Blocks that stand in one item of a list: a title and its snippet in elements of their own."""
    if document.kind is Kind.TEXT:
        return []
    items: list[list[int]] = []
    for index in range(len(document.blocks)):
        previous = items[-1] if items else None
        if previous and _same_item(document, previous[0], index):
            previous.append(index)
        else:
            items.append([index])
    return [item for item in items if 1 < len(item) <= _ITEM_BLOCKS]


def _same_item(document: Document, first: int, index: int) -> bool:
    """Whether two blocks share a small element that is one of several alike."""
    a, b = document.blocks[first].element, document.blocks[index].element
    elements = document.elements
    if a < 0 or b < 0:
        return False
    ancestors = set()
    while a >= 0 and elements[a].chars <= _ITEM_CHARS:
        ancestors.add(a)
        a = elements[a].parent
    while b >= 0 and elements[b].chars <= _ITEM_CHARS:
        if b in ancestors:
            return elements[b].tag in ("li", "dd", "dt", "tr", "article", "div", "section")
        b = elements[b].parent
    return False


def _share_guilt(
    document: Document,
    findings: Findings,
    item: Sequence[int],
    scores: Sequence[float],
    spam: dict[int, tuple[Evidence, ...]],
) -> None:
    """One certain part makes the other parts of a list item spam, unless they speak against it.

    A part that links elsewhere is an item of its own: the next article beside the one before. So is a
    finished sentence without a link: a short report in one element with what was planted.
    """
    guilty = {link.href for i in item if i in spam for link in document.blocks[i].links}
    if not any(i in spam for i in item) or len([i for i in item if scores[i] >= DOUBT]) < len(item) / 2:
        return
    for i in item:
        elsewhere = {link.href for link in document.blocks[i].links} - guilty
        told = scores[i] < DOUBT and is_told(document.blocks[i])
        if i not in spam and not told and not (guilty and elsewhere) and not speaks_against(findings.spam[i]):
            why = Evidence("spam.item", "belongs to the same list item as certain spam", 0.6)
            spam[i] = (why, *findings.spam[i].evidence)


def _lists(document: Document, findings: Findings) -> list[list[int]]:
    """Runs of neighbouring blocks that stand as items of one list: links, cut teasers, bare titles."""
    runs = groupby(range(len(document.blocks)), lambda index: _is_loose(document, findings, index))
    return [run for loose, indexes in runs if loose and len(run := list(indexes)) > 1]


def _is_loose(document: Document, findings: Findings, index: int) -> bool:
    """Whether a block could be an item of a list of links, teasers or bare titles."""
    text = document.blocks[index].text
    shaped = bool(document.blocks[index].links) or is_cut(text) or not is_finished(text)
    return (index >= findings.tail or shaped) and role_of(findings.roles[index]) is None


def _judge_list(
    findings: Findings, run: Sequence[int], scores: Sequence[float], spam: dict[int, tuple[Evidence, ...]]
) -> None:
    """A doubtful line is spam where certain ones stand around it and nothing speaks for it."""
    certain = [scores[i] >= BODY for i in run]
    for place, i in enumerate(run):
        if i in spam or scores[i] < DOUBT or speaks_against(findings.spam[i]):
            continue
        near = sum(certain[max(0, place - 3) : place + 4])
        if near >= 2:
            reason = f"doubtful alone, but {near} of the lines next to it are certain spam"
            spam[i] = (Evidence("spam.list", reason, 0.6), *findings.spam[i].evidence)


def among_spam(document: Document, findings: Findings, spam: Mapping[int, tuple[Evidence, ...]]) -> set[int]:
    """Loose lines that stand in a list which is mostly spam: whatever they are, they are no article.

    Only lines that are no finished paragraph count, so that what stands between two planted lines in the
    middle of an article is safe; behind the last planted line only where no paragraph follows any more.
    """
    found: set[int] = set()
    if len(spam) < 2:
        return found
    waiting: list[int] = []
    planted = 0
    for index, block in enumerate(document.blocks):
        if block.hidden:
            continue
        if index in spam:
            if len(waiting) <= planted:
                found.update(waiting)
            waiting, planted = [], planted + 1
        elif is_prose(block.text) and not block.links and index < findings.tail:
            waiting, planted = [], 0
        elif planted:
            waiting.append(index)
    if len(waiting) <= planted // 2:
        found.update(waiting)
    return found
