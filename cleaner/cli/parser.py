"""The arguments of every command, and the one parser for all of them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from .._version import __version__
from .errors import USAGE, report

__all__ = ["Parser", "parse"]

_EXAMPLES = """\
examples:
  cleaner clean page.html                 the article on stdout, a summary on stderr
  cleaner clean pages/*.html -o articles/ one file for each page
  cleaner explain page.txt                block by block, and why each was removed
  cleaner line "a headline to judge"      is this an advertisement?
  cleaner pipe < pages.jsonl > out.jsonl  many pages, one JSON object a line
  cleaner batch crawl/ -o run/            whole corpora on all cores, every record accounted for
  cleaner serve                           the review page and the HTTP API

exit status: 0 done; 1 it ran, and something failed (a page of several, a disk that is full); 2 it cannot be
carried out as typed (a wrong option, an input that is not there, an output that cannot be used);
130 interrupted
"""

_COMMANDS = {
    "clean": "clean",
    "explain": "explain",
    "line": "line",
    "pipe": "pipe",
    "batch": "batch",
    "campaigns": "campaigns",
    "report": "run_report",
    "serve": "serve",
    "feedback": "feedback",
    "train-lines": "train_lines",
}
"""The commands in the order of ``--help``, and the module of each."""
_END = "--"
"""Ends the options: what follows are names, however they begin."""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that says what is wrong on one line and does not guess at shortened options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("allow_abbrev", False)
        kwargs.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(*args, **kwargs)

    _words: Sequence[str] = ()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As usual; the words are kept for what is said of them."""
        self._words = sys.argv[1:] if args is None else list(args)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Ends with status 2 and one line on stderr; an option that there is not goes before one missing."""
        unknown = self._unknown() if "required" in message else None
        if unknown is not None:
            message = f"unknown argument: {unknown}"
        report(f"{message} (see {self.prog} --help)")
        raise SystemExit(USAGE)

    def _unknown(self) -> str | None:
        """The first word that looks like an option and is none of ours."""
        words = self._words[: self._words.index(_END)] if _END in self._words else self._words
        known = self._option_string_actions
        for word in words:
            name = word.partition("=")[0]
            if len(word) > 1 and word.startswith("-") and name not in known and word[:2] not in known:
                return word
        return None


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """The arguments of one command; ``run`` is the function that carries it out.

    Raises:
        SystemExit: after ``--help`` and ``--version``, and for arguments that make no sense.
    """
    argv = sys.argv[1:] if argv is None else argv
    # the command that is wanted alone, if it can be told: the others would take longer to load than a page
    parser = _build(argv[:1] if argv and argv[0] in _COMMANDS else tuple(_COMMANDS))
    args, rest = parser.parse_known_args(argv)
    if args.command is None:
        if rest:
            parser.error(f"unknown argument: {rest[0]}")
        parser.print_help(sys.stderr)
        raise SystemExit(USAGE)
    # argparse takes only the first group of names: "a.html -f md b.html" leaves b.html over
    names = getattr(args, "names", None)
    at = rest.index(_END) if names is not None and _END in rest else len(rest)
    unknown = [word for word in rest[:at] if names is None or (word.startswith("-") and word != "-")]
    if unknown:
        args.parser.error(f"unknown argument: {unknown[0]}")
    if names is not None:
        names += rest[:at] + rest[at + 1 :]
    return args


def _build(names: Sequence[str]) -> argparse.ArgumentParser:
    parser = Parser(
        prog="cleaner",
        description="The real article of a scraped news page: planted advertisements, teasers and\n"
        "furniture are taken out, and accounted for.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("--version", action="version", version=f"cleaner {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name in names:
        import_module(f".{_COMMANDS[name]}", __package__).add_parser(commands)
    return parser
