"""``cleaner pipe``: JSON Lines in, JSON Lines out, one record at a time."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model import Kind, Page
from ..render import dump
from .errors import FAILED, OK, InputError, UsageError, internal_error, os_reason
from .options import add_judging_options, add_keep_options, kept_labels, make_cleaner
from .streams import STDIN_NAME, stdin_bytes, write_out

if TYPE_CHECKING:
    from ..pipeline import Cleaner

__all__ = ["add_parser", "run"]

_EXAMPLES = """\
examples:
  cleaner pipe < pages.jsonl > articles.jsonl
  zcat pages.jsonl.gz | cleaner pipe --html-field body --drop-input | jq -r .article.text

Each record is an object with "html" or "text" (html goes first), perhaps "url", and whatever
else; it comes back with "article" added. A line that cannot be cleaned comes back in its place
as {"error": ..., "line": number}, with the fields that could be read; the exit status is then 1.
"""
_ARTICLE = "article"


class _Fields(NamedTuple):
    """The names of the fields that hold the page."""

    html: str
    text: str
    url: str
    drop: bool


class _RecordError(Exception):
    """A record that cannot be cleaned, and why."""


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
    parser.add_argument("--drop-input", action="store_true", help="leave the html and text out of the output")
    add_keep_options(parser)
    add_judging_options(parser)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Cleans every record that can be cleaned; ``FAILED`` if there was one that could not."""
    fields = _Fields(args.html_field, args.text_field, args.url_field, args.drop_input)
    if fields.html == fields.text:
        raise UsageError("--html-field and --text-field name the same field")
    cleaner = make_cleaner(args, kept_labels(args))
    status = OK
    for number, line in _numbered_lines():
        answer, good = _answer(cleaner, line, number, fields)
        status = status if good else FAILED
        write_out(answer + "\n", flush=True)
    return status


def _numbered_lines() -> Iterator[tuple[int, bytes]]:
    """The lines of standard input that are not empty, numbered from 1 with the empty ones."""
    try:
        for number, line in enumerate(stdin_bytes(), start=1):
            content = line.removeprefix(b"\xef\xbb\xbf").strip()
            if content:
                yield number, content
    except OSError as error:
        raise InputError(f"{STDIN_NAME}: {os_reason(error)}") from error


def _answer(cleaner: Cleaner, line: bytes, number: int, fields: _Fields) -> tuple[str, bool]:
    """The record that goes out for one that came in, as JSON, and whether it was cleaned."""
    record: dict[str, Any] = {}
    try:
        record = _parse(line)
        page = _page(record, fields)
        record.pop(_ARTICLE, None)
        record[_ARTICLE] = cleaner.clean(page).to_dict()
        return dump(_without_input(record, fields)), True
    except _RecordError as error:
        reason = str(error)
    except RecursionError:
        reason, record = "nested too deep", {}
    except Exception as error:
        reason = internal_error(error)
    record.pop(_ARTICLE, None)
    return dump({**_without_input(record, fields), "error": reason, "line": number}), False


def _parse(line: bytes) -> dict[str, Any]:
    """The object on one line.

    Lone surrogates are let through, escaped or not; NaN and infinity, which JSON has not, become null.
    """
    try:
        text = line.decode("utf-8", "surrogatepass")
        record = json.loads(text, parse_constant=lambda _: None, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise _RecordError(f"not UTF-8 at byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        raise _RecordError(f"not JSON: {error.msg} at column {error.colno}") from error
    except ValueError as error:  # a number of thousands of digits
        raise _RecordError(f"not JSON: {error}") from error
    if not isinstance(record, dict):
        raise _RecordError("not a JSON object")
    return record


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None


def _page(record: dict[str, Any], fields: _Fields) -> Page:
    """The page in a record."""
    url = record.get(fields.url)
    if url is not None and not isinstance(url, str):
        raise _RecordError(f"field {fields.url!r} is not a string")
    for name, kind in ((fields.html, Kind.HTML), (fields.text, Kind.TEXT)):
        content = record.get(name)
        if isinstance(content, str):
            return Page(content, url=url, kind=kind)
        if content is not None:
            raise _RecordError(f"field {name!r} is not a string")
    raise _RecordError(f"neither field {fields.html!r} nor {fields.text!r}")


def _without_input(record: dict[str, Any], fields: _Fields) -> dict[str, Any]:
    """The record, without the page's own text if it is to be dropped."""
    if not fields.drop:
        return record
    return {name: value for name, value in record.items() if name not in (fields.html, fields.text)}
