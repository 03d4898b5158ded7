"""``cleaner batch --engine ray``: the parts of a run, shared out among actors."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..corpus.engine import EngineError
from ..expressions import compiled
from ..extras import require
from .knocking import knock

if TYPE_CHECKING:
    from ..corpus.engine import Done, PartCleaner
    from ..corpus.plans import PartPlan

__all__ = ["RayEngine"]

_LOG = logging.getLogger(__name__)
_PATIENCE = 30.0
"""Seconds until it is told, each time anew, that no actor has found a place."""
_TRIES = 2
"""How often a part is tried again after its process died."""
_ADDRESS = compiled(r"(?:ray://)?(?:\[([^\]]+)\]|([^:/\[\]]+)):([0-9]{1,5})(?:[/?].*)?")


class RayEngine:
    """Uses the Ray that this process is connected to, or else connects to one, or starts one here.

    Args:
        address: of the cluster, as ``ray.init`` takes it; that in ``RAY_ADDRESS``, or a Ray of this
            machine alone, where None.
        workers: how many actors clean; one for each processor where None.

    Raises:
        ImportError: where Ray is missing.
        EngineError: where nothing answers at the address.
    """

    name = "ray"

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        self._ray = require("ray", "ray")
        self._address = address or os.environ.get("RAY_ADDRESS")
        self._workers = workers
        if self._address is not None and not self._ray.is_initialized():
            knock(self.name, self._address, _places(self._address))

    def map(self, clean: PartCleaner, plans: Sequence[PartPlan]) -> Iterator[Done]:
        """What ``clean`` gives for each plan, as it is done; see :class:`cleaner.corpus.engine.Engine`."""
        ray = self._ray
        ours = not ray.is_initialized()
        try:
            if ours:
                self._connect(ray)
            yield from self._share_out(ray, clean, plans)
        except (ray.exceptions.RayError, ConnectionError, TimeoutError) as error:
            raise EngineError(f"ray: {_reason(error)}") from error
        finally:
            if ours:
                ray.shutdown()

    def _connect(self, ray: Any) -> None:
        # whoever runs a cluster has decided on this already; a Ray of our own tells nobody
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "error"}
        if self._address is not None:
            try:
                ray.init(address=self._address, **quiet)
            except (ValueError, RuntimeError) as error:  # an address that Ray cannot make out
                raise EngineError(f"ray: {self._address}: {_reason(error)}") from error
            return
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        here = {"include_dashboard": False, "_node_ip_address": "127.0.0.1"}
        ray.init(address="local", num_cpus=self._workers, **here, **quiet)

    def _share_out(self, ray: Any, clean: PartCleaner, plans: Sequence[PartPlan]) -> Iterator[Done]:
        """Gives each actor a part when it is ready, and the next one when it is done.

        Actors that the cluster has no room for never get ready, and nothing waits for them.
        """
        count = self._workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        kind = ray.remote(num_cpus=1, max_restarts=_TRIES, max_task_retries=_TRIES)(_Actor)
        actors = [kind.remote(clean) for _ in range(min(count, len(plans)))]
        asked = {actor.ready.remote(): actor for actor in actors}
        waiting, left = iter(plans), len(plans)
        placed = False
        while left:
            ready, _ = ray.wait(list(asked), num_returns=1, timeout=None if placed else _PATIENCE)
            if not ready:
                _LOG.warning("ray: the cluster has had no room for the work for %g s; waiting", _PATIENCE)
                continue
            (answered,), placed = ready, True
            actor = asked.pop(answered)
            done: Done | None = ray.get(answered)
            following = next(waiting, None)
            if following is not None:
                asked[actor.clean.remote(following)] = actor
            if done is not None:
                left -= 1
                yield done


class _Actor:
    """Cleans one part after the other in a process of Ray's; loads the lexicon and models once."""

    def __init__(self, clean: PartCleaner) -> None:
        self._clean = clean

    def ready(self) -> None:
        """Answers when the actor has its place."""

    def clean(self, plan: PartPlan) -> Done:
        return self._clean(plan)


def _places(address: str) -> list[tuple[str, str]]:
    """Host and port in an address; nothing for ``auto`` and the like, which Ray looks up by itself."""
    match = _ADDRESS.fullmatch(address)
    return [] if match is None else [(match[1] or match[2], match[3])]


def _reason(error: BaseException) -> str:
    """The first line of what went wrong, where it went wrong."""
    cause = getattr(error, "cause", None) or error
    return next(iter(str(cause).strip().splitlines()), type(cause).__name__)
