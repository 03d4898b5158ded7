"""``cleaner line``: is this one line an advertisement, and why?"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from ..console import Style, harmless, style_for
from ..model import Judgement
from ..render.data import dump, line_to_dict
from ..render.explain import explain_line
from .errors import OK, InputError, os_reason
from .inputs import STDIN
from .options import add_judging_options, make_cleaner
from .streams import STDIN_NAME, stdin_bytes, stdout, write_out

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner line "三分钟了解(微乐麻将外挂辅助)确实有挂"
  cleaner line -f json "Police arrest eleven over card game cheats"
  cleaner line - < titles.txt              a judgement for every line
  cleaner line -f json - < titles.txt      the same, one JSON object a line

The characters that gave it away are marked: [[like this]], or reversed on a terminal.
The exit status is 0 whatever the judgement.
"""


def add_parser(commands: Any) -> None:
    """Adds the command to the parser's sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "line",
        help="judge one line",
        description="Judges one line, such as a title, taken alone: is it a planted advertisement?",
        epilog=_EXAMPLES,
    )
    parser.add_argument(
        "names", metavar="TEXT", nargs="+", help="the line; - judges every line of standard input"
    )
    parser.add_argument("-f", "--format", choices=("text", "json"), default="text", help="(default: text)")
    add_judging_options(parser)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Judges the line, or every line of standard input."""
    cleaner = make_cleaner(args)
    style = style_for(stdout())
    lines = _stdin_lines() if args.names == [STDIN] else iter([" ".join(args.names)])
    for text in lines:
        write_out(_shown(text, cleaner.judge_line(text), args.format, style), flush=True)
    return OK


def _stdin_lines() -> Iterator[str]:
    """The lines of standard input that are not empty."""
    try:
        for line in stdin_bytes():
            text = line.decode("utf-8", "replace").lstrip("\ufeff").strip()
            if text:
                yield text
    except OSError as error:
        raise InputError(f"{STDIN_NAME}: {os_reason(error)}") from error


def _shown(text: str, judgement: Judgement, form: str, style: Style) -> str:
    """One judgement as it is written."""
    if form == "json":
        line = dump(line_to_dict(text, judgement)) + "\n"
        return harmless(line) if stdout().isatty() else line
    return "".join(f"{line}\n" for line in explain_line(text, judgement, style))
