"""The pages under review: in memory, the most recent ones, and never anywhere else."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass

from ...model import Page

__all__ = ["PageStore", "Source"]

_MOST_PAGES = 100
_MOST_BYTES = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A page under review and what it is called."""

    name: str
    page: Page

    @property
    def size(self) -> int:
        """Bytes that it takes, roughly."""
        content = self.page.content
        return len(content) * (1 if isinstance(content, bytes) else 4)


class PageStore:
    """Keeps the pages that were looked at last; the oldest make room.

    Args:
        most_pages: how many at most.
        most_bytes: how many bytes at most, all together; the newest page always stays.

    May be shared between threads.
    """

    def __init__(self, most_pages: int = _MOST_PAGES, most_bytes: int = _MOST_BYTES) -> None:
        self._most_pages = most_pages
        self._most_bytes = most_bytes
        self._pages: OrderedDict[str, Source] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def put(self, source: Source) -> str:
        """Keeps a page and returns its key, which nobody can guess."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            self._pages[key] = source
            self._bytes += source.size
            while len(self._pages) > 1 and (
                len(self._pages) > self._most_pages or self._bytes > self._most_bytes
            ):
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= oldest.size
        return key

    def get(self, key: str) -> Source | None:
        """The page of a key, if it is still there."""
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)
