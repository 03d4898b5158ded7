"""Who may fetch: the command line and ``cleaner.fetch``; nothing else knows this room."""

from __future__ import annotations

import ast
import subprocess
import sys

from ..conftest import ROOT

PACKAGE = ROOT / "cleaner"
ALLOWED = {"__init__.py", "cli/pages.py"}


def imported(path: str) -> set[str]:
    """The modules that a file imports anywhere in it."""
    tree = ast.parse((PACKAGE / path).read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module or ''}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def test_nothing_but_the_command_line_and_the_public_function_knows_how_to_fetch() -> None:
    files = {str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py")}
    outside = {path for path in files if not path.startswith("fetching")}
    assert "web/app.py" in outside
    knowing = {path for path in outside if any("fetch" in name for name in imported(path))}
    assert knowing == ALLOWED


def test_the_server_does_not_load_it() -> None:
    program = (
        "import sys, cleaner.web.app, cleaner.cli.serve, cleaner.pipeline, cleaner.corpus.run\n"
        "print([name for name in sys.modules if name.startswith('cleaner.fetching')])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_the_function_stays_a_function_when_its_room_is_loaded() -> None:
    import cleaner.fetching

    assert callable(cleaner.fetch)
    assert issubclass(cleaner.FetchError, OSError)
