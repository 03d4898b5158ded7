"""Where articles go: standard output, one file for all, or a folder with a file for each."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote, urlsplit

from ..model import Article
from .errors import InputError, NoInputError, OutputError, UnusableError
from .files import NewFile, complaint, new_file
from .formats import Format
from .inputs import STDIN, Inputs, shown_name
from .pages import is_address
from .streams import write_out

__all__ = ["FileSink", "FolderSink", "Sink", "StdoutSink", "file_names", "is_folder", "open_sink"]

_LONGEST_STEM = 200
"""Bytes of a file's name, without number and ending."""


class Sink:
    """Takes the articles of one run in order. A context manager; leaving it finishes the output."""

    def write(self, index: int, name: str, article: Article) -> None:
        """Writes the article of the input ``name``, which is number ``index`` on the command line.

        Raises:
            OutputError: nothing more can be written.
            InputError: this one cannot; others may.
        """
        raise NotImplementedError

    def close(self, *, complete: bool) -> None:
        """Ends the output; ``complete`` is false where the run broke off."""

    def __enter__(self) -> Sink:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(complete=kind is None)


class _Stream(Sink):
    """Articles one after the other, with whatever the format puts around them."""

    def __init__(self, form: Format, many: bool) -> None:
        self._form = form
        self._many = many
        self._begun = False

    def write(self, index: int, name: str, article: Article) -> None:
        if not self._many:
            self._put(self._form.alone(shown_name(name), article))
            return
        self._put(self._form.between if self._begun else self._form.opening)
        self._begun = True
        self._put(self._form.among(shown_name(name), article))

    def close(self, *, complete: bool) -> None:
        if self._begun and complete:
            self._put(self._form.closing)

    def _put(self, text: str) -> None:
        raise NotImplementedError


class StdoutSink(_Stream):
    """All articles on standard output."""

    def write(self, index: int, name: str, article: Article) -> None:
        """Writes the article, and lets the reader have it at once."""
        super().write(index, name, article)
        write_out("", flush=True)

    def _put(self, text: str) -> None:
        write_out(text)


class FileSink(_Stream):
    """All articles in one file, which is not touched unless there are articles and they are all written."""

    def __init__(self, form: Format, many: bool, path: str) -> None:
        super().__init__(form, many)
        self._path = path
        self._file: NewFile | None = None

    def close(self, *, complete: bool) -> None:
        """Ends the file; what the disk has no room for shows here at the latest."""
        if self._file is None:
            return
        if not complete:
            self._file.abandon()
            return
        try:
            super().close(complete=True)
            self._file.finish()
        except OSError as error:
            raise self._failure(error) from error

    def _put(self, text: str) -> None:
        if self._file is None:
            self._file = new_file(self._path)
        try:
            self._file.write(text)
        except OSError as error:
            raise self._failure(error) from error

    def _failure(self, error: OSError) -> OutputError:
        return OutputError(complaint(self._path, error))


class FolderSink(Sink):
    """Each article in a file of its own, named after its page."""

    def __init__(self, form: Format, folder: str, names: Sequence[str], inputs: Inputs) -> None:
        self._form = form
        self._inputs = inputs
        self._paths = [os.path.join(folder, name) for name in file_names(names, form.suffix)]
        try:
            if not os.path.isdir(folder):
                os.mkdir(folder)
        except OSError as error:
            raise UnusableError(complaint(folder.rstrip("/\\"), error)) from error

    def write(self, index: int, name: str, article: Article) -> None:
        """Writes one file; a failure concerns this article only."""
        path = self._paths[index]
        if self._inputs.holds(path):
            raise NoInputError(f"{path}: is a page to be cleaned, not overwritten")
        try:
            file = new_file(path)
        except UnusableError as error:
            raise NoInputError(str(error)) from error
        try:
            with file:
                file.write(self._form.alone(shown_name(name), article))
        except OSError as error:
            raise InputError(complaint(path, error)) from error


def open_sink(output: str | None, form: Format, names: Sequence[str]) -> Sink:
    """The sink for ``-o``: a folder, a file, or standard output.

    Raises:
        UnusableError: for a folder that cannot be made, or a file that is one of the pages.
    """
    many = len(names) > 1
    if output is None:
        return StdoutSink(form, many)
    inputs = Inputs(names)
    if is_folder(output):
        return FolderSink(form, output, names, inputs)
    inputs.protect(output, "a page to be cleaned")
    return FileSink(form, many, output)


def is_folder(output: str) -> bool:
    """Whether ``-o`` names a folder: one that is there, or a name that ends in ``/``."""
    return output.endswith(("/", os.sep)) or os.path.isdir(output)


def file_names(names: Sequence[str], suffix: str) -> list[str]:
    """A file name for every input: its own with the new suffix, numbered where that is taken.

    >>> file_names(["a/index.html", "b/index.html", "-"], ".txt")
    ['index.txt', 'index-2.txt', 'stdin.txt']
    """
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    found = []
    for name in names:
        stem = _stem(name)
        number = numbers.get(stem.casefold(), 0) + 1
        while (candidate := (stem if number == 1 else f"{stem}-{number}")).casefold() in taken:
            number += 1
        numbers[stem.casefold()] = number
        taken.add(candidate.casefold())
        found.append(candidate + suffix)
    return found


def _stem(name: str) -> str:
    """The name of an input's file without its ending; a host's has none, whatever follows its last dot."""
    if name == STDIN:
        return "stdin"
    stem = Path(name).stem
    if is_address(name):
        with suppress(ValueError):  # an address that makes no sense, which fetching it will say
            stem = _stem_of_address(name)
    # a file's name holds 255 bytes, and a number and an ending follow
    return stem.encode("utf-8", "replace")[:_LONGEST_STEM].decode("utf-8", "ignore")


def _stem_of_address(address: str) -> str:
    """The last part of its path, or the host if it has none."""
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    name = "".join(c if c.isprintable() and c not in "/\\" else "_" for c in last)
    return Path(name).stem.strip(".") or parts.netloc or "page"
