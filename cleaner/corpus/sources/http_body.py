"""The bytes of a page as a server sent them: chunks joined, packing undone."""

from __future__ import annotations

import io
import zlib
from typing import Any

from ...unpack import UnpackError, open_capped
from .items import MOST_BYTES

__all__ = ["BodyError", "decode_body"]


class BodyError(Exception):
    """A body that cannot be unpacked, and why."""


def decode_body(body: bytes, headers: Any) -> bytes:
    """The page in a response.

    Crawlers often store the page unpacked and leave the headers as they were; a body that is not what they
    say is taken as it stands.

    Args:
        body: what stands behind the headers.
        headers: has ``get`` for the names of HTTP headers, whatever their case.

    Raises:
        BodyError: for a packing that is unknown, broken or too large.
    """
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        body = _join_chunks(body)
    for packing in reversed((headers.get("Content-Encoding") or "").lower().split(",")):
        body = _unpack(body, packing.strip())
    return body


def _join_chunks(body: bytes) -> bytes:
    """The data of all chunks; the body itself if it is not in chunks."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at)
        try:
            size = int(body[at:end].partition(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def _unpack(body: bytes, packing: str) -> bytes:
    if packing in ("", "identity", "none") or not body:
        return body
    if packing in ("gzip", "x-gzip"):
        return _capped(body, "gz") if body.startswith(b"\x1f\x8b") else body
    if packing == "zstd":
        return _capped(body, "zst") if body.startswith(b"\x28\xb5\x2f\xfd") else body
    if packing == "deflate":
        return _inflate(body)
    if body.lstrip()[:1] == b"<":
        return body
    raise BodyError(f"packed as {packing!r}, which cannot be read")


def _capped(body: bytes, kind: Any) -> bytes:
    try:
        page = open_capped(io.BytesIO(body), kind).read(MOST_BYTES + 1)
    except (UnpackError, ImportError) as error:
        raise BodyError(str(error)) from error
    if len(page) > MOST_BYTES:
        raise BodyError(f"longer than {MOST_BYTES:,} bytes when unpacked")
    return page


def _inflate(body: bytes) -> bytes:
    """Deflate with a header, as it should be, or without, as it often is; else the body itself."""
    for bits in (15, -15):
        unpacker = zlib.decompressobj(wbits=bits)
        try:
            page = unpacker.decompress(body, MOST_BYTES)
        except zlib.error:
            continue
        if unpacker.unconsumed_tail:
            raise BodyError(f"longer than {MOST_BYTES:,} bytes when unpacked")
        return page
    return body
