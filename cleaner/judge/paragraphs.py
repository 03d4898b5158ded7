"""Paragraphs of one element belong together: what stands between kept ones, or goes on right below them."""

from __future__ import annotations

from collections.abc import Iterable

from ..content.shape import is_clause, is_finished, is_prose
from ..model import Evidence, Kind, Label
from ..reading.document import Document, Kin
from .decision import Decision, only_scored_low

__all__ = ["keep_paragraphs_together"]

_QUOTES, _CRIES = "”’\"'」』》)）", "?？！"
_OPEN = 2
"""Paragraphs without a full stop that make a habit."""
_SHORT, _BREAK = 6, 2
"""Paragraphs of a short report, and lines that may stand where it is parted."""
_BROKEN = Evidence("content.parted", "goes on with the article behind a break", 0.5)
_SIBLING = Evidence("content.sibling", "stands among paragraphs of the article, or right below them", 0.6)


def keep_paragraphs_together(document: Document, decision: Decision) -> None:
    """Takes back in what only scored low and is a sibling of kept paragraphs, with hardly a link.

    Between two of them that may be a short line, such as a verse or a line of dialogue; below the last one it
    must be a paragraph too, and follow at once.
    """
    if document.kind is not Kind.HTML:
        return
    blocks = document.blocks
    kept = [i for i, label in enumerate(decision.labels) if label is Label.BODY and is_prose(blocks[i].text)]
    if not kept:
        return
    kin = document.kin
    around: dict[Kin, tuple[int, int]] = {}
    for index in kept:
        around[kin[index]] = (around.get(kin[index], (index, index))[0], index)
    between = [
        index
        for index in range(len(blocks))
        if _is_between(around.get(kin[index]), index) and only_scored_low(document, decision, index)
    ]
    decision.take_back(between, _SIBLING)
    decision.take_back(_below(document, decision, kept[-1]), _SIBLING)
    if len(kept) <= _SHORT:
        for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
            decision.take_back(_beyond_a_break(document, decision, order), _BROKEN)


def _beyond_a_break(document: Document, decision: Decision, order: Iterable[int]) -> list[int]:
    """Paragraphs of a short report in the next element alike, where an advertisement parts it in two.

    Of a report in many paragraphs the engine knows more than its place tells.
    """
    found: list[int] = []
    near: tuple[int, str, str, str] | None = None
    between = 0
    for index in order:
        block = document.blocks[index]
        if block.hidden:
            continue
        place = _place_of_parent(document, index)
        if decision.labels[index] is Label.BODY and is_prose(block.text):
            near, between = place, 0
        elif (
            place == near is not None
            and _is_statement(block.text)
            and only_scored_low(document, decision, index)
        ):
            found.append(index)
            between = 0
        elif is_prose(block.text) or block.level or between == _BREAK:
            near = None
        else:
            between += 1
    return found


def _place_of_parent(document: Document, index: int) -> tuple[int, str, str, str] | None:
    """What paragraphs have in common whose parents are siblings and of one name; ``None`` for no parent."""
    element = document.elements[document.blocks[index].element]
    if element.parent < 0:
        return None
    parent = document.elements[element.parent]
    return parent.parent, parent.tag, parent.names, element.tag


def _is_statement(text: str) -> bool:
    """Whether a line is a paragraph of a report; questions and cries are on every bait."""
    return is_prose(text) and text.rstrip(_QUOTES)[-1:] not in _CRIES


def _is_between(around: tuple[int, int] | None, index: int) -> bool:
    return around is not None and around[0] < index < around[1]


def _below(document: Document, decision: Decision, last: int) -> list[int]:
    """The paragraphs that follow the last kept one in the same element, at once or behind a short break."""
    kin = document.kin
    found: list[int] = []
    between = 0
    open_ended = _leaves_open(document, decision, last)
    for index in range(last + 1, len(document.blocks)):
        block = document.blocks[index]
        if block.hidden:
            continue
        if kin[index] != kin[last]:
            between += 1
            headed = block.level and kin[index][0] == kin[last][0]
            if headed or between > _BREAK:
                break
            continue
        if decision.labels[index] is Label.SPAM:
            continue
        stated = _is_statement(block.text) or (open_ended and is_clause(block.text))
        if not stated or not only_scored_low(document, decision, index):
            break
        found.append(index)
        between = 0
    return found


def _leaves_open(document: Document, decision: Decision, last: int) -> bool:
    """Whether paragraphs in the element of the last kept one go without full stops, as some authors' do."""
    kin = document.kin
    kept = (i for i in decision.kept if kin[i] == kin[last] and is_prose(document.blocks[i].text))
    return sum(not is_finished(document.blocks[i].text) for i in kept) >= _OPEN
