"""The options of ``cleaner batch``, and the settings that they make."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ..model import Verdict
from .batch_engines import add_engine_options, is_local
from .batch_sites import add_sites_option
from .errors import UsageError
from .names import as_list, file_name
from .numbers import seconds, size, whole
from .options import add_judging_options, add_keep_options, cleaner_arguments

if TYPE_CHECKING:
    from ..corpus.settings import Settings

__all__ = ["add_batch_options", "settings_of"]

_NO_LIMIT = float("inf")
_PAGE_SECONDS = 30.0
_WORKER_MEMORY = "4G"
_KEPT = f"{Verdict.CLEAN},{Verdict.SPAM_REMOVED}"


def add_batch_options(parser: argparse.ArgumentParser) -> None:
    """Adds everything that ``cleaner batch`` takes."""
    parser.add_argument("names", metavar="INPUT", nargs="*", help="files, folders; - is JSON Lines on stdin")
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=file_name, required=True, help="the folder of the run"
    )
    parser.add_argument("--resume", action="store_true", help="go on with the run in OUT")
    _add_reading(parser.add_argument_group("records"))
    _add_writing(parser.add_argument_group("output"))
    _add_working(parser.add_argument_group("work"))
    add_keep_options(parser, "--content-engine")
    add_sites_option(parser)
    add_judging_options(parser)


def _add_reading(group: Any) -> None:
    for name in ("html", "text", "url", "id"):
        about = f"the field or column with the {name} (default: {name})"
        group.add_argument(f"--{name}-field", metavar="NAME", default=name, help=about)
    group.add_argument(
        "--carry",
        metavar="NAME",
        action="append",
        default=[],
        type=as_list,
        help="hand this field on; repeat, or separate by commas",
    )


def _add_writing(group: Any) -> None:
    group.add_argument("-f", "--format", choices=("jsonl", "parquet"), default="jsonl", help="default: jsonl")
    group.add_argument(
        "--shard-records",
        metavar="N",
        type=whole(1, 10**9),
        default=10_000,
        help="records of input for each part, which is what a broken run loses (default: 10,000)",
    )
    group.add_argument(
        "--removed",
        choices=("none", "spam", "all"),
        default="spam",
        help="the removed blocks to list, with evidence (default: spam)",
    )
    group.add_argument(
        "--keep-verdicts",
        metavar="LIST",
        type=_verdicts,
        default=_verdicts(_KEPT),
        help=f"what goes to articles/, all else to rejected/; of {', '.join(map(str, Verdict))}"
        f" (default: {_KEPT})",
    )


def _add_working(group: Any) -> None:
    add_engine_options(group)
    group.add_argument("--workers", metavar="N", type=whole(1, 10_000), help="processes (default: the cores)")
    group.add_argument(
        "--page-seconds",
        metavar="S",
        type=seconds,
        help=f"a page that takes longer is an error (default: {_PAGE_SECONDS:g})",
    )
    group.add_argument(
        "--worker-memory",
        metavar="SIZE",
        type=_memory,
        help=f"address space of a worker, such as 2G; none for no limit (default: {_WORKER_MEMORY})",
    )
    group.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary")
    group.add_argument("--json", action="store_true", help="the manifest as one line of JSON on stdout")


def settings_of(args: argparse.Namespace) -> Settings:
    """The settings that the arguments make; an error where they make no sense together."""
    from ..corpus.options import Cleaning, Columns
    from ..corpus.schema import COLUMNS, Removed
    from ..corpus.settings import Form, Settings

    carry = tuple(dict.fromkeys(name for names in args.carry for name in names))
    for name in carry:
        if any(column.name == name for column in COLUMNS):
            raise UsageError(f"--carry {name}: the output has a column of that name")
    columns = Columns(args.html_field, args.text_field, args.url_field, args.id_field, carry)
    if columns.html == columns.text:
        raise UsageError("--html-field and --text-field name the same field")
    cleaning = Cleaning(**cleaner_arguments(args), removed=Removed(args.removed))
    return Settings(
        cleaning=cleaning,
        columns=columns,
        form=Form(args.format),
        shard_records=args.shard_records,
        keep_verdicts=args.keep_verdicts,
        page_seconds=_or_default(args, args.page_seconds, _PAGE_SECONDS),
        worker_memory=_or_default(args, args.worker_memory, _memory(_WORKER_MEMORY)),
    )


def _or_default(args: argparse.Namespace, given: Any, default: Any) -> Any:
    """What was given, or the default; no limit where an engine works, which cannot keep it."""
    if given is None:
        return default if is_local(args) else None
    return None if given == _NO_LIMIT else given


def _verdicts(text: str) -> frozenset[Verdict]:
    known = {verdict.value: verdict for verdict in Verdict}
    names = as_list(text)
    for name in names:
        if name not in known:
            raise argparse.ArgumentTypeError(f"unknown verdict {name!r}; there are {', '.join(known)}")
    return frozenset(known[name] for name in names)


def _memory(text: str) -> int | float:
    """The memory of a worker; with less than the least, none gets as far as its first page."""
    return _NO_LIMIT if text.lower() == "none" else size("256M", "1024T", "4G")(text)
