"""Finds the terms in a text, through every disguise, each with the characters it stands on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from .indexes import HELD_BACK, beginnings_for, index_for
from .lexicon import Lexicon, Row
from .matcher import Match, Matcher
from .normalize import Disguise, Normalized
from .sieve import Sieve
from .views import View, as_it_is, skeleton, squeeze

__all__ = ["Finder", "Hit"]


class Hit(NamedTuple):
    """One term, found.

    Attributes:
        row: the term.
        start, end: characters ``[start, end)`` of the normalised text.
        disguise: how it was hidden (``filler``, ``look_alike``, ``spelling``, ``reversed`` or a kind of
            :data:`cleaner.spam.normalize.Disguise`); empty where it stood openly.
        reading: the form of the term that it reads as.
    """

    row: Row
    start: int
    end: int
    disguise: str = ""
    reading: str = ""


class Finder:
    """Finds the terms of a lexicon; never changes after it is made."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    # made when the first line needs them, which most pages never do; made twice, they are the same

    @cached_property
    def sieve(self) -> Sieve:
        """Finds where the terms of ``core`` may stand, in many lines at once."""
        return Sieve(beginnings_for(self._lexicon))

    @cached_property
    def core(self) -> Matcher:
        """The terms that can make a line an advertisement, as they stand openly."""
        return self._matcher("core")

    @cached_property
    def _all(self) -> Matcher:
        return self._matcher("all")

    @cached_property
    def _skeleton(self) -> Matcher:
        return self._matcher("skeleton")

    def _matcher(self, name: str) -> Matcher:
        return Matcher(index_for(self._lexicon, name), self._lexicon.rows)

    def find(self, normalized: Normalized, *, thorough: bool = False) -> list[Hit]:
        """The terms in the text, in order, none overlapping: where they do, the longest.

        Everyday words are among them; a term inside an everyday word is not. Unless ``thorough``, a text
        without any term that could carry an advertisement has no hits at all, whatever else it names.
        """
        text = normalized.text
        squeezed = squeeze(text, _styled_digits(normalized))
        unified = skeleton(squeezed.text if squeezed else text)
        hidden = list(self._hidden(text, squeezed, unified)) if squeezed or unified else []
        places = self._all.places(text)
        if not hidden and not thorough and not any(self.core.find_at(text, places)):
            return []
        hits = self._plain(text, places)
        if hidden:
            hits = _longest_first(_with_hidden(hits, hidden))
        if normalized.disguises:
            hits = _mark_disguised(hits, normalized)
        return hits

    def _plain(self, text: str, places: Iterable[int]) -> list[Hit]:
        """The terms that stand openly, at some of the places."""
        return _longest_first(
            Hit(m.pattern.row, m.start, m.end, _spelling(m), m.pattern.form)
            for m in self._all.find_at(text, places)
        )

    def _hidden(self, text: str, squeezed: View | None, unified: View | None) -> Iterable[Hit]:
        """The terms that only another reading shows."""
        if squeezed is not None:
            for match in self._all.find(squeezed.text):
                start, end = squeezed.span(match.start, match.end)
                if end - start > match.end - match.start and match.pattern.row.kind not in HELD_BACK:
                    yield Hit(match.pattern.row, start, end, "filler", match.pattern.form)
        if unified is not None:
            again = squeeze(unified.text) or as_it_is(unified.text)
            for match in self._skeleton.find(again.text):
                inner = again.span(match.start, match.end)
                start, end = unified.span(*inner)
                if squeezed is not None:
                    start, end = squeezed.span(start, end)
                if text[start:end] != match.pattern.text and _differs(text[start:end], match):
                    yield Hit(match.pattern.row, start, end, "look_alike", match.pattern.form)


def _spelling(match: Match) -> str:
    """How a plain match hides its term: not at all, by a spelling, or written backwards."""
    if not match.pattern.variant:
        return ""
    return "reversed" if match.pattern.text[::-1] in match.pattern.row.forms else "spelling"


def _differs(found: str, match: Match) -> bool:
    """Whether the text spells a term otherwise than the lexicon does."""
    return found not in match.pattern.row.forms


def _styled_digits(normalized: Normalized) -> list[tuple[int, int]]:
    """Where the normalised text has digits that were circled or otherwise styled."""
    if not normalized.disguises:
        return []
    styled = [(a, b) for kind, a, b in normalized.disguises if kind == "styled"]
    if not styled:
        return []
    inside = {i for a, b in styled for i in range(a, b)}
    places = zip(normalized.text, normalized.map, strict=True)
    return [(i, i + 1) for i, (char, place) in enumerate(places) if place in inside and char.isdigit()]


def _with_hidden(plain: Sequence[Hit], hidden: Iterable[Hit]) -> list[Hit]:
    """Plain hits and those hidden ones that don't contradict them.

    A hidden hit gives way to an everyday word it touches, and to a plain term it doesn't wholly cover.
    """
    ends = [hit.end for hit in plain]
    kept = []
    for hit in hidden:
        at = bisect_right(ends, hit.start)
        beaten = False
        while at < len(plain) and plain[at].start < hit.end:
            other = plain[at]
            covers = (
                hit.start <= other.start
                and other.end <= hit.end
                and hit.end - hit.start > other.end - other.start
            )
            beaten = beaten or other.row.kind == "everyday" or not covers
            at += 1
        if not beaten:
            kept.append(hit)
    return [*plain, *kept]


def _longest_first(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits that overlap the longest, of equally long ones the first; in order of place."""
    hits = sorted(hits, key=itemgetter(1))
    if all(before.end <= hit.start for before, hit in pairwise(hits)):
        return hits
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        place = range(hit.start, hit.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)


def _mark_disguised(hits: Sequence[Hit], normalized: Normalized) -> list[Hit]:
    """Hits with the disguise that normalising already undid, where there was one."""
    # letters swapped in words come last, so each part is in order of place
    swapped = [each for each in normalized.disguises if each[0] == "look_alike"]
    parts = [each for each in normalized.disguises if each[0] != "look_alike"], swapped
    marked = []
    for hit in hits:
        if not hit.disguise and hit.row.kind not in HELD_BACK:
            start, end = normalized.span(hit.start, hit.end)
            kind = next(filter(None, (_kind_within(part, start, end) for part in parts)), None)
            hit = hit._replace(disguise=kind) if kind else hit
        marked.append(hit)
    return marked


def _kind_within(disguises: Sequence[Disguise], start: int, end: int) -> str | None:
    """The kind of the first of these disguises, in order of place, that touches the characters."""
    at = bisect_right(disguises, start, key=itemgetter(2))
    return disguises[at][0] if at < len(disguises) and disguises[at][1] < end else None
