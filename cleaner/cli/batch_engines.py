"""``cleaner batch --engine``: where a run works, and what it cannot do there."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from .errors import CliError, UsageError

if TYPE_CHECKING:
    from ..corpus.engine import Engine

__all__ = ["add_engine_options", "engine_of", "is_local"]

_LOCAL = "local"
_ENGINES = (_LOCAL, "ray", "spark")


def add_engine_options(group: Any) -> None:
    """Adds ``--engine`` and ``--address``."""
    group.add_argument(
        "--engine",
        dest="runs_on",
        choices=_ENGINES,
        default=_LOCAL,
        help="where to work: processes of this command, Ray or Spark; the latter two read JSON Lines and"
        " Parquet, and need INPUT and OUT under the same names on all machines (default: local)",
    )
    group.add_argument(
        "--address",
        metavar="URL",
        help="the cluster of the engine, such as ray://host:10001 or spark://host:7077 (default: here)",
    )


def is_local(args: argparse.Namespace) -> bool:
    """Whether the run works in processes of its own."""
    return bool(args.runs_on == _LOCAL)


def engine_of(args: argparse.Namespace) -> Engine | None:
    """The engine that was asked for; ``None`` for the local one.

    Raises:
        UsageError: for options that it cannot honour.
        CliError: where its package, or what that needs, is missing.
    """
    if is_local(args):
        if args.address is not None:
            raise UsageError("--address is for --engine ray and --engine spark")
        return None
    for given, option, why in (
        (args.page_seconds is not None, "--page-seconds", "it does not watch single pages"),
        (args.worker_memory is not None, "--worker-memory", "its processes are its own"),
        (args.learn_sites, "--learn-sites", "learn with the local engine, then give --site-profile"),
    ):
        if given:
            raise UsageError(f"{option} cannot be had with --engine {args.runs_on}: {why}")
    if args.runs_on == "spark" and args.address is not None and args.workers is not None:
        raise UsageError("--workers is for this machine; the Spark at --address has its own")
    from ..corpus.engine import EngineError

    try:
        return _make(args)
    except (ImportError, EngineError) as error:
        raise CliError(str(error)) from error


def _make(args: argparse.Namespace) -> Engine:
    if args.runs_on == "ray":
        from ..integrations.batch_ray import RayEngine

        return RayEngine(args.address, args.workers)
    from ..integrations.batch_spark import SparkEngine

    return SparkEngine(args.address, args.workers)
