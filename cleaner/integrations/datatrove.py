"""datatrove: a step that turns pages into articles and writes out what it excludes, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..corpus.arrow import clean_page
from ..corpus.options import Cleaning
from ..extras import require
from ..model import Kind, Page, Verdict
from ..reading import told_kind

if TYPE_CHECKING:
    from datatrove.data import Document
    from datatrove.pipeline.writers.disk_base import DiskWriter

    from ..pipeline import Cleaner

__all__ = ["CleanerFilter"]

_BaseFilter: Any = require("datatrove.pipeline.filters.base_filter", "datatrove").BaseFilter
_KEPT = (Verdict.CLEAN, Verdict.SPAM_REMOVED)


class CleanerFilter(_BaseFilter):  # type: ignore[misc]
    """Replaces the page in ``doc.text`` by its article; drops pages that hold none.

    It stands where an extractor such as ``Trafilatura`` would. ``doc.metadata["cleaner"]`` has the other
    columns of ``cleaner.corpus.schema``: verdict, title, date, the spam that was taken out, and so on.
    A document that is dropped keeps its page, and goes to the exclusion writer with its verdict, or
    ``error``, as the reason. The page's address is taken from ``doc.metadata["url"]``.

    Args:
        kind: HTML, Markdown, or text; a text that looks like Markdown is read as such.
        keep_verdicts: verdicts of the pages that go on.
        cleaning: how to clean.
        media: take the page from the bytes of the first medium that has any, where there is one, and not
            from ``doc.text``.
        exclusion_writer: where the dropped documents go.
    """

    name = "🧹 cleaner"

    def __init__(
        self,
        kind: Kind | str = Kind.HTML,
        keep_verdicts: Iterable[Verdict | str] = _KEPT,
        cleaning: Cleaning | None = None,
        *,
        media: bool = False,
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        super().__init__(exclusion_writer)
        if isinstance(keep_verdicts, str):
            raise TypeError("keep_verdicts must be a list, not a single str")
        self.kind = Kind(kind)
        self.keep_verdicts = frozenset(Verdict(verdict).value for verdict in keep_verdicts)
        self.cleaning = cleaning or Cleaning()
        self.media = media
        self._cleaner: Cleaner | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Without the Cleaner: a process makes its own."""
        return {**self.__dict__, "_cleaner": None}

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Cleans one document in place; whether it goes on, and why not."""
        if self._cleaner is None:
            self._cleaner = self.cleaning.cleaner()
        row = clean_page(self._page(doc), doc.id, self._cleaner, self.cleaning)
        text = row.pop("text")
        verdict = row["verdict"]
        doc.metadata["cleaner"] = {name: row[name] for name in row if name not in ("id", "url")}
        if verdict not in self.keep_verdicts:
            return False, verdict or "error"
        self.stat_update("spam_blocks", value=len(row["spam"]))
        doc.text = text
        return True

    def _page(self, doc: Document) -> Page:
        content: str | bytes = doc.text
        if self.media:
            content = next((each.media_bytes for each in doc.media if each.media_bytes), content)
        url = doc.metadata.get("url")
        kind = told_kind(content, html=False) if self.kind is Kind.TEXT else self.kind
        return Page(content, url=url if isinstance(url, str) else None, kind=kind)
