"""Writes ``cleaner/prepared/expressions-*.json``: the program's regular expressions, compiled.

``python -m training.expressions [PYTHON ...]``, for this Python and any others named (they need no packages).
Collects what cleaning the samples asks for, and the expressions of all terms and of all rows of wordings.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cleaner import expressions
from cleaner.prepared import Prepared, write_prepared

__all__ = ["asked_for", "main"]

_ROOT = Path(__file__).parent.parent
_SCRIPT = Path(__file__).with_name("compile_expressions.py")


class _Asked(dict[str, Any]):
    """Stands where the kept expressions stand; has none, and notes which were asked for."""

    def get(self, key: str, default: Any = None) -> Any:
        flags, _, regex = key.partition(" ")
        self[key] = (regex, int(flags))
        return default


def asked_for() -> list[tuple[str, int]]:
    """The expressions that cleaning asks for, in a fixed order.

    To be called before anything else of the program is loaded: modules ask for theirs while they load.
    """
    asked = _Asked()
    kept = expressions._kept
    expressions._kept = lambda: asked  # type: ignore[assignment]
    try:
        _ask_for_all()
    finally:
        expressions._kept = kept
    return [asked[key] for key in sorted(asked)]


def _ask_for_all() -> None:
    """Loads and does whatever asks for expressions."""
    from cleaner import Article, Cleaner
    from cleaner.cli import clean, explain, line, pipe  # noqa: F401  what they load is the point
    from cleaner.cli.formats import FORMATS, format_of
    from cleaner.roles.menu import _alternation
    from cleaner.roles.rows import load_rows
    from cleaner.spam.hits import Finder
    from cleaner.spam.lexicon import Lexicon

    cleaner = Cleaner()
    for page in sorted((_ROOT / "samples").glob("*.html")) + sorted((_ROOT / "samples").glob("*.txt")):
        article: Article = cleaner.clean(page.read_bytes())
        for name in FORMATS:
            format_of(name, links=True, images=True).alone(page.name, article)
    finder = Finder(Lexicon.load())
    for matcher in (finder._all, finder._skeleton):
        for text in ("in ASCII", "in other characters: é"):
            matcher.places(text)
    for row in load_rows():
        for regex in filter(None, (row.needs, row.regex, row.run)):
            expressions.compiled(regex)
        if row.menu:
            expressions.compiled(_alternation(row.menu))


def main(pythons: Iterable[str] = ()) -> None:
    """Writes the file of this Python, and of those whose programs are named."""
    asked = json.dumps(asked_for())
    for python in (sys.executable, *pythons):
        command = [python, "-I", str(_SCRIPT)]
        made = subprocess.run(command, input=asked, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
        found = json.loads(made.stdout)
        data, name = {expressions.KEPT: found["kept"]}, expressions.kept_name(found["tag"])
        write_prepared(Prepared(name, found["magic"], data, expressions.KEPT))


if __name__ == "__main__":
    main(sys.argv[1:])
