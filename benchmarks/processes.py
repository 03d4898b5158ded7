"""What a command costs: time, processor time and peak memory of each process that it starts, from /proc."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Cost", "measure"]

_LOOK_SECONDS = 0.2
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """The cost of one command.

    Attributes:
        seconds: from start to end.
        processors: seconds of processor time of the command itself and of all that it started.
        own: of these, the seconds of the command's first process.
        peaks: the most bytes of memory that each process held, the first process first, the others by size.
        load: the load of the machine (one minute) when the command began, and when it ended.
    """

    seconds: float
    processors: float
    own: float
    peaks: list[int]
    load: tuple[float, float]


@dataclass
class _Seen:
    """The last that was seen of each process; one that ends between two looks has cost a little more."""

    ticks: dict[int, int] = field(default_factory=dict)
    peaks: dict[int, int] = field(default_factory=dict)


def measure(command: list[str], folder: Path) -> Cost:
    """Runs a command in a folder; raises ``SystemExit`` with what it said if it fails."""
    seen, ended = _Seen(), threading.Event()
    load, start = os.getloadavg()[0], time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watcher = threading.Thread(target=_watch, args=(process.pid, seen, ended))
    watcher.start()
    assert process.stderr is not None  # noqa: S101
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    ended.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: {complaint.decode(errors='replace')[-2000:]}")
    own = seen.ticks.get(process.pid, 0) / _TICK
    # the kernel counts those that were waited for to the end; daemons are known from looking only
    counted = max(usage.ru_utime + usage.ru_stime, sum(seen.ticks.values()) / _TICK)
    others = sorted((seen.peaks[pid] for pid in seen.peaks if pid != process.pid), reverse=True)
    return Cost(seconds, counted, own, [seen.peaks.get(process.pid, 0), *others], (load, os.getloadavg()[0]))


def _watch(pid: int, seen: _Seen, ended: threading.Event) -> None:
    while not ended.wait(_LOOK_SECONDS):
        for each in _family(pid):
            try:
                status = Path(f"/proc/{each}/status").read_text("utf-8", "replace")
                words = Path(f"/proc/{each}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            peak = sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
            seen.peaks[each] = max(seen.peaks.get(each, 0), 1024 * peak)
            seen.ticks[each] = int(words[11]) + int(words[12])


def _family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            listed = task.read_text("ascii").split()
        except OSError:
            continue
        for child in listed:
            yield from _family(int(child))
