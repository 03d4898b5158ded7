"""Reads the pages named on the command line; every input that is none gets its own clear word."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ..limits import DEFAULT_LIMITS
from .errors import NO_SUCH_FILE, InputError, NoInputError, UnusableError, UsageError, os_reason
from .streams import STDIN_NAME, stdin_bytes

__all__ = ["STDIN", "Inputs", "check_encoding", "check_names", "check_text", "read_input", "shown_name"]

STDIN = "-"


def shown_name(name: str) -> str:
    """The name of an input as messages say it."""
    return STDIN_NAME if name == STDIN else name


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``: of a page that is too long, one more than is used.

    Raises:
        InputError: for what cannot be read, is empty, or is no text; NoInputError for what cannot be opened.
    """
    try:
        data = _read(name)
    except OSError as error:
        raise NoInputError(f"{shown_name(name)}: {os_reason(error)}") from error
    except ValueError as error:  # a name with a NUL in it
        raise NoInputError(f"{shown_name(name)}: {NO_SUCH_FILE}") from error
    if not data:
        raise InputError(f"{shown_name(name)}: empty file")
    check_text(name, data)
    return data


def check_text(name: str, data: bytes) -> None:
    """An error for bytes that are no text."""
    from ..reading.binary import sniff_binary

    kind = sniff_binary(data)
    if kind is not None:
        unpack = "; unpack it first" if "archive" in kind else ""
        raise InputError(f"{shown_name(name)}: {kind}, not a page{unpack}")


def check_names(names: Iterable[str]) -> None:
    """An error for an input with an empty name."""
    if "" in names:
        raise UsageError("the name of an input is empty")


def check_encoding(name: str | None) -> None:
    """An error for an encoding that nobody knows."""
    if name is None:
        return
    from ..reading.charsets import find_charset

    if find_charset(name) is None:
        raise UsageError(f"unknown encoding: {name}")


class Inputs:
    """The files that are read, so that none of them is overwritten."""

    def __init__(self, names: Iterable[str]) -> None:
        self._files = {_identity(name) for name in names if name != STDIN} - {None}

    def holds(self, path: str) -> bool:
        """Whether ``path`` is one of the inputs, under whatever name."""
        return _identity(path) in self._files

    def protect(self, path: str | None, what: str) -> None:
        """Raises ``UnusableError`` for an output that is one of the inputs; ``what`` says of which kind.

        Standard output, ``-`` or no name at all, is none.
        """
        if path is not None and path != STDIN and self.holds(path):
            raise UnusableError(f"{path}: is {what}, not overwritten")


def _read(name: str) -> bytes:
    most = DEFAULT_LIMITS.size + 1  # enough to see that there is more
    if name == STDIN:
        return stdin_bytes().read(most)
    with open(name, "rb") as file:
        return file.read(most)


def _identity(path: str) -> tuple[int, int] | None:
    """What makes a file the same under another name, link or spelling; ``None`` if there is no file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
