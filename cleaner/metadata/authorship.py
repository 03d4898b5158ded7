"""Who wrote the text of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..expressions import compiled
from .authors import clean_author
from .below import value_below
from .bylines import is_no_name, is_person
from .clues import FIRM, NOTHING, Clues, Found
from .names import is_dense, same_name
from .titles import plain
from .word_lists import any_of

__all__ = ["find_author"]

_BEFORE_DATE = "byline.outlet_date"
_NEAR, _LONGEST_NAME = 6, 40
"""Blocks below the title in which a bare name may be the author's, and its most characters."""


def find_author(clues: Clues, source: str | None) -> Found:
    """The authors: named in a byline, declared, a bare name there, or a credit below the text.

    Bylines name outlets, offices and buttons as well. So the people whom the page declares are believed
    where it shows nobody else.
    """
    declared = _declared(clues, source)
    named = _labelled(clues, clues.lines)
    marked = _marked(clues)
    people = _people(declared[0])
    others = {name for name in _people(named[0]) if not clues.is_site(name)}
    if people and (others <= people or _people(marked[0]) == people):
        return declared
    for found in (named, _below(clues), marked, declared, _bare(clues), _labelled(clues, clues.further)):
        if found[0]:
            return found
    return _introduced(clues)


def _declared(clues: Clues, source: str | None) -> Found:
    """The first declared author that is not the site."""
    for names, where in clues.said.authors:
        whole = names[0] if len(names) == 1 and names[0] in clues.sites else None
        name = whole or clean_author(names)
        if name and not _is_only_the_site(name, clues, source):
            return name, where
    return NOTHING


def _is_only_the_site(author: str, clues: Clues, source: str | None) -> bool:
    """Whether a declared author is but the site: so common on Chinese pages that it says nothing."""
    if author.isascii() or is_person(author):
        return False
    return any(same_name(author, site) for site in (source, clues.site, *clues.sites))


def _labelled(clues: Clues, blocks: Iterable[int]) -> Found:
    """The first block that names authors, and the fullest reading of it."""
    for index in blocks:
        near = index in clues.lines
        hits = [h for h in clues.hits("author", index) if near or h.weight >= FIRM]
        texts = [[name] for h in hits if _is_whole(name := h.groups["author"], h.id)]
        if near:
            texts.append(clues.lines[index].authors)
        found = [_without_site(clean_author(text) or "", clues) for text in texts]
        names = [name for name in found if name]
        if not near:  # menus have "By Industry" and the like
            names = [name for name in names if is_dense(name) or _people(name)]
        # a reading that holds a number took the agency's place and day for a part of the name
        names = [name for name in names if not any(map(str.isdecimal, name))] or names
        if names:
            return max(names, key=len), f"byline in block {index}"
    return NOTHING


def _below(clues: Clues) -> Found:
    """Authors in the line below the label."""
    for text, where in value_below(clues, "author"):
        name = clean_author([text])
        if name and not is_no_name(name):
            return name, where
    return NOTHING


def _without_site(authors: str, clues: Clues) -> str:
    """The authors without the site, where it stands behind them: "By Ellen Marsh, Prairie Star"."""
    first, *others = authors.split(", ")
    sites = set(map(plain, (*clues.sites, clues.site or "")))
    others = [name for name in others if plain(name) not in sites]
    return ", ".join([first, *others])


def _is_whole(name: str, row: str) -> bool:
    """Whether a row's author may be one: a word before a date is half a name where names have spaces."""
    return not is_no_name(name) and (row != _BEFORE_DATE or is_dense(name))


def _marked(clues: Clues) -> Found:
    """Whom the mark-up near the title calls an author."""
    names, index = clues.marked
    return (", ".join(names), f"mark-up of block {index}") if names else NOTHING


def _bare(clues: Clues) -> Found:
    """People who stand in a byline without a label."""
    for index, line in clues.lines.items():
        people = [_behind_site(name, clues) for name in line.people]
        people = [name for name in people if not clues.is_site(name) and name != clues.site]
        name = clean_author(people)
        if name:
            return name, f"bare name in block {index}"
    return NOTHING


def _behind_site(name: str, clues: Clues) -> str:
    """A name without the site's in front of it: "Prairie Star Wendell Price"."""
    for site in (*clues.sites, clues.site):
        rest = name.removeprefix(f"{site} ")
        if rest != name and is_person(rest):
            return rest
    return name


def _introduced(clues: Clues) -> Found:
    """A bare name below the title whom the page introduces: "Hannah Whitlow is our reporter for ..."."""
    blocks = clues.document.blocks
    below = blocks[clues.start + 1 : clues.start + 1 + _NEAR]
    names = [b.text for b in below if len(b.text) <= _LONGEST_NAME and is_person(b.text)]
    for name in dict.fromkeys(names):
        for index, block in enumerate(blocks):
            if block.text.startswith(f"{name} ") and _introduction().match(block.text, len(name)):
                return name, f"introduced in block {index}"
    return NOTHING


def _people(authors: str | None) -> set[str]:
    """Those of some authors, joined as :func:`clean_author` joins them, whose names are people's."""
    return {name.casefold() for name in (authors or "").split(", ") if is_person(name)}


@lru_cache(maxsize=1)
def _introduction() -> re.Pattern[str]:
    """What stands behind a name where a page introduces its author, not something else of that name."""
    does = r"(?:writes|covers|joined|holds|has (?:written|worked|covered|been))\b"
    position = rf"(?:is|was|works as)\b.{{0,80}}?\b{any_of('person', 'positions')}\b"
    return compiled(rf"(?i) (?:{does}|{position})")
