"""Writes ``cleaner/prepared/*.json``, what is worked out from tables ahead of time.

``python -m training.prepare``, to be run after an edit of a table; a test fails until it is. Nothing but
speed depends on it.
"""

from __future__ import annotations

from cleaner.prepared import write_prepared
from cleaner.roles import rows, tables
from cleaner.spam import dictionary, indexes, lexicon
from cleaner.spam.detector import words_of
from cleaner.spam.normalize import to_prepare as doubt_to_prepare
from cleaner.spam.tables import table_digest

__all__ = ["main"]


def main() -> None:
    """Writes every file."""
    name, doubt = doubt_to_prepare()
    write_prepared(name, table_digest("fold"), doubt)
    for name, data in (lexicon.to_prepare(), *indexes.to_prepare()):
        write_prepared(name, lexicon.lexicon_digest(), data)
    words = words_of(lexicon.Lexicon.load())
    write_prepared(*dictionary.to_prepare(words, lexicon.lexicon_digest()))
    for name, data in (tables.to_prepare(), rows.to_prepare()):
        write_prepared(name, tables.tables_digest(), data)


if __name__ == "__main__":
    main()
