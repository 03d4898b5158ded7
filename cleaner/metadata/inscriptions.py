"""The name and the day under an official letter, where the page goes on with what the letter sends along."""

from __future__ import annotations

from ..expressions import compiled
from ..model import Label
from ..reading.document import Document
from ..roles import RoleHit
from .paragraphs import is_paragraph

__all__ = ["is_inscription", "without_inscriptions"]

_DAY = compiled(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_ORGAN = compiled(
    r"[\u3400-\u9fff（）()、\s]{2,40}(?:政府|办公[室厅]|委员会|[厅局处院会部委办队社]|中心|公司|学校|大学|集团|小组|指挥部)"
)
_REACH = 6
"""Blocks below an inscription among which the page goes on."""


def without_inscriptions(document: Document, roles: list[list[RoleHit]]) -> list[list[RoleHit]]:
    """The pattern rows of each block, less those that take such a day for the page's own.

    Above it stand an organ's name and a finished sentence, and below it there are paragraphs.
    """
    found = [index for index in range(len(roles)) if roles[index] and is_inscription(document, index)]
    if not found:
        return roles
    roles = list(roles)
    for index in found:
        roles[index] = [hit for hit in roles[index] if hit.label is not Label.BYLINE]
        roles[index - 1] = [hit for hit in roles[index - 1] if hit.label is not Label.BYLINE]
    return roles


def is_inscription(document: Document, index: int) -> bool:
    """Whether a block is the day of a letter."""
    blocks = document.blocks
    if index < 2:
        return False
    day = _DAY.match(blocks[index].text)
    # in a page of one line the heading of what is sent along may stand behind the day
    if (
        day is None
        or blocks[index].text[day.end() : day.end() + 1].strip()
        or _ORGAN.fullmatch(blocks[index - 1].text) is None
    ):
        return False
    if blocks[index - 2].text[-1:] != "。" or blocks[index - 2].links:
        return False
    return any(
        is_paragraph(block.text) and not block.links for block in blocks[index + 1 : index + 1 + _REACH]
    )
