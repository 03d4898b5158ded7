"""Counts what a report shows, in one pass over the rows of a run and those that find the campaigns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..corpus.campaigns import Campaigns, find_campaigns
from ..corpus.runs import Run
from ..model import Verdict
from ..sites import site_of

__all__ = ["Period", "Report", "Site", "gather"]

_MOST_PERIODS = 62
"""Columns that can still be told apart."""
_MOST_REASONS = 1000
"""Different reasons of errors that are counted one by one."""


@dataclass(slots=True)
class Site:
    """One site: its pages, those with spam, and the planted blocks on them."""

    pages: int = 0
    hit: int = 0
    blocks: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """Planted blocks of one year, month or day, by what they sell."""

    name: str
    families: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.families.values())


@dataclass(slots=True)
class Report:
    """What a run did.

    Attributes:
        name: of the run's folder.
        version: of the program that made it, if the run says so.
        complete: whether the run came to its end.
        records: rows and errors together; ``expected``: what the run's manifest says there are.
        problems: what the run itself says does not add up.
        verdicts: pages by verdict.
        blocks, characters: by label, over all pages.
        languages: articles by language; an empty name where it is undecided.
        sites: by host; an empty name for pages without an address.
        reasons: errors by reason, and ``error_places`` a few of each.
        notes: pages by what else was said of them.
        campaigns: the spam; ``periods``: the same by date, and ``undated``: blocks of pages without one.
    """

    name: str
    version: str = ""
    complete: bool = True
    records: int = 0
    expected: int | None = None
    problems: tuple[str, ...] = ()
    errors: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    blocks: Counter[str] = field(default_factory=Counter)
    characters: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sites: dict[str, Site] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    error_places: dict[str, list[str]] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)
    campaigns: Campaigns = field(default_factory=lambda: Campaigns((), (), 0, 0, {}, {}))
    periods: tuple[Period, ...] = ()
    undated: int = 0

    @property
    def adds_up(self) -> bool:
        """Whether as many records are there as the run says."""
        return self.expected in (None, self.records) and not self.problems


def gather(run: Run, lexicons: Sequence[str] = ()) -> Report:
    """Counts everything that a report shows.

    Raises:
        RunError: for a file of the run that cannot be read.
        LexiconError: for a lexicon file that cannot be used.
    """
    manifest = run.manifest
    report = Report(
        name=run.folder.resolve().name,
        version=str(manifest.get("versions", {}).get("cleaner", "")),
        complete=manifest.get("complete") is True,
        expected=manifest.get("records"),
        problems=tuple(manifest.get("problems", ())),
    )
    for row in run.rows():
        _add_row(report, row)
    for error in run.errors():
        _add_error(report, error)
    report.campaigns = find_campaigns(run.rows, lexicons)
    report.undated = sum(report.campaigns.days.get("", {}).values())
    report.periods = _periods(report.campaigns.days)
    return report


def _add_row(report: Report, row: Mapping[str, Any]) -> None:
    report.records += 1
    if row["verdict"] is None:
        _count_error(report, str(row.get("error")), str(row.get("id")))
        return
    report.verdicts[row["verdict"]] += 1
    report.blocks.update(row["blocks"])
    report.characters.update(row["characters"])
    if row["verdict"] in (Verdict.CLEAN, Verdict.SPAM_REMOVED):
        report.languages[row["language"] or ""] += 1
    report.notes.update(row["notes"] or ())
    site = report.sites.setdefault(site_of(row["url"]) or "", Site())
    site.pages += 1
    site.hit += bool(row["spam"])
    site.blocks += len(row["spam"] or ())


def _add_error(report: Report, error: Mapping[str, Any]) -> None:
    report.records += 1
    place = ":".join(str(error[name]) for name in ("file", "position") if error.get(name) is not None)
    _count_error(report, str(error.get("reason")), place or str(error.get("id")))


def _count_error(report: Report, reason: str, place: str) -> None:
    report.errors += 1
    if reason not in report.reasons and len(report.reasons) >= _MOST_REASONS:
        reason = "..."
    report.reasons[reason] += 1
    places = report.error_places.setdefault(reason, [])
    if len(places) < 3:
        places.append(place)


def _periods(days: Mapping[str, Mapping[str, int]]) -> tuple[Period, ...]:
    """By day, month or year, whichever can still be told apart.

    Columns without spam are left out, and a date less exact than the columns has one of its own.
    """
    dated = {day: sold for day, sold in days.items() if day}
    for digits in (10, 7, 4):
        sums: dict[str, Counter[str]] = {}
        for day, sold in dated.items():
            sums.setdefault(day[:digits], Counter()).update(sold)
        if len(sums) <= _MOST_PERIODS or digits == 4:
            break
    names = sorted(sums)[-_MOST_PERIODS:]
    return tuple(Period(name, sums[name]) for name in names)
