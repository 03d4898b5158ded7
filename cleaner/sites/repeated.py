"""Which blocks of one article are the site's and not the story's.

A block counts as the site's where many of its pages show it. How many depends on where it stands, since news
repeats itself too: at the foot of the article furniture is likely, before the first sentence less (a serial
opens with the same words each time), and between paragraphs only whole sentences go, for sub-headings
("Why it matters"), speakers' names and table cells return on every page of some sites.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..content.shape import is_prose
from ..judge import Decision
from ..model import Evidence, Label
from ..reading.document import Document
from .profile import SiteProfile

__all__ = ["drop_repeated"]


class _Bar(NamedTuple):
    """What it takes: pages of the site that show the block, as a number and as a share."""

    pages: int
    share: float


_FOOT = _Bar(6, 0.3)
_HEAD = _Bar(8, 0.5)
_INSIDE = _Bar(8, 0.5)
_MOST_CHARACTERS = 600
"""Repeats of more than this, and more than half of the article, are a story told twice, not furniture."""


def drop_repeated(document: Document, decision: Decision, profile: SiteProfile) -> None:
    """Makes the kept blocks that are the site's own boilerplate, with evidence ``site.repeated``.

    Nothing goes where no paragraph of the article's own would be left, or where what repeats is so long
    that the story itself must have been seen before.
    """
    kept = decision.kept
    counts = {i: profile.pages_with(document.blocks[i].text) for i in kept}
    gone = _foot(document, kept, counts, profile)
    rest = [i for i in kept if i not in gone]
    gone |= _head(document, rest, counts, profile)
    gone |= {i for i in rest if _is_inside(document, decision, i, counts[i], profile)}
    own = [document.blocks[i].text for i in kept if i not in gone]
    size = sum(len(document.blocks[i].text) for i in gone)
    if not any(map(is_prose, own)) or size > max(_MOST_CHARACTERS, sum(map(len, own))):
        return
    for i in sorted(gone):
        reason = f"stands on {counts[i]} of {profile.pages} pages of {profile.site}"
        share = min(1.0, round(counts[i] / profile.pages, 4))
        decision.relabel(i, Label.BOILERPLATE, Evidence("site.repeated", reason, share))


def _foot(document: Document, kept: Sequence[int], counts: dict[int, int], profile: SiteProfile) -> set[int]:
    """The blocks behind the last one that is the article's own."""
    return _run(document, kept[::-1], counts, profile, _FOOT)


def _head(document: Document, kept: Sequence[int], counts: dict[int, int], profile: SiteProfile) -> set[int]:
    """The blocks before the first one that is the article's own."""
    return _run(document, kept, counts, profile, _HEAD)


def _run(
    document: Document, kept: Sequence[int], counts: dict[int, int], profile: SiteProfile, bar: _Bar
) -> set[int]:
    """The blocks from one end of the article that repeat often enough, without a gap."""
    found: set[int] = set()
    for i in kept:
        if not _reaches(counts[i], profile, bar) or _is_cell(document, i):
            break
        found.add(i)
    return found


def _is_inside(document: Document, decision: Decision, index: int, count: int, profile: SiteProfile) -> bool:
    """Whether a block between paragraphs is the site's: a whole sentence, and no heading or cell."""
    return (
        _reaches(count, profile, _INSIDE)
        and decision.labels[index] is Label.BODY
        and is_prose(document.blocks[index].text)
        and not _is_cell(document, index)
    )


def _is_cell(document: Document, index: int) -> bool:
    """Whether a block is a cell of figures; whole pages stood in tables once, so prose is none."""
    block = document.blocks[index]
    return block.tag in ("td", "th") and not is_prose(block.text)


def _reaches(count: int, profile: SiteProfile, bar: _Bar) -> bool:
    return count >= bar.pages and count >= bar.share * profile.pages
