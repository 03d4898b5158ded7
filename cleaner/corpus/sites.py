"""Learns in one pass over many pages which blocks repeat on each site, in bounded memory.

``observe`` looks at one page and can run in any process; a ``SiteLearner`` counts what it saw, in the order
of the pages, so that the same pages give the same profiles however many processes looked.

Counts are kept by the method of Misra and Gries: each site has a limited number of counters, and when they
are full the same amount is taken off all of them. A count can only be too low, never too high, and a block on
a good share of the pages is never lost. A story that was fetched twice counts once, unless so many came in
between that it was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ..arguments import as_page, as_pages
from ..limits import DEFAULT_LIMITS, Limits, Watch
from ..model import Page
from ..reading import read
from ..reading.document import Document, RawBlock
from ..reading.links import link_density
from ..sites import site_of
from ..sites.profile import Repeated, SiteProfile, SiteProfiles, fingerprint

__all__ = ["Observation", "SiteLearner", "learn_sites", "observe"]

_LEAST_PAGES = 6
_LEAST_SHARE = 0.3
"""What a block must reach to be written down; the judge asks for more, depending on its place."""
_EXAMPLE = 160
"""Characters of a repeated block that the profile shows."""
_OPENING = 6
"""Blocks that tell two pages without a title apart."""


class Observation(NamedTuple):
    """What is remembered of one page.

    Attributes:
        site: its host.
        story: equal for two copies of the same story.
        blocks: fingerprint and opening characters of each block that could be the article's.
    """

    site: str
    story: str
    blocks: tuple[tuple[str, str], ...]


def observe(page: Page, limits: Limits = DEFAULT_LIMITS) -> Observation | None:
    """Looks at one page, as far as the limits allow.

    None for a page without an address, its own or the caller's, or without text.
    """
    document = read(page, limits, Watch(limits.seconds))
    site = site_of(document.address)
    if site is None:
        return None
    blocks: dict[str, str] = {}
    for block in document.blocks:
        key = None if block.hidden or _is_link(block) else fingerprint(block.text)
        if key is not None:
            blocks.setdefault(key, block.text[:_EXAMPLE])
    story = _story(document, blocks)
    return Observation(site, story, tuple(blocks.items())) if story else None


def _is_link(block: RawBlock) -> bool:
    """Whether a block is mostly links; the content judge takes those out without any help."""
    return link_density(block) > 0.5


def _story(document: Document, blocks: dict[str, str]) -> str | None:
    """What two copies of a story have in common: its titles, or how the page begins.

    Sites that give every page the same ``<title>`` have it in the first heading.
    """
    heading = next((block.text for block in document.blocks if block.level == 1 and not block.hidden), "")
    titles = [document.hints.title or "", heading]
    return fingerprint("".join(titles)) or fingerprint("".join(list(blocks)[:_OPENING]))


@dataclass(slots=True)
class _Site:
    """The counters of one site, and the stories that are not to be counted again."""

    pages: int = 0
    stories: dict[str, None] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def used(self) -> int:
        """What it takes of the budget of all sites."""
        return len(self.counts) + len(self.stories)

    def add(self, observation: Observation, most_stories: int) -> None:
        """Counts a page, unless its story was counted."""
        if observation.story in self.stories:
            return
        self.stories[observation.story] = None
        if len(self.stories) > most_stories:
            del self.stories[next(iter(self.stories))]
        self.pages += 1
        for key, text in observation.blocks:
            count = self.counts[key] = self.counts.get(key, 0) + 1
            if count == 2:
                self.texts[key] = text

    def shrink(self, most: int) -> None:
        """Takes the same amount off all counters so that at most ``most`` are left."""
        if len(self.counts) <= most:
            return
        less = sorted(self.counts.values(), reverse=True)[most]
        self.counts = {key: count - less for key, count in self.counts.items() if count > less}
        self.texts = {key: text for key, text in self.texts.items() if key in self.counts}

    def forget(self) -> None:
        """Gives up the older half of its stories."""
        self.stories = dict.fromkeys(list(self.stories)[(len(self.stories) + 1) // 2 :])


class SiteLearner:
    """Counts blocks by site.

    Args:
        counters: how many blocks of one site are counted, and how many of its stories known, at a time.
        all_counters: how many blocks and stories in all; about 150 bytes each.
        sites: how many sites; those with the fewest pages give way.

    Raises:
        ValueError: for a number below 1.
    """

    def __init__(self, counters: int = 4096, all_counters: int = 1_000_000, sites: int = 50_000) -> None:
        if min(counters, all_counters, sites) < 1:
            raise ValueError("counters and sites must be at least 1")
        self._counters, self._all, self._most_sites = counters, all_counters, sites
        self._sites: dict[str, _Site] = {}
        self._used = 0

    def add(self, observation: Observation | None) -> None:
        """Counts what ``observe`` saw; nothing for None."""
        if observation is None:
            return
        site = self._sites.setdefault(observation.site, _Site())
        before = site.used
        site.add(observation, self._counters)
        if len(site.counts) > 2 * self._counters:
            site.shrink(self._counters)
        self._used += site.used - before
        if self._used > self._all:
            self._shrink_all()
        if len(self._sites) > self._most_sites:
            self._drop_sites()

    def profiles(self) -> SiteProfiles:
        """What was learned: the sites that have blocks which repeat."""
        found = {}
        for name, site in self._sites.items():
            least = max(_LEAST_PAGES, _LEAST_SHARE * site.pages)
            keys = sorted(key for key, count in site.counts.items() if count >= least)
            if keys:
                blocks = {key: Repeated(site.counts[key], site.texts.get(key, "")) for key in keys}
                found[name] = SiteProfile(name, site.pages, blocks)
        return SiteProfiles(found)

    def _shrink_all(self) -> None:
        """Halves what takes more on every site: its counters, smallest first, or its stories, oldest first.

        Not both: a flood of stories must not take the counts of what repeats with it.
        """
        sites = self._sites.values()
        stories = sum(len(site.stories) for site in sites)
        for site in sites:
            if 2 * stories > self._used:
                site.forget()
            else:
                site.shrink(len(site.counts) // 2)
        self._used = sum(site.used for site in sites)

    def _drop_sites(self) -> None:
        """Forgets the half of the sites with the fewest pages."""
        names = sorted(self._sites, key=lambda name: self._sites[name].pages, reverse=True)
        keep = set(names[: max(1, self._most_sites // 2)])
        self._sites = {name: site for name, site in self._sites.items() if name in keep}
        self._used = sum(site.used for site in self._sites.values())


def learn_sites(
    pages: Iterable[bytes | str | Page], learner: SiteLearner | None = None, limits: Limits = DEFAULT_LIMITS
) -> SiteProfiles:
    """The profiles of the sites that these pages are from, read one after the other.

    A page's site is that of its ``url``, or else of the address that it gives itself. ``TypeError`` for a
    single page.
    """
    learner = learner or SiteLearner()
    for page in as_pages(pages):
        learner.add(observe(as_page(page), limits))
    return learner.profiles()
