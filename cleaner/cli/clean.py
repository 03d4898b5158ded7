"""``cleaner clean``: pages in, articles out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ..console import one_line
from ..limits import says_cut
from ..render.explain import summary
from .errors import OK, InputError, UsageError, report, say, status_of
from .formats import FORMATS, RICH_FORMATS, Format, explanation, for_terminal, format_of
from .inputs import STDIN, shown_name
from .names import file_name
from .options import add_judging_options, add_keep_options, make_cleaner
from .outputs import Sink, open_sink
from .pages import add_page_arguments, article_of, check_pages
from .streams import stdout

if TYPE_CHECKING:
    from ..pipeline import Cleaner

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner clean page.html                  the article on stdout
  cleaner clean https://news.example/1     fetched: public addresses, robots.txt honoured
  curl -s https://news.example/1 | cleaner clean --url https://news.example/1
  cleaner clean -f md -o articles/ *.html  articles/NAME.md for each page
  cleaner clean -f jsonl a.html b.txt      one JSON object a line, blocks and reasons included
  cleaner clean --explain page.html        every block, and why it was removed
  cleaner clean --drop caption --keep byline page.html

stdout gets the articles and nothing else. stderr gets one line for each page:
verdict, blocks kept, blocks removed by label; and one more where a page was too long to be read
to its end.
"""


def add_parser(commands: Any) -> None:
    """Adds the command to the parser's sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "clean",
        help="clean pages",
        description="Cleans pages, HTML, Markdown or flattened text, in any encoding.",
        epilog=_EXAMPLES,
    )
    add_page_arguments(parser)
    parser.add_argument("-f", "--format", choices=FORMATS, help="what to write for each page (default: text)")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE|DIR",
        type=file_name,
        help="a file for all articles, or a folder (existing, or ending in /) for a file each",
    )
    parser.add_argument("--explain", action="store_true", help="show the page block by block, with reasons")
    parser.add_argument("--links", action="store_true", help="keep hyperlinks, with -f md and html")
    parser.add_argument("--images", action="store_true", help="show the article's pictures, likewise")
    add_keep_options(parser)
    add_judging_options(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="no summary on stderr")
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Cleans every page that can be cleaned; ``FAILED`` if one could not, ``USAGE`` if none was there."""
    args.output = None if args.output == STDIN else args.output
    if args.explain and args.format is not None:
        raise UsageError("--explain and --format exclude each other: json has the reasons too")
    if (args.links or args.images) and args.format not in RICH_FORMATS:
        option = "--links" if args.links else "--images"
        raise UsageError(f"{option} is for -f {' and '.join(RICH_FORMATS)}")
    names = check_pages(args)
    cleaner = make_cleaner(args)
    with open_sink(args.output, _format(args), names) as sink:
        return status_of([_clean_one(cleaner, sink, index, name, args) for index, name in enumerate(names)])


def _format(args: argparse.Namespace) -> Format:
    """The format asked for; what goes to a terminal is made harmless."""
    if args.explain:
        return explanation(lang=args.lang, to_file=args.output is not None)
    form = format_of(args.format or "text", links=args.links, images=args.images)
    return form if args.output or not stdout().isatty() else for_terminal(form)


def _clean_one(cleaner: Cleaner, sink: Sink, index: int, name: str, args: argparse.Namespace) -> int:
    """Cleans and writes one page, or says in one line on stderr why not; the status."""
    try:
        article = article_of(cleaner, name, args)
        sink.write(index, name, article)
    except InputError as error:
        report(str(error))
        return error.status
    if not args.quiet:
        for line in (summary(article), *filter(says_cut, article.notes)):
            say(f"{one_line(shown_name(name))}: {one_line(line)}")
    return OK
