"""The ways out: resolving a name, connecting to an address, and a clock that ends both."""

from __future__ import annotations

import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .errors import FetchError

__all__ = ["Deadline", "Network", "TimedSocket"]

_MOST_ADDRESSES = 8


def _dial(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an IP address, and to no other."""
    return socket.create_connection((address, port), timeout=seconds)


def _resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the order to try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Network:
    """What fetching reaches the world with; tests give it another world.

    Attributes:
        resolve: the IP addresses of a host name; ``OSError`` if there are none.
        dial: a connected socket to an IP address and port, within so many seconds.
        tls: makes what certificates are checked with.
    """

    resolve: Callable[[str, int], Sequence[str]] = _resolve
    dial: Callable[[str, int, float], socket.socket] = _dial
    tls: Callable[[], ssl.SSLContext] = field(default=ssl.create_default_context)

    def addresses(self, host: str, port: int, deadline: Deadline) -> list[str]:
        """The addresses of a host; the system's resolver has no clock, so it is waited for beside it.

        Raises:
            FetchError: if there are none, or none in time.
        """
        answers: queue.SimpleQueue[Sequence[str] | OSError | ValueError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.resolve(host, port))
            except (OSError, ValueError) as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True, name="resolve").start()
        try:
            answer = answers.get(timeout=deadline.left())
        except queue.Empty:
            raise deadline.passed() from None
        if isinstance(answer, Exception):
            raise FetchError(f"there is no host {host}") from answer
        if not answer:
            raise FetchError(f"there is no host {host}")
        # the part behind % names a network card of this machine
        return [address.partition("%")[0] for address in answer][:_MOST_ADDRESSES]


class Deadline:
    """Tells how much time is left for a page and everything on the way to it."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, more than 0.

        Raises:
            FetchError: if there are none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> FetchError:
        """What is raised when the time is over."""
        return FetchError(f"not done within {self._seconds:g} seconds")


class TimedSocket:
    """As much of a socket as ``http.client`` needs, all of it under one deadline.

    A timeout of a socket is for each read, so a server that sends a byte now and then holds a reader for
    ever; here the time that is left shrinks with every read.
    """

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        """Sends all of it."""
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def receive_into(self, buffer: memoryview) -> int:
        """Reads what there is; 0 at the end."""
        self._sock.settimeout(self._deadline.left())
        try:
            return self._sock.recv_into(buffer)
        except TimeoutError:
            raise self._deadline.passed() from None

    def makefile(self, *_: object, **__: object) -> io.BufferedReader:
        """The bytes that come, as a file."""
        return io.BufferedReader(_Incoming(self))

    def close(self) -> None:
        """Nothing: who opened the socket closes it, when the answer has been read."""


class _Incoming(io.RawIOBase):
    """A raw stream over a timed socket."""

    def __init__(self, sock: TimedSocket) -> None:
        self._sock = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        return self._sock.receive_into(memoryview(buffer).cast("B"))  # type: ignore[arg-type]
