"""``cleaner campaigns``: who plants what, over all pages and sites of a run."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..console import one_line, style_for
from .errors import OK, InputError, UsageError, say
from .files import write_result
from .inputs import STDIN, Inputs
from .names import file_name
from .numbers import whole
from .options import add_lexicon_option
from .streams import STDOUT_NAME, stdout, write_out

if TYPE_CHECKING:
    from ..corpus.campaigns import NewTerm

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner batch pages/ -o run/
  cleaner campaigns run/
  cleaner campaigns run/ --rows new.toml   then read new.toml, and: cleaner batch --lexicon new.toml ...
  cleaner campaigns run/ --json | jq '.campaigns[0]'

A campaign is all planted blocks for one product. A * behind its name says that the lexicon does not have
it: the name was found in what the lines repeat.
"""


def add_parser(commands: Any) -> None:
    """Adds the command to the parser's sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "campaigns",
        help="what spam a batch run found, by product",
        description="Groups the spam that a batch run found, over all pages and sites, and finds new names.",
        epilog=_EXAMPLES,
    )
    parser.add_argument(
        "run_folder", metavar="RUN", type=file_name, help="the folder that cleaner batch wrote"
    )
    parser.add_argument("--json", action="store_true", help="everything, as JSON")
    parser.add_argument(
        "--rows",
        metavar="FILE",
        type=file_name,
        help="write new names and phrases as rows of a lexicon, for review; - is standard output, without"
        " the table",
    )
    parser.add_argument(
        "--most", metavar="N", type=whole(1, 10**9), default=20, help="rows to show (default: 20)"
    )
    add_lexicon_option(parser)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Gathers the campaigns and shows them."""
    if args.rows == STDIN and args.json:
        raise UsageError("--json and --rows - both write to standard output; name a file for one of them")
    from ..corpus.campaigns import campaigns_table, campaigns_to_dict, find_campaigns
    from ..corpus.runs import Run, RunError
    from ..render.data import dump
    from ..spam import LexiconError

    try:
        batch = Run(args.run_folder)
    except RunError as error:
        raise UsageError(str(error)) from error
    try:
        Inputs([*map(str, batch.files()), *args.lexicon]).protect(args.rows, "a file of the run, or read")
        found = find_campaigns(batch.rows, args.lexicon)
    except RunError as error:
        raise InputError(str(error)) from error
    except LexiconError as error:
        raise UsageError(str(error)) from error
    if args.rows is not None:
        _write_rows(args.rows, found.terms)
    if args.json:
        write_result(None, dump(campaigns_to_dict(found)) + "\n")
    elif args.rows != STDIN:
        write_out(campaigns_table(found, args.most, style_for(stdout())))
    return OK


def _write_rows(path: str, terms: Iterable[NewTerm]) -> None:
    """Writes the file for ``--lexicon``, with a word on stderr of how much there is to read."""
    from ..corpus.campaigns import lexicon_toml

    listed = list(terms)
    write_result(path, lexicon_toml(listed))
    place = STDOUT_NAME if path == STDIN else path
    say(f"cleaner: {len(listed)} rows written to {one_line(place)}; read them before you use them")
