"""Puts title, author, date and source together from what the page declares and what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..model import Evidence, Kind
from ..reading.document import Document
from ..roles import RoleHit
from .authorship import find_author
from .byline_lines import Head, byline_blocks
from .closing import closing_name
from .clues import Clues
from .declared import Declared, declared
from .flattened import text_body, text_title
from .headline import standing_alone, title_block
from .names import same_name
from .paragraphs import first_paragraph
from .publication import find_published, find_source
from .scripts import add_scripted
from .titles import agree, overlap, plain, strip_site, title_words

__all__ = ["Metadata", "find_metadata"]

Roles = Sequence[Sequence[RoleHit]]
_SAME_MATTER = 0.34
_LONGEST_MARK = 4
_LONGEST_KICKER, _LEAST_BESIDE = 40, 8
"""Letters of a kicker, and of the title that it stands beside."""
_MOST_HEADINGS = 1_000


class Metadata(NamedTuple):
    """The fields of a page, and the blocks that show them.

    Attributes:
        title, author, source: as the page gives them, site name and role words taken off; several
            authors are joined by a comma and a space.
        date: ISO 8601, as exact as the page says.
        url: the canonical address that the page gives.
        title_block: index of the block that shows the title and is no part of the text.
        byline_blocks: index of every visible byline line near the title, and why it is one.
        notes: field to where it was found, such as ``{"date": "JSON-LD NewsArticle"}``.
    """

    title: str | None
    author: str | None
    date: str | None
    source: str | None
    url: str | None
    title_block: int | None
    byline_blocks: dict[int, Evidence]
    notes: dict[str, str]


def _main_heading(document: Document, candidates: Sequence[str], sites: Sequence[str]) -> int | None:
    """The ``<h1>`` that says in other words what the page's declared titles say.

    Titles declared for search engines often differ from the one that readers see.
    """
    blocks = document.blocks
    headings = [i for i, b in enumerate(blocks) if b.level == 1 and not b.hidden and len(b.text) > 7]
    if not candidates:
        return headings[0] if headings else None
    wanted = list(map(title_words, dict.fromkeys(candidates)))
    found = ((i, title_words(blocks[i].text)) for i in headings[:_MOST_HEADINGS])
    scored = sorted((-max(overlap(words, each) for each in wanted), i) for i, words in found)
    for score, index in scored:
        if -score < _SAME_MATTER:
            break
        if not any(same_name(blocks[index].text, site) for site in sites):
            return index
    return None


def _as_declared(shown: str, candidates: Sequence[str]) -> str:
    """The heading, or the declared title where the heading has a mark or a kicker more.

    A kicker is in an element of its own, so that in the text nothing parts it from the title.
    """
    for title in candidates:
        extra = len(plain(shown)) - len(plain(title))
        if 0 < extra <= _LONGEST_MARK and plain(shown).endswith(plain(title)):
            return title
        if 0 < extra <= _LONGEST_KICKER and len(title) >= _LEAST_BESIDE and _is_beside(shown, title):
            return title
    return shown


def _is_beside(shown: str, title: str) -> bool:
    """Whether a heading is a title and a kicker without a space; a declared title may be but cut short."""
    if shown.endswith(title):
        return shown[-len(title) - 1].isalnum() and not title[0].islower()
    behind = shown[len(title) :]
    return shown.startswith(title) and title[-1].islower() and behind[0].isupper()


def find_metadata(document: Document, roles: Roles) -> Metadata:
    """The metadata of one page.

    Args:
        document: the page as it was read.
        roles: for each block the pattern rows that it matches (``RoleMatcher.match``).
    """
    said = declared(document.hints)
    add_scripted(document.source, said)
    title, block, title_note = _title(document, roles, said)
    below = text_body if document.kind is Kind.TEXT and block is not None else first_paragraph
    body = below(document, roles, 0 if block is None else block + 1)
    bylines = byline_blocks(document, roles, Head(block, body))
    clues = Clues(document, roles, said, bylines, title, block)
    date, date_note = find_published(clues)
    source, source_note = find_source(clues)
    author, author_note = find_author(clues, source)
    if author is None and (closing := closing_name(document, clues.start)) is not None:
        author, author_note = document.blocks[closing].text, f"signature in block {closing}"
        bylines = {**bylines, closing: Evidence("byline.closing", "a name below the last paragraph", 0.7)}
    notes = {"title": title_note, "date": date_note, "source": source_note, "author": author_note}
    return Metadata(
        title=title,
        author=author,
        date=date,
        source=source,
        url=said.urls[0] if said.urls else None,
        title_block=block,
        byline_blocks=bylines,
        notes={name: where for name, where in notes.items() if where},
    )


def _title(document: Document, roles: Roles, said: Declared) -> tuple[str | None, int | None, str]:
    """The title, the block that shows it, and where the title was found."""
    if document.kind is Kind.TEXT and not document.hints.title:
        found = text_title(document, roles)
        if found is None:
            return None, None, ""
        index, sure = found
        return document.blocks[index].text, index if sure else None, "first line"
    sites = list(dict.fromkeys(name for name, _ in said.sites))
    headings = [b.text for b in document.blocks if b.level in (1, 2) and not b.hidden and len(b.text) > 3]
    names = [text for text, _ in said.titles]
    whole = document.hints.title or ""
    headings = [*headings[:20], *standing_alone(document, whole)]
    page = strip_site(whole, [*names, *headings], sites) if whole else ""
    stripped = [strip_site(name, [page, *headings], sites) for name in names]
    candidates = [t for t in (page, *stripped) if t]
    block = title_block(document, candidates)
    if block is None or document.blocks[block].level != 1:
        heading = _main_heading(document, candidates, sites)
        block = heading if heading is not None else block
    if block is not None:
        return _as_declared(document.blocks[block].text, candidates), block, "visible heading"
    for text, (_, where) in zip(stripped, said.titles, strict=True):
        if text and (not page or agree(text, page)):
            return text, None, where
    return (page, None, "<title>") if page else (next(iter(stripped), None), None, "declared")
