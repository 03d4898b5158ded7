"""``cleaner batch --engine spark``: the parts of a run, as the tasks of one job."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any

from ..corpus.engine import EngineError
from ..extras import require

if TYPE_CHECKING:
    from ..corpus.engine import Done, PartCleaner
    from ..corpus.plans import PartPlan

__all__ = ["SparkEngine"]

_LOOK_SECONDS = 0.2
"""How often the parts that are done are asked for."""


class SparkEngine:
    """Uses the Spark session of this process, or else makes one.

    Args:
        address: the master, such as ``spark://host:7077`` or ``yarn``; a Spark of this machine where None.
        workers: tasks at a time on this machine; one for each processor where None.

    Raises:
        ImportError: where Spark is missing.
        EngineError: where Java is missing.
    """

    name = "spark"

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        self._pyspark = require("pyspark", "spark")
        self._sql = require("pyspark.sql", "spark")
        if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
            raise EngineError("spark needs Java 17 or later, and there is none here")
        self._address = address
        self._workers = workers

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
            return builder.master(self._address).getOrCreate()
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


def _reason(error: Exception) -> str:
    """The line of Spark's long message that says what went wrong in our own code, or else the first."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    ours = [line for line in lines if re.match(r"[\w.]+(Error|Exception): ", line)]
    return (ours or lines or [type(error).__name__])[0][:500]
