"""``cleaner batch``: a disk full of pages in, shards of articles out, nothing lost."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .batch_engines import engine_of
from .batch_options import add_batch_options, settings_of
from .batch_sites import with_learned_sites
from .errors import (
    FAILED,
    INTERRUPTED,
    OK,
    CliError,
    OutputError,
    UnusableError,
    UsageError,
    os_reason,
    report,
)
from .inputs import STDIN, check_names
from .streams import write_out

if TYPE_CHECKING:
    from ..corpus.engine import Engine
    from ..corpus.settings import Settings

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner batch crawl/ -o run/                            every page, JSON Lines, Parquet, WARC in a folder
  cleaner batch pages.jsonl.gz -o run/ --html-field body --carry crawl_date
  cleaner batch CC-MAIN-*.warc.gz -o run/ --format parquet
  zcat pages.jsonl.gz | cleaner batch - -o run/
  cleaner batch crawl/ -o run/ --resume                   goes on where a run broke off
  cleaner batch *.parquet -o run/ --engine ray --address ray://host:10001

Inputs: .html .htm .txt .md, JSON Lines (.jsonl .ndjson), Parquet, WARC and WET; gzip (.gz) and Zstandard
(.zst) are unpacked. run/ gets articles/, rejected/ (other verdicts), errors/ (with reason and place)
and run.json, which accounts for every record. The columns are described in docs/corpus.md.

exit status: 0 done, 1 done with errors or broken off, 2 cannot be carried out as typed, 130 interrupted
"""


def add_parser(commands: Any) -> None:
    """Adds the command to the parser's sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "batch",
        help="clean whole corpora, on all cores",
        description="Cleans every record of the inputs into a folder of shards, and accounts for each.",
        epilog=_EXAMPLES,
    )
    add_batch_options(parser)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Runs or resumes; ``FAILED`` if there were errors, ``INTERRUPTED`` after Ctrl-C."""
    from .batch_progress import open_progress

    if not args.names:
        raise UsageError("there is nothing to read; name files or folders, or - for standard input")
    check_names(args.names)
    if args.output == STDIN:
        raise UsageError("OUT is a folder, so it cannot be standard output; ./- is a folder of that name")
    if os.path.lexists(args.output) and not os.path.isdir(args.output):
        raise UsageError(f"{args.output}: is a file, not a folder; choose another OUT")
    settings = settings_of(args)
    engine = engine_of(args)
    try:
        with open_progress(quiet=args.quiet) as progress:
            manifest = _run(args, settings, progress, engine)
    except KeyboardInterrupt:
        report(f"stopped; to go on: {_resume_command()}")
        return INTERRUPTED
    if args.json:
        import json

        write_out(json.dumps({**manifest, **progress.pace()}, ensure_ascii=False) + "\n")
    if not args.quiet:
        progress.summary(manifest, args.output)
    for problem in manifest["problems"]:
        report(f"the run does not add up: {problem}")
    return FAILED if manifest["errors"] or not manifest["adds_up"] else OK


def _run(
    args: argparse.Namespace, settings: Settings, progress: Any, engine: Engine | None
) -> dict[str, Any]:
    """The run, with its errors as those of the command line."""
    from ..corpus.cores import usable_cores
    from ..corpus.engine import EngineError
    from ..corpus.manifest import RunError
    from ..corpus.pool import PoolError
    from ..corpus.run import check_place
    from ..corpus.run import run as run_corpus
    from ..corpus.sources import InputsError

    workers = args.workers or usable_cores()
    try:
        check_place(args.names, Path(args.output))  # before anything is learned
        return run_corpus(
            args.names,
            Path(args.output),
            with_learned_sites(args, settings, workers),
            workers=workers,
            resume=args.resume,
            watcher=progress,
            engine=engine,
        )
    except (InputsError, RunError) as error:
        raise UsageError(str(error)) from error
    except (EngineError, PoolError, ImportError) as error:
        more = f"; to go on: {_resume_command()}" if _has_begun(args) else ""
        raise CliError(f"{error}{more}") from error
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        if not _has_begun(args):
            raise UnusableError(f"{name}{os_reason(error)}") from error
        raise OutputError(f"{name}{os_reason(error)}; to go on: {_resume_command()}") from error


def _has_begun(args: argparse.Namespace) -> bool:
    """Whether there is a run that could be resumed."""
    from ..corpus.manifest import MANIFEST

    return os.path.exists(os.path.join(args.output, MANIFEST))


def _resume_command() -> str:
    """The command that goes on with this run."""
    words = [word for word in sys.argv[1:] if word != "--resume"]
    return shlex.join(["cleaner", *words, "--resume"])
