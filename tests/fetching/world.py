"""A small internet on this machine: names, public addresses, and one server that answers for all of them."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cleaner.fetching import Network

PUBLIC = "93.184.216.34"
PAGE = "<html><body><p>小城的书店后来又重新开门了。</p></body></html>".encode()

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes = PAGE, status: int = 200, kind: str | None = "text/html", **headers: str) -> Answer:
    """An ordinary answer; underscores in names of headers stand for hyphens."""

    def give(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if kind is not None:
            handler.send_header("Content-Type", kind)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return give


def to(place: str, status: int = 302) -> Answer:
    """A redirect."""
    return answer(b"", status, Location=place)


def raw(*parts: bytes) -> Answer:
    """Bytes on the wire, and then the end."""

    def give(handler: BaseHTTPRequestHandler) -> None:
        for part in parts:
            handler.wfile.write(part)

    return give


@dataclass
class World:
    """Who is where, and what was done.

    Attributes:
        port: of the server on 127.0.0.1.
        names: the addresses of each host; a list of lists gives another answer at each question.
        routes: answers by address of the page, without ``http://``.
        asked: the names that were resolved, and ``dialled`` the addresses connected to.
        got: what arrived at the server: address of the page and headers.
    """

    port: int = 0
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    routes: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    dialled: list[str] = field(default_factory=list)
    got: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    tls: ssl.SSLContext | None = None

    def add(self, place: str, give: Answer | None = None, *, at: str = PUBLIC) -> str:
        """A page; its address."""
        self.routes[place] = give or answer()
        self.names.setdefault(place.partition("/")[0].partition(":")[0], [[at]])
        return f"http://{place}"

    @property
    def network(self) -> Network:
        """The way into this world: any address is the server on this machine."""

        def resolve(host: str, port: int) -> list[str]:
            self.asked.append(host)
            answers = self.names.get(host)
            if not answers:
                raise OSError("no such host")
            return answers.pop(0) if len(answers) > 1 else answers[0]

        def dial(address: str, port: int, seconds: float) -> socket.socket:
            self.dialled.append(address)
            return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

        def trust() -> ssl.SSLContext:
            assert self.tls is not None
            return self.tls

        return Network(resolve, dial, trust)


@contextmanager
def served(tls: ssl.SSLContext | None = None) -> Iterator[World]:
    """A world while it is served."""
    world = World()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = self.headers["Host"] + self.path
            world.got.append((place, self.headers))
            give = world.routes.get(place) or world.routes.get(self.path)
            (give or answer(b"nothing", 404))(self)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A reader that goes away is what is tested."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    world.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield world
    finally:
        server.shutdown()
        server.server_close()
