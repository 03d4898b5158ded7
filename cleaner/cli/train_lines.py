"""``cleaner train-lines``: a spam model that also knows a kind of advertisement of one's own."""

from __future__ import annotations

import argparse
from typing import Any

from .errors import OK, UsageError, say
from .files import write_result
from .inputs import Inputs
from .names import file_name, file_path
from .options import add_lexicon_option

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner train-lines pills.jsonl --lexicon pills.toml -o pills.json
  cleaner line --lexicon pills.toml --spam-model pills.json "lose ten kilos in a week, order now"

FILE has one JSON object a line: {"text": "...", "label": "spam"}, or "legit". A few hundred are enough;
take as many honest lines with the same words as advertisements. A lexicon file names the terms, with the
category they belong to. What the model knew of cheats and gambling stays.
"""


def add_parser(commands: Any) -> None:
    """Adds the command to the parser's sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "train-lines",
        help="teach the spam model lines of your own",
        description="Teaches the spam model a kind of advertisement of your own, from labelled lines.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("file", metavar="FILE", type=file_path, help="labelled lines, as JSON Lines")
    parser.add_argument(
        "-o",
        "--output",
        metavar="MODEL",
        type=file_name,
        required=True,
        help="where the model goes; - is standard output",
    )
    add_lexicon_option(parser)
    parser.add_argument(
        "--spam-model", metavar="FILE", type=file_path, help="the model to add to, instead of the shipped one"
    )
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Trains, writes the model, and says how well it tells lines apart that it had not seen."""
    from ..spam import Detector, LexiconError
    from ..spam.line_model import read_model, shipped_model
    from ..spam.teaching import LinesError, read_lines, teach

    read = [args.file, *args.lexicon, *([args.spam_model] if args.spam_model is not None else [])]
    Inputs(map(str, read)).protect(args.output, "a file to be learned from")
    try:
        lines = read_lines(args.file)
        start = shipped_model() if args.spam_model is None else read_model(args.spam_model)
        model, report = teach(lines, Detector(lexicons=args.lexicon), start)
    except (LexiconError, LinesError, ValueError) as error:
        raise UsageError(str(error)) from error
    write_result(args.output, model.to_json())
    say(f"learned from {report.spam} spam and {report.honest} honest lines; on lines not seen in training")
    say(f"{report.found} of {report.spam} spam lines are found,")
    say(f"{report.flagged} of {report.honest} honest lines are flagged")
    if report.mute:
        say(f"{report.mute} spam lines hold no term of the lexicon and are never found")
    return OK
