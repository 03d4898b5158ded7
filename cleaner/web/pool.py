"""The processes that clean: a page that takes too long is ended by ending its process.

Threads would not do: a thread cannot be stopped, and all of them share one interpreter lock.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from typing import Any

from ..corpus.options import Cleaning
from .corrections import Corrections
from .jobs import Done, Job, Refused
from .problems import Problem
from .worker import HEADER, pack

__all__ = ["Pool", "busy"]

_START_SECONDS = 120.0
"""For a fresh process to load its models on a busy machine."""
# our own path and nothing else: the folder that the server was started in is nobody's business
_COMMAND = "import sys; sys.path[:] = sys.argv[1:]; from cleaner.web.worker import main; main()"


class Pool:
    """A fixed number of worker processes, and a short queue before them.

    Args:
        cleaning: how they clean.
        size: processes.
        seconds: for one job, and for the wait before it.
        waiting: jobs that may wait.

    Belongs to one event loop; ``start`` and ``close`` are called in it.
    """

    def __init__(self, cleaning: Cleaning, size: int, seconds: float, waiting: int) -> None:
        self.size = size
        self.seconds = seconds
        self.restarts = 0
        self.waiting = 0
        self._places = size + waiting
        self._placed = 0
        self._workers = [_Worker(cleaning) for _ in range(size)]
        self._idle: asyncio.LifoQueue[_Worker] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def busy(self) -> int:
        """Workers that have a job."""
        return 0 if self._idle is None else self.size - self._idle.qsize()

    async def start(self) -> None:
        """Starts every process, without waiting until they are ready."""
        self._idle = asyncio.LifoQueue()
        for worker in self._workers:
            self._idle.put_nowait(worker)
            self._start_soon(worker)

    async def close(self) -> None:
        """Ends every process."""
        self._idle = None
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._workers))

    async def run(self, job: Job, corrections: Corrections | None = None, *, patient: bool = False) -> Done:
        """The answer to a job.

        Args:
            job: what to do.
            corrections: what readers said, for a job that heeds it. A worker is told once of the same object.
            patient: wait for a worker as long as it takes, and outside the queue.

        Raises:
            Problem: 503 if there are too many, 408 if it takes too long, 422 for a body that cannot be
                used, 500 for a worker that fell over.
        """
        if patient:
            return await self._done(job, corrections, patient)
        # whole jobs are counted: one that has just been given its worker still looks like one that waits
        if self._placed >= self._places:
            raise busy()
        self._placed += 1
        try:
            return await self._done(job, corrections, patient)
        finally:
            self._placed -= 1

    async def _done(self, job: Job, corrections: Corrections | None, patient: bool) -> Done:
        worker = await self._next_worker(patient)
        task = asyncio.create_task(self._work(worker, job, corrections))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # who goes away does not take the process along: it finishes the page and is there for the next
        answer = await asyncio.shield(task)
        if isinstance(answer, Refused):
            raise Problem(422, answer.kind, answer.detail)
        if isinstance(answer, Done):
            return answer
        if isinstance(answer, MemoryError):
            raise Problem(413, "too-much-memory", "this page needs more memory than one page may have")
        raise Problem(500, "internal", "internal error; the server's log has more")

    async def _work(self, worker: _Worker, job: Job, corrections: Corrections | None) -> Any:
        """The worker's answer; the worker is idle again afterwards, or a fresh one is in its place."""
        try:
            return await worker.ask(job, corrections, self.seconds)
        finally:
            if self._idle is not None:
                if not worker.running:
                    self.restarts += 1
                    self._start_soon(worker)
                self._idle.put_nowait(worker)

    async def _next_worker(self, patient: bool) -> _Worker:
        if self._idle is None:
            raise RuntimeError("the pool runs between the start and the end of the application only")
        if patient:
            return await self._idle.get()
        self.waiting += 1
        try:
            return await asyncio.wait_for(self._idle.get(), self.seconds)
        except asyncio.TimeoutError:
            raise busy() from None
        finally:
            self.waiting -= 1

    def _start_soon(self, worker: _Worker) -> None:
        """Starts a worker in the background; a job that comes before it is ready waits for it."""
        task = asyncio.create_task(worker.warm_up())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def busy() -> Problem:
    """The answer to one request too many."""
    detail = "the server has as much to do as it takes on; try again"
    return Problem(503, "busy", detail, {"Retry-After": "1"})


class _Worker:
    """One process, or the place of one that has ended."""

    def __init__(self, cleaning: Cleaning) -> None:
        self._cleaning = cleaning
        self._process: Process | None = None
        self._told: Corrections | None = None
        self._lock = asyncio.Lock()

    @property
    def running(self) -> bool:
        return self._process is not None

    async def warm_up(self) -> None:
        """Starts the process if there is none; a failure shows when the next job comes."""
        async with self._lock:
            with contextlib.suppress(Problem):
                await self._ready()

    async def ask(self, job: Job, corrections: Corrections | None, seconds: float) -> Any:
        """The process's answer; the process is ended if there is none in time."""
        async with self._lock:
            process = await self._ready()
            news = None if corrections is self._told else corrections
            stay = False
            try:
                answer, stay = await asyncio.wait_for(_exchange(process, pack((job, news))), seconds)
                self._told = corrections if news is not None else self._told
            except asyncio.TimeoutError:
                detail = f"this page takes longer than the {seconds:g} seconds that one page may take"
                raise Problem(408, "too-slow", detail) from None
            except (OSError, EOFError, pickle.UnpicklingError):
                raise Problem(500, "worker-died", "the process that cleaned this page died of it") from None
            finally:
                # also where the request was given up: half an exchange leaves the pipe unusable
                if not stay:
                    self._kill()
            return answer

    async def end(self) -> None:
        """Ends the process, whatever it is at, and waits until it is gone."""
        process = self._process
        self._kill()
        if process is not None:
            await process.wait()

    async def _ready(self) -> Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        self._process = None
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _COMMAND, *(os.path.abspath(path) for path in sys.path),
            stdin=PIPE, stdout=PIPE,
            start_new_session=True,  # Ctrl-C in the terminal is for the server, which ends its workers
        )  # fmt: skip
        self._process, self._told = process, None
        try:
            await asyncio.wait_for(_exchange(process, pack(self._cleaning)), _START_SECONDS)
        except (asyncio.TimeoutError, OSError, EOFError):
            self._kill()
            raise Problem(500, "internal", "a process that cleans could not be started") from None
        except BaseException:
            self._kill()
            raise
        return process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()


async def _exchange(process: Process, message: bytes) -> Any:
    """Sends a message and waits for the answer."""
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(message)
    await process.stdin.drain()
    header = await process.stdout.readexactly(HEADER.size)
    # the other end is our own program
    return pickle.loads(await process.stdout.readexactly(*HEADER.unpack(header)))  # noqa: S301
