"""Pages that hold a notice and no article: missing, refused, only for persons, behind a consent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..model import Evidence
from ..reading.columns import columns
from ..reading.document import Document
from ..roles.fold import fold
from ..tables import read_table
from .decision import Findings

__all__ = ["notice_of"]

_GAP = 80
"""Characters that the dots of a phrase stand for, at most."""
_LONGEST_LINE = 1_000
"""Characters of a block that are looked at."""
_BARE = 400
"""Columns up to which the title alone tells."""
_SHARE = 0.5
"""Of what is shown, in which a notice must speak to its reader where its title does not say what it is."""
_LONGEST_SPOKEN = 400
"""Columns of a block that a phrase speaks for: a page in one line has more to say than how to sign in."""
_SITE = (" - ", " | ", " – ", " — ", "_", " · ")
"""What stands between a title and the name of the site behind it."""


class _Notice(NamedTuple):
    """A row of ``notices.toml``."""

    evidence: Evidence
    most: int
    titles: frozenset[str]
    says: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1)
def _rows() -> tuple[_Notice, ...]:
    rows = read_table(Path(__file__).with_name("notices.toml"))["row"]
    return tuple(
        _Notice(
            Evidence(f"page.{row['id']}", row["reason"], 0.8),
            row["most"],
            frozenset(map(_plain, row["titles"])),
            tuple(tuple(_plain(phrase).split("…")) for phrase in row["says"]),
        )
        for row in rows
    )


def notice_of(document: Document, findings: Findings, kept: Sequence[int]) -> Evidence | None:
    """What the page tells its reader instead of an article, if it does.

    Only a page that shows little is asked. Its title must be that of a notice, or most of what it shows must
    be. A byline does not count: the same text without it has to be the same to whoever cleans it again.
    """
    widths = {index: columns(document.blocks[index].text) for index in kept}
    shown = sum(widths.values())
    rows = [row for row in _rows() if shown <= row.most]
    if not rows:
        return None
    texts = {index: _plain(document.blocks[index].text[:_LONGEST_LINE]) for index in kept}
    titles = {*_titles(findings.metadata.title or document.hints.title or ""), texts[kept[0]]}
    for row in rows:
        titled = not row.titles.isdisjoint(titles)
        if titled and shown <= _BARE:
            return row.evidence
        spoken = [index for index, text in texts.items() if any(_says(text, phrase) for phrase in row.says)]
        said = sum(min(widths[index], _LONGEST_SPOKEN) for index in spoken)
        if spoken and (titled or said >= _SHARE * shown):
            return row.evidence
    return None


def _titles(title: str) -> set[str]:
    """The title, and what stands before the mark that parts it from the name of the site."""
    whole = _plain(title)
    return {whole, *(whole.partition(mark)[0].strip() for mark in _SITE)} - {""}


def _says(text: str, phrase: Sequence[str]) -> bool:
    """Whether the parts of a phrase stand in a text, one soon after the other."""
    at = text.find(phrase[0])
    while at >= 0:
        end = at + len(phrase[0])
        for part in phrase[1:]:
            found = text.find(part, end, end + _GAP + len(part))
            if found < 0:
                break
            end = found + len(part)
        else:
            return True
        at = text.find(phrase[0], at + 1)
    return False


def _plain(text: str) -> str:
    """In small letters, folded as the patterns are, with straight quotes."""
    return fold(text).lower().replace("’", "'").replace("‘", "'").strip()
