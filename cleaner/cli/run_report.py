"""``cleaner report``: a batch run on one page."""

from __future__ import annotations

import argparse
from typing import Any

from ..model import LANGUAGES
from .errors import OK, InputError, UsageError
from .files import write_result
from .inputs import Inputs
from .names import file_name
from .options import add_lexicon_option

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner report run/ -o report.html         one file that loads nothing, to open or to send
  cleaner report run/ --lang zh -o report.html
  cleaner report run/ --json | jq .verdicts
"""


def add_parser(commands: Any) -> None:
    """Adds the command to the parser's sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "report",
        help="what a batch run did, on one page",
        description="Shows what a batch run did: verdicts, what was removed, the spam and who plants it.",
        epilog=_EXAMPLES,
    )
    parser.add_argument(
        "run_folder", metavar="RUN", type=file_name, help="the folder that cleaner batch wrote"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=file_name,
        help="where to write it (default: -, standard output)",
    )
    parser.add_argument("--json", action="store_true", help="the figures, as JSON")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="(default: en)")
    add_lexicon_option(parser)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Counts, and writes the page or the figures."""
    from ..corpus.runs import Run, RunError
    from ..render.data import dump
    from ..report import gather, report_html, report_to_dict
    from ..spam import LexiconError

    try:
        batch = Run(args.run_folder)
    except RunError as error:
        raise UsageError(str(error)) from error
    try:
        Inputs([*map(str, batch.files()), *args.lexicon]).protect(args.output, "a file of the run, or read")
        report = gather(batch, args.lexicon)
    except RunError as error:
        raise InputError(str(error)) from error
    except LexiconError as error:
        raise UsageError(str(error)) from error
    text = dump(report_to_dict(report)) + "\n" if args.json else report_html(report, args.lang)
    write_result(args.output, text)
    return OK
