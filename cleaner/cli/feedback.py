"""``cleaner feedback export``: readers' corrections as training lines or lexicon rows."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .errors import OK, UsageError
from .files import write_result
from .inputs import Inputs
from .names import file_name

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner serve --feedback corrections.sqlite           readers correct blocks
  cleaner feedback export corrections.sqlite > lines.jsonl
  cleaner feedback export -f toml corrections.sqlite -o mine.toml
  cleaner clean --lexicon mine.toml page.html

jsonl has the fields of the training set (id, text, label, family, lang, obfuscated); toml has
rows for --lexicon, made by rule: read them before you use them.
"""


def add_parser(commands: Any) -> None:
    """Adds the command to the parser's sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "feedback",
        help="export readers' corrections",
        description="Exports the corrections that readers made in the review page.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("action", choices=("export",), help="what to do")
    parser.add_argument(
        "file", metavar="FILE", type=file_name, help="the file given to cleaner serve --feedback"
    )
    parser.add_argument(
        "-f",
        "--format",
        choices=("jsonl", "toml"),
        default="jsonl",
        help="training lines, or lexicon rows (default: jsonl)",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=file_name, help="where it goes (default: -, standard output)"
    )
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Writes all corrections, newest first."""
    from ..web.export import lexicon_rows, training_lines
    from ..web.feedback import Feedback, FeedbackError

    Inputs([args.file]).protect(args.output, "the file to be exported")
    try:
        feedback = Feedback(Path(args.file), read_only=True)
        corrections = feedback.all()
        feedback.close()
    except FeedbackError as error:
        raise UsageError(str(error)) from error
    text = "".join(training_lines(corrections)) if args.format == "jsonl" else lexicon_rows(corrections)
    write_result(args.output, text)
    return OK
