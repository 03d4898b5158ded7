"""Worker processes that may hang or die: the item that was to blame is lost, and nothing else.

One thread of ours looks after each worker: it hands over a few items at a time and takes an answer for
each. A worker that does not answer in time is killed; one that dies gets one more try with the item it
died on, since something else may have killed it. What is left of its items goes to the next worker.
"""

from __future__ import annotations

import queue
import select
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from .worker import Lost, Make, serve

__all__ = ["Lost", "Pool", "PoolError"]

_CHUNK = 16
"""Items handed over at a time: enough that no worker waits for the next ones."""
_CHUNK_BYTES = 2**20
_AHEAD = 512
"""Items for each worker that may be under way, so that one that hangs does not stop the others."""
_AHEAD_BYTES = 16 * 2**20
_START_SECONDS = 300.0
_PAUSES = (1.0, 5.0, 25.0)
"""Seconds before another try where a worker died while it started and others have not: memory may be short
for a moment, and a run that has worked for days should not end of it."""


class PoolError(Exception):
    """No worker can be started."""


class _StillbornError(PoolError):
    """A worker that died before it was ready, and did not say why."""


class _DiedError(Exception):
    """A worker is gone; ``hung`` if we killed it ourselves."""

    def __init__(self, reason: str, hung: bool) -> None:
        super().__init__(reason)
        self.hung = hung


@dataclass
class _Chunk:
    """Items and the answers so far."""

    items: list[Any] = field(default_factory=list)
    size: int = 0
    answers: list[Any] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)


