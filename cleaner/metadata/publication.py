"""When and by whom the text of a page was published."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from ..expressions import compiled
from ..model import Kind
from .below import value_below
from .bylines import begins_as_outlet, ends_as_outlet, is_no_name, read_byline
from .clues import FIRM, NOTHING, Clues, Found
from .dates import date_in_url, find_date, find_relative, from_timestamp
from .names import is_dense
from .outlets import clean_source, is_agency, is_platform, site_address
from .titles import plain

__all__ = ["find_published", "find_source"]

_REACH, _LONGEST_LINE = 12, 60
"""Blocks below the title, and characters of one, that may be but a date."""
_DAY, _SECONDS = len("2024-07-24"), len("2024-07-24T17:40:56")
_THAI = compiled("[\u0e00-\u0e7f]")
"""Thai names of people have a space, and so have names of outlets: these tell what they are in front."""
_YEAR = compiled(r"20\d\d")
_PARTS = compiled(r"20\d\d (?:[01]\d\s?/\s?[0-3]\d [0-2]\d:[0-5]\d(?::[0-5]\d)?|[01]\d[-.][0-3]\d)")
_SLASH = compiled(r"\s?/\s?")
_SOURCE_ROWS = frozenset(("byline.source", "byline.fields"))


def find_published(clues: Clues) -> Found:
    """When it was published: declared or shown, whichever is more exact of one day; else the address.

    A page that shows another day than it declares is believed by what it declares, unless that is a day of
    change.
    """
    declared = _declared(clues, clues.said.dates)
    shown = _shown_date(clues)
    if declared[0] and shown[0] and shown[0][:_DAY] == declared[0][:_DAY]:
        return shown if len(shown[0]) >= len(declared[0][:_SECONDS]) else declared
    if declared[0] and shown[0] and shown[1].startswith("byline") and _is_days_before(shown[0], declared[0]):
        return shown
    if declared[0] or shown[0]:
        return declared if declared[0] else shown
    changed = _declared(clues, clues.said.modified)
    relative = _relative(clues, changed[0]) if changed[0] else None
    if relative:
        return relative, "byline"
    for url in (clues.document.url, *clues.said.urls):
        day = date_in_url(url) if url else None
        if day:
            return day, "address"
    if changed[0]:
        return changed
    alone = _date_alone(clues)
    return alone if alone[0] else _date_in_lines(clues)


def find_source(clues: Clues) -> Found:
    """The outlet: named in a byline, declared, a bare name in the byline, then the site's name.

    Pages in dense scripts name by the date whom they took the text from. Elsewhere sections, cities and
    buttons stand there, and a ``Source:`` further down is a chart's: a page is believed by the name of its
    site.
    """
    further = list(_labelled_sources(clues, clues.further))
    for candidates in (
        _labelled_sources(clues, clues.lines),
        value_below(clues, "source"),
        clues.said.sources,
        _bare_outlets(clues),
        (found for found in further if is_dense(found[0])),
        clues.said.sites,
        [(clues.site, "<title>")] if clues.site else [],
        further,
        _names_like_outlets(clues),
    ):
        for text, where in candidates:
            name = clean_source(text) or site_address(text)
            if name and not is_platform(name):
                return name, where
    return NOTHING


def _labelled_sources(clues: Clues, blocks: Iterable[int]) -> Iterator[tuple[str, str]]:
    """Outlets behind a label, or before a date; further off only behind a label."""
    for index in blocks:
        near = index in clues.lines
        for hit in clues.hits("source", index):
            name = hit.groups["source"]
            bare = near and _is_outlet(clues, name) and not clues.is_no_outlet(name)
            if hit.id in _SOURCE_ROWS or bare:
                yield name, f"byline in block {index}"
        if near:
            yield from ((name, f"byline in block {index}") for name in clues.lines[index].sources)


def _bare_outlets(clues: Clues) -> Iterator[tuple[str, str]]:
    """Outlets that stand by themselves near the title.

    Flattened text, which has no other place for the site's name, has it beside a reporter's.
    """
    for index, line in clues.lines.items():
        beside = clues.document.kind is Kind.TEXT and bool(line.people)
        names = (n for n in line.outlets if beside or _is_outlet(clues, n))
        yield from ((n, f"bare name in block {index}") for n in names if not clues.is_no_outlet(n))


def _names_like_outlets(clues: Clues) -> Iterator[tuple[str, str]]:
    """Names near the title that end as outlets' do, "Daily" or "News", where nothing better is known."""
    for index, line in clues.lines.items():
        for name in filter(ends_as_outlet, line.outlets):
            if all(word[0].isupper() for word in name.split()):
                yield name, f"bare name in block {index}"


