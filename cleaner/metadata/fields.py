"""Date, source and author of a page, each from the best place that has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from ..expressions import compiled
from ..model import Evidence, Kind, Label
from ..reading.document import Document
from ..roles import RoleHit
from .authors import clean_author
from .bylines import Byline, ends_as_outlet, is_no_name, is_person, read_byline
from .dates import date_in_url, find_date, find_relative, from_timestamp
from .declared import Declared
from .markup import marked_authors
from .names import is_dense, same_name
from .outlets import clean_source, is_agency, site_address
from .titles import plain, site_in
from .visible import BARE_NAME

__all__ = ["Fields"]

Found = tuple[str | None, str]
Roles = Sequence[Sequence[RoleHit]]

_NOTHING: Found = (None, "")
_FIRM = 0.5
_SECONDS = len("2024-07-24T17:40:56")
_DAY_FIRST_TLDS = frozenset(["uk", "au", "nz", "ie", "za", "in", "sg", "my", "ng", "ke", "pk", "eu"])
_NEAR, _LONGEST_NAME = 6, 40
"""Blocks below the title in which a bare name may be the author's, and its most characters."""
_INTRODUCED = compiled(r" (?:is|was|has|writes|covers|joined|works|holds|leads|serves)\b")
_SOURCE_ROWS = frozenset(("byline.source", "byline.fields"))


