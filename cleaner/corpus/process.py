"""What every process of ours that cleans does before its first page: one thread, bounded memory, all loaded.

The processes of ``cleaner batch`` and of ``cleaner serve`` are started and talked to in different ways; what
they are is the same.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..pipeline import Cleaner

__all__ = ["set_up", "warm_up"]

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_WARMING = "三分钟了解(某某麻将外挂辅助)确实有挂,微信群里的人都在说这件事"
"""A doubtful line: the dictionary is loaded for such ones only, and no page should wait for that."""


def set_up(memory: int | None) -> None:
    """Bounds this process; to be called before numpy is imported.

    Args:
        memory: bytes of address space that it may take, where the system can limit that; ``None`` for no
            limit. A page that wants more fails alone instead of taking the machine with it.
    """
    # Ctrl-C reaches the whole group of processes; whoever started this one decides what comes of it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _THREADS:  # the processes share the cores already
        os.environ[name] = "1"
    if memory is None:
        return
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = memory if hard == resource.RLIM_INFINITY else min(hard, memory)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def warm_up(cleaner: Cleaner) -> None:
    """Has everything loaded that pages need, so that none of them waits for it."""
    cleaner.clean(_WARMING)
    cleaner.clean(f"<html><body><p>{_WARMING}</p></body></html>")
