"""Spam in its surroundings: what neither the line nor its place can settle, the page does.

The parts of one list item share their guilt, a doubtful line among certain ones is spam, and so are lines
that only put another name into the words of a certain one (``siblings``). One that is alone on its page and
only just reads like an advertisement is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from ..content.shape import is_cut, is_finished, is_prose
from ..model import Evidence, Kind
from ..reading.columns import columns
from ..reading.document import Document, RawBlock
from .decision import BODY, DOUBT, Findings, is_doubtful, is_told, role_of, speaks_against
from .placed import MATTER
from .siblings import spam_siblings

__all__ = ["LONE_CHARS", "among_spam", "is_slight", "spam_blocks"]

_LONE = 0.7
"""What the only block of a page that reads like an advertisement must score: they come in numbers."""
LONE_CHARS = 60
"""A longer block is a text of its own, which no shop writes by the way."""
_LONGEST_HEAD = 16
"""Columns of a line in which nobody can be sold anything."""
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
        if is_slight(document.blocks[index], scores[index], evidence):
            del spam[index]


def is_slight(block: RawBlock, score: float, evidence: Sequence[Evidence]) -> bool:
    """Whether a block that reads like an advertisement only just does.

    A short line is a shop's own; a paragraph with no word in it that names what is sold is the article's.
    """
    weak = all(abs(each.weight) < MATTER for each in evidence)
    row = weak and len(block.links) > 1  # of a menu, whose words make another where two of them meet
    short = len(block.text) <= LONE_CHARS and (score < _LONE or row)
    return not block.hidden and (short or (is_told(block) and weak))


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
    return {index for index in found if not _heads_a_part(document, findings, index)}


def _heads_a_part(document: Document, findings: Findings, index: int) -> bool:
    """Whether a line is too short for an advertisement, and the content engine takes it for main content."""
    text = document.blocks[index].text
    plain = not findings.spam[index].evidence and not document.blocks[index].links
    return plain and columns(text) <= _LONGEST_HEAD and findings.body[index].score >= BODY
