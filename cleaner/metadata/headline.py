"""The title of a page, and the block that shows it."""

from __future__ import annotations

import string
from collections.abc import Sequence

from ..model import Kind
from ..reading.document import Document, RawBlock
from .declared import Declared
from .flattened import last_step, text_title
from .names import same_name
from .paragraphs import LONGEST_TITLE, Roles, mostly_link
from .titles import agree, halves, overlap, plain, strip_site, title_words

__all__ = ["find_title"]

_LONGEST_HEAD = 24
"""What eight characters may become in lower case."""
_LETTERS = frozenset(string.ascii_letters + string.digits)
_SAME_MATTER = 0.34
"""Share of words that two titles of one story have in common."""
_LONGEST_MARK = 4
"""Letters of a mark before a title, such as Video."""
_LONGEST_KICKER, _LEAST_BESIDE = 40, 8
"""Letters of a kicker, and of the title that it stands beside."""
_MOST_HEADINGS, _MOST_SHOWN = 1_000, 20
"""Headings among which the title is looked for, and those that its site's name is told by."""


def find_title(document: Document, roles: Roles, said: Declared) -> tuple[str | None, int | None, str]:
    """The title, the block that shows it, and where the title was found."""
    if document.kind is Kind.TEXT and not document.hints.title:
        return _first_line(document, roles)
    whole = document.hints.title or ""
    names = [text for text, _ in said.titles]
    sites = list(dict.fromkeys(name for name, _ in said.sites))
    headings = [b.text for b in document.blocks if b.level in (1, 2) and not b.hidden and len(b.text) > 3]
    shown = [*headings[:_MOST_SHOWN], *_standing_alone(document, whole)]
    page = strip_site(whole, [*names, *shown], sites) if whole else ""
    stripped = [strip_site(name, [page, *shown], sites) for name in names]
    candidates = [title for title in (page, *stripped) if title]
    block = _title_block(document, candidates)
    if block is None or document.blocks[block].level != 1:
        heading = _main_heading(document, candidates, sites)
        block = block if heading is None else heading
    if block is not None:
        return _as_declared(document.blocks[block].text, candidates), block, "visible heading"
    for text, (_, where) in zip(stripped, said.titles, strict=True):
        if text and (not page or agree(text, page)):
            return text, None, where
    if page:
        return page, None, "<title>"
    return next(iter(stripped), None), None, "declared"


def _first_line(document: Document, roles: Roles) -> tuple[str | None, int | None, str]:
    """The same of flattened text, in which only the place tells; no block where it is none for sure."""
    found = text_title(document, roles)
    if found is None:
        return None, None, ""
    index, sure = found
    text = document.blocks[index].text
    paths = (last_step(block.text, text) for block in document.blocks[:index] if text[0] in "[【")
    return next(filter(None, paths), text), index if sure else None, "first line"


def _title_block(document: Document, titles: Sequence[str]) -> int | None:
    """The visible block of an HTML page that shows one of ``titles``: a heading before any other."""
    wanted = list(dict.fromkeys(said for t in titles if len(said := plain(t)) >= 4))
    heads = {title[:size] for title in wanted for size in range(_LONGEST_HEAD + 1)}
    # most blocks need not be spelled plainly: they begin with another letter
    others = _LETTERS - {title[0] for title in wanted} - {title[0].upper() for title in wanted}
    shortest = min(map(len, wanted), default=0) // 2
    best: tuple[float, int] | None = None
    for index, block in enumerate(document.blocks):
        if block.hidden or not shortest <= len(block.text) <= LONGEST_TITLE:
            continue
        if not block.level and (block.text[:1] in others or plain(block.text[:8]) not in heads):
            continue
        score = _title_score(block, wanted)
        if score and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def _title_score(block: RawBlock, wanted: Sequence[str]) -> float:
    """How surely the block shows one of the wanted titles; 0 if not."""
    said = plain(block.text)
    if len(said) < 4:
        return 0.0
    share = 0.0
    for title in wanted:
        if said == title:
            share = 1.0
            break
        if said in title or title in said:
            share = max(share, min(len(said), len(title)) / max(len(said), len(title)))
    if share < (0.5 if block.level else 0.75):
        return 0.0
    rank = {1: 0.3, 2: 0.2, 3: 0.1}.get(block.level, 0.0)
    return share + rank - (0.25 if mostly_link(block) and block.level != 1 else 0.0)


def _standing_alone(document: Document, title: str) -> list[str]:
    """Beginnings of ``title`` that are lines of the page, where what is cut off is a line of it as well.

    Layouts of tables have no headings to tell a title from the name of the site by.
    """
    cuts = halves(title)
    if not cuts:
        return []
    lines = {block.text for block in document.blocks if not block.hidden}
    return [head for head, tail in cuts if head in lines and tail in lines]


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
