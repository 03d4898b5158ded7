"""Which files the inputs are, in an order that is the same everywhere."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ...reading.kind import MARKDOWN_ENDINGS
from ..names import writable_name
from .packed import ZSTD_ENDINGS

__all__ = ["OTHER", "STDIN", "Input", "InputsError", "Source", "find_inputs"]

STDIN = "-"


class Source(str, Enum):
    """How records stand in a file."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"
    LINES = "jsonl"
    PARQUET = "parquet"
    WARC = "warc"
    WET = "wet"
    FOLDER = "folder"
    """A folder that cannot be looked into; nobody knows what is in it."""


_SUFFIXES = (
    (".html", Source.HTML),
    (".htm", Source.HTML),
    (".xhtml", Source.HTML),
    (".shtml", Source.HTML),
    (".mhtml", Source.HTML),
    (".mht", Source.HTML),
    (".txt", Source.TEXT),
    *((ending, Source.MARKDOWN) for ending in MARKDOWN_ENDINGS),
    (".jsonl", Source.LINES),
    (".ndjson", Source.LINES),
    (".parquet", Source.PARQUET),
    (".warc", Source.WARC),
    (".wet", Source.WET),
)
_PACKED = (".gz", *ZSTD_ENDINGS)
OTHER = "other"
"""Stands for endings that are none, or too many to name."""
_MOST_ENDINGS = 20
"""Endings of files of other kinds that an account names; names of a mirrored site may end in anything."""


class InputsError(Exception):
    """An input that is not there, or of a kind that nobody can read."""


@dataclass(frozen=True, slots=True)
class Input:
    """One file, or a folder that cannot be looked into.

    Attributes:
        path: where it is.
        name: how messages and ids name it; can be written as UTF-8.
        source: how to read it.
        size: in bytes; 0 for standard input, and where it cannot be told.
        given: which of the given inputs it belongs to.
        changed: when it was last changed, in nanoseconds; 0 for what cannot be asked (a link that leads
            nowhere, a folder that is closed to us), ``None`` for standard input, of which nobody knows.
    """

    path: str
    name: str
    source: Source
    size: int
    given: int
    changed: int | None = None


def find_inputs(names: Sequence[str]) -> tuple[list[Input], list[dict[str, Any]]]:
    """The files of the inputs, and an account of each input for the manifest.

    The inputs come in the order given; the files of a folder, and of those in it, sorted by name. Files of
    other kinds in a folder are passed over and counted, by their endings; hidden ones are not looked at. What
    cannot be opened there is found out when it is read.

    Raises:
        InputsError: for an input that is not there, or a named file of an unknown kind.
    """
    if list(names).count(STDIN) > 1:
        raise InputsError("standard input can be read only once")
    found: list[Input] = []
    accounts = []
    for number, name in enumerate(map(_one_name, names)):
        files, passed = _files_of(name, number)
        found.extend(files)
        accounts.append(_account(name, files, passed))
    return found, accounts


def _one_name(name: str) -> str:
    """The name of an input, the same with and without a slash behind that of a folder."""
    bare = name.rstrip("/" + os.sep)
    rooted = not os.path.splitdrive(bare)[1]  # of "/" and "C:\\" the slash is all there is
    return name if rooted or not os.path.isdir(bare) else bare


def _files_of(name: str, number: int) -> tuple[list[Input], Counter[str]]:
    """The files of one input, and the endings of those that are passed over."""
    if name == STDIN:
        if sys.stdin is None:
            raise InputsError("standard input: is closed")
        return [Input(STDIN, STDIN, Source.LINES, 0, number)], Counter()
    try:
        if os.path.isdir(name):
            return _folder(name, number)
        source = _source_of(name)
        if not os.path.exists(name):
            raise InputsError(f"{name}: no such file or directory")
        if source is None:
            raise InputsError(f"{name}: is of no kind that can be read; see cleaner batch --help")
        return [_input(name, source, os.stat(name), number)], Counter()
    except OSError as error:
        raise InputsError(f"{name}: {(error.strerror or 'cannot be read').lower()}") from error
    except ValueError as error:  # a name with a NUL in it
        raise InputsError(f"{name}: no such file or directory") from error


def _folder(folder: str, number: int) -> tuple[list[Input], Counter[str]]:
    files: list[Input] = []
    passed: Counter[str] = Counter()
    for path, status, closed in _walk(folder):
        source = Source.FOLDER if closed else _source_of(path)
        if source is None:
            passed[_ending_of(path)] += 1
        else:
            files.append(_input(path, source, status, number))
    return files, passed


def _input(path: str, source: Source, status: os.stat_result | None, number: int) -> Input:
    if status is None:
        return Input(path, writable_name(path), source, 0, number, 0)
    # a copy may bring an old time of writing with it, but not of the change to its entry
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    return Input(path, writable_name(path), source, status.st_size, number, changed)


def _walk(folder: str) -> Iterator[tuple[str, os.stat_result | None, bool]]:
    """Paths and states of the files in a folder, sorted part by part; links to folders are not followed.

    A link that leads nowhere, or to itself, is a file without a state: whoever opens it says what is wrong.
    So is a folder in it that cannot be looked into, which the last of the three tells.
    """
    with os.scandir(folder) as entries:
        found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda e: e.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            try:
                yield from _walk(entry.path)
            except OSError:  # before its first file: of folders in it, it has told by itself
                yield entry.path, None, True
            continue
        try:
            status = entry.stat()
        except OSError:
            yield entry.path, None, False
            continue
        if stat.S_ISREG(status.st_mode):
            yield entry.path, status, False


def _source_of(name: str) -> Source | None:
    name = name.lower()
    for suffix in _PACKED:
        name = name.removesuffix(suffix)
    return next((source for suffix, source in _SUFFIXES if name.endswith(suffix)), None)


def _ending_of(path: str) -> str:
    """How the name of a file of another kind ends, such as ``.css`` or ``.csv.gz``."""
    name = os.path.basename(path).lower()
    packing = next((suffix for suffix in _PACKED if name.endswith(suffix)), "")
    ending = os.path.splitext(name.removesuffix(packing))[1]
    plain = ending[1:].isalnum() and len(ending) <= 10
    return (ending if plain else "") + packing or OTHER


def _account(name: str, files: Iterable[Input], passed: Counter[str]) -> dict[str, Any]:
    """How many files of which names and sizes an input has, in a form that can be compared."""
    digest = hashlib.sha256()
    count = total = 0
    for file in files:
        count += 1
        total += file.size
        digest.update(f"{file.name}\0{file.size}\n".encode())
    return {
        "input": writable_name(name),
        "files": count,
        "passed_over": passed.total(),
        "passed_over_endings": _most(passed),
        "bytes": total,
        "listing": f"sha256:{digest.hexdigest()}",
    }


def _most(endings: Counter[str]) -> dict[str, int]:
    """The endings that are most frequent, and the number of all others."""
    ranked = sorted(endings.items(), key=lambda each: (each[0] == OTHER, -each[1], each[0]))
    most = {ending: count for ending, count in ranked[:_MOST_ENDINGS] if ending != OTHER}
    others = endings.total() - sum(most.values())
    return {**most, OTHER: others} if others else most
