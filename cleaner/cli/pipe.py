"""``cleaner pipe``: JSON Lines in, JSON Lines out, one record at a time."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..console import harmless
from ..corpus.records import RecordError, members_of, page_in, parse_object
from ..render.data import dump, escape_surrogates
from .errors import FAILED, OK, UsageError, internal_error
from .options import add_judging_options, add_keep_options, make_cleaner
from .stdin import stdin_lines
from .streams import stdout, write_out

if TYPE_CHECKING:
    from ..pipeline import Cleaner

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner pipe < pages.jsonl > articles.jsonl
  zcat pages.jsonl.gz | cleaner pipe --html-field body --drop-input | jq -r .article.text

Each record is an object with "html" or "text" (html goes first), perhaps "url", and whatever
else; it comes back with "article" added and all other fields written as they were, also numbers
that JSON has not, such as NaN. A record that has such a field already is an error; --article-field
gives the new one another name.

A line that cannot be cleaned comes back in its place as {"error": ..., "line": number}, behind the
fields that could be read; fields of its own with these two names give way. The exit status is then 1.
"""
_FAILURE = ("error", "line")
"""The fields of a line that could not be cleaned."""


class _Fields(NamedTuple):
    """The names of the fields that hold the page, and of the one that gets the article."""

    html: str
    text: str
    url: str
    article: str
    drop: bool


def add_parser(commands: Any) -> None:
    """Adds the command to the parser's sub-commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "pipe",
        help="clean records of JSON Lines",
        description="Cleans a stream of records: JSON Lines on stdin, JSON Lines on stdout, in order.",
        epilog=_EXAMPLES,
    )
    for name in ("html", "text", "url"):
        about = f"the field with the {name} (default: {name})"
        parser.add_argument(f"--{name}-field", metavar="NAME", default=name, help=about)
    parser.add_argument(
        "--article-field",
        metavar="NAME",
        default="article",
        help="the field that the article is put into (default: article)",
    )
    parser.add_argument("--drop-input", action="store_true", help="leave the html and text out of the output")
    add_keep_options(parser)
    add_judging_options(parser)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Cleans every record that can be cleaned; ``FAILED`` if there was one that could not."""
    fields = _Fields(args.html_field, args.text_field, args.url_field, args.article_field, args.drop_input)
    if fields.html == fields.text:
        raise UsageError("--html-field and --text-field name the same field")
    if fields.article in (fields.html, fields.text, fields.url, *_FAILURE):
        raise UsageError(f"--article-field {fields.article}: a field of that name has another use")
    cleaner = make_cleaner(args)
    shown = harmless if stdout().isatty() else str
    status = OK
    for number, line in _numbered_lines():
        answer, good = _answer(cleaner, line, number, fields)
        status = status if good else FAILED
        write_out(shown(answer) + "\n", flush=True)
    return status


def _numbered_lines() -> Iterator[tuple[int, bytes | RecordError]]:
    """The lines of standard input that are not empty, numbered from 1 with the empty ones."""
    for number, line in enumerate(stdin_lines(), start=1):
        content = line.removeprefix(b"\xef\xbb\xbf").strip() if isinstance(line, bytes) else line
        if content:
            yield number, content


def _answer(cleaner: Cleaner, line: bytes | RecordError, number: int, fields: _Fields) -> tuple[str, bool]:
    """The record that goes out for one that came in, as JSON, and whether it was cleaned."""
    members: list[tuple[str, str]] = []
    try:
        if isinstance(line, RecordError):
            raise line
        record = parse_object(line)
        members = members_of(line.decode("utf-8", "surrogatepass"))
        page = page_in(record, html=fields.html, text=fields.text, url=fields.url)
        if fields.article in record:
            raise RecordError(f"has a field {fields.article!r} already; --article-field names another")
        return _joined(members, {fields.article: cleaner.clean(page).to_dict()}, fields), True
    except RecordError as error:
        reason = str(error)
    except RecursionError:
        reason = "nested too deep"
    except Exception as error:
        reason = internal_error(error)
    return _joined(members, dict(zip(_FAILURE, (reason, number), strict=True)), fields), False


def _joined(members: list[tuple[str, str]], added: dict[str, Any], fields: _Fields) -> str:
    """A record of members as they were written, without the page if it is to be dropped, and new ones."""
    gone = {*added, *((fields.html, fields.text) if fields.drop else ())}
    kept = [written for name, written in members if name not in gone]
    new = [f"{dump(name)}: {dump(value)}" for name, value in added.items()]
    return escape_surrogates("{" + ", ".join([*kept, *new]) + "}")