class Pool:
    """Works on items in several processes. A context manager; leaving it ends the processes at once.

    Args:
        make: makes the function that works on one item, in each worker.
        workers: how many processes.
        seconds: that a worker may take for one item; ``None`` for no limit.
        memory: bytes of address space that a worker may take; ``None`` for no limit.
    """

    def __init__(self, make: Make, workers: int, seconds: float | None, memory: int | None = None) -> None:
        self._make = make
        self._count = workers
        self._seconds = seconds
        self._memory = memory
        self._jobs: queue.SimpleQueue[_Chunk | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._failure: PoolError | None = None
        self._workers: set[_Worker] = set()
        self._proven = False  # a worker got ready: the function can be made
        self._threads = [threading.Thread(target=self._look_after, daemon=True) for _ in range(workers)]

    def __enter__(self) -> Pool:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        for _ in self._threads:
            self._jobs.put(None)
        for worker in list(self._workers):
            worker.kill()
        for thread in self._threads:
            thread.join(5)

    def run(self, items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Each item with its answer or :class:`Lost`, in order; items are read a little ahead only.

        Raises:
            PoolError: if a worker cannot be started.
        """
        under_way: deque[_Chunk] = deque()
        count = size = 0
        for chunk in _chunks(items):
            self._jobs.put(chunk)
            under_way.append(chunk)
            count, size = count + len(chunk.items), size + chunk.size
            while count > _AHEAD * self._count or size > _AHEAD_BYTES * self._count:
                first = under_way.popleft()
                count, size = count - len(first.items), size - first.size
                yield from self._answers(first)
            while under_way and under_way[0].done.is_set():
                first = under_way.popleft()
                count, size = count - len(first.items), size - first.size
                yield from self._answers(first)
        for chunk in under_way:
            yield from self._answers(chunk)

    def _answers(self, chunk: _Chunk) -> Iterator[tuple[Any, Any]]:
        while not chunk.done.wait(1.0):  # a wait with a limit lets Ctrl-C through everywhere
            if self._failure:
                break
        if self._failure:
            raise self._failure
        yield from zip(chunk.items, chunk.answers, strict=True)

    def _look_after(self) -> None:
        """One worker after the other, in a thread of its own."""
        worker: _Worker | None = None
        _keep_interrupts_away()
        try:
            while (chunk := self._jobs.get()) is not None:
                while len(chunk.answers) < len(chunk.items):
                    worker = worker or self._start()
                    worker = self._work(worker, chunk)
                chunk.done.set()
        except PoolError as error:
            self._failure = self._failure or error
        except Exception as error:
            self._failure = self._failure or PoolError(f"internal error: {type(error).__name__}: {error}")
        finally:
            if worker is not None:
                worker.kill()

    def _start(self) -> _Worker:
        """A worker that is ready; tried again where one that was like it was ready before."""
        for pause in _PAUSES:
            try:
                return self._started()
            except _StillbornError:
                if not self._proven:
                    raise
            self._stopping.wait(pause)
        return self._started()

    def _started(self) -> _Worker:
        if self._stopping.is_set() or self._failure:
            raise PoolError("stopped")
        worker = _Worker(self._make, self._memory)
        self._workers.add(worker)
        try:
            worker.wait_until_ready()
        except PoolError:
            worker.kill()
            self._workers.discard(worker)
            raise
        self._proven = True
        return worker

    def _work(self, worker: _Worker, chunk: _Chunk) -> _Worker | None:
        """Answers for as much of a chunk as the worker lives to give; the worker if it still lives."""
        try:
            worker.work(chunk.items[len(chunk.answers) :], chunk.answers, self._seconds)
        except _DiedError as death:
            self._drop(worker)
            if death.hung:
                chunk.answers.append(Lost(str(death)))
                return None
            return self._try_again(chunk)
        return worker

    def _try_again(self, chunk: _Chunk) -> _Worker | None:
        """One more worker for the item that another died on."""
        item = chunk.items[len(chunk.answers)]
        worker = self._start()
        try:
            worker.work([item], chunk.answers, self._seconds)
        except _DiedError as death:
            self._drop(worker)
            chunk.answers.append(Lost(str(death)))
            return None
        return worker

    def _drop(self, worker: _Worker) -> None:
        worker.kill()
        self._workers.discard(worker)
        if self._stopping.is_set():
            raise PoolError("stopped")


class _Worker:
    """One process and the connection to it."""

    def __init__(self, make: Make, memory: int | None) -> None:
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, make, memory), daemon=True)
        self._process.start()
        theirs.close()  # so that the end of the process ends our reading
        self._poller = _poller(self._connection)

    def wait_until_ready(self) -> None:
        """Returns when the function is made; raises ``PoolError`` if it cannot be."""
        try:
            ready = self._connection.poll(_START_SECONDS)
            refusal = self._connection.recv() if ready else "it does not get ready"
        except (EOFError, OSError) as error:
            reason = f"it {self._end()} while it started; has it enough memory?"
            raise _StillbornError(f"no worker can be started: {reason}") from error
        if refusal is not None:
            raise PoolError(f"no worker can be started: {refusal}")

    def work(self, items: list[Any], answers: list[Any], seconds: float | None) -> None:
        """Adds an answer for each item; raises ``_DiedError`` at the item it gives none for."""
        try:
            self._connection.send(items)
            for _ in items:
                if not self._answers_within(seconds):
                    raise _DiedError(f"took longer than {seconds:g} s", hung=True)
                answers.append(self._connection.recv())
        except (EOFError, OSError) as error:
            raise _DiedError(f"its worker {self._end()}", hung=False) from error

    def kill(self) -> None:
        """Ends the process, whatever it does."""
        with suppress(ValueError, OSError):
            self._process.kill()
            self._process.join(5)

    def _answers_within(self, seconds: float | None) -> bool:
        if self._poller is None:
            return self._connection.poll(seconds)
        return bool(self._poller.poll(None if seconds is None else 1_000 * seconds))

    def _end(self) -> str:
        """How the process came to its end."""
        self._process.join(5)
        code = self._process.exitcode
        if code is None or code >= 0:
            return f"ended with status {code}"
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"was killed by {name}"


def _keep_interrupts_away() -> None:
    """Ctrl-C is for the main thread: not for this one, nor for the processes that it starts."""
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()  # its start, which comes with the first process, lifts the mask
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _poller(connection: Connection) -> Any:
    """Waits for one connection at a third of what its own ``poll`` costs; ``None`` where there is none."""
    if not hasattr(select, "poll"):
        return None
    poller = select.poll()
    poller.register(connection.fileno(), select.POLLIN)
    return poller


def _chunks(items: Iterable[Any]) -> Iterator[_Chunk]:
    """The items in small groups; each has a ``size`` in bytes."""
    chunk = _Chunk()
    for item in items:
        chunk.items.append(item)
        chunk.size += item.size
        if len(chunk.items) >= _CHUNK or chunk.size >= _CHUNK_BYTES:
            yield chunk
            chunk = _Chunk()
    if chunk.items:
        yield chunk
