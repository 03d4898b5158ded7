"""What ``cleaner batch`` tells while it works: a bar on a terminal, lines elsewhere, nothing when asked."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cleaner.cli import batch_progress
from cleaner.cli.batch_progress import LineProgress, open_progress
from tests.conftest import SAMPLES

NOTHING: dict[str, Any] = {"records": 0, "verdicts": {}, "errors": 0}
BATCH = [sys.executable, "-m", "cleaner", "batch", str(SAMPLES / "flattened.txt"), "--workers", "1"]


class Clock:
    """Stands for ``time``; a second passes each time it is asked."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        self.now += 1.0
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_progress, "time", Clock())


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich", reason="rich is not installed")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "120")
    with open_progress(quiet=False) as progress:
        progress.begin(1_000, NOTHING)
        for read in range(100, 600, 100):
            progress.record("clean" if read < 300 else "spam_removed", read)
        progress.record(None, 600)
        progress._bar.refresh()  # type: ignore[attr-defined]
    shown = terminal.getvalue()
    assert "6 records" in shown
    assert "2 clean, 3 spam_removed, 1 error" in shown
    assert "/s" in shown
    assert "━" in shown, "the bar itself"
    assert "\x1b[2K" in shown.rpartition("━")[2], "the bar is wiped away in the end"


def test_lines_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    with open_progress(quiet=False) as progress:
        assert isinstance(progress, LineProgress)
        progress.begin(1_000, {"records": 7, "verdicts": {"clean": 7}, "errors": 0})
        for number in range(1, 12):
            progress.record("spam", 90 * number)
    (line,) = capsys.readouterr().err.splitlines()  # a second for each record, a line every ten
    records, rate, rest = line.split(", ", 2)
    assert int(records.removesuffix(" records")) in range(13, 19)
    assert rate.endswith("/s")
    assert "% read: 7 clean, " in rest


def test_where_the_size_is_unknown_no_share_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with LineProgress(every=0.0) as progress:
        progress.begin(0, NOTHING)
        progress.record("clean", 10)
    assert "%" not in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_quiet_says_nothing_but_what_was_asked_for(more: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [*BATCH, "-o", str(tmp_path / "out"), "--quiet", *more], capture_output=True, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, b"")
    if more:
        told = json.loads(done.stdout)
        assert told["articles"] == 1
        assert told["seconds"] > 0
        assert told["records_per_second"] > 0
    else:
        assert done.stdout == b""


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_the_command_on_a_terminal(tmp_path: Path) -> None:
    pytest.importorskip("rich", reason="rich is not installed")
    master, slave = os.openpty()
    process = subprocess.Popen(
        [*BATCH, "-o", str(tmp_path / "out")],
        stderr=slave,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"},
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            data = os.read(master, 4096)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        shown += data
    os.close(master)
    assert process.wait(60) == 0
    assert b"records" in shown
    assert b"\x1b[" in shown
    assert b"1 record: 1 article, 0 rejected, 0 errors" in shown
