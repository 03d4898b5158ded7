"""Values of tables that Python has none for: they cost their row only, and the run goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.cli import main
from cleaner.corpus.runs import Run
from tests.conftest import SAMPLES

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


def test_such_a_value_as_an_id(tmp_path: Path) -> None:
    path, out = table(tmp_path / "in.parquet", id=BEYOND[0]), tmp_path / "out"
    assert batch(path, "-o", out) == 1
    assert (len(list(Run(out).articles())), len(list(Run(out).errors()))) == (2, 1)
    rows = clean_batch(pa.table({"html": [PAGE] * 3, "id": BEYOND[0]}).to_batches()[0]).to_pylist()
    assert [row["error"] is None for row in rows] == [True, False, True]
