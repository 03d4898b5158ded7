"""``cleaner batch --engine spark``: the parts of a run, as the tasks of one job."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..corpus.engine import EngineError
from ..expressions import compiled
from ..extras import require
from .knocking import knock

if TYPE_CHECKING:
    from ..corpus.engine import Done, PartCleaner
    from ..corpus.plans import PartPlan

__all__ = ["SparkEngine"]

_MASTERS = compiled(r"yarn|local(?:-cluster)?(?:\[[^\]]*\])?|(?:k8s|mesos)://.+")
_PLACE = compiled(r"(?:\[([^\]]+)\]|([^:/\[\]]+)):([0-9]{1,5})")
"""A host and port behind ``spark://``; a cluster that can lose a master names several, with commas."""
_LOOK_SECONDS = 0.2
"""How often the parts that are done are asked for."""


class SparkEngine:
    """Uses the Spark session of this process, or else makes one.

    Args:
        address: the master, such as ``spark://host:7077`` or ``yarn``; a Spark of this machine where None.
        workers: tasks at a time on this machine; one for each processor where None.

    Raises:
        ImportError: where Spark is missing.
        EngineError: where Java is missing, for an address that is no master, and where nothing answers.
    """

    name = "spark"

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        self._pyspark = require("pyspark", "spark")
        self._sql = require("pyspark.sql", "spark")
        if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
            raise EngineError("spark needs Java 17 or later, and there is none here")
        self._address = address
        self._workers = workers
        if address is not None and self._sql.SparkSession.getActiveSession() is None:
            knock(self.name, address, _places(address))

    def map(self, clean: PartCleaner, plans: Sequence[PartPlan]) -> Iterator[Done]:
        """What ``clean`` gives for each plan, as it is done; see :class:`cleaner.corpus.engine.Engine`."""
        ours = self._sql.SparkSession.getActiveSession() is None
        session = None
        try:
            session = self._session()
            yield from _share_out(session.sparkContext, self._gathering(session.sparkContext), clean, plans)
        except EngineError:
            raise
        except Exception as error:  # Spark's own errors have no base in common
            raise EngineError(f"spark: {_reason(error)}") from error
        finally:
            if ours and session is not None:
                session.stop()

    def _session(self) -> Any:
        builder = self._sql.SparkSession.builder.appName("cleaner batch")
        builder = builder.config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "ERROR")
        if self._address is not None:
            session = builder.master(self._address).getOrCreate()
            _tell_of_waiting(session)
            return session
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = builder.config("spark.ui.enabled", "false")
        return builder.master(f"local[{self._workers or '*'}]").getOrCreate()

    def _gathering(self, context: Any) -> Any:
        """An accumulator of lists."""

        class Gathering(self._pyspark.AccumulatorParam):  # type: ignore[misc, name-defined]
            def zero(self, value: list[Any]) -> list[Any]:
                return []

            def addInPlace(self, value1: list[Any], value2: list[Any]) -> list[Any]:  # noqa: N802
                value1.extend(value2)
                return value1

        return context.accumulator([], Gathering())


def _share_out(context: Any, done: Any, clean: PartCleaner, plans: Sequence[PartPlan]) -> Iterator[Done]:
    """Runs the job in a thread; the accumulator ``done`` tells what is done, once for each part."""

    def work(plan: PartPlan) -> None:
        done.add([clean(plan)])

    told = 0
    with ThreadPoolExecutor(1) as executor:
        job = executor.submit(context.parallelize(plans, len(plans)).foreach, work)
        try:
            while told < len(plans):
                over = job in wait([job], _LOOK_SECONDS).done
                if over:
                    job.result()
                found = done.value[told:]
                told += len(found)
                yield from found
                if over and told < len(plans):
                    raise EngineError(f"spark: {len(plans) - told} parts were not told of")
        finally:
            if not job.done():
                context.cancelAllJobs()


def _places(address: str) -> list[tuple[str, str]]:
    """Hosts and ports of the masters in an address; nothing for those that Spark looks up by itself.

    Raises:
        EngineError: for what Spark takes for no address; it says so on many pages.
    """
    if not address.startswith("spark://"):
        if _MASTERS.fullmatch(address) is None:
            raise EngineError(f"spark: {address}: is no master; one is spark://HOST:PORT, yarn or k8s://...")
        return []
    found = [_PLACE.fullmatch(place) for place in address.removeprefix("spark://").split(",")]
    if None in found:
        raise EngineError(f"spark: {address}: names no host and port, as in spark://HOST:7077")
    return [(match[1] or match[2], match[3]) for match in found if match is not None]


def _tell_of_waiting(session: Any) -> None:
    """Has Spark warn, every 15 s, while no machine of the cluster takes the work; nothing else would."""
    with suppress(Exception):  # how Spark logs is its own business, and no run should end of it
        log4j = session.sparkContext._jvm.org.apache.logging.log4j
        name = "org.apache.spark.scheduler.TaskSchedulerImpl"
        log4j.core.config.Configurator.setLevel(name, log4j.Level.WARN)


def _reason(error: Exception) -> str:
    """The line of Spark's long message that says what went wrong in our own code, or else the first."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    ours = [line for line in lines if re.match(r"[\w.]+(Error|Exception): ", line)]
    return (ours or lines or [type(error).__name__])[0][:500]
