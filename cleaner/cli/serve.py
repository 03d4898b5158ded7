"""``cleaner serve``: the review page and the HTTP API, on this machine unless told otherwise."""

from __future__ import annotations

import argparse
import socket
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ..extras import needs
from .errors import OK, CliError, UsageError, os_reason, report
from .names import file_path
from .numbers import above_zero, seconds, size, whole
from .options import add_engine_option, add_judging_options, cleaner_arguments
from .streams import write_out

if TYPE_CHECKING:
    from ..web import Settings

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner serve                                the review page on http://127.0.0.1:8000/
  cleaner serve --feedback corrections.sqlite  what readers correct is kept, and applied to equal blocks
  cleaner serve run/                           the records of a run of cleaner batch
  curl --data-binary @page.html -H 'Content-Type: text/html' http://127.0.0.1:8000/v1/clean
  curl -T pages.jsonl -X POST http://127.0.0.1:8000/v1/clean/batch

The API is described at /openapi.json, what is counted is at /metrics. Ctrl-C ends the server,
with exit status 0.
"""
_NEEDED = (
    ("starlette", "starlette"),
    ("uvicorn", "uvicorn"),
    ("jinja2", "jinja2"),
    ("python_multipart", "python-multipart"),
)
_QUEUE = 2048
"""Connections that wait to be accepted."""
_LAST_SECONDS = 5
"""For requests under way when the server is ended."""


def add_parser(commands: Any) -> None:
    """Adds the command to the parser's sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "serve",
        help="the review page and the HTTP API",
        description="Serves the review page and the HTTP API. Pages stay in memory; nothing is fetched.",
        epilog=_EXAMPLES,
    )
    parser.add_argument(
        "path", metavar="RUN", nargs="?", type=file_path, help="a run of cleaner batch to look at"
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument(
        "--port", type=whole(0, 65_535), default=8000, help="0 takes a free one (default: 8000)"
    )
    parser.add_argument(
        "--allow-host",
        metavar="NAME",
        action="append",
        default=[],
        help="a name that readers may use for this server; may be repeated (IP addresses always work)",
    )
    parser.add_argument(
        "--feedback",
        metavar="FILE",
        type=file_path,
        help="keep corrections in this SQLite file (default: in memory)",
    )
    _add_limits(parser)
    add_engine_option(parser)
    add_judging_options(parser)
    parser.set_defaults(run=run, parser=parser)


def _add_limits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--concurrency",
        "--workers",
        metavar="N",
        type=whole(1, 1_000),
        help="pages cleaned at the same time, each in a process of its own (default: the cores)",
    )
    parser.add_argument(
        "--max-body",
        metavar="BYTES",
        type=size("1", "1T", "8M"),
        default="8M",
        help="of a request; K, M, G (default: 8M)",
    )
    parser.add_argument(
        "--seconds",
        metavar="N",
        type=seconds,
        default=10.0,
        help="for one page to be cleaned (default: 10)",
    )
    parser.add_argument(
        "--rate", metavar="N", type=above_zero, help="requests a second from one client (default: no limit)"
    )


def run(args: argparse.Namespace) -> int:
    """Serves until it is told to stop."""
    for module, package in _NEEDED:
        if find_spec(module) is None:
            raise CliError(needs("serving", package, "web"))
    listening = _listen(args.host, args.port)
    with listening:
        address, port = listening.getsockname()[:2]
        app = _app(_settings(args, address))
        name = f"[{address}]" if ":" in address else address
        if not _is_loopback(address):
            report("everyone who can reach this address can use it: there is no password")
        write_out(f"cleaner: serving on http://{name}:{port}/ (Ctrl-C ends it)\n", flush=True)
        _serve(app, listening, args.seconds)
    return OK


def _settings(args: argparse.Namespace, address: str) -> Settings:
    from ..corpus.options import Cleaning
    from ..web import Settings
    from ..web.settings import LOOPBACK

    names = (*LOOPBACK, args.host, *args.allow_host)
    if not _is_loopback(address):
        names = (*names, socket.gethostname(), socket.getfqdn())
    more = {} if args.concurrency is None else {"concurrency": args.concurrency}
    return Settings(
        cleaning=Cleaning(**cleaner_arguments(args)),
        max_body_bytes=args.max_body,
        seconds=args.seconds,
        rate=args.rate,
        feedback=args.feedback,
        run=args.path,
        allowed_hosts=tuple(dict.fromkeys(names)),
        **more,
    )


def _app(settings: Settings) -> Any:
    """The application; one line for a lexicon, a feedback file or a run that cannot be used."""
    import cleaner

    from ..web import create_app

    try:
        return create_app(settings)
    except (cleaner.LexiconError, OSError, ValueError) as error:
        raise UsageError(str(error)) from error


def _listen(host: str, port: int) -> socket.socket:
    """The socket that the server listens on, bound before anything is loaded."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind)
    except (OSError, UnicodeError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else "no name of a host"
        raise UsageError(f"{host}: cannot listen there: {reason}") from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_QUEUE)  # who reads the address may call at once and waits until all is loaded
    except OSError as error:
        listening.close()
        raise CliError(f"{host}:{port}: {os_reason(error)}") from error
    return listening


def _serve(app: Any, listening: socket.socket, idle_seconds: float) -> None:
    import uvicorn

    from ..web.connections import connection_class, most_connections

    most, at_once = most_connections()
    config = uvicorn.Config(
        app,
        http=connection_class(idle_seconds, most),
        backlog=at_once,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # what a client says of its own address is not believed
        timeout_graceful_shutdown=_LAST_SECONDS,
    )

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            listening.listen(_QUEUE)  # asyncio lets as many wait as it accepts in one go

    try:
        Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        return  # the usual end of a server


def _is_loopback(address: str) -> bool:
    return address.startswith("127.") or address == "::1"
