"""What a reader sends for review, read in memory: no byte of it touches the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from ...model import Page
from .store import Source

if TYPE_CHECKING:
    from ..settings import Settings

__all__ = ["FormError", "read_form", "shown_size", "source_of"]

_FIELDS = 20


class FormError(Exception):
    """A form that cannot be used; ``args[0]`` is the name of what to say about it, the rest its values."""

    def __init__(self, name: str, status: int = 400, **values: object) -> None:
        super().__init__(name)
        self.name = name
        self.status = status
        self.values = values


def shown_size(count: int) -> str:
    """A number of bytes as ``--max-body`` takes it: ``8 MB``, ``100 KB``, ``1.5 KB``, ``20 bytes``."""
    for unit, size in (("MB", 2**20), ("KB", 2**10)):
        if count >= size:
            return f"{round(count / size, 1):,g} {unit}"
    return f"{count} bytes"


async def read_form(request: Request, settings: Settings) -> FormData:
    """The fields of a posted form, within the size and the time that the settings allow its body.

    Raises:
        FormError: for what is no form, too large, or not there in time.
    """
    try:
        return await asyncio.wait_for(_parsed(request, settings.max_body_bytes), settings.seconds)
    except asyncio.TimeoutError:
        raise FormError("late", 408, seconds=f"{settings.seconds:g}") from None


async def _parsed(request: Request, most_bytes: int) -> FormData:
    """The fields of a form whose body holds no more than ``most_bytes``, however long it takes."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > most_bytes:
        raise FormError("too_large", 413, most=shown_size(most_bytes))
    try:
        if kind == "multipart/form-data":
            parser = MultiPartParser(
                request.headers,
                _limited(request, most_bytes),
                max_files=1,
                max_fields=_FIELDS,
                max_part_size=most_bytes,
            )
            # files beyond this size would be spooled to disk: there are none
            parser.spool_max_size = most_bytes + 1
            return await parser.parse()
        if kind == "application/x-www-form-urlencoded":
            return await FormParser(request.headers, _limited(request, most_bytes)).parse()
    except MultiPartException as error:
        raise FormError("form") from error
    raise FormError("form", 415)


async def _limited(request: Request, most_bytes: int) -> AsyncGenerator[bytes, None]:
    """The body of a request, whatever it says of its own length."""
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most_bytes:
            raise FormError("too_large", 413, most=shown_size(most_bytes))
        yield chunk


async def source_of(form: FormData) -> Source:
    """The page in the form: the file if there is one, else what was pasted.

    Raises:
        FormError: where there is nothing, or the file is no text.
    """
    from ...reading.binary import sniff_binary

    url = str(form.get("url") or "").strip() or None
    upload, pasted = form.get("file"), form.get("page")
    if isinstance(upload, UploadFile) and upload.filename:
        data = await upload.read()
        kind = sniff_binary(data) if data else None
        if kind is not None:
            raise FormError("binary", kind=kind)
        if data:
            return Source(upload.filename[:200], Page(data, url=url))
    if isinstance(pasted, str) and pasted.strip():
        return Source(url or "", Page(pasted, url=url))
    raise FormError("empty")
