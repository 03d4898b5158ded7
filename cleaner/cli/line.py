"""``cleaner line``: is this one line an advertisement, and why?"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from ..console import Style, harmless, style_for
from ..corpus.records import RecordError
from ..model import Judgement
from ..render.data import dump, line_to_dict
from ..render.explain import explain_line
from .errors import FAILED, OK
from .inputs import STDIN
from .options import add_judging_options, make_cleaner
from .stdin import stdin_lines
from .streams import stdout, write_out

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner line "三分钟了解(微乐麻将外挂辅助)确实有挂"
  cleaner line -f json "Police arrest eleven over card game cheats"
  cleaner line - < titles.txt              a judgement for every line
  cleaner line -f json - < titles.txt      the same, one JSON object a line

The characters that gave it away are marked: [[like this]], or reversed on a terminal.
Every line of standard input gets its judgement, an empty one too: what comes out can be joined with
what went in. The exit status is 0 whatever the judgement, and 1 if a line was too long to be judged.
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
    lines = _stdin_texts() if args.names == [STDIN] else iter([" ".join(args.names)])
    status = OK
    for number, text in enumerate(lines, start=1):
        if isinstance(text, RecordError):
            status, shown = FAILED, _refused(text, number, args.format)
        else:
            shown = _shown(text, cleaner.judge_line(text), args.format, style)
        write_out(shown, flush=True)
    return status


def _stdin_texts() -> Iterator[str | RecordError]:
    """The text of every line of standard input; an empty one counts, so that rows can be joined."""
    for line in stdin_lines():
        yield line.decode("utf-8", "replace").lstrip("\ufeff").strip() if isinstance(line, bytes) else line


def _refused(error: RecordError, number: int, form: str) -> str:
    """What stands in the place of a line that was not judged; as ``pipe`` says it."""
    if form == "json":
        return dump({"error": str(error), "line": number}) + "\n"
    return f"error           line {number}: {error}\n"


def _shown(text: str, judgement: Judgement, form: str, style: Style) -> str:
    """One judgement as it is written."""
    if form == "json":
        line = dump(line_to_dict(text, judgement)) + "\n"
        return harmless(line) if stdout().isatty() else line
    return "".join(f"{line}\n" for line in explain_line(text, judgement, style))
