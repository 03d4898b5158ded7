"""Writes ``cleaner/prepared/*.json``, what is worked out from tables ahead of time.

``python -m training.prepare [PYTHON ...]``, to be run after an edit of a table or of an expression; a test
fails until it is. Nothing but speed depends on it. For the Python that runs it, and any others named.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

from cleaner import tables
from cleaner.prepared import Prepared, write_prepared
from cleaner.roles import rows
from cleaner.roles import tables as role_tables
from cleaner.spam import boundaries, characters, indexes, lexicon, line_model
from cleaner.spam.normalize import to_prepare as doubt_to_prepare

__all__ = ["all_to_prepare", "main"]

_ROOMS: tuple[Callable[[], Iterator[Prepared]], ...] = (
    tables.to_prepare,
    role_tables.to_prepare,
    rows.to_prepare,
    doubt_to_prepare,
    characters.to_prepare,
    lexicon.to_prepare,
    indexes.to_prepare,
    boundaries.to_prepare,
    line_model.to_prepare,
)


def all_to_prepare() -> Iterator[Prepared]:
    """All but the expressions, which each Python compiles for itself."""
    for to_prepare in _ROOMS:
        yield from to_prepare()


def main(pythons: Sequence[str] = ()) -> None:
    """Writes every file."""
    for each in all_to_prepare():
        write_prepared(each)
    # in a process that has loaded nothing yet: modules ask for their expressions while they load
    subprocess.run([sys.executable, "-m", "training.expressions", *pythons], check=True)  # noqa: S603


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        prog="python -m training.prepare", description="Writes cleaner/prepared/*.json anew, from the tables."
    )
    about = "another Python that compiles the expressions too, such as python3.12; it needs no packages"
    parser.add_argument("pythons", metavar="PYTHON", nargs="*", help=about)
    main(parser.parse_args().pythons)
