"""The article does not end in links to other pages of its site: these are other stories."""

from __future__ import annotations

from ..model import Evidence, Kind, Label
from ..reading.addresses import leads_within, site_of
from ..reading.document import Document
from ..reading.links import LINKED, link_density
from ..reading.place import inset_of
from .decision import Decision

__all__ = ["drop_closing_links"]

_CLOSING = Evidence("related.closing", "links to pages of the site, below the article's last words", 0.6)


def drop_closing_links(document: Document, decision: Decision) -> None:
    """Takes out the last kept blocks that only link within the site, and the headings above them.

    References and sources lead elsewhere, and stay. So does a list or table that is more than links.
    """
    if document.kind is not Kind.HTML:
        return
    kept = decision.kept
    site = site_of(document.address)
    end = len(kept)
    while end and _only_points_within(document, kept[end - 1], site):
        end -= 1
    end = _whole_lists(document, kept, end)
    last = end
    while last and decision.labels[kept[last - 1]] is Label.HEADING:
        last -= 1
    if last == 0 or end == len(kept):
        return
    for index in kept[end:]:
        decision.relabel(index, Label.RELATED, _CLOSING)
    for index in kept[last:end]:
        decision.relabel(index, Label.BOILERPLATE, _CLOSING)


def _only_points_within(document: Document, index: int, site: str | None) -> bool:
    """Whether a block is nothing but links, most of them to the page's own site."""
    block = document.blocks[index]
    if not block.links or link_density(block) < LINKED:
        return False
    return 2 * sum(leads_within(link.href, site) for link in block.links) > len(block.links)


def _whole_lists(document: Document, kept: list[int], end: int) -> int:
    """The same end, moved down past the items and cells whose list or table goes on above."""
    if end == 0:
        return 0
    above = inset_of(document.blocks[kept[end - 1]].path)
    while end < len(kept) and above and inset_of(document.blocks[kept[end]].path) == above:
        end += 1
    return end
