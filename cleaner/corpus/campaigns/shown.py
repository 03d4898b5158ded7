"""Campaigns as a table for people and as plain data for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...console import Style, clip, one_line, width
from .gather import Campaign, Campaigns
from .novel import NewTerm

__all__ = ["campaigns_table", "campaigns_to_dict"]

_NAMELESS = "(no name)"
_PRODUCT = 24
_EXAMPLE = 96
_MOST_TEMPLATES = 5
_HEAD = ("product", "lines", "pages", "sites", "first", "last")


def campaigns_table(found: Campaigns, most: int, style: Style) -> str:
    """The campaigns with most lines, each with its wordings and examples, and what the lexicon lacks."""
    if not found.lines:
        return "no spam in this run\n"
    return "".join(f"{line}\n" for line in _lines(found, most, style))


def _lines(found: Campaigns, most: int, style: Style) -> Iterator[str]:
    sold = ", ".join(f"{count} {family}" for family, count in found.families.items() if count)
    yield f"{found.lines} planted blocks on {found.pages} pages: {sold}"
    yield ""
    shown = found.campaigns[:most]
    cells = [_HEAD, *map(_cells, shown)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(_HEAD))]
    yield style.paint(_row(cells[0], widths), "bold")
    for campaign, row in zip(shown, cells[1:], strict=True):
        yield style.paint(_row(row, widths), "yellow")
        yield f"    {'; '.join(_wordings(campaign))}"
        yield from (f"    {clip(one_line(example), _EXAMPLE)}" for example in campaign.examples)
    if len(found.campaigns) > most:
        yield f"and {len(found.campaigns) - most} more products (--most N shows more)"
    yield from _new_terms(found.terms, most, style)


def _cells(campaign: Campaign) -> tuple[str, ...]:
    name = clip(one_line(campaign.product), _PRODUCT) or _NAMELESS
    counts = (str(campaign.lines), str(campaign.pages), str(len([s for s in campaign.sites if s])))
    dates = (campaign.first or "-", campaign.last or "-")
    return (f"{name} *" if campaign.new else name, *counts, *dates)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    """The name to the left, numbers to the right."""
    first = cells[0] + " " * (widths[0] - width(cells[0]))
    rest = [
        cell.rjust(columns) if number < 3 else cell.ljust(columns)
        for number, (cell, columns) in enumerate(zip(cells[1:], widths[1:], strict=True))
    ]
    return "  ".join([first, *rest]).rstrip()


def _wordings(campaign: Campaign) -> Iterator[str]:
    ranked = sorted(campaign.templates.values(), key=lambda each: (-each.lines, each.parts))
    for template in ranked[:_MOST_TEMPLATES]:
        yield f"{template.lines} × {template.parts or 'no known term'}"
    if len(ranked) > _MOST_TEMPLATES:
        yield f"{len(ranked) - _MOST_TEMPLATES} more wordings"


def _new_terms(terms: Sequence[NewTerm], most: int, style: Style) -> Iterator[str]:
    """What the lexicon lacks; ``*`` marks the same names above."""
    for title, wanted in (("names", True), ("phrases", False)):
        listed = [term for term in terms if term.name is wanted]
        if listed:
            yield ""
            yield style.paint(f"{title} that the lexicon does not have (--rows FILE writes them)", "bold")
            for term in listed[:most]:
                yield f"{term.lines:>6}  {one_line(term.text)}    {clip(one_line(term.examples[0]), 60)}"


def campaigns_to_dict(found: Campaigns) -> dict[str, Any]:
    """Everything that was found, as plain data."""
    return {
        "lines": found.lines,
        "pages": found.pages,
        "families": dict(found.families),
        "campaigns": [_campaign(each) for each in found.campaigns],
        "new": [_term(each) for each in found.terms],
    }


def _campaign(campaign: Campaign) -> dict[str, Any]:
    ranked = sorted(campaign.templates.values(), key=lambda each: (-each.lines, each.parts))
    return {
        "product": campaign.product,
        "new": campaign.new,
        "lines": campaign.lines,
        "pages": campaign.pages,
        "first": campaign.first,
        "last": campaign.last,
        "sites": dict(sorted(campaign.sites.items(), key=lambda each: (-each[1], each[0]))),
        "families": campaign.families,
        "templates": [
            {"parts": each.parts.split(), "lines": each.lines, "example": each.example} for each in ranked
        ],
        "examples": campaign.examples,
        "addresses": campaign.addresses,
    }


def _term(term: NewTerm) -> dict[str, Any]:
    kind = "name" if term.name else "phrase"
    return {
        "text": term.text,
        "kind": kind,
        "lines": term.lines,
        "family": term.family,
        "examples": list(term.examples),
    }
