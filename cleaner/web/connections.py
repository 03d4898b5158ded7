"""Connections that do nothing: each is ended in time, and there are no more than the process has files for.

The limits on bodies and answers begin with a request. A client that never finishes the head of one, or never
reads its answer, is seen only here.
"""

from __future__ import annotations

import asyncio
from typing import Any

__all__ = ["connection_class", "most_connections"]

_MOST_AT_ONCE = 256


def most_connections() -> tuple[int | None, int]:
    """How many connections there may be, ``None`` for no limit, and how many are accepted in one go.

    What is left of the process's files is for its pipes and files. asyncio that runs out of them writes a
    page to the log for each connection that it could not accept.
    """
    try:
        import resource
    except ImportError:  # Windows
        return None, _MOST_AT_ONCE
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return None, _MOST_AT_ONCE
    # an ended connection keeps its file for a few turns of the loop, and each turn may accept as many more
    return max(1, files // 2), max(1, min(_MOST_AT_ONCE, files // 16))


def connection_class(seconds: float, most: int | None) -> type[asyncio.Protocol]:
    """uvicorn's protocol for a connection, with an end to patience.

    Args:
        seconds: between two looks at a connection; one that has come no further in between is ended.
        most: connections at a time; further ones are ended at once.
    """
    from uvicorn.protocols.http.auto import AutoHTTPProtocol

    base: Any = AutoHTTPProtocol

    class Connection(base):  # type: ignore[misc]
        _timer: asyncio.TimerHandle | None = None
        _seen: Any = None

        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            if most is not None and len(self.connections) > most:
                transport.abort()
                return
            self._seen = self._state()
            self._look_later()

        def connection_lost(self, exc: Exception | None) -> None:
            if self._timer is not None:
                self._timer.cancel()
            super().connection_lost(exc)

        def _look_later(self) -> None:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._look)

        def _look(self) -> None:
            state = self._state()
            if state is not None and state == self._seen:
                self.transport.abort() if self.flow.write_paused else self.transport.close()
                return
            self._seen = state
            self._look_later()

        def _state(self) -> Any:
            """Which request the connection is behind, or how much of an answer waits for the client to read;
            ``None`` while it is we who are asked for something."""
            unread = self.transport.get_write_buffer_size()
            if unread and self.flow.write_paused:
                return "unread", unread
            if self.cycle is None or self.cycle.response_complete:
                return "idle", self.cycle
            return None

    return Connection
