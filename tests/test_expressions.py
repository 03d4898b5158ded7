"""Expressions that were compiled ahead of time are those that Python would compile."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner import expressions
from cleaner.expressions import compiled
from cleaner.prepared import Prepared, write_prepared
from training.compile_expressions import compile_all

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(expressions.__file__).parent / "prepared" / f"expressions-{sys.implementation.cache_tag}.json"
TRICKY = [
    (r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?|(\w+)", re.IGNORECASE | re.ASCII),
    ("[\u2e80-\U0010ffff]{2}|[^a-z㐀-鿿]", 0),
    (r"(?i)straße(?=\b)|(?<!x)K", re.DOTALL),
]


def keys() -> Iterator[tuple[str, int]]:
    for key in expressions._kept():
        flags, _, regex = key.partition(" ")
        yield regex, int(flags)


@pytest.mark.skipif(not HERE.exists(), reason="nothing is prepared for this Python")
def test_what_was_kept_is_what_python_compiles() -> None:
    kept = list(keys())
    assert len(kept) > 100
    for regex, flags in kept:
        assert compiled(regex, flags) == re.compile(regex, flags), "run: make prepare"


@pytest.mark.skipif(not HERE.exists(), reason="nothing is prepared for this Python")
def test_everything_that_is_asked_for_was_kept() -> None:
    command = "import training.expressions as e; print(*map(repr, e.asked_for()), sep='\\n')"
    made = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, check=True)
    assert set(made.stdout.decode("utf-8").splitlines()) == set(map(repr, keys())), "run: make prepare"


def test_the_rest_is_compiled_as_ever() -> None:
    for regex, flags in TRICKY:
        assert compiled(regex, flags) == re.compile(regex, flags)


def test_groups_names_and_flags_survive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None) -> None:
    made = compile_all(TRICKY)
    monkeypatch.setattr("cleaner.prepared._FOLDER", tmp_path)
    write_prepared(
        Prepared(expressions.kept_name(made["tag"]), made["magic"], {"kept": made["kept"]}, "kept")
    )
    assert sorted(keys()) == sorted((regex, int(flags)) for regex, flags in TRICKY)
    for regex, flags in TRICKY:
        found, expected = compiled(regex, flags), re.compile(regex, flags)
        assert found == expected
        assert (found.groups, found.groupindex) == (expected.groups, expected.groupindex)
        match = found.search("on 2024-07-24, STRASSE, straße")
        assert match is not None
        assert match.groupdict() == expected.search(match.string).groupdict()  # type: ignore[union-attr]


def test_another_engine_is_not_given_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None
) -> None:
    made = compile_all(TRICKY)
    monkeypatch.setattr("cleaner.prepared._FOLDER", tmp_path)
    write_prepared(Prepared(expressions.kept_name(made["tag"]), "1", {"kept": made["kept"]}, "kept"))
    assert not expressions._kept()
    assert compiled("a+").fullmatch("aaa")


@pytest.fixture
def fresh() -> Iterator[None]:
    """Reads what was kept anew, before and after."""
    expressions._kept.cache_clear()
    yield
    expressions._kept.cache_clear()
