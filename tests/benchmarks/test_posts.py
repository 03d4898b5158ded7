"""The client that loads a server where wrk is missing."""

from __future__ import annotations

import asyncio
from itertools import cycle

from benchmarks.posts import Counts, posts

PAGE = b"<p>hello</p>"
OK, BUSY, BAD = (
    (status, b"HTTP/1.1 %d X\r\nContent-Length: 2\r\n\r\n{}" % status) for status in (200, 503, 422)
)


def test_answers_are_counted_by_kind_and_a_broken_connection_is_made_again() -> None:
    bodies = set()
    script = cycle((OK, BUSY, BAD, None))

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for step in script:
            if step is None:
                break
            try:
                await reader.readuntil(b"\r\n\r\n")
                bodies.add(await reader.readexactly(len(PAGE)))
            except EOFError:
                break
            writer.write(step[1])
        writer.close()

    async def both() -> Counts:
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            return await posts(f"http://127.0.0.1:{port}/v1/clean", PAGE, connections=2, seconds=2)

    found = asyncio.run(both()).to_dict()
    assert bodies == {PAGE}
    assert min(found["ok"], found["shed"], found["other"], found["socket_errors"]) > 1
    assert 0 <= found["p50_ms"] <= found["p99_ms"]
