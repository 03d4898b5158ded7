"""A server of its own: ``python -m cleaner serve`` on a free port, and requests to it over real sockets."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

__all__ = ["Answer", "Server", "serving"]

_TIMEOUT = 120.0
"""Seconds for whatever a busy machine does; no test waits for them unless something is broken."""


@dataclass(frozen=True)
class Answer:
    """An answer that was read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    process: subprocess.Popen[str]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT)

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = self.connect()
        try:
            connection.request(method, path, body, dict(headers or {}))
            return answer_of(connection)
        finally:
            connection.close()


def answer_of(connection: http.client.HTTPConnection) -> Answer:
    """The answer that the connection waits for."""
    response = connection.getresponse()
    return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())


@contextmanager
def serving(*arguments: str, folder: Path | None = None) -> Iterator[Server]:
    """Runs a server; it is killed at the end if the test has not ended it.

    With ``folder``, that is where it runs, and its home and place for temporary files.
    """
    command = [sys.executable, "-m", "cleaner", "serve", "--port", "0", *arguments]
    places = {} if folder is None else dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME"), str(folder))
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **places},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        watch = Timer(_TIMEOUT, process.kill)
        watch.start()
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            watch.cancel()
            assert line.startswith("cleaner: serving on http://127.0.0.1:"), line
            yield Server(process, int(line.split("/")[2].rpartition(":")[2]))
        finally:
            watch.cancel()
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
