"""``cleaner explain``: a page block by block, and why each was kept or removed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from .errors import OK, InputError, report, status_of
from .formats import Format, explanation, explanation_page
from .inputs import STDIN
from .names import file_name
from .options import add_judging_options, add_keep_options, make_cleaner, parse_labels
from .outputs import Sink, open_sink
from .pages import add_page_arguments, article_of, check_pages

if TYPE_CHECKING:
    from ..pipeline import Cleaner

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner explain page.html                    every block with label, score and reasons
  cleaner explain --only spam,related page.html
  cleaner explain --html why.html page.html    a page to send to a colleague: one file, no script
  cleaner explain --lang zh page.html          the reasons in Chinese

On a terminal the blocks are coloured by label (with rich, pip install ".[rich]", they are
shown whole and wrapped); elsewhere, and with NO_COLOR set, the text is plain.
"""


def add_parser(commands: Any) -> None:
    """Adds the command to the parser's sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "explain",
        help="show what was removed from a page, and why",
        description="Shows a page block by block, with label, score and the reasons for what was removed.",
        epilog=_EXAMPLES,
    )
    add_page_arguments(parser)
    parser.add_argument(
        "--only",
        metavar="LABEL",
        action="append",
        type=parse_labels,
        default=[],
        help="show these blocks only; repeat, or separate by commas",
    )
    parser.add_argument(
        "--html",
        metavar="FILE|DIR",
        type=file_name,
        help="write a self-contained page instead; - is standard output",
    )
    add_keep_options(parser)
    add_judging_options(parser)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Explains every page that can be read; ``FAILED`` if one could not, ``USAGE`` if none was there."""
    names = check_pages(args)
    cleaner = make_cleaner(args)
    output = None if args.html == STDIN else args.html
    with open_sink(output, _format(args), names) as sink:
        return status_of([_explain_one(cleaner, sink, index, name, args) for index, name in enumerate(names)])


def _explain_one(cleaner: Cleaner, sink: Sink, index: int, name: str, args: argparse.Namespace) -> int:
    """Explains one page, or says in one line on stderr why not; the status."""
    try:
        sink.write(index, name, article_of(cleaner, name, args))
    except InputError as error:
        report(str(error))
        return error.status
    return OK


def _format(args: argparse.Namespace) -> Format:
    only = frozenset(label for labels in args.only for label in labels) or None
    if args.html is not None:
        return explanation_page(only, args.lang)
    return explanation(only, args.lang)
