"""Writes ``cleaner/prepared/*.json``, what is worked out from tables ahead of time.

``python -m training.prepare [PYTHON ...]``, to be run after an edit of a table or of an expression; a test
fails until it is. Nothing but speed depends on it. For the Python that runs it, and any others named.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import cleaner
from cleaner.prepared import digest_of, write_prepared
from cleaner.roles import rows, tables
from cleaner.spam import characters, dictionary, indexes, lexicon, line_model
from cleaner.spam.detector import words_of
from cleaner.spam.normalize import to_prepare as doubt_to_prepare
from cleaner.spam.tables import table_digest
from cleaner.tables import parse_table, prepared_name

__all__ = ["TABLES", "main"]

TABLES = [
    Path(cleaner.__file__).parent / name
    for name in (
        "content/names.toml",
        "content/words.toml",
        "judge/landmarks.toml",
        "metadata/words.toml",
        "spam/shapes.toml",
    )
]
"""Those of ``cleaner.tables`` that the first page needs."""


def main(pythons: Sequence[str] = ()) -> None:
    """Writes every file."""
    for path in TABLES:
        write_prepared(prepared_name(path), digest_of([path]), parse_table(path))
    name, doubt = doubt_to_prepare()
    write_prepared(name, table_digest("fold"), doubt)
    write_prepared(*characters.to_prepare())
    digest = lexicon.lexicon_digest()
    name, terms = lexicon.to_prepare()
    write_prepared(name, digest, terms, "rows")
    for name, index in indexes.to_prepare():
        write_prepared(name, digest, index, "" if isinstance(index, str) else "spellings")
    words = words_of(lexicon.Lexicon.load())
    write_prepared(*dictionary.to_prepare(words, digest))
    write_prepared(*line_model.to_prepare())
    for (name, data), field in ((tables.to_prepare(), ""), (rows.to_prepare(), "texts")):
        write_prepared(name, tables.tables_digest(), data, field)
    # in a process that has loaded nothing yet: modules ask for their expressions while they load
    subprocess.run([sys.executable, "-m", "training.expressions", *pythons], check=True)  # noqa: S603


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m training.prepare", description="Writes cleaner/prepared/*.json anew, from the tables."
    )
    about = "another Python that compiles the expressions too, such as python3.12; it needs no packages"
    parser.add_argument("pythons", metavar="PYTHON", nargs="*", help=about)
    main(parser.parse_args().pythons)
