"""The ids of records: texts and numbers as they are, all else as JSON has it, whatever the input."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from cleaner.cli import main
from cleaner.corpus.runs import Run

TEXT = "海州湾外侧的风电场昨天全部投运。"
IDS = [
    ("a b", "a b"),
    ("1.10", "1.10"),
    (7, "7"),
    (10**30, f"1{'0' * 30}"),
    (1.5, "1.5"),
    (True, "true"),
    ({"a": 1}, '{"a": 1}'),
    (["甲", None], '["甲", null]'),
    ([], "[]"),
    ("", ""),
]


def written(tmp_path: Path, source: Path) -> list[str]:
    """The ids of the rows of a run, in order."""
    main(["batch", str(source), "-o", str(tmp_path / "out"), "--workers", "1", "--quiet"])
    return [row["id"] for row in Run(tmp_path / "out").rows()]


def test_ids_of_json_lines(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    records = [{"id": given, "text": TEXT} for given, _ in IDS]
    source.write_text("".join(json.dumps(record) + "\n" for record in [*records, {"text": TEXT}]), "utf-8")
    assert written(tmp_path, source) == [*(text for _, text in IDS), f"{source}:{len(IDS) + 1}"]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (True, "true"),
        ({"a": 1}, '{"a": 1}'),
        ([datetime.date(2026, 1, 2)], '["2026-01-02"]'),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (b"key-1", "key-1"),
        (b"\xff\x00", "/wA="),
    ],
)
def test_ids_of_tables(tmp_path: Path, given: Any, text: str) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    from cleaner.corpus.arrow import clean_batch

    table = pa.table({"id": [given], "text": [TEXT]})
    parquet.write_table(table, tmp_path / "in.parquet")
    assert written(tmp_path, tmp_path / "in.parquet") == [text]
    assert clean_batch(table.to_batches()[0]).to_pylist()[0]["id"] == text
