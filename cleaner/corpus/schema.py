"""The columns of a cleaned record: one table for JSON Lines, Parquet and every engine.

A row is plain data. Text that cannot be written as UTF-8 (lone surrogates) has U+FFFD in its place, so that
every format holds the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from .._version import __version__
from ..model import Article, Block, Label, Verdict

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["COLUMNS", "SCHEMA_VERSION", "Column", "Removed", "arrow_schema", "error_row", "row"]

SCHEMA_VERSION = 1


class Removed(str, Enum):
    """Which removed blocks a row lists."""

    NONE = "none"
    SPAM = "spam"
    ALL = "all"


@dataclass(frozen=True)
class Column:
    """One column: its name, its type in words, and what it holds."""

    name: str
    type: str
    about: str


_COUNTS = "struct of one integer for each label"
COLUMNS = (
    Column("id", "string", "the record's own id, or its file and position"),
    Column("url", "string", "where the page came from, as given"),
    Column("verdict", "string", "clean, spam_removed, spam or no_article; null if the record is an error"),
    Column("title", "string", "the headline"),
    Column("author", "string", "who wrote it"),
    Column("date", "string", "when it was published, ISO 8601, as exact as the page says"),
    Column("source", "string", "the outlet that the page names as its source"),
    Column("language", "string", "BCP 47 tag of the article's language"),
    Column("text", "string", "the article; empty where there is none"),
    Column("spam", "list of strings", "the text of every block that was taken out as an advertisement"),
    Column(
        "removed", "list of structs", "label, text and evidence of the removed blocks that were asked for"
    ),
    Column("blocks", _COUNTS, "the number of blocks of each label"),
    Column("characters", _COUNTS, "the number of characters in the blocks of each label"),
    Column("notes", "list of strings", "what else there is to say, such as a limit that was reached"),
    Column("reason", "string", "why there is no article; null where there is one"),
    Column("version", "string", "the version of cleaner"),
    Column("error", "string", "why the record could not be cleaned; null if it was"),
)


def row(
    article: Article, record_id: str | None, removed: Removed = Removed.SPAM, lang: str = "en"
) -> dict[str, Any]:
    """The cleaned record as plain data, with the names and order of ``COLUMNS``."""
    blocks = dict.fromkeys((label.value for label in Label), 0)
    characters = dict(blocks)
    for block in article.blocks:
        blocks[block.label.value] += 1
        characters[block.label.value] += len(block.text)
    return {
        "id": _plain(record_id),
        "url": _plain(article.url),
        "verdict": article.verdict.value,
        "title": _plain(article.title),
        "author": _plain(article.author),
        "date": _plain(article.date),
        "source": _plain(article.source),
        "language": article.language,
        "text": _plain(article.text),
        "spam": [_plain(block.text) for block in article.spam],
        "removed": [_removed(block) for block in _listed(article, removed)],
        "blocks": blocks,
        "characters": characters,
        "notes": [_plain(note) for note in article.notes],
        "reason": _plain(_reason(article, lang)),
        "version": __version__,
        "error": None,
    }


def error_row(record_id: str | None, url: str | None, reason: str) -> dict[str, Any]:
    """The row of a record that could not be cleaned: its id, url and the reason, and nothing else."""
    empty: Mapping[str, Any] = {column.name: None for column in COLUMNS}
    known = {"id": _plain(record_id), "url": _plain(url), "version": __version__, "error": _plain(reason)}
    return {**empty, **known}


def arrow_schema() -> pa.Schema:
    """The same columns as an Arrow schema; its metadata has the schema's version.

    Raises:
        ImportError: where pyarrow is missing.
    """
    import pyarrow as pa

    evidence = pa.struct(
        [
            ("code", pa.string()),
            ("reason", pa.string()),
            ("weight", pa.float64()),
            ("start", pa.int32()),
            ("end", pa.int32()),
        ]
    )
    removed = pa.struct([("label", pa.string()), ("text", pa.string()), ("evidence", pa.list_(evidence))])
    special = {
        "spam": pa.list_(pa.string()),
        "notes": pa.list_(pa.string()),
        "removed": pa.list_(removed),
        "blocks": pa.struct([(label.value, pa.int32()) for label in Label]),
        "characters": pa.struct([(label.value, pa.int64()) for label in Label]),
    }
    fields = [(column.name, special.get(column.name, pa.string())) for column in COLUMNS]
    return pa.schema(fields, metadata={"cleaner.schema": str(SCHEMA_VERSION)})


def _reason(article: Article, lang: str) -> str | None:
    """Why a page holds no article; notes are in the language that the page was cleaned in already."""
    from ..render.words import load_words

    sentence = load_words(lang).sentence
    if article.verdict is Verdict.SPAM:
        count, of = len(article.spam), len(article.blocks)
        return sentence(f"the page is an advertisement: {count} of its {of} blocks are spam")
    if article.verdict is Verdict.NO_ARTICLE:
        return "; ".join(article.notes) or sentence("no article found")
    return None


def _listed(article: Article, removed: Removed) -> tuple[Block, ...]:
    if removed is Removed.NONE:
        return ()
    return article.removed if removed is Removed.ALL else article.spam


def _removed(block: Block) -> dict[str, Any]:
    """A removed block; ``start`` and ``end`` are the span of its text that the evidence speaks of."""
    evidence = [
        {
            "code": each.code,
            "reason": _plain(each.reason),
            "weight": round(float(each.weight), 4),
            "start": None if each.span is None else int(each.span[0]),
            "end": None if each.span is None else int(each.span[1]),
        }
        for each in block.evidence
    ]
    return {"label": block.label.value, "text": _plain(block.text), "evidence": evidence}


def _plain(text: str | None) -> str | None:
    """The text as it can be written as UTF-8."""
    if text is None or text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return text
