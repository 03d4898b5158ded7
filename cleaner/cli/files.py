"""Files that a command writes: there whole or not at all, and the old one stays until then."""

from __future__ import annotations

import os
from contextlib import suppress
from types import TracebackType

from ..console import harmless
from .errors import OutputError, UnusableError, os_reason
from .inputs import STDIN
from .streams import stdout, write_out

__all__ = ["NewFile", "complaint", "new_file", "write_result"]


class NewFile:
    """A text file that is written beside its place and gets its name when it is whole.

    A context manager; leaving it with an error leaves nothing of it. What cannot be replaced, such as a pipe,
    a device or a file in a folder that is closed to us, is written in its place. Always UTF-8 with plain line
    feeds; what UTF-8 cannot hold becomes ``?``.

    Args:
        path: where it goes; what a link leads to, and not the link, is replaced.

    Raises:
        OSError: from every method but ``abandon``.
    """

    def __init__(self, path: str) -> None:
        self._path = os.path.realpath(path)
        self._temporary: str | None = None
        if _can_be_replaced(path, self._path):
            folder = os.path.dirname(self._path)
            self._temporary = os.path.join(folder, f".cleaner-{os.urandom(4).hex()}.tmp")
        opened = path if self._temporary is None else self._temporary
        self._file = open(opened, "w", encoding="utf-8", errors="replace", newline="\n")  # noqa: SIM115

    def write(self, text: str) -> None:
        """Writes more of it."""
        self._file.write(text)

    def finish(self) -> None:
        """Writes what is left and gives the file its name, with the permissions of the one it replaces."""
        try:
            self._file.close()
            if self._temporary is not None:
                with suppress(FileNotFoundError):
                    os.chmod(self._temporary, os.stat(self._path).st_mode & 0o7777)
                os.replace(self._temporary, self._path)
        except BaseException:
            self.abandon()
            raise

    def abandon(self) -> None:
        """Leaves nothing of it."""
        with suppress(OSError):
            self._file.close()
        if self._temporary is not None:
            with suppress(OSError):
                os.unlink(self._temporary)

    def __enter__(self) -> NewFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()
        else:
            self.abandon()


def write_result(path: str | None, text: str) -> None:
    """Writes a result to a file, or to standard output for ``-`` and where no file is named.

    Control characters that come from pages are shown to a terminal, not sent.

    Raises:
        UnusableError: if there can be no such file.
        OutputError: if it cannot be written to its end.
    """
    if path is None or path == STDIN:
        write_out(harmless(text) if stdout().isatty() else text)
        return
    file = new_file(path)
    try:
        with file:
            file.write(text)
    except OSError as error:
        raise OutputError(complaint(path, error)) from error


def new_file(path: str) -> NewFile:
    """A file to write; ``UnusableError`` where there can be none."""
    try:
        return NewFile(path)
    except OSError as error:
        raise UnusableError(complaint(path, error)) from error


def _can_be_replaced(path: str, target: str) -> bool:
    """Whether another file can be put in the place of one, or where there is none yet."""
    if os.path.abspath(path).startswith(("/dev/", "/proc/")):
        return False  # /dev/stdout may lead to a file that the shell has open
    if not os.path.lexists(target):
        return True
    writable = os.access(target, os.W_OK) and os.access(os.path.dirname(target), os.W_OK)
    return os.path.isfile(target) and writable and not os.path.ismount(target)


def complaint(path: str, error: OSError) -> str:
    """What is said of an output that cannot be written."""
    folder = os.path.dirname(path)
    if folder and not os.path.isdir(folder):
        return f"{path}: no such folder: {folder}"
    return f"{path}: cannot be written: {os_reason(error)}"
