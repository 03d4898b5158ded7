"""The article does not end in links to other pages of its site: these are other stories."""

from __future__ import annotations

from ..content.tail import link_density
from ..expressions import compiled
from ..model import KEPT_LABELS, Evidence, Kind, Label
from ..reading.addresses import leads_within, site_of
from ..reading.document import Document
from .decision import Decision

__all__ = ["drop_closing_links"]

_INSET = compiled(r"/(?:ul|ol|dl|table)\[\d+\]")
_LINKED = 0.8
"""Share of a block's characters in links from which it is nothing else."""
_CLOSING = Evidence("related.closing", "links to pages of the site, below the article's last words", 0.6)


def drop_closing_links(document: Document, decision: Decision) -> None:
    """Takes out the last kept blocks that only link within the site, and the headings above them.

    References and sources lead elsewhere, and stay. So does a list or table that is more than links.
    """
    if document.kind is not Kind.HTML:
        return
    kept = [index for index, label in enumerate(decision.labels) if label in KEPT_LABELS]
    site = site_of(document.address)
    end = len(kept)
    while end and _only_points_within(document, kept[end - 1], site):
        end -= 1
    end = _whole_lists(document, kept, end)
    if end in (0, len(kept)):
        return
    for index in kept[end:]:
        decision.relabel(index, Label.RELATED, _CLOSING)
    while end and decision.labels[kept[end - 1]] is Label.HEADING:
        end -= 1
        decision.relabel(kept[end], Label.BOILERPLATE, _CLOSING)


def _only_points_within(document: Document, index: int, site: str | None) -> bool:
    """Whether a block is nothing but links, most of them to the page's own site."""
    links = document.blocks[index].links
    if not links or link_density(document, index) < _LINKED:
        return False
    return 2 * sum(leads_within(link.href, site) for link in links) > len(links)


def _whole_lists(document: Document, kept: list[int], end: int) -> int:
    """The same end, moved down past the items and cells whose list or table goes on above."""
    if end == 0:
        return 0
    above = _around(document, kept[end - 1])
    while end < len(kept) and above and _around(document, kept[end]) == above:
        end += 1
    return end


def _around(document: Document, index: int) -> str:
    """The path of the outermost list or table around a block; empty if there is none."""
    inset = _INSET.search(document.blocks[index].path or "")
    return inset.string[: inset.end()] if inset else ""
