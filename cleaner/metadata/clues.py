"""What a page gives to find its date, source and author in: bylines, declarations, names of its site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from urllib.parse import urlsplit

from ..model import Evidence, Label
from ..reading.document import Document
from ..roles import RoleHit
from .authors import split_authors
from .byline_lines import BARE_NAME
from .bylines import Byline, ends_as_outlet, is_no_name, is_person, read_byline
from .declared import Declared
from .markup import marked_authors
from .names import is_dense, same_name
from .titles import plain, site_in

__all__ = ["FIRM", "NOTHING", "Clues", "Found"]

Found = tuple[str | None, str]
"""The value of a field, and where it was found."""
NOTHING: Found = (None, "")
FIRM = 0.5
"""The weight from which a pattern row counts far from the title too."""
_BEFORE_DATE = "role.byline.outlet_date"
"""A word before a date: an outlet's name, or a person's."""
_LONG = 7
"""Letters of a piece of a title that is hardly an outlet's name."""
_DAY_FIRST_TLDS = frozenset(["uk", "au", "nz", "ie", "za", "in", "sg", "my", "ng", "ke", "pk", "eu"])


class Clues:
    """The parts of one page that its fields are found in.

    Args:
        document: the page.
        roles: the pattern rows of each block.
        said: what the page declares.
        bylines: the byline blocks near the title.
        title: the page's title, as it was found.
        title_block: the block that shows it.

    Attributes:
        start: the title's block, or the first.
        lines: the byline blocks near the title, taken apart.
        sites: names of the site that the page declares.
        site: its name beside the title, if any.
        title: the page's title, or nothing.
        dense: the title is in a script without spaces between words, or in Korean.
        day_first: ``3/4/2024`` means the third of April.
    """

    def __init__(
        self,
        document: Document,
        roles: Sequence[Sequence[RoleHit]],
        said: Declared,
        bylines: dict[int, Evidence],
        title: str | None,
        title_block: int | None,
    ) -> None:
        self.document = document
        self.title = title or ""
        self.said = said
        self.start = title_block or 0
        self.sites = [name for name, _ in said.sites]
        self.site = site_in(document.hints.title or "", title or "")
        self.dense = is_dense(title or "")
        self.day_first = _day_first(document)
        self._roles = roles
        self.lines: dict[int, Byline] = {}
        for index in sorted(bylines):
            self.lines[index] = self._read(index, bylines[index].code)

    def _read(self, index: int, code: str) -> Byline:
        """The parts of a byline block; bare names count only where no pattern explains the line."""
        line = read_byline(self.document.blocks[index].text, self.day_first)
        if code.startswith("role.") and code != _BEFORE_DATE:
            line.people, line.outlets = [], []
        elif code == BARE_NAME and len(line.people) == 2 and not line.outlets:
            line.outlets.append(line.people.pop(0))  # an outlet and its reporter, as in "Daily - Name"
        return line

    @cached_property
    def marked(self) -> tuple[list[str], int]:
        """Whom the mark-up near the title calls an author, and the block of the first."""
        return marked_authors(self.document, self.start) or ([], self.start)

    @cached_property
    def further(self) -> list[int]:
        """Visible blocks from the title on, beyond the bylines, that match a byline row."""
        blocks = self.document.blocks
        return [
            i
            for i in range(self.start, len(blocks))
            if i not in self.lines and self._roles[i] and not blocks[i].hidden
        ]

    def hits(self, group: str, index: int) -> Iterator[RoleHit]:
        """The byline rows that captured ``group`` in a block."""
        return (h for h in self._roles[index] if h.label is Label.BYLINE and group in h.groups)

    def is_furniture(self, index: int) -> bool:
        """Whether the wording of a block gives it away as something else than a byline."""
        return any(hit.label is not Label.BYLINE for hit in self._roles[index])

    def is_no_outlet(self, name: str) -> bool:
        """Whether a name without a label is an author's, by its form or the mark-up, or part of the title."""
        said = plain(name)
        if is_person(name) or is_no_name(name) or _is_signed(name):
            return True
        if any(is_person(author) and plain(author) in said for author in self.marked[0]):
            return True
        return said in map(plain, self.said.people) or (len(said) >= _LONG and said in plain(self.title))

    def is_site(self, name: str) -> bool:
        """Whether a name is the site's."""
        return any(same_name(name, site) for site in self.sites)


def _is_signed(name: str) -> bool:
    """Whether a word such as 記者 stands in front of a name."""
    names = split_authors(name)
    return bool(names) and names[-1] != name and name.endswith(names[-1]) and not ends_as_outlet(name)


def _day_first(document: Document) -> bool:
    """Whether ``3/4/2024`` means the third of April: everywhere but in American English."""
    lang = (document.hints.lang or "").lower().replace("_", "-")
    if not lang.startswith("en"):
        return True
    if "-" in lang:
        return not lang.startswith("en-us")
    try:
        host = urlsplit(document.address or "").hostname or ""
    except ValueError:
        return False
    return host.rpartition(".")[2] in _DAY_FIRST_TLDS
