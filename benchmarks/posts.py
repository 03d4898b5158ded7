"""What benchmarks.load asks of wrk, for machines without it: connections that post one page again and again.

python -m benchmarks.posts http://127.0.0.1:8000/v1/clean page.html --connections 8 --seconds 30
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_TIMEOUT = 30.0


@dataclass
class Counts:
    """Answers by kind, and the milliseconds that each took."""

    ok: int = 0
    shed: int = 0
    other: int = 0
    socket_errors: int = 0
    taken: list[float] = field(default_factory=list)

    def answered(self, status: int, milliseconds: float) -> None:
        """Counts one answer."""
        name = {200: "ok", 503: "shed"}.get(status, "other")
        setattr(self, name, getattr(self, name) + 1)
        self.taken.append(milliseconds)

    def to_dict(self) -> dict[str, Any]:
        """What wrk's script reports."""
        taken = sorted(self.taken) or [0.0]
        middle, late = (taken[int(part * (len(taken) - 1))] for part in (0.5, 0.99))
        return {"ok": self.ok, "shed": self.shed, "other": self.other, "socket_errors": self.socket_errors,
                "p50_ms": round(middle, 1), "p99_ms": round(late, 1)}  # fmt: skip


async def _answer(reader: asyncio.StreamReader) -> int:
    """The status of the next answer, which is read to its end."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in head[1:] if line)
    await reader.readexactly(int(fields["content-length"]))
    return int(head[0].split()[1])


async def _connection(host: str, port: int, request: bytes, counts: Counts) -> None:
    """Posts on one connection until it breaks."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        while True:
            since = time.perf_counter()
            writer.write(request)
            await writer.drain()
            status = await asyncio.wait_for(_answer(reader), _TIMEOUT)
            counts.answered(status, 1000 * (time.perf_counter() - since))
    finally:
        writer.close()


async def _client(host: str, port: int, request: bytes, counts: Counts) -> None:
    """Posts until it is cancelled, on a new connection after each that broke."""
    while True:
        with contextlib.suppress(OSError, EOFError, asyncio.TimeoutError):
            await _connection(host, port, request, counts)
        counts.socket_errors += 1
        await asyncio.sleep(0.01)


async def posts(url: str, page: bytes, connections: int, seconds: float) -> Counts:
    """Posts ``page`` to ``url`` on so many connections for so long; what is under way at the end is left."""
    parts = urlsplit(url)
    host, port = parts.hostname or "127.0.0.1", parts.port or 80
    head = (
        f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"Content-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    counts = Counts()
    request = head.encode() + page
    clients = {asyncio.ensure_future(_client(host, port, request, counts)) for _ in range(connections)}
    _, clients = await asyncio.wait(clients, timeout=seconds)
    while clients:
        for client in clients:
            client.cancel()
        # before Python 3.12 wait_for loses a cancellation that comes together with the answer
        _, clients = await asyncio.wait(clients, timeout=1)
    return counts


def main() -> None:
    """Posts, and prints one line as wrk's script does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("page", type=Path)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=30)
    args = parser.parse_args()
    counts = asyncio.run(posts(args.url, args.page.read_bytes(), args.connections, args.seconds))
    print("RESULT", json.dumps(counts.to_dict()))


if __name__ == "__main__":
    main()
