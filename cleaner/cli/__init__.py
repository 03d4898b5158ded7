"""The command line: ``cleaner`` and its commands, each in a module of its own.

Thin: arguments are parsed, pages read, the pipeline called, results written. Nothing heavy is imported
before there is a page to clean.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence

from .errors import INTERRUPTED, OK, CliError, report
from .parser import parse
from .streams import abandon_output, finish_output, prepare_streams

__all__ = ["main"]

_YOUNG = 100_000
"""New objects between two looks for garbage: tables and models are none, and all of them are new at first."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status.

    0: done; 1: it ran and something failed, such as one input of several; 2: it cannot be carried out as it
    was typed, for a wrong option, an input that is not there or an output that cannot be used; 130:
    interrupted, which is the usual end of a server and status 0 there. A reader that closes the pipe early
    has what it wanted: that is 0 too.
    """
    if argv is not None:
        return _main(argv)
    gc.set_threshold(_YOUNG)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a page has no work for the threads numpy starts
    try:
        return _main(None)
    finally:
        gc.freeze()  # what is left goes with the process: looking it through takes longer than many a page


def _main(argv: Sequence[str] | None) -> int:
    """The same, whatever becomes of the process."""
    prepare_streams()
    try:
        status = _run(argv)
        finish_output()
    except CliError as error:
        report(str(error))
        abandon_output()
        return error.status
    except BrokenPipeError:
        abandon_output()
        return OK
    except KeyboardInterrupt:
        abandon_output()
        return INTERRUPTED
    return status


def _run(argv: Sequence[str] | None) -> int:
    """The status of one command, of ``--help`` and ``--version``, or of arguments that make no sense."""
    try:
        args = parse(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else OK
    status: int = args.run(args)
    return status
