"""JSON Lines in, JSON Lines out, while both are still under way; a bounded piece of each is in memory."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from ..render.data import dump
from .problems import Problem, problem_response

__all__ = ["LineStream", "answers", "split_lines"]

Answer = Callable[[bytes, int], Awaitable[bytes]]
_Line = tuple[int, bytes | None]
_FIRST = asyncio.FIRST_COMPLETED


async def split_lines(pieces: AsyncIterator[bytes], most: int) -> AsyncIterator[_Line]:
    """The lines that are not empty, numbered from 1 with the empty ones; ``None`` for one that is too long.

    Args:
        pieces: the stream, cut anywhere.
        most: bytes of a line; of a longer one no more than that is ever held.
    """
    number, held, over = 1, bytearray(), False
    async for piece in pieces:
        *ends, rest = piece.split(b"\n")
        for end in ends:
            if over or len(held) + len(end) > most:
                yield number, None
            elif line := bytes(held + end).strip():
                yield number, line
            number += 1
            held.clear()
            over = False
        over = over or len(held) + len(rest) > most
        if over:
            held.clear()
        else:
            held += rest
    if over:
        yield number, None
    elif line := bytes(held).strip():
        yield number, line


async def answers(
    lines: AsyncIterator[_Line], answer: Answer, ahead: int, most: int
) -> AsyncGenerator[bytes]:
    """The answer to each line, in order, each as soon as it and those before it are there.

    Args:
        lines: from :func:`split_lines`.
        answer: gives the answer to a line and its number; a Problem is told in the line's place.
        ahead: lines that are worked on at the same time.
        most: bytes of a line, to be told.
    """
    under_way: deque[asyncio.Task[bytes]] = deque()
    reading: asyncio.Task[_Line | None] | None = _reading(lines)
    early: Problem | None = None
    try:
        while under_way or reading is not None:
            oldest = under_way[0] if under_way else None
            coming = reading if len(under_way) < ahead else None
            # for both: who waits for an answer before sending the next line must get it
            await asyncio.wait([task for task in (oldest, coming) if task], return_when=_FIRST)
            if oldest is not None and oldest.done():
                yield under_way.popleft().result()
            elif coming is not None:
                line, early = _read(coming)
                reading = None if line is None else _reading(lines)
                if line is not None:
                    under_way.append(asyncio.create_task(_answer(answer, line[1], line[0], most)))
        if early is not None:
            raise early
    finally:
        left = [*under_way, *([reading] if reading is not None else [])]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


def _reading(lines: AsyncIterator[_Line]) -> asyncio.Task[_Line | None]:
    """The next line, or ``None`` after the last, while other things go on."""

    async def following() -> _Line | None:
        return await anext(lines, None)

    return asyncio.create_task(following())


def _read(task: asyncio.Task[_Line | None]) -> tuple[_Line | None, Problem | None]:
    """The line that was read, or the problem that ended the input: what came before is still answered."""
    try:
        return task.result(), None
    except Problem as problem:
        return None, problem


async def _answer(answer: Answer, line: bytes | None, number: int, most: int) -> bytes:
    if line is None:
        return _error_line(f"the line has more than the {most:,} bytes that are allowed", number)
    try:
        return await answer(line, number) + b"\n"
    except Problem as problem:
        return _error_line(problem.detail, number)


def _error_line(reason: str, number: int | None) -> bytes:
    place = {} if number is None else {"line": number}
    return dump({"error": reason, **place}).encode() + b"\n"


class LineStream:
    """An ASGI response of lines that are sent while the request is still being read.

    Starlette's own streaming response reads the request to see whether the client is still there, and
    would take the lines away.

    Args:
        lines: what to send; a Problem before the first line becomes the answer, a later one the last line.
        seconds: for the client to take what is sent; then it is left alone.
    """

    def __init__(self, lines: AsyncGenerator[bytes], seconds: float) -> None:
        self._lines = lines
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the answer."""
        started = False
        try:
            async for line in self._lines:
                if not started:
                    await _start(send)
                    started = True
                await self._send(send, line)
        except (ClientDisconnect, asyncio.TimeoutError):
            await self._lines.aclose()
            return
        except Problem as problem:
            if not started:
                await problem_response(problem)(scope, receive, send)
                return
            await self._send(send, _error_line(problem.detail, None))
        if not started:
            await _start(send)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _send(self, send: Send, line: bytes) -> None:
        message = {"type": "http.response.body", "body": line, "more_body": True}
        await asyncio.wait_for(send(message), self._seconds)


async def _start(send: Send) -> None:
    headers = Headers({"content-type": "application/x-ndjson", "cache-control": "no-store"})
    await send({"type": "http.response.start", "status": 200, "headers": headers.raw})
