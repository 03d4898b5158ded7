"""A worker process: jobs in on standard input, answers out, one at a time, until the input ends.

The server may kill it at any moment: it holds nothing but loaded models.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
import traceback
from typing import Any, BinaryIO

from ..corpus.process import set_up, warm_up

__all__ = ["HEADER", "main", "pack"]

HEADER = struct.Struct(">Q")
_MOST_MEMORY = 3 * 2**30
"""Bytes of address space."""
_MOST_GROWTH = 512 * 2**20
"""Bytes that a worker may have grown by before it makes room for a fresh one."""


def main() -> None:
    """Serves jobs until the input ends, or until much memory was used."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    set_up(_MOST_MEMORY)
    from .jobs import Workshop

    workshop = Workshop(_receive(sys.stdin.buffer))
    warm_up(workshop.cleaner)
    usual = _peak()
    _send(answers, None)
    while (message := _receive(sys.stdin.buffer)) is not None:
        job, corrections = message
        if corrections is not None:
            workshop.corrections = corrections
        try:
            answer: Any = workshop.do(job)
        except Exception as error:
            traceback.print_exc()
            answer = error if isinstance(error, MemoryError) else RuntimeError(str(error))
        stay = _peak() - usual < _MOST_GROWTH and not isinstance(answer, MemoryError)
        _send(answers, (answer, stay))
        if not stay:
            return


def pack(message: Any) -> bytes:
    """A message as it goes through the pipe, behind its length."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return HEADER.pack(len(data)) + data


def _send(stream: BinaryIO, message: Any) -> None:
    stream.write(pack(message))
    stream.flush()


def _receive(stream: BinaryIO) -> Any:
    """The next message of the server, which is the only one that writes here; ``None`` at the end."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    return pickle.loads(stream.read(*HEADER.unpack(header)))  # noqa: S301


def _peak() -> int:
    """The most bytes of memory that this process ever had; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
