"""The pages that a command is given: the options that describe them, and the article of each."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from ..expressions import compiled
from ..limits import DEFAULT_LIMITS, too_many_bytes
from ..model import Article, Kind, Page
from .errors import InputError, UsageError, internal_error, say
from .inputs import STDIN, check_encoding, check_names, check_text, read_input, shown_name
from .numbers import seconds

if TYPE_CHECKING:
    from ..pipeline import Cleaner

__all__ = ["add_page_arguments", "article_of", "check_pages", "is_address"]

_ADDRESS = compiled(r"[A-Za-z][A-Za-z0-9+.-]*://")


def add_page_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the pages, ``--url``, ``--kind`` and ``--encoding``."""
    about = "files, or http and https addresses; - or nothing is standard input"
    parser.add_argument("names", metavar="PAGE", nargs="*", help=about)
    parser.add_argument("--url", help="where the page came from; never fetched")
    parser.add_argument("--kind", choices=tuple(map(str, Kind)), help="instead of a guess")
    parser.add_argument("--encoding", metavar="NAME", help="what the server said of it, such as gbk")
    parser.add_argument(
        "--allow-private", action="store_true", help="fetch from this machine and private networks too"
    )
    parser.add_argument(
        "--ignore-robots", action="store_true", help="fetch what a site asks programs to leave alone"
    )
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=seconds, default=30.0, help="for each fetch (default: 30)"
    )


def check_pages(args: argparse.Namespace) -> list[str]:
    """The names of the pages; an error for arguments that make no sense together."""
    names: list[str] = args.names or [STDIN]
    check_names(names)
    if names.count(STDIN) > 1:
        raise UsageError("standard input can be read only once")
    if args.url is not None and len(names) > 1:
        raise UsageError("--url is for one page only")
    if args.url is not None and is_address(names[0]):
        raise UsageError("--url is for a page that is not fetched")
    check_encoding(args.encoding)
    if names == [STDIN] and sys.stdin is not None and sys.stdin.isatty():
        say("cleaner: reading standard input; end it with Ctrl-D")
    return names


def article_of(cleaner: Cleaner, name: str, args: argparse.Namespace) -> Article:
    """The article of one input; a mistake of ours in one page does not stop the others.

    Raises:
        InputError: for a page that cannot be read or cleaned.
    """
    page = _fetched(name, args) if is_address(name) else Page(read_input(name), url=args.url)
    kind = Kind(args.kind) if args.kind is not None else _named_kind(name)
    page = replace(page, kind=kind, encoding=args.encoding or page.encoding)
    page, cut = _within(page, DEFAULT_LIMITS.size, args.lang)
    try:
        article = cleaner.clean(page)
    except Exception as error:
        raise InputError(f"{shown_name(name)}: {internal_error(error)}") from error
    return replace(article, notes=(*cut, *article.notes)) if cut else article


def _named_kind(name: str) -> Kind | None:
    """The kind that the name of a file says, where a guess would not be better."""
    from ..reading.kind import MARKDOWN_ENDINGS

    markdown = not is_address(name) and name.lower().endswith(MARKDOWN_ENDINGS)
    return Kind.MARKDOWN if markdown else None


def _within(page: Page, most: int, lang: str) -> tuple[Page, list[str]]:
    """The page without the byte that only told that there is more, and a note if it was there.

    The note of the library would name the length of what was read as that of the page.
    """
    if len(page.content) <= most:
        return page, []
    from ..render.words import load_words

    note = load_words(lang).sentence(too_many_bytes(most))
    return replace(page, content=page.content[:most]), [note]


def is_address(name: str) -> bool:
    """Whether a page is named by an address, of whatever scheme, and not by a file."""
    return _ADDRESS.match(name) is not None


def _fetched(name: str, args: argparse.Namespace) -> Page:
    """The page at an address."""
    from ..fetching import FetchError, PrivateAddressError, RobotsError, fetch

    try:
        page = fetch(
            name,
            allow_private=args.allow_private,
            ignore_robots=args.ignore_robots,
            seconds=args.timeout,
        )
    except PrivateAddressError as error:
        raise InputError(f"{error} (--allow-private fetches it)") from error
    except RobotsError as error:
        raise InputError(f"{error} (--ignore-robots fetches it)") from error
    except FetchError as error:
        raise InputError(str(error)) from error
    check_text(name, bytes(page.content) if isinstance(page.content, bytes) else b"")
    return page
