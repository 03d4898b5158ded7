"""The bodies of requests: what they say they are, and their bytes within the limits, in memory only."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.message import Message
from typing import Literal

from starlette.requests import ClientDisconnect, Request

from .problems import Problem

__all__ = ["FORMS", "MediaType", "check_length", "chunks", "media_type", "read_body"]

Form = Literal["json", "html", "text", "markdown", "page", "lines"]
FORMS: dict[str, Form] = {
    "application/json": "json",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/octet-stream": "page",
    "application/x-ndjson": "lines",
    "application/jsonl": "lines",
    "application/x-jsonlines": "lines",
}
_DRAIN_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class MediaType:
    """How a body is written; ``charset`` as the request names it."""

    form: Form
    charset: str | None


def media_type(request: Request, *forms: Form) -> MediaType:
    """What the request says of its body.

    Args:
        request: whose headers are read; a body without a type is a ``page``.
        forms: those that the path takes.

    Raises:
        Problem: 415.
    """
    packed = request.headers.get("content-encoding", "identity").strip().lower()
    if packed != "identity":
        detail = "packed bodies are not taken: send it without a Content-Encoding"
        raise Problem(415, "media-type", detail, {"Accept-Encoding": "identity"})
    header = Message()
    header["content-type"] = request.headers.get("content-type", "application/octet-stream")
    # Message itself takes whatever is malformed for text/plain
    name = header["content-type"].partition(";")[0].strip().lower()
    form, charset = FORMS.get(name), header.get_param("charset")
    if form not in forms or form is None:
        takes = ", ".join(name for name, form in FORMS.items() if form in forms)
        raise Problem(415, "media-type", f"the body's Content-Type must be one of {takes}")
    if form in ("json", "lines") and isinstance(charset, str) and charset.lower() not in ("utf-8", "utf8"):
        raise Problem(415, "media-type", "JSON is written in UTF-8")
    return MediaType(form, charset if isinstance(charset, str) else None)


async def read_body(request: Request, most: int, seconds: float) -> bytes:
    """The whole body.

    Raises:
        Problem: 413 for more than ``most`` bytes, 408 if it is not there after ``seconds``.
    """
    await check_length(request, most)
    found = bytearray()

    async def collect() -> None:
        async for piece in request.stream():
            found.extend(piece)
            if len(found) > most:
                return

    try:
        await asyncio.wait_for(collect(), seconds)
    except asyncio.TimeoutError:
        raise _slow(seconds) from None
    if len(found) > most:
        found.clear()
        raise await _too_large(request, most)
    return bytes(found)


async def chunks(request: Request, seconds: float) -> AsyncIterator[bytes]:
    """The body as it comes in.

    Raises:
        Problem: 408 if nothing comes for ``seconds``.
    """
    stream = request.stream()
    while (piece := await _next(stream, seconds)) is not None:
        yield piece


async def _next(stream: AsyncIterator[bytes], seconds: float) -> bytes | None:
    try:
        return await asyncio.wait_for(anext(stream), seconds)
    except asyncio.TimeoutError:
        raise _slow(seconds) from None
    except StopAsyncIteration:
        return None


async def check_length(request: Request, most: int) -> None:
    """Refuses a body that says itself that it is too large.

    Raises:
        Problem: 413.
    """
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise await _too_large(request, most)


async def _too_large(request: Request, most: int) -> Problem:
    """The problem, once the rest was read and thrown away.

    A connection that is closed on a client that still sends takes the answer with it. Who waits for
    leave to send (``Expect: 100-continue``) is not asked for the body.
    """
    if request.headers.get("expect", "").lower() != "100-continue":
        with contextlib.suppress(asyncio.TimeoutError, ClientDisconnect, RuntimeError):
            await asyncio.wait_for(_drain(request, 4 * most), _DRAIN_SECONDS)
    detail = f"the body has more than the {most:,} bytes that are allowed"
    return Problem(413, "too-large", detail, {"Connection": "close"})


async def _drain(request: Request, most: int) -> None:
    left = most
    async for piece in request.stream():
        left -= len(piece)
        if left < 0:
            return


def _slow(seconds: float) -> Problem:
    return Problem(
        408, "slow-body", f"the body did not arrive within {seconds:g} seconds", {"Connection": "close"}
    )
