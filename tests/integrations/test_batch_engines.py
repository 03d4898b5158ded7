"""``cleaner batch --engine``: the same files from Ray and Spark as from processes of our own."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from cleaner.cli import main
from cleaner.extras import needs
from tests.integrations.pages import assert_same_articles, decoded, pages

ENGINES = [
    pytest.param("ray", marks=pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed")),
    pytest.param(
        "spark",
        marks=pytest.mark.skipif(
            find_spec("pyspark") is None or not (shutil.which("java") or os.environ.get("JAVA_HOME")),
            reason="Spark or Java is not installed",
        ),
    ),
]


@pytest.fixture
def inputs(tmp_path: Path) -> list[str]:
    """The pages as Parquet and as packed and plain JSON Lines, with three records that are none."""
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    folder = tmp_path / "in"
    folder.mkdir()
    parquet.write_table(pa.Table.from_pylist(pages()[:4]), folder / "a.parquet", row_group_size=3)
    lines = [json.dumps({**each, "html": decoded(each["html"])}).encode() for each in pages()[4:]]
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(b"\n".join([lines[0], b"", b"{broken", lines[1]])))
    loose = [{"id": "lone", "text": "一\ud800行"}, {"id": 7, "crawl": [1]}, {"text": 3}, {"text": "no id"}]
    (folder / "c.jsonl").write_text("\n\n".join(map(json.dumps, loose)), "utf-8")
    return [str(folder / name) for name in ("a.parquet", "b.jsonl.gz", "c.jsonl")]


def batch(out: Path, names: list[str], *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cleaner", "batch", *names, "-o", str(out), *more]
    return subprocess.run(command, capture_output=True, text=True, timeout=500, check=False)


def files(folder: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if name not in ("run.json", "timing.json")}


def manifest(folder: Path) -> dict[str, Any]:
    """What ``run.json`` says but for the two limits that only the local engine keeps."""
    known: dict[str, Any] = json.loads((folder / "run.json").read_text("utf-8"))
    for name in ("page_seconds", "worker_memory"):
        known["options"].pop(name)
    return known


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_writes_the_files_of_a_local_run(engine: str, inputs: list[str], tmp_path: Path) -> None:
    options = ["--shard-records", "3", "--removed", "all", "--carry", "crawl", "--workers", "2"]
    local, out = tmp_path / "local", tmp_path / engine
    assert batch(local, inputs, *options).returncode == 1
    done = batch(out, inputs, *options, "--engine", engine)
    assert done.returncode == 1, done.stderr
    assert "11 records: 5 articles, 3 rejected, 3 errors" in done.stderr
    assert files(out) == files(local)
    assert manifest(out) == manifest(local)
    assert manifest(out)["adds_up"]
    from cleaner.corpus.runs import Run

    assert_same_articles([row for row in Run(out).rows() if row["url"]])
    assert json.loads((out / "timing.json").read_text("utf-8"))["engine"] == engine
    # what is done stays, what is missing is made, and a run that is whole is not begun again
    (out / "done" / "part-00001.json").unlink()
    kept = (out / "articles" / "part-00000.jsonl").stat().st_mtime_ns
    assert batch(out, inputs, *options, "--engine", engine, "--resume").returncode == 1
    assert files(out) == files(local)
    assert (out / "articles" / "part-00000.jsonl").stat().st_mtime_ns == kept
    assert batch(out, inputs, *options, "--engine", engine).returncode == 2


_FAILS_ELSEWHERE = """
import os, sys
from cleaner.cli import main
from cleaner.corpus import options

here, Cleaning = os.getpid(), options.Cleaning

class Elsewhere(Cleaning):
    def cleaner(self):
        if os.getpid() != here:
            raise ValueError("no such thing there")
        return Cleaning.cleaner(self)

