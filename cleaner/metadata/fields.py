"""Date, source and author of a page, each from the best place that has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from ..model import Evidence, Label
from ..reading.document import Document
from ..roles import RoleHit
from .bylines import Byline, is_person, read_byline
from .dates import date_in_url, find_date, find_relative, from_timestamp
from .declared import Declared
from .markup import marked_authors
from .names import clean_author, clean_source, same_name
from .titles import site_in
from .visible import BARE_NAME

__all__ = ["Fields"]

Found = tuple[str | None, str]
Roles = Sequence[Sequence[RoleHit]]

_NOTHING: Found = (None, "")
_FIRM = 0.5
_SECONDS = len("2024-07-24T17:40:56")
_DAY_FIRST_TLDS = frozenset(["uk", "au", "nz", "ie", "za", "in", "sg", "my", "ng", "ke", "pk", "eu"])
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
        """The outlet: named in a byline, declared, a bare name in the byline, then the site's name."""
        for candidates in (
            self._labelled_sources(self._lines),
            self._said.sources,
            self._bare_outlets(),
            self._labelled_sources(self._further),
            self._said.sites,
            [(self._site, "<title>")] if self._site else [],
        ):
            for text, where in candidates:
                name = clean_source(text)
                if name:
                    return name, where
        return _NOTHING

    def author(self, source: str | None) -> Found:
        """Who wrote it: named in a byline, declared, a bare name there, or a credit below the text."""
        shown = self._labelled_author(self._lines)
        if shown[0]:
            return shown
        marked = marked_authors(self._document, self._start)
        if marked:
            return ", ".join(marked[0]), f"mark-up of block {marked[1]}"
        for names, where in self._said.authors:
            name = clean_author(names)
            if name and not self._is_site(name, source):
                return name, where
        for index, line in self._lines.items():
            people = [p for p in line.people if not any(same_name(p, s) for s in self._sites)]
            name = clean_author(people)
            if name:
                return name, f"bare name in block {index}"
        return self._labelled_author(self._further)

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
                if near or hit.id in _SOURCE_ROWS:
                    yield hit.groups["source"], f"byline in block {index}"
            if near:
                yield from ((name, f"byline in block {index}") for name in self._lines[index].sources)

    def _bare_outlets(self) -> Iterator[tuple[str, str]]:
        for index, line in self._lines.items():
            yield from ((name, f"bare name in block {index}") for name in line.outlets)

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
