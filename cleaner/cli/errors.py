"""What can go wrong on the command line, and how it is said: one line on stderr."""

from __future__ import annotations

import errno
import sys
from types import MappingProxyType

from ..console import one_line

__all__ = [
    "FAILED",
    "INTERRUPTED",
    "OK",
    "USAGE",
    "CliError",
    "InputError",
    "OutputError",
    "UsageError",
    "internal_error",
    "os_reason",
    "report",
    "say",
]

OK = 0
FAILED = 1
USAGE = 2
INTERRUPTED = 130
"""128 and the number of SIGINT, as shells report it."""

_REASONS = MappingProxyType(
    {
        errno.ENOENT: "no such file",
        errno.EISDIR: "is a directory",
        errno.ENOTDIR: "no such file",
        errno.EACCES: "permission denied",
        errno.EPERM: "permission denied",
        errno.EROFS: "the disk is read-only",
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.ENAMETOOLONG: "the name is too long",
        errno.EMFILE: "too many open files",
        errno.EEXIST: "there is a file of that name",
        errno.ELOOP: "its symbolic links go round in a circle",
    }
)


class CliError(Exception):
    """Ends the command with one line on stderr and ``status``."""

    status = FAILED


class UsageError(CliError):
    """The arguments make no sense together."""

    status = USAGE


class InputError(CliError):
    """One input cannot be cleaned; the others can."""


class OutputError(CliError):
    """The output cannot be written."""


def os_reason(error: OSError) -> str:
    """What the operating system complains of, in a few plain words."""
    known = _REASONS.get(error.errno or 0)
    return known or (error.strerror or type(error).__name__).lower()


def internal_error(error: Exception) -> str:
    """What is said of a mistake of ours."""
    detail = f"{type(error).__name__}: {error}"[:200].rstrip(": ")
    return f"internal error, please report it: {detail}"


def report(message: str) -> None:
    """Writes ``cleaner: message`` as one line to stderr."""
    say(f"cleaner: {one_line(message)}")


def say(line: str) -> None:
    """Writes a line to stderr; nowhere if that is closed, and never to stdout instead."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return
