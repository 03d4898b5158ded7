"""What can go wrong on the command line, and how it is said: one line on stderr."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable
from types import MappingProxyType

from ..console import one_line

__all__ = [
    "FAILED",
    "INTERRUPTED",
    "NO_SUCH_FILE",
    "OK",
    "USAGE",
    "CliError",
    "InputError",
    "NoInputError",
    "OutputError",
    "UnusableError",
    "UsageError",
    "internal_error",
    "os_reason",
    "report",
    "say",
    "status_of",
]

OK = 0
FAILED = 1
"""The command was carried out, and something failed on the way."""
USAGE = 2
"""The command cannot be carried out as it was typed."""
INTERRUPTED = 130
"""128 and the number of SIGINT, as shells report it."""

NO_SUCH_FILE = "no such file or directory"
_REASONS = MappingProxyType(
    {
        errno.ENOENT: NO_SUCH_FILE,
        errno.EISDIR: "is a directory",
        errno.ENOTDIR: NO_SUCH_FILE,
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
    """The command cannot be carried out: arguments make no sense, or name what is not there."""

    status = USAGE


class InputError(CliError):
    """One input cannot be cleaned; the others can."""


class NoInputError(InputError):
    """One input cannot even be begun with; if there is no other, the command cannot be carried out."""

    status = USAGE


class OutputError(CliError):
    """The output cannot be written any further."""


class UnusableError(OutputError):
    """The output cannot be what was asked for, which shows before a byte of it is written."""

    status = USAGE


def status_of(statuses: Iterable[int]) -> int:
    """The status of a command from those of its inputs; if none was there, it cannot be carried out."""
    found = set(statuses)
    return found.pop() if len(found) == 1 else FAILED if found else OK


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
