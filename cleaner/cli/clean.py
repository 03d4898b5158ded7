"""``cleaner clean``: pages in, articles out."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from ..console import PLAIN, one_line, style_for
from ..model import Article, Kind, Page
from ..render import summary
from .errors import FAILED, OK, InputError, UsageError, internal_error, report, say
from .formats import FORMATS, Format, explanation, for_terminal
from .inputs import STDIN, check_encoding, read_input, shown_name
from .options import add_judging_options, add_keep_options, kept_labels, make_cleaner
from .outputs import Sink, open_sink
from .streams import stdout

if TYPE_CHECKING:
    from ..pipeline import Cleaner

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner clean page.html                  the article on stdout
  curl -s https://news.example/1 | cleaner clean --url https://news.example/1
  cleaner clean -f md -o articles/ *.html  articles/NAME.md for each page
  cleaner clean -f jsonl a.html b.txt      one JSON object a line, blocks and reasons included
  cleaner clean --explain page.html        every block, and why it was removed
  cleaner clean --drop caption --keep byline page.html

stdout gets the articles and nothing else. stderr gets one line for each page:
verdict, blocks kept, blocks removed by label.
"""


def add_parser(commands: Any) -> None:
    """Adds the command to the parser's sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "clean",
        help="clean pages",
        description="Cleans pages, HTML or flattened text, in any encoding.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("names", metavar="PAGE", nargs="*", help="files; - or nothing is standard input")
    parser.add_argument(
        "-f", "--format", choices=tuple(FORMATS), help="what to write for each page (default: text)"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        help="a file for all articles, or a folder (existing, or ending in /) for a file each",
    )
    parser.add_argument("--explain", action="store_true", help="show the page block by block, with reasons")
    parser.add_argument("--url", help="where the page came from; never fetched")
    parser.add_argument("--kind", choices=tuple(map(str, Kind)), help="instead of a guess")
    parser.add_argument("--encoding", metavar="NAME", help="what the server said of it, such as gbk")
    add_keep_options(parser)
    add_judging_options(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="no summary on stderr")
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Cleans every page that can be cleaned; ``FAILED`` if there was one that could not."""
    names: list[str] = args.names or [STDIN]
    args.output = None if args.output == STDIN else args.output
    _check(args, names)
    cleaner = make_cleaner(args, kept_labels(args))
    status = OK
    with open_sink(args.output, _format(args), names) as sink:
        for index, name in enumerate(names):
            if not _clean_one(cleaner, sink, index, name, args):
                status = FAILED
    return status


def _check(args: argparse.Namespace, names: list[str]) -> None:
    """Refuses arguments that make no sense together, before anything is read or written."""
    if names.count(STDIN) > 1:
        raise UsageError("standard input can be read only once")
    if args.url is not None and len(names) > 1:
        raise UsageError("--url is for one page only")
    if args.explain and args.format is not None:
        raise UsageError("--explain and --format exclude each other: json has the reasons too")
    check_encoding(args.encoding)
    if names == [STDIN] and sys.stdin is not None and sys.stdin.isatty():
        say("cleaner: reading standard input; end it with Ctrl-D")


def _format(args: argparse.Namespace) -> Format:
    """The format asked for; what goes to a terminal is made harmless."""
    if args.explain:
        return explanation(PLAIN if args.output else style_for(stdout()))
    form = FORMATS[args.format or "text"]
    return form if args.output or not stdout().isatty() else for_terminal(form)


def _clean_one(cleaner: Cleaner, sink: Sink, index: int, name: str, args: argparse.Namespace) -> bool:
    """Cleans and writes one page, or says in one line on stderr why not."""
    try:
        article = _article(cleaner, name, args)
        sink.write(index, name, article)
    except InputError as error:
        report(str(error))
        return False
    if not args.quiet:
        say(f"{one_line(shown_name(name))}: {summary(article)}")
    return True


def _article(cleaner: Cleaner, name: str, args: argparse.Namespace) -> Article:
    """The article of one input; a mistake of ours in one page does not stop the others."""
    kind = None if args.kind is None else Kind(args.kind)
    page = Page(read_input(name), url=args.url, kind=kind, encoding=args.encoding)
    try:
        return cleaner.clean(page)
    except Exception as error:
        raise InputError(f"{shown_name(name)}: {internal_error(error)}") from error
