"""Tells paragraphs of prose from the lines around them."""

from __future__ import annotations

from collections.abc import Sequence

from ..expressions import compiled
from ..model import Label
from ..reading.columns import columns
from ..reading.document import Document, RawBlock
from ..reading.links import link_density
from ..roles import RoleHit

__all__ = [
    "FINAL",
    "LONGEST_TITLE",
    "Roles",
    "first_paragraph",
    "is_credited",
    "is_paragraph",
    "is_telling",
    "mostly_link",
]

LONGEST_TITLE = 200
"""Characters of a title."""
FINAL = frozenset('。．.!?！？…”"；;」')
"""What a finished sentence ends with."""
_PICTURE = compiled(
    r"(?i)\((?:[^()]{0,30}\s)?(?:photo|foto|image|via ap)\b[^()]{0,50}\)$|(?:photo|foto|ảnh|фото|bild)"
    r"\s?: .{2,50}$"
    r"|/\s?getty images$|\bcredit(?:\.{3}|…).{0,60}$|[摄攝]\)?$"
)
Roles = Sequence[Sequence[RoleHit]]
"""The pattern rows of each block."""


def is_paragraph(text: str) -> bool:
    """Whether a block reads as prose: long, or a finished sentence of some length."""
    width = columns(text)
    return width >= 150 or (width >= 50 and text[-1] in FINAL and not text.endswith("..."))


def first_paragraph(document: Document, roles: Roles, start: int = 0) -> int:
    """The first block from ``start`` that reads as prose and has no telling role; the end if none."""
    for index in range(start, len(document.blocks)):
        block = document.blocks[index]
        if (
            not block.hidden
            and is_paragraph(block.text)
            and not is_telling(roles[index])
            and not mostly_link(block)
        ):
            return index
    return len(document.blocks)


def is_telling(hits: Sequence[RoleHit]) -> bool:
    """Whether the wording alone takes a block out of the article."""
    return any(h.weight >= 0.5 and h.label is not Label.CAPTION for h in hits)


def mostly_link(block: RawBlock) -> bool:
    """Whether more than half of a block is links."""
    return link_density(block) > 0.5


def is_credited(text: str) -> bool:
    """Whether a line ends with the credit of a picture."""
    return _PICTURE.search(text[-LONGEST_TITLE:]) is not None
