"""The first of two passes over the inputs of a run: what repeats on the pages of each site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..limits import DEFAULT_LIMITS, Limits
from ..sites import SiteProfiles
from .options import Columns
from .pool import Pool
from .reader import Reader
from .settings import Settings
from .sites import Observation, SiteLearner, observe
from .sources import Item, check_packages, find_inputs, parse_item
from .sources.items import RecordError
from .worker import Lost

__all__ = ["SiteWork", "learn_inputs"]


@dataclass(frozen=True)
class SiteWork:
    """Makes the function of a worker that looks at pages. Can be pickled.

    Attributes:
        columns: the names of the fields.
        limits: how much of a page is looked at, which should be what is cleaned.
    """

    columns: Columns
    limits: Limits = DEFAULT_LIMITS

    def __call__(self) -> Callable[[Item], Observation | None]:
        """The function; None for a record that teaches nothing, whatever is wrong with it."""

        def work(item: Item) -> Observation | None:
            try:
                record = parse_item(item, self.columns)
            except RecordError:
                return None
            return observe(record.page, self.limits)

        return work


def learn_inputs(names: Sequence[str], settings: Settings, workers: int = 1) -> SiteProfiles:
    """Looks at every page of the inputs; the same inputs give the same profiles, whatever the workers.

    A record that cannot be read, takes too long or kills its worker teaches nothing; the second pass tells
    of it.

    Raises:
        InputsError: for inputs that are not there.
        PoolError: if no worker can be started.
        ImportError: where the package for a format is missing.
    """
    inputs, _ = find_inputs(names)
    check_packages(inputs)
    reader = Reader(inputs, settings.columns)
    learner = SiteLearner()
    work = SiteWork(settings.columns, settings.cleaning.limits)
    with Pool(work, workers, settings.page_seconds, settings.worker_memory) as pool:
        for _, answer in pool.run(iter(reader)):
            reader.marks.popleft()
            learner.add(None if isinstance(answer, Lost) else answer)
    return learner.profiles()
