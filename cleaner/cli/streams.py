"""The standard streams: UTF-8 in and out, and a quiet end when a reader goes away."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import BinaryIO, TextIO

from .errors import NoInputError, OutputError, UnusableError, os_reason

__all__ = [
    "STDIN_NAME",
    "STDOUT_NAME",
    "abandon_output",
    "finish_output",
    "prepare_streams",
    "stdin_bytes",
    "stdout",
    "write_out",
]

STDIN_NAME = "standard input"
STDOUT_NAME = "standard output"


def prepare_streams() -> None:
    """Sets stdout to UTF-8 with plain line feeds; on a terminal, to whatever the terminal can show."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def stdout() -> TextIO:
    """Standard output; an error if it is closed."""
    if sys.stdout is None:
        raise UnusableError(f"{STDOUT_NAME}: is closed")
    return sys.stdout


def stdin_bytes() -> BinaryIO:
    """Standard input as bytes; an error if it is closed."""
    if sys.stdin is None:
        raise NoInputError(f"{STDIN_NAME}: is closed")
    return sys.stdin.buffer


def write_out(text: str, *, flush: bool = False) -> None:
    """Writes to stdout.

    Raises:
        BrokenPipeError: the reader has gone.
        OutputError: anything else, such as a full disk.
    """
    stream = stdout()
    try:
        stream.write(text)
        if flush:
            stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{STDOUT_NAME}: {os_reason(error)}") from error


def finish_output() -> None:
    """Flushes stdout while errors can still be told."""
    if sys.stdout is not None:
        write_out("", flush=True)


def abandon_output() -> None:
    """Sends what is left in the buffer of stdout nowhere, so that Python's exit says nothing of it."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
        return
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
