"""Inputs cut into parts: together they give what one reading gives, however they are cut."""

from __future__ import annotations

import errno
import gzip
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.manifest import RunError
from cleaner.corpus.options import Columns
from cleaner.corpus.plans import check_kinds, plan_parts, read_piece
from cleaner.corpus.sources import Fault, Item, Line, find_inputs, lines, read_input

COLUMNS = Columns()


def whole(names: list[str]) -> list[Item]:
    inputs, _ = find_inputs(names)
    return [item for each in inputs for item in read_input(each, COLUMNS)]


def in_parts(names: list[str], shard_records: int) -> list[list[Item]]:
    inputs, _ = find_inputs(names)
    plans = list(plan_parts(inputs, shard_records))
    assert [plan.number for plan in plans] == list(range(len(plans)))
    assert all(plan.records == shard_records for plan in plans[:-1])
    return [[item for piece in plan.pieces for item in read_piece(piece, COLUMNS)] for plan in plans]


@given(
    st.lists(st.binary(max_size=12).map(lambda data: data.replace(b"\n", b" ")), max_size=25),
    st.integers(1, 9),
    st.booleans(),
    st.sampled_from([0, 1, 9]),
)
def test_lines(
    tmp_path_factory: pytest.TempPathFactory, made: list[bytes], shard_records: int, packed: bool, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("in")
    data = b"\n".join(made)
    data = gzip.compress(data) if packed else data
    names = [str(folder / name) for name in ("a.jsonl", "b.jsonl.gz" if packed else "b.jsonl")]
    Path(names[0]).write_bytes(b'{"text": "one"}\r\n\r\n{"text": "two"}')
    Path(names[1]).write_bytes(data[: len(data) - cut] if packed else data)
    parts = in_parts(names, shard_records)
    assert [item for part in parts for item in part] == whole(names)


def test_a_line_that_is_too_long_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_BYTES", 50)
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join([b"a", b"b" * 500, b"c", b"d" * 51, b"e"]))
    found = whole([str(path)])
    assert [type(item) for item in found] == [Line, Fault, Line, Fault, Line]
    assert isinstance(found[1], Fault)
    assert found[1].reason == "longer than 50 bytes"
    for shard_records in (1, 2, 3):
        assert [item for part in in_parts([str(path)], shard_records) for item in part] == found


@pytest.mark.parametrize("shard_records", [1, 2, 3, 7, 100])
def test_rows(shard_records: int, tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pa.Table.from_pylist([{"text": f"row {n}"} for n in range(10)])
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=4)
    parquet.write_table(table.rename_columns(["other"]), tmp_path / "b.parquet")
    parquet.write_table(table.slice(0, 0), tmp_path / "c.parquet")
    (tmp_path / "d.parquet").write_bytes(b"PAR1 not at all")
    names = [str(tmp_path)]
    found = whole(names)
    assert sum(isinstance(item, Fault) for item in found) == 2
    assert [item for part in in_parts(names, shard_records) for item in part] == found


def test_rows_of_a_group_that_is_broken_are_told_of_once(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    table = pa.Table.from_pylist([{"text": f"row {n} {'x' * 50}"} for n in range(200)])
    parquet.write_table(table, path, row_group_size=100, compression="none", use_dictionary=False)
    start = parquet.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[start : start + 200] = b"\xff" * 200
    path.write_bytes(data)
    found = whole([str(path)])
    assert len(found) == 101
    assert isinstance(found[-1], Fault)
    for shard_records in (30, 100, 130, 1_000):
        assert [item for part in in_parts([str(path)], shard_records) for item in part] == found


def test_a_file_that_lost_lines_since_it_was_planned_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"a\nb\nc\n")
    inputs, _ = find_inputs([str(path)])
    first, second = plan_parts(inputs, 2)
    path.write_bytes(b"a\n")
    with pytest.raises(RunError, match=r"in\.jsonl: was changed"):
        list(read_piece(first.pieces[0], COLUMNS))
    with pytest.raises(RunError, match=r"in\.jsonl: was changed"):
        list(read_piece(second.pieces[0], COLUMNS))


def test_a_folder_that_cannot_be_looked_into_is_in_one_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    for name in ("a.jsonl", "z.jsonl"):
        (tmp_path / name).write_bytes(b"1\n2\n")
    scandir = os.scandir

    def refusing(path: str) -> Any:
        if path.endswith("closed"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    check_kinds(find_inputs([str(tmp_path)])[0])
    found = whole([str(tmp_path)])
    assert [item for item in found if isinstance(item, Fault)] == [found[2]]
    for shard_records in (1, 2, 3, 10):
        assert [item for part in in_parts([str(tmp_path)], shard_records) for item in part] == found
