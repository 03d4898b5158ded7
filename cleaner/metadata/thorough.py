"""The second look at metadata, for callers who want every field more than they want speed.

trafilatura (and htmldate inside it) reads the whole page again with many more rules; it is asked only for
the fields that are still silent, since what the page itself declares or shows is right more often.
"""

from __future__ import annotations

from ..model import Kind
from ..reading.document import Document
from .find import Metadata

__all__ = ["look_again"]

_FIELDS = ("title", "author", "date")


def look_again(document: Document, metadata: Metadata) -> Metadata:
    """The metadata with title, author and date filled in by trafilatura where it was silent.

    HTML only: flattened text holds nothing that was not read already.
    """
    silent = [name for name in _FIELDS if getattr(metadata, name) is None]
    if document.kind is not Kind.HTML or not silent or not document.source.strip():
        return metadata
    found = _ask(document)
    filled = {name: value for name in silent if (value := found.get(name))}
    notes = {**metadata.notes, **dict.fromkeys(filled, "trafilatura")}
    return metadata._replace(**filled, notes=notes)  # type: ignore[arg-type]


def _ask(document: Document) -> dict[str, str | None]:
    """What trafilatura finds; nothing, and a note, where it fails on the page."""
    from trafilatura import extract_metadata

    try:
        found = extract_metadata(document.source, default_url=document.url)
    except Exception as error:  # a page that another program cannot read is no reason to lose it
        document.notes.append(f"trafilatura failed: {type(error).__name__}")
        return {}
    if found is None:
        return {}
    return {name: getattr(found, name, None) for name in _FIELDS}