def _is_outlet(clues: Clues, name: str) -> bool:
    """Whether a name without a label is an outlet's: on a page in a dense script, an agency, or the site."""
    if _THAI.match(name):
        return begins_as_outlet(name)
    if clues.dense or is_dense(name) or is_agency(name):
        return not all(map(is_no_name, name.split()))
    return any(plain(name) in plain(site) for site in (*clues.sites, clues.site or ""))


def _declared(clues: Clues, candidates: Sequence[tuple[str, str]]) -> Found:
    """The first of some texts that holds a date."""
    for text, where in candidates:
        date = from_timestamp(text) or find_date(text, clues.day_first)
        if date:
            return date, where
    return NOTHING


def _shown_date(clues: Clues) -> Found:
    """The first date near the title, in a ``<time>`` element, or in a byline line further off."""
    dated = [(line.updated, i, line.date) for i, line in clues.lines.items() if line.date]
    if dated:
        _, index, date = min(dated, key=lambda item: (item[0], item[1]))
        return date, f"byline in block {index}"
    blocks = clues.document.blocks
    times = [(part, "<time>") for pair in clues.document.hints.times[:3] for part in pair]
    lines = [
        (blocks[i].text, f"block {i}")
        for i in clues.further
        if any(hit.weight >= FIRM for hit in clues.hits("date", i))
    ]
    return _declared(clues, [*times, *lines])


def _date_alone(clues: Clues) -> Found:
    """A date in a line of its own below the title, where a standfirst parts them."""
    blocks = clues.document.blocks
    for index in range(clues.start + 1, min(clues.start + 1 + _REACH, len(blocks))):
        block = blocks[index]
        if block.hidden or len(block.text) > _LONGEST_LINE or not any(map(str.isdigit, block.text)):
            continue
        if find_date(block.text, clues.day_first) is None:
            continue  # most lines: not worth a closer look
        line = read_byline(block.text, clues.day_first)
        if block.text[-1] in "?!？！" or (block.text[-1] == "。" and (line.people or line.outlets)):
            continue
        if line.date and not line.rest and len(line.people) + len(line.outlets) <= 1:
            return line.date, f"block {index}"
    return NOTHING


def _date_in_lines(clues: Clues) -> Found:
    """A date near the title whose year, day and time are lines of their own."""
    blocks = clues.document.blocks
    for index in range(max(0, clues.start - _REACH), min(clues.start + _REACH, len(blocks) - 1)):
        if not _YEAR.match(blocks[index].text):
            continue
        for count in (5, 3, 2, 1):
            text = " ".join(block.text for block in blocks[index : index + count])
            found = _PARTS.match(text) if count == 1 else _PARTS.fullmatch(text)
            if found and (date := find_date(_SLASH.sub("/", found[0]))):
                return date, f"block {index}"
    return NOTHING


def _is_days_before(one: str, other: str) -> bool:
    """Whether a day is more than one before another, which time zones do not explain."""
    try:
        return (datetime.date.fromisoformat(other[:_DAY]) - datetime.date.fromisoformat(one[:_DAY])).days > 1
    except ValueError:  # a month or a year
        return False


def _relative(clues: Clues, base: str) -> str | None:
    """A byline's distance from a known date of the page."""
    texts = (clues.document.blocks[i].text for i in clues.lines)
    return next((found for text in texts if (found := find_relative(text, base))), None)
