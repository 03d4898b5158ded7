"""The life of a worker process: makes its function once, then answers one item after the other."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any, TypeAlias

from .process import set_up

__all__ = ["Lost", "Make", "serve"]

Make: TypeAlias = Callable[[], Callable[[Any], Any]]
"""Makes the function that works on one item; is sent to the worker, so it must be picklable."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands for the answer to an item that there is none for; ``reason`` says why."""

    reason: str


def serve(connection: Connection, make: Make, memory: int | None) -> None:
    """Answers lists of items, one answer for each item, until the other end is closed.

    Args:
        connection: to the supervisor. The first message is ``None``, or a str that says why the function
            could not be made.
        make: makes the function.
        memory: bytes of address space that the process may take; ``None`` for no limit.
    """
    threading.Thread(target=_die_with_parent, daemon=True).start()
    try:
        set_up(memory)
        function = make()
    except Exception as error:
        connection.send(f"{type(error).__name__}: {error}".removesuffix(": "))
        return
    connection.send(None)
    with contextlib.suppress(EOFError, OSError):  # the supervisor is gone
        while True:
            for item in connection.recv():
                connection.send_bytes(_answer(function, item))


def _answer(function: Callable[[Any], Any], item: Any) -> memoryview:
    """The answer as the other end receives it; one that cannot be sent is lost too."""
    try:
        return ForkingPickler.dumps(function(item))
    except MemoryError:
        lost = Lost("needs more memory than a worker has")
    except RecursionError:
        lost = Lost("nested too deep")
    except Exception as error:  # one item must never take the others with it
        lost = Lost(f"internal error: {type(error).__name__}: {error}")
    return ForkingPickler.dumps(lost)


def _die_with_parent() -> None:
    """Ends the process when its supervisor was killed, even in the middle of a page."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
