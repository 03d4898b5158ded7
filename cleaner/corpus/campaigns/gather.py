"""Goes over the rows of a run and gathers its advertisements into campaigns.

Three passes, each in the order of the rows: the first looks for new names and phrases, the second asks
whether honest articles use them too, the third counts, with the new names as terms, so that their disguised
spellings are found as well. Equal lines are taken apart once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...sites import site_of
from ...spam.boundaries import common_words
from ...spam.hits import Finder
from ...spam.lexicon import Lexicon
from .lines import FAMILIES, LOOKED_AT, Line, read_line
from .novel import NewTerm, Novelty
from .rows import as_row

__all__ = ["Campaign", "Campaigns", "Template", "find_campaigns"]

Rows = Callable[[], Iterable[Mapping[str, Any]]]
_EXAMPLES = 3
_HONEST_SHARE = 0.1
"""A term that articles hold at more than this share of the lines that made it is everybody's word."""
_REMEMBERED = 400_000
"""Units of lines that are remembered; about 200 bytes each."""


@dataclass(slots=True)
class Template:
    """One wording: its parts in order, how many lines have it, and the head of one of them."""

    parts: str
    lines: int
    example: str


@dataclass(slots=True)
class Campaign:
    """The advertisements for one product.

    Attributes:
        product: its name as the lexicon has it, or a new one; empty for lines that name none.
        new: the lexicon does not have the name.
        lines, pages: how many planted blocks, on how many pages.
        first, last: the earliest and latest date of those pages, ``None`` where none has a date.
        sites: pages by site; pages without an address are under an empty name.
        families: lines by what they sell.
        templates: lines by wording.
        examples: a few different lines, or their heads.
        addresses: a few of the pages.
    """

    product: str
    new: bool = False
    lines: int = 0
    pages: int = 0
    first: str | None = None
    last: str | None = None
    sites: dict[str, int] = field(default_factory=dict)
    families: dict[str, int] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def add_line(self, text: str, line: Line) -> None:
        """Counts one planted block."""
        self.lines += 1
        self.families[line.family] = self.families.get(line.family, 0) + 1
        template = self.templates.setdefault(line.template, Template(line.template, 0, text))
        template.lines += 1
        if len(self.examples) < _EXAMPLES and text not in self.examples:
            self.examples.append(text)

    def add_page(self, url: str | None, date: str | None) -> None:
        """Counts one page that has at least one of the lines."""
        self.pages += 1
        site = site_of(url) or ""
        self.sites[site] = self.sites.get(site, 0) + 1
        if date:
            self.first = min(self.first or date, date)
            self.last = max(self.last or date, date)
        if url and len(self.addresses) < _EXAMPLES:
            self.addresses.append(url)


@dataclass(frozen=True, slots=True)
class Campaigns:
    """All advertisements of a run.

    Attributes:
        campaigns: by product, the one with most lines first.
        terms: names and phrases that the lexicon lacks.
        lines, pages: planted blocks, and pages that have any.
        families: planted blocks by what they sell.
        days: the same for each date, ISO 8601 and as exact as the pages say; empty for pages without one.
    """

    campaigns: tuple[Campaign, ...]
    terms: tuple[NewTerm, ...]
    lines: int
    pages: int
    families: Mapping[str, int]
    days: Mapping[str, Mapping[str, int]]


def find_campaigns(rows: Rows, lexicons: Sequence[str] = ()) -> Campaigns:
    """Gathers the advertisements of a run.

    Args:
        rows: gives the rows of ``cleaner.corpus.schema`` anew each time it is called, in the same order.
        lexicons: files of terms beside the built-in ones.

    Raises:
        LexiconError: for a lexicon file that cannot be used.
    """
    lexicon = Lexicon.load(lexicons)
    terms = _not_honest(rows, _new_terms(rows, lexicon))
    names = [as_row(term, number) for number, term in enumerate(terms) if term.name]
    return _count(rows, Lexicon((*lexicon.rows, *names)), terms)


def _new_terms(rows: Rows, lexicon: Lexicon) -> tuple[NewTerm, ...]:
    read = _Reader(lexicon)
    novelty = Novelty()
    for row in rows():
        for text in _heads(row):
            novelty.add(text, read(text))
    return novelty.terms(common_words())


def _not_honest(rows: Rows, terms: tuple[NewTerm, ...]) -> tuple[NewTerm, ...]:
    """Without the terms that the run's own articles use."""
    found = dict.fromkeys((term.text for term in terms), 0)
    if found:
        for row in rows():
            text = (row["text"] or "").lower()
            for term in found:
                found[term] += term in text
    return tuple(term for term in terms if found[term.text] <= _HONEST_SHARE * term.lines)


def _count(rows: Rows, lexicon: Lexicon, terms: tuple[NewTerm, ...]) -> Campaigns:
    read = _Reader(lexicon)
    new = {term.text for term in terms if term.name}
    campaigns: dict[str, Campaign] = {}
    families = dict.fromkeys(FAMILIES, 0)
    days: dict[str, dict[str, int]] = {}
    lines = pages = 0
    for row in rows():
        texts = list(_heads(row))
        pages += bool(texts)
        lines += len(texts)
        hit: dict[str, Campaign] = {}
        day = (row["date"] or "")[:10]
        for text in texts:
            line = read(text)
            families[line.family] += 1
            sold = days.setdefault(day, {})
            sold[line.family] = sold.get(line.family, 0) + 1
            product = line.product
            hit[product] = campaigns.setdefault(product, Campaign(product, product in new))
            hit[product].add_line(text, line)
        for campaign in hit.values():
            campaign.add_page(row["url"], day or None)
    ranked = sorted(campaigns.values(), key=lambda each: (not each.product, -each.lines, each.product))
    return Campaigns(tuple(ranked), terms, lines, pages, families, days)


def _heads(row: Mapping[str, Any]) -> Iterator[str]:
    """As much of each planted block of a page as is looked at: a block may be as long as a page."""
    return (text[:LOOKED_AT] for text in row["spam"] or ())


class _Reader:
    """``read_line`` with these terms; remembers the lines that it saw lately, and fewer long ones."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._finder = Finder(lexicon)
        self._lines: OrderedDict[str, Line] = OrderedDict()
        self._size = 0

    def __call__(self, text: str) -> Line:
        """The line taken apart."""
        line = self._lines.get(text)
        if line is not None:
            self._lines.move_to_end(text)
            return line
        line = self._lines[text] = read_line(self._finder, text)
        self._size += _size(line)
        while self._size > _REMEMBERED:
            _, oldest = self._lines.popitem(last=False)
            self._size -= _size(oldest)
        return line


def _size(line: Line) -> int:
    """What a line takes, in units: those that it has, and a few for itself and its text."""
    return len(line.units) + 5
