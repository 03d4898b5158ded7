"""The command line as a process of its own: what it imports, how it ends, what it does to closed pipes."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

import cleaner
from cleaner.cli import main

CLEANER = [sys.executable, "-m", "cleaner"]
HEAVY = ("lxml", "numpy", "jieba", "trafilatura", "langdetect", "charset_normalizer", "cleaner.pipeline")
PAGE = "候鸟提前抵达湿地,志愿者在滩涂上架起了望远镜。"
RECORD = json.dumps({"text": PAGE}, ensure_ascii=False).encode() + b"\n"
# without buffers some mistakes would not show
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")
TASKS = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc on this system")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")


def call(*argv: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*CLEANER, *argv], input=stdin, capture_output=True, env={**ENVIRONMENT, **env}, timeout=120
    )


@contextlib.contextmanager
def pipe(**more: Any) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes], IO[bytes]]]:
    """``cleaner pipe`` and its three streams; a process that hangs is killed."""
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*CLEANER, "pipe"], env=ENVIRONMENT, **streams, **more) as process:
        timer = threading.Timer(60, process.kill)
        timer.start()
        try:
            assert process.stdin
            assert process.stdout
            assert process.stderr
            yield process, process.stdin, process.stdout, process.stderr
        finally:
            timer.cancel()


@pytest.mark.parametrize("argv", [["--version"], ["--help"], ["clean", "--help"], ["pipe", "--help"], []])
def test_nothing_heavy_is_imported_before_there_is_work(argv: list[str]) -> None:
    code = (
        "import sys\n"
        "from cleaner.cli import main\n"
        f"main({argv!r})\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_program_that_calls_it_keeps_its_own_settings(capsys: pytest.CaptureFixture[str]) -> None:
    before = gc.get_threshold(), gc.get_freeze_count(), dict(os.environ)
    assert main(["line", "Ferries run every half hour."]) == 0
    assert (gc.get_threshold(), gc.get_freeze_count(), dict(os.environ)) == before


@TASKS
def test_one_thread_is_enough(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.encode())
    code = (
        "import os, sys\n"
        "from cleaner.cli import main\n"
        f"sys.argv = ['cleaner', 'clean', {str(page)!r}]\n"
        "main()\n"
        "print('numpy' in sys.modules, len(os.listdir('/proc/self/task')), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, timeout=120
    )
    assert done.stderr.splitlines()[-1] == "True 1"


def test_version() -> None:
    done = call("--version")
    assert (done.returncode, done.stdout.decode()) == (0, f"cleaner {cleaner.__version__}\n")


def test_statuses(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.encode())
    done = call("clean", str(page))
    assert (done.returncode, done.stderr.count(b"\n")) == (0, 1)
    done = call("clean", "-q", str(page), "missing.html")
    assert (done.returncode, done.stderr) == (1, b"cleaner: missing.html: no such file or directory\n")
    assert call("clean", "--nonsense").returncode == 2
    assert call("line", "何处春江无月明").returncode == 0


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    for locale in ("C", "POSIX"):
        done = call("pipe", stdin=RECORD, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert done.returncode == 0
        assert "志愿者" in done.stdout.decode("utf-8")
        done = call("clean", "缺.html", LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert done.returncode == 2
        assert done.stderr.endswith(b": no such file or directory\n")


def test_each_record_is_answered_before_the_next_is_asked_for() -> None:
    with pipe() as (process, stdin, stdout, _):
        for _ in range(3):
            stdin.write(RECORD)
            stdin.flush()
            assert "article" in json.loads(stdout.readline())
        stdin.close()
        assert process.wait(timeout=60) == 0


@POSIX
@pytest.mark.parametrize(
    "argv", [["pipe"], ["line", "-"], ["clean"], ["clean", "-f", "json"], ["--help"], ["clean", "--help"]]
)
def test_a_closed_pipe_ends_it_quietly(argv: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*CLEANER, *argv],
        input=RECORD * 50,
        stdout=writing,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        timeout=120,
    )
    os.close(writing)
    errors = [line for line in done.stderr.splitlines() if not line.startswith(b"standard input: ")]
    assert (done.returncode, errors) == (0, [])


@POSIX
def test_a_reader_that_leaves_in_the_middle() -> None:
    with pipe() as (process, stdin, stdout, stderr):
        stdin.write(RECORD * 2)
        stdin.flush()
        assert stdout.readline()
        stdout.close()
        stdin.write(RECORD * 20)
        with contextlib.suppress(BrokenPipeError):
            stdin.close()
        assert process.wait(timeout=60) == 0
        assert stderr.read() == b""


@POSIX
def test_an_interrupt_ends_it_with_130_and_no_traceback() -> None:
    interruptible = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    with pipe(**interruptible) as (process, stdin, stdout, stderr):
        stdin.write(RECORD)
        stdin.flush()
        assert stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert stderr.read() == b""


@FULL
@pytest.mark.parametrize("argv", [["pipe"], ["clean", "-q", "--kind", "text"], ["line", "a"], ["--version"]])
def test_a_full_disk_behind_stdout(argv: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*CLEANER, *argv],
            input=RECORD if argv[0] == "pipe" else PAGE.encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            timeout=120,
        )
    assert (done.returncode, done.stderr) == (1, b"cleaner: standard output: the disk is full\n")


@POSIX
@pytest.mark.parametrize(
    ("closed", "command", "message"),
    [
        ("<&-", "clean", "standard input: is closed"),
        ("<&-", "pipe", "standard input: is closed"),
        ("<&-", "line -", "standard input: is closed"),
        (">&-", "line a", "standard output: is closed"),
        (">&-", "clean", "standard output: is closed"),
    ],
)
def test_closed_streams(closed: str, command: str, message: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m cleaner {command} {closed}', sys.executable],
        input=b"a",
        capture_output=True,
        env=ENVIRONMENT,
        timeout=120,
    )
    assert (done.returncode, done.stderr.decode()) == (2, f"cleaner: {message}\n")


@POSIX
def test_a_closed_stderr_does_not_put_the_summary_on_stdout() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m cleaner clean --kind text 2>&-', sys.executable],
        input=PAGE.encode(),
        capture_output=True,
        env=ENVIRONMENT,
        timeout=120,
    )
    assert done.returncode == 0
    assert b"blocks" not in done.stdout
