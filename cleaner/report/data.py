"""A report as plain data, for machines."""

from __future__ import annotations

from typing import Any

from ..corpus.campaigns import campaigns_to_dict
from .gather import Report

__all__ = ["report_to_dict"]


def report_to_dict(report: Report) -> dict[str, Any]:
    """Everything that the page shows, and all of what it shows only the beginning of."""
    sites = sorted(report.sites.items(), key=lambda each: (-each[1].blocks, -each[1].pages, each[0]))
    return {
        "run": report.name,
        "version": report.version,
        "complete": report.complete,
        "adds_up": report.adds_up,
        "records": report.records,
        "errors": report.errors,
        "verdicts": dict(report.verdicts),
        "blocks": dict(report.blocks),
        "characters": dict(report.characters),
        "languages": dict(report.languages.most_common()),
        "sites": [
            {"site": name, "pages": site.pages, "pages_with_spam": site.hit, "blocks": site.blocks}
            for name, site in sites
        ],
        "periods": [{"period": each.name, "families": dict(each.families)} for each in report.periods],
        "undated": report.undated,
        "reasons": [
            {"reason": reason, "records": count, "places": report.error_places[reason]}
            for reason, count in report.reasons.most_common()
        ],
        "notes": dict(report.notes.most_common()),
        "spam": campaigns_to_dict(report.campaigns),
    }
