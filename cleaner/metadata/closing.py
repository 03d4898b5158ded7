"""The author's name in a line of its own below the last paragraph, as papers in Vietnam sign."""

from __future__ import annotations

from collections import Counter

from ..reading.document import Document, Kin
from .bylines import is_person
from .paragraphs import is_paragraph

__all__ = ["closing_name"]

_CUSTOM = ("vi",)
"""Languages whose papers sign like this; elsewhere two words in capitals at the end may be anything."""
_FEWEST, _MOST_WORDS = 3, 4
"""Paragraphs that make an article, and words of a name."""


def closing_name(document: Document, start: int) -> int | None:
    """The block that signs an article: the last of its paragraphs' element, and nothing but a person's name.

    Args:
        document: the page.
        start: the block of the title.
    """
    if (document.hints.lang or "")[:2].lower() not in _CUSTOM or not document.elements:
        return None
    blocks, kin = document.blocks, document.kin
    shown = [i for i in range(start, len(blocks)) if not blocks[i].hidden]
    counts: Counter[Kin] = Counter(kin[i] for i in shown if is_paragraph(blocks[i].text))
    where, count = max(counts.items(), key=lambda item: item[1], default=(None, 0))
    if count < _FEWEST:
        return None
    *_, before, last = (i for i in shown if kin[i] == where)
    text = blocks[last].text
    signed = last == before + 1 and is_paragraph(blocks[before].text)
    if not signed or blocks[last].links or len(text.split()) > _MOST_WORDS or not is_person(text):
        return None
    return last
