"""Finds authors by how a page marks them up: an element's class, or a link to an author's page."""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import compiled
from ..reading.document import Document, RawBlock
from ..reading.signed import names_author
from .authors import split_authors
from .bylines import is_no_name, is_person, names_others

__all__ = ["marked_authors"]

_BEFORE, _AFTER = 4, 14
_LONGEST, _LONGEST_LINE = 70, 200
"""Characters of a block that is nothing but authors, and of a line in which some are marked up."""
_STEPS = 3
_MOST_WORDS = 4
_NAME_ITSELF = compiled(r"(?:^|[\s_-])(?:author|writer|creator)(?:[_-]?box)?[_-]{0,2}names?(?:$|[\s_-])")
_LINK = compiled(
    r"(?i)/(?:authors?|people|staff|contributors?|writers?|profile|journalist|by|autor|auteur|user|team)/[^/?#]+|/@\w"
)


def marked_authors(document: Document, title: int) -> tuple[list[str], int] | None:
    """Names near the title's block that the mark-up says are the authors', and the block of the first."""
    blocks = document.blocks
    for index in _nearby(title, len(blocks)):
        block = blocks[index]
        if block.hidden or block.level in (1, 2):
            continue
        spans = _named_within(block)
        if spans:
            return spans, index
        if not 2 <= len(block.text) <= _LONGEST:
            continue
        named = _named(document, block)
        if (named or _linked(block) or _marked(document, block)) and not names_others(block.text):
            names = [n for n in split_authors(block.text) if is_person(n) or not n.isascii() or named]
            if names:
                return names, index
    return None


def _nearby(title: int, count: int) -> Iterator[int]:
    """Indices below the title first, then those just above it."""
    yield from range(title + 1, min(count, title + 1 + _AFTER))
    yield from range(title - 1, max(-1, title - 1 - _BEFORE), -1)


def _named_within(block: RawBlock) -> list[str]:
    """The names that elements inside the block hold."""
    if len(block.text) > _LONGEST_LINE:
        return []
    names = [name for text in block.named if not is_no_name(text) for name in split_authors(text)]
    return list(dict.fromkeys(n for n in names if is_person(n) or not n.isascii()))


def _named(document: Document, block: RawBlock) -> bool:
    """Whether the block's own element is said to hold an author's name, which need not be a person's."""
    if block.element < 0 or len(block.text.split()) > _MOST_WORDS:
        return False
    return _NAME_ITSELF.search(document.elements[block.element].names) is not None


def _marked(document: Document, block: RawBlock) -> bool:
    """Whether the block's element or one just above it is named after authors."""
    index = block.element
    for _ in range(_STEPS):
        if not 0 <= index < len(document.elements):
            return False
        element = document.elements[index]
        if element.chars > 2 * _LONGEST:
            return False
        if names_author(element.names):
            return True
        index = element.parent
    return False


def _linked(block: RawBlock) -> bool:
    """Whether the whole block is a link to an author's page."""
    return any(
        _LINK.search(link.href) and link.end - link.start >= 0.8 * len(block.text) for link in block.links[:2]
    )
