"""How many processes can work at the same time: what this process may use of the machine."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["usable_cores"]

_GROUP = Path("/sys/fs/cgroup")
_QUOTAS = (("cpu.max",), ("cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us"))
"""The files that hold the time allowed and the period that it is for, of both versions of control groups."""


def usable_cores(group: Path = _GROUP) -> int:
    """The cores that this process may use, at least 1.

    A container on a large machine sees all cores, and may have the time of two of them.

    Args:
        group: where the control group of this process is.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota = next(filter(None, (_quota(group, names) for names in _QUOTAS)), None)
    return cores if quota is None else max(1, min(cores, quota))


def _quota(group: Path, names: tuple[str, ...]) -> int | None:
    """The time allowed, in whole cores; ``None`` where there is no limit, or nobody says."""
    try:
        allowed, period = " ".join((group / name).read_text("ascii") for name in names).split()
        return -(-int(allowed) // int(period)) if int(allowed) > 0 else None
    except (OSError, ValueError, ZeroDivisionError):  # "max" is no number
        return None
