"""The documentation of the columns is what the program writes."""

from __future__ import annotations

from cleaner.corpus.schema import COLUMNS, SCHEMA_VERSION
from tests.conftest import ROOT


def test_every_column_is_described_as_the_schema_has_it() -> None:
    text = (ROOT / "docs" / "corpus.md").read_text("utf-8")
    assert f"## Columns, schema {SCHEMA_VERSION}\n" in text
    table = text.partition("## Columns")[2].partition("\nCarried")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{column.name}` | {column.type} | {column.about} |" for column in COLUMNS]
