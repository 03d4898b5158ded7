"""Values of tables that Python has none for: they cost their row only, and the run goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.cli import main
from cleaner.corpus.runs import Run
from tests.conftest import ROOT, SAMPLES

pa = pytest.importorskip("pyarrow")
from pyarrow import parquet  # noqa: E402

from cleaner.corpus.arrow import clean_batch  # noqa: E402

PAGE = (SAMPLES / "clean-driving.html").read_bytes()
DAY = 1_767_323_045_000_000
BEYOND = (
    pa.array([DAY, 2**62, DAY], pa.timestamp("us")),
    pa.array([DAY, -(2**62), DAY], pa.timestamp("us", "UTC")),
    pa.array([20_000, 2**31 - 1, 20_000], pa.int32()).cast(pa.date32()),
    pa.array([[DAY], [DAY, 2**62], []], pa.list_(pa.timestamp("us"))),
)
UNKNOWN = pa.array([None, DAY, None], pa.timestamp("us", "Nowhere/City"))


def table(path: Path, **columns: object) -> Path:
    parquet.write_table(pa.table({"html": [PAGE] * 3, **columns}), path)
    return path


def batch(*argv: str | Path) -> int:
    return main(["batch", *map(str, argv), "--workers", "1", "--quiet"])


@pytest.mark.parametrize("times", [*BEYOND, UNKNOWN], ids=lambda times: str(times.type))
def test_a_value_that_python_cannot_hold_costs_its_row_only(tmp_path: Path, times: object) -> None:
    path, out = table(tmp_path / "in.parquet", t=times), tmp_path / "out"
    assert batch(path, "-o", out, "--carry", "t") == 1
    found = Run(out)
    assert [row["id"] for row in found.articles()] == [f"{path}:0", f"{path}:2"]
    (error,) = found.errors()
    assert (error["id"], error["position"]) == (f"{path}:1", 1)
    assert error["reason"].startswith("a value that cannot be read: ")
    assert found.manifest["adds_up"]
    (out / "done" / "part-00000.json").unlink()
    assert batch(path, "-o", out, "--carry", "t", "--resume") == 1
    assert len(list(found.articles())) == 2


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_column_to_carry_that_no_file_has_is_a_slip(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = table(tmp_path / "a.parquet", n=[1, 2, 3]), table(tmp_path / "b.parquet", m=[1, 2, 3])
    out, broken = tmp_path / "out", tmp_path / "c.parquet"
    assert batch(first, second, "-o", out, "--carry", "n,nn", "--format", form) == 2
    assert capsys.readouterr().err == "cleaner: there is no column 'nn' to carry in the Parquet files\n"
    assert not out.exists()
    broken.write_bytes(b"PAR1")
    assert batch(first, broken, "-o", out, "--carry", "nn", "--format", form) == 1, "what broke may have it"
    assert batch(first, second, "-o", tmp_path / "two", "--carry", "n,m", "--format", form) == 0


def test_such_a_value_as_an_id(tmp_path: Path) -> None:
    path, out = table(tmp_path / "in.parquet", id=BEYOND[0]), tmp_path / "out"
    assert batch(path, "-o", out) == 1
    assert (len(list(Run(out).articles())), len(list(Run(out).errors()))) == (2, 1)
    rows = clean_batch(pa.table({"html": [PAGE] * 3, "id": BEYOND[0]}).to_batches()[0]).to_pylist()
    assert [row["error"] is None for row in rows] == [True, False, True]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_nanoseconds_are_the_same_with_and_without_pandas(tmp_path: Path, form: str) -> None:
    exact = pa.array([1_767_323_045_123_456_789, None, 1_767_323_045_000_000_000])
    carried = {
        "t": exact.cast(pa.timestamp("ns")),
        "z": exact.cast(pa.timestamp("ns", "Asia/Shanghai")),
        "d": pa.array([1_500, None, 0], pa.duration("ns")),
        "s": pa.array([{"t": 1_500}, None, {"t": None}], pa.struct([("t", pa.timestamp("ns"))])),
    }
    path, hidden = table(tmp_path / "in.parquet", **carried), tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "pandas.py").write_text("raise ImportError('hidden')\n", "utf-8")
    with_it, without = tmp_path / "with", tmp_path / "without"
    options = [word for name in carried for word in ("--carry", name)] + ["--format", form]
    assert batch(path, "-o", with_it, *options) == 0
    command = [sys.executable, "-m", "cleaner", "batch", str(path), "-o", str(without), *options]
    where = {**os.environ, "PYTHONPATH": os.pathsep.join([str(hidden), str(ROOT)])}
    subprocess.run([*command, "--workers", "1", "--quiet"], check=True, env=where, cwd=ROOT, timeout=300)
    for name in ("run.json", f"articles/part-00000.{form}", "done/part-00000.json"):
        assert (with_it / name).read_bytes() == (without / name).read_bytes()
    rows = list(Run(without).articles())
    assert [row["t"] for row in rows] == [
        "2026-01-02 03:04:05.123456789",
        None,
        "2026-01-02 03:04:05.000000000",
    ]
    assert rows[0]["z"] == "2026-01-02 11:04:05.123456789+0800"
    if form == "parquet":
        written = parquet.read_table(without / "articles" / "part-00000.parquet")
        assert written["t"].chunk(0).equals(carried["t"])
        assert written["z"].chunk(0).equals(carried["z"])
        assert written["s"].type == carried["s"].type
