"""The pages that a command is given: the options that describe them, and the article of each."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ..model import Article, Kind, Page
from .errors import InputError, UsageError, internal_error, say
from .inputs import STDIN, check_encoding, read_input, shown_name

if TYPE_CHECKING:
    from ..pipeline import Cleaner

__all__ = ["add_page_arguments", "article_of", "check_pages"]


def add_page_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the pages, ``--url``, ``--kind`` and ``--encoding``."""
    parser.add_argument("names", metavar="PAGE", nargs="*", help="files; - or nothing is standard input")
    parser.add_argument("--url", help="where the page came from; never fetched")
    parser.add_argument("--kind", choices=tuple(map(str, Kind)), help="instead of a guess")
    parser.add_argument("--encoding", metavar="NAME", help="what the server said of it, such as gbk")


def check_pages(args: argparse.Namespace) -> list[str]:
    """The names of the pages; an error for arguments that make no sense together."""
    names: list[str] = args.names or [STDIN]
    if names.count(STDIN) > 1:
        raise UsageError("standard input can be read only once")
    if args.url is not None and len(names) > 1:
        raise UsageError("--url is for one page only")
    check_encoding(args.encoding)
    if names == [STDIN] and sys.stdin is not None and sys.stdin.isatty():
        say("cleaner: reading standard input; end it with Ctrl-D")
    return names


def article_of(cleaner: Cleaner, name: str, args: argparse.Namespace) -> Article:
    """The article of one input; a mistake of ours in one page does not stop the others.

    Raises:
        InputError: for a page that cannot be read or cleaned.
    """
    kind = None if args.kind is None else Kind(args.kind)
    page = Page(read_input(name), url=args.url, kind=kind, encoding=args.encoding)
    try:
        return cleaner.clean(page)
    except Exception as error:
        raise InputError(f"{shown_name(name)}: {internal_error(error)}") from error
