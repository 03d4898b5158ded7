"""One question to one server: a checked address, one GET, and an answer that is read with a cap."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, BinaryIO, cast

from .._version import __version__
from ..limits import Limits
from ..unpack import UnpackError, UnpackLimitError, open_capped
from .errors import FetchError
from .network import Deadline, Network, TimedSocket
from .target import Target

__all__ = ["AGENT", "Answer", "ask"]

AGENT = "cleaner"
"""The name that robots.txt knows the program by."""
_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_CONNECT = 10.0
"""Seconds for one of a host's addresses to answer."""
_STEP = 64 * 1024
_BROKEN_OFF = "the connection broke off in the middle"
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.I)
_CONTROL = re.compile(r"[\x00-\x20\x7f]")


class Answer:
    """What a server answered: status and headers at once, the body when it is read."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self._response = response
        self.status = response.status

    @property
    def status_text(self) -> str:
        """The status in words of ours: what a server writes there is not shown to anybody."""
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)

    @property
    def location(self) -> str | None:
        """Where a redirect goes."""
        value = self._response.getheader("Location")
        if value is None or not 300 <= self.status < 400 or self.status in (300, 304):
            return None
        # headers are bytes; what is not ASCII in them is UTF-8 nowadays
        return _CONTROL.sub("", value.encode("latin-1", "replace").decode("utf-8", "replace"))

    @property
    def media_type(self) -> str | None:
        """Such as ``text/html``, lower case; ``None`` where nothing is said."""
        value = self._response.getheader("Content-Type", "").partition(";")[0].strip().lower()
        return value[:100] or None

    @property
    def charset(self) -> str | None:
        """What the server says of the encoding."""
        match = _CHARSET.search(self._response.getheader("Content-Type", "")[:1_000])
        return match.group(1) if match else None

    def body(self, limits: Limits) -> bytes:
        """The unpacked body.

        Raises:
            FetchError: for one that is larger than the limits allow, packed in a way that was not asked
                for, packed too well, or broken off.
        """
        content = self.beginning(limits.size + 1, limits)
        if len(content) > limits.size:
            raise FetchError(f"the page has more than {limits.size:,} bytes")
        if self._response.length:
            raise FetchError(_BROKEN_OFF)
        return content

    def beginning(self, most: int, limits: Limits) -> bytes:
        """The first bytes of the body, unpacked; raises as ``body`` does."""
        packing = self._response.getheader("Content-Encoding", "").strip().lower()
        if packing in ("", "identity"):
            return _first(cast(BinaryIO, self._response), most)
        if packing not in ("gzip", "x-gzip"):
            raise FetchError(f"packed in a way that was not asked for: {packing[:40]}")
        try:
            return _first(open_capped(cast(BinaryIO, _Whole(self._response)), "gz", limits), most)
        except UnpackLimitError as error:
            raise FetchError(f"packed too well: {error}") from error
        except UnpackError as error:
            raise FetchError(str(error)) from error


def _first(stream: BinaryIO, most: int) -> bytes:
    """At most so many bytes."""
    found = bytearray()
    while len(found) < most and (part := stream.read(min(_STEP, most - len(found)))):
        found += part
    return bytes(found)


class _Whole:
    """A body to unpack; one that ends early says so before the unpacker says something else."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self._response = response

    def read(self, size: int = -1) -> bytes:
        data = self._response.read(size)
        if not data and size and self._response.length:
            raise FetchError(_BROKEN_OFF)
        return data


@contextmanager
def ask(target: Target, addresses: Sequence[str], network: Network, deadline: Deadline) -> Iterator[Answer]:
    """The answer to a GET for ``target``, from the first of ``addresses`` that can be connected to.

    The addresses have been checked, and no name is resolved here again. The certificate is checked for the
    name.

    Raises:
        FetchError: for everything that goes wrong.
    """
    with contextlib.ExitStack() as stack:
        try:
            sock = stack.enter_context(_connected(target, addresses, network, deadline))
            if target.scheme == "https":
                sock.settimeout(deadline.left())
                sock = stack.enter_context(network.tls().wrap_socket(sock, server_hostname=target.host))
            yield Answer(_get(target, TimedSocket(sock, deadline)))
        except FetchError:
            raise
        except ssl.SSLCertVerificationError as error:
            reason = str(error.verify_message or error.reason).rstrip(".")
            raise FetchError(f"the certificate is not valid: {reason[:1].lower()}{reason[1:]}") from error
        except TimeoutError:
            raise deadline.passed() from None
        except http.client.HTTPException as error:
            raise FetchError(f"the answer is no proper HTTP: {type(error).__name__}") from error
        except (OSError, ValueError) as error:
            reason = (
                getattr(error, "strerror", None) or getattr(error, "reason", None) or type(error).__name__
            )
            raise FetchError(f"the connection failed: {str(reason).lower()}") from error


def _connected(
    target: Target, addresses: Sequence[str], network: Network, deadline: Deadline
) -> socket.socket:
    """A socket to the first address that answers."""
    *others, last = addresses
    for address in others:
        seconds = min(_CONNECT, deadline.left())
        with contextlib.suppress(OSError):
            return network.dial(address, target.port, seconds)
    try:
        return network.dial(last, target.port, min(_CONNECT, deadline.left()))
    except TimeoutError:
        raise FetchError("the server does not answer") from None


def _get(target: Target, sock: TimedSocket) -> http.client.HTTPResponse:
    """Sends the question and reads status and headers."""
    connection = http.client.HTTPConnection(target.host, target.port)
    # decides whether the port is named in the Host header
    connection.default_port = 443 if target.scheme == "https" else 80
    connection.sock = cast(Any, sock)
    connection.request("GET", target.path, headers=_HEADERS)
    return connection.getresponse()
