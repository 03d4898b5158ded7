"""Readers' corrections in one small SQLite file: the only thing that the server ever writes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from .corrections import Choice, Corrections, key_of

__all__ = ["Correction", "Feedback", "FeedbackError"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS correction (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE,
    choice TEXT NOT NULL CHECK (choice IN ('spam', 'article', 'other')),
    label TEXT NOT NULL,
    url TEXT,
    language TEXT,
    made TEXT NOT NULL
)
"""
_COLUMNS = frozenset({"id", "text", "choice", "label", "url", "language", "made"})
_VERSION = 1


class FeedbackError(ValueError):
    """A feedback file that cannot be used: which file, and why."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    Attributes:
        id: its number in the file.
        text: of the block, white space folded.
        choice: what the reader said.
        label: what the judge had said.
        url: of the page, if known.
        language: BCP 47 tag of the page, if known.
        made: when, ISO 8601 in UTC.
    """

    id: int
    text: str
    choice: Choice
    label: str
    url: str | None
    language: str | None
    made: str


class Feedback:
    """The corrections in ``path``; kept in memory, and lost at the end, where that is ``None``.

    May be shared between threads. Another process may write to the same file. With ``read_only`` the file
    must be one that was made here, and is not changed; otherwise it may be new or empty as well.

    Raises:
        FeedbackError: from every method, for a file that cannot be read, written or is something else.
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._known: dict[str, Choice] = {}
        self._seen: tuple[int, int] | None = None
        if read_only and (path is None or not path.is_file()):
            raise FeedbackError(f"{path}: no such file or directory")
        with self._told():
            self._db = _connect(path, read_only)
            try:
                self._open(read_only)
            except BaseException:
                self._db.close()
                raise

    def _open(self, read_only: bool) -> None:
        """Makes the table in an empty file; refuses a database that is somebody else's."""
        if not read_only and self._is_empty():
            self._db.execute("BEGIN IMMEDIATE")  # two servers may begin with the same file
            self._db.execute(_SCHEMA)
            self._db.execute(f"PRAGMA user_version = {_VERSION}")
            self._db.commit()
        columns = {row[1] for row in self._db.execute("PRAGMA table_info(correction)")}
        if columns and self._version() > _VERSION:
            raise FeedbackError(f"{self.path}: made by a newer cleaner")
        if not columns >= _COLUMNS:
            raise FeedbackError(f"{self.path}: holds no corrections; it was not made by cleaner serve")

    def _is_empty(self) -> bool:
        return not self._version() and not self._db.execute("SELECT 1 FROM sqlite_master").fetchone()

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def add(
        self, text: str, choice: Choice, label: str, url: str | None = None, language: str | None = None
    ) -> None:
        """Notes what a reader said of a block; what was said of an equal block before is replaced."""
        made = datetime.now(timezone.utc).isoformat(timespec="seconds")
        row = [_storable(value) for value in (key_of(text), choice.value, label, url, language, made)]
        with self._told(), self._db:
            self._db.execute(
                "INSERT INTO correction (text, choice, label, url, language, made) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (text) DO UPDATE SET choice = excluded.choice, url = excluded.url,"
                " language = excluded.language, made = excluded.made",
                row,
            )

    def remove(self, text: str) -> None:
        """Forgets what was said of blocks with this text."""
        with self._told(), self._db:
            self._db.execute("DELETE FROM correction WHERE text = ?", [_storable(key_of(text))])

    def all(self) -> list[Correction]:
        """Every correction, newest first."""
        with self._told():
            rows = self._db.execute(
                "SELECT id, text, choice, label, url, language, made FROM correction"
                " ORDER BY made DESC, id DESC"
            ).fetchall()
        return [Correction(row[0], row[1], Choice(row[2]), *row[3:]) for row in rows]

    def choices(self) -> Corrections:
        """What readers said; read anew, into another object, only after a change."""
        with self._told():
            # the first number changes when another connection writes, the second when this one does
            now = self._db.execute("PRAGMA data_version").fetchone()[0], self._db.total_changes
            if now != self._seen:
                rows = self._db.execute("SELECT text, choice FROM correction")
                self._known = {text: Choice(choice) for text, choice in rows}
                self._seen = now
            return self._known

    def close(self) -> None:
        """Ends the use of the file."""
        self._db.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """One thread at a time; what SQLite complains of becomes a FeedbackError."""
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                name = "feedback" if self.path is None else str(self.path)
                raise FeedbackError(f"{name}: {error}") from error


def _connect(path: Path | None, read_only: bool) -> sqlite3.Connection:
    """The database; one that is only read is opened by an address, where SQLite takes ``mode=ro``."""
    if path is not None and read_only:
        target = f"{path.absolute().as_uri()}?mode=ro"
    else:
        target = ":memory:" if path is None else str(path)
    return sqlite3.connect(target, check_same_thread=False, timeout=5.0, uri=read_only)


def _storable(text: str | None) -> str | None:
    """The text as SQLite can hold it: U+FFFD for lone surrogates."""
    return None if text is None else text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