options.Cleaning = Elsewhere
sys.exit(main(sys.argv[1:]))
"""
"""A command line whose options can be used on this machine only."""


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_what_goes_wrong_on_a_worker_is_one_line(engine: str, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "one"}\n', "utf-8")
    (tmp_path / "main.py").write_text(_FAILS_ELSEWHERE, "utf-8")
    command = [sys.executable, str(tmp_path / "main.py"), "batch", str(tmp_path / "in.jsonl")]
    command += ["-o", str(tmp_path / "out"), "--engine", engine]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"cleaner: {engine}: ")
    assert "no such thing there" in last
    assert last.endswith("--resume")


@pytest.mark.parametrize("address", ["foo", "bogus://x"])
def test_an_address_that_ray_cannot_make_out_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    pytest.importorskip("ray")
    source = tmp_path / "a.jsonl"
    source.write_text('{"text": "a"}\n', "utf-8")
    argv = ["batch", str(source), "-o", str(tmp_path / "out"), "--engine", "ray", "--address", address]
    assert main(argv) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(f"cleaner: ray: {address}: ")


@pytest.mark.parametrize(
    ("engine", "address"),
    [
        ("ray", "127.0.0.1:1"),
        ("ray", "ray://127.0.0.1:1"),
        ("ray", "[::1]:1"),
        ("ray", "127.0.0.1:99999"),
        ("spark", "spark://127.0.0.1:1"),
        ("spark", "spark://[::1]:1,127.0.0.1:1"),
        ("spark", "spark://no-such-machine.invalid:7077"),
    ],
)
def test_an_address_where_nothing_answers_is_told_at_once(
    engine: str, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _engine_is_here(engine)
    source, out = tmp_path / "a.jsonl", tmp_path / "out"
    source.write_text('{"text": "a"}\n', "utf-8")
    began = time.monotonic()
    assert main(["batch", str(source), "-o", str(out), "--engine", engine, "--address", address]) == 1
    assert time.monotonic() - began < 60
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(f"cleaner: {engine}: {address}: nothing answers there: ")
    assert not out.exists()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("nonsense", "is no master"),
        ("http://x:7077", "is no master"),
        ("spark://x", "names no host and port"),
    ],
)
def test_an_address_that_is_none_of_a_spark_master_is_told_at_once(
    address: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _engine_is_here("spark")
    source, out = tmp_path / "a.jsonl", tmp_path / "out"
    source.write_text('{"text": "a"}\n', "utf-8")
    assert main(["batch", str(source), "-o", str(out), "--engine", "spark", "--address", address]) == 1
    assert capsys.readouterr().err.startswith(f"cleaner: spark: {address}: {why}")
    assert not out.exists()


def test_a_spark_cluster_without_machines_is_not_waited_for_in_silence(tmp_path: Path) -> None:
    _engine_is_here("spark")
    import pyspark

    source = tmp_path / "a.jsonl"
    source.write_text('{"text": "a"}\n', "utf-8")
    home = Path(pyspark.__file__).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    master = [str(home / "bin" / "spark-class"), "org.apache.spark.deploy.master.Master"]
    master += ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
    with _running(master, environment) as first:
        address = _first(first, r"(spark://127\.0\.0\.1:\d+)")
        command = [sys.executable, "-m", "cleaner", "batch", str(source), "-o", str(tmp_path / "out")]
        with _running([*command, "--engine", "spark", "--address", address], environment) as second:
            assert _first(second, "(has not accepted any resources)")


def test_a_ray_cluster_without_room_is_not_waited_for_in_silence() -> None:
    _engine_is_here("ray")
    code = """if True:
        import ray
        from cleaner.integrations import batch_ray
        batch_ray._PATIENCE = 2.0
        ray.init(num_cpus=0, include_dashboard=False, _node_ip_address="127.0.0.1", logging_level="error")
        next(batch_ray.RayEngine().map(print, [1]))"""
    with _running([sys.executable, "-c", code], {**os.environ, "RAY_USAGE_STATS_ENABLED": "0"}) as waiting:
        assert _first(waiting, "(no room for the work for 2 s)")


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A process in a group of its own, which is ended with it: Spark's scripts start others."""
    process = subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    watch = Timer(300, os.killpg, (process.pid, signal.SIGKILL))
    watch.start()
    try:
        yield process
    finally:
        watch.cancel()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _first(process: subprocess.Popen[str], pattern: str) -> str:
    """What the group of a pattern holds, where it first stands in what a process says."""
    assert process.stderr is not None
    return next(found[1] for found in (re.search(pattern, line) for line in process.stderr) if found)


def _engine_is_here(engine: str) -> None:
    pytest.importorskip("ray" if engine == "ray" else "pyspark")
    if engine == "spark" and shutil.which("java") is None:
        pytest.skip("Java is not installed")


@pytest.mark.parametrize(
    ("argv", "what"),
    [
        (["a.jsonl", "--engine", "ray", "--page-seconds", "3"], "--page-seconds cannot be had"),
        (["a.jsonl", "--engine", "spark", "--worker-memory", "2G"], "--worker-memory cannot be had"),
        (["a.jsonl", "--engine", "ray", "--learn-sites"], "learn with the local engine"),
        (["a.jsonl", "--address", "ray://x:1"], "--address is for"),
        (["a.jsonl", "--engine", "spark", "--address", "yarn", "--workers", "2"], "has its own"),
    ],
)
def test_what_an_engine_cannot_do_is_refused(
    argv: list[str],
    what: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.jsonl", "page.html"):
        Path(name).write_text("", "utf-8")
    assert main(["batch", "-o", "out", *argv]) == 2
    said = capsys.readouterr().err
    assert what in said
    assert said.count("\n") == 1
    assert not Path("out").exists()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("-", "standard input can be read by the local engine only"),
        ("page.html", "engines read JSON Lines and Parquet"),
    ],
)
def test_inputs_that_an_engine_cannot_read_are_refused(
    engine: str, name: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text("", "utf-8")
    assert main(["batch", "-o", "out", name, "--engine", engine]) == 2
    assert what in capsys.readouterr().err
    assert not Path("out").exists()


@pytest.mark.parametrize(("engine", "package"), [("ray", "ray"), ("spark", "pyspark")])
def test_a_missing_engine_is_one_line(
    engine: str,
    package: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "one"}\n', "utf-8")
    monkeypatch.setitem(sys.modules, package, None)
    assert main(["batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out"), "--engine", engine]) == 1
    needed = needs(f"cleaning with {package}", package, engine)
    assert capsys.readouterr().err == f"cleaner: {needed}\n"
    assert not (tmp_path / "out").exists()


def test_spark_without_java_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyspark", reason="Spark is not installed")
    (tmp_path / "in.jsonl").write_text('{"text": "one"}\n', "utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert main(["batch", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out"), "--engine", "spark"]) == 1
    assert capsys.readouterr().err == "cleaner: spark needs Java 17 or later, and there is none here\n"