class Fields:
    """Finds the fields of one page; each answer is the value and where it was found.

    Args:
        document: the page.
        roles: the pattern rows of each block.
        said: what the page declares.
        bylines: the byline blocks near the title.
        title: the page's title, as it was found.
        title_block: the block that shows it.
    """

    def __init__(
        self,
        document: Document,
        roles: Roles,
        said: Declared,
        bylines: dict[int, Evidence],
        title: str | None,
        title_block: int | None,
    ) -> None:
        self._document = document
        self._roles = roles
        self._said = said
        self._day_first = _day_first(document)
        self._start = title_block or 0
        self._sites = [name for name, _ in said.sites]
        self._site = site_in(document.hints.title or "", title or "")
        self._dense = is_dense(title or "")
        self._lines: dict[int, Byline] = {}
        for index in sorted(bylines):
            self._lines[index] = self._read(index, bylines[index].code)

    def _read(self, index: int, code: str) -> Byline:
        """The parts of a byline block; bare names count only where no pattern explains the line."""
        line = read_byline(self._document.blocks[index].text, self._day_first)
        if code.startswith("role."):
            line.people, line.outlets = [], []
        elif code == BARE_NAME and len(line.people) == 2 and not line.outlets:
            line.outlets.append(line.people.pop(0))  # an outlet and its reporter, as in "Daily - Name"
        return line

    def date(self) -> Found:
        """When it was published: declared or shown, whichever is more exact of one day; else the address.

        A page that shows another day than it declares is believed by what it declares, unless that is a
        day of change.
        """
        declared = self._declared(self._said.dates)
        shown = self._shown_date()
        if declared[0] and shown[0] and shown[0][:10] == declared[0][:10]:
            return shown if len(shown[0]) >= len(declared[0][:_SECONDS]) else declared
        if declared[0] or shown[0]:
            return declared if declared[0] else shown
        changed = self._declared(self._said.modified)
        relative = self._relative(changed[0]) if changed[0] else None
        if relative:
            return relative, "byline"
        for url in (self._document.url, *self._said.urls):
            day = date_in_url(url) if url else None
            if day:
                return day, "address"
        return changed

    def source(self) -> Found:
        """The outlet: named in a byline, declared, a bare name in the byline, then the site's name.

        Pages in dense scripts name by the date whom they took the text from. Elsewhere sections, cities and
        buttons stand there, and a ``Source:`` further down is a chart's: a page is believed by the name of
        its site.
        """
        further = list(self._labelled_sources(self._further))
        for candidates in (
            self._labelled_sources(self._lines),
            self._said.sources,
            self._bare_outlets(),
            (found for found in further if is_dense(found[0])),
            self._said.sites,
            [(self._site, "<title>")] if self._site else [],
            further,
            self._bare_outlets(sure=False),
        ):
            for text, where in candidates:
                name = clean_source(text) or site_address(text)
                if name:
                    return name, where
        return _NOTHING

    def author(self, source: str | None) -> Found:
        """Who wrote it: named in a byline, declared, a bare name there, or a credit below the text.

        Bylines name outlets, offices and buttons as well. So the people whom the page declares are believed
        where it shows nobody else.
        """
        declared = self._declared_author(source)
        named = self._labelled_author(self._lines)
        marked = self._marked_author()
        people = _people(declared[0])
        if people and (self._others(named[0]) <= people or _people(marked[0]) == people):
            return declared
        for found in (named, marked, declared):
            if found[0]:
                return found
        for index, line in self._lines.items():
            name = clean_author([p for p in line.people if not self._is_site_name(p)])
            if name:
                return name, f"bare name in block {index}"
        credited = self._labelled_author(self._further)
        return credited if credited[0] else self._introduced_author()

    def _introduced_author(self) -> Found:
        """A bare name below the title whom the page introduces: "Hannah Whitlow is our reporter for ..."."""
        blocks = self._document.blocks
        below = blocks[self._start + 1 : self._start + 1 + _NEAR]
        names = [b.text for b in below if len(b.text) <= _LONGEST_NAME and is_person(b.text)]
        for name in dict.fromkeys(names):
            for index, block in enumerate(blocks):
                if block.text.startswith(f"{name} ") and _INTRODUCED.match(block.text, len(name)):
                    return name, f"introduced in block {index}"
        return _NOTHING

    def _declared_author(self, source: str | None) -> Found:
        """The first declared author that is not the site."""
        for names, where in self._said.authors:
            whole = names[0] if len(names) == 1 and names[0] in self._sites else None
            name = whole or clean_author(names)
            if name and not self._is_site(name, source):
                return name, where
        return _NOTHING

    def _marked_author(self) -> Found:
        """Whom the mark-up near the title calls an author."""
        marked = marked_authors(self._document, self._start)
        return (", ".join(marked[0]), f"mark-up of block {marked[1]}") if marked else _NOTHING

    def _others(self, authors: str | None) -> set[str]:
        """The people among some authors, without those that are the site."""
        return {name for name in _people(authors) if not self._is_site_name(name)}

    def _is_site_name(self, name: str) -> bool:
        return any(same_name(name, site) for site in self._sites)

    @cached_property
    def _further(self) -> list[int]:
        """Visible blocks from the title on, beyond the bylines, that match a byline row."""
        blocks = self._document.blocks
        return [
            i
            for i in range(self._start, len(blocks))
            if i not in self._lines and self._roles[i] and not blocks[i].hidden
        ]

    def _hits(self, group: str, index: int) -> Iterator[RoleHit]:
        """The byline rows that captured ``group`` in a block."""
        return (h for h in self._roles[index] if h.label is Label.BYLINE and group in h.groups)

    def _labelled_sources(self, blocks: Iterable[int]) -> Iterator[tuple[str, str]]:
        """Outlets behind a label, or before a date; further off only behind a label."""
        for index in blocks:
            near = index in self._lines
            for hit in self._hits("source", index):
                name = hit.groups["source"]
                if hit.id in _SOURCE_ROWS or (near and self._is_outlet(name)):
                    yield name, f"byline in block {index}"
            if near:
                yield from ((name, f"byline in block {index}") for name in self._lines[index].sources)

    def _bare_outlets(self, *, sure: bool = True) -> Iterator[tuple[str, str]]:
        """Names that stand by themselves near the title; all that end like an outlet's, if not ``sure``."""
        fits = self._is_outlet if sure else ends_as_outlet
        for index, line in self._lines.items():
            yield from ((name, f"bare name in block {index}") for name in filter(fits, line.outlets))

    def _is_outlet(self, name: str) -> bool:
        """Whether a name without a label is an outlet's: on a page in a dense script, an agency, or the site.

        Flattened text has no other place for the site's name.
        """
        if self._dense or is_dense(name) or is_agency(name):
            return not all(map(is_no_name, name.split()))
        if self._document.kind is Kind.TEXT:
            return name[0].isupper()
        return any(plain(name) in plain(site) for site in (*self._sites, self._site or ""))

    def _labelled_author(self, blocks: Iterable[int]) -> Found:
        """The first block that names authors, and the fullest reading of it."""
        for index in blocks:
            near = index in self._lines
            texts = [[h.groups["author"]] for h in self._hits("author", index) if near or h.weight >= _FIRM]
            if near:
                texts.append(self._lines[index].authors)
            names = [name for text in texts if (name := clean_author(text))]
            # a reading that holds a number took the agency's place and day for a part of the name
            names = [name for name in names if not any(map(str.isdecimal, name))] or names
            if names:
                return max(names, key=len), f"byline in block {index}"
        return _NOTHING

    def _is_site(self, author: str, source: str | None) -> bool:
        """Whether a declared author is but the site: so common on Chinese pages that it says nothing."""
        if author.isascii() or is_person(author):
            return False
        return any(same_name(author, site) for site in (source, self._site, *self._sites))

    def _declared(self, candidates: Sequence[tuple[str, str]]) -> Found:
        for text, where in candidates:
            date = from_timestamp(text) or find_date(text, self._day_first)
            if date:
                return date, where
        return _NOTHING

    def _shown_date(self) -> Found:
        """The first date near the title, in a ``<time>`` element, or in a byline line further off."""
        dated = [(line.updated, i, line.date) for i, line in self._lines.items() if line.date]
        if dated:
            _, index, date = min(dated, key=lambda item: (item[0], item[1]))
            return date, f"byline in block {index}"
        times = [(part, "<time>") for pair in self._document.hints.times[:3] for part in pair]
        lines = [
            (self._document.blocks[i].text, f"block {i}")
            for i in self._further
            if any(h.weight >= _FIRM for h in self._hits("date", i))
        ]
        return self._declared([*times, *lines])

    def _relative(self, base: str) -> str | None:
        """A byline's distance from a known date of the page."""
        texts = (self._document.blocks[i].text for i in self._lines)
        return next((found for text in texts if (found := find_relative(text, base))), None)


def _people(authors: str | None) -> set[str]:
    """Those of some authors, joined as :func:`clean_author` joins them, whose names are people's."""
    return {name.casefold() for name in (authors or "").split(", ") if is_person(name)}


def _day_first(document: Document) -> bool:
    """Whether ``3/4/2024`` means the third of April: everywhere but in American English."""
    lang = (document.hints.lang or "").lower().replace("_", "-")
    if not lang.startswith("en"):
        return True
    if "-" in lang:
        return not lang.startswith("en-us")
    try:
        host = urlsplit(document.url or document.hints.canonical or "").hostname or ""
    except ValueError:
        return False
    return host.rpartition(".")[2] in _DAY_FIRST_TLDS
