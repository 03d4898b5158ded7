"""The options that say how to clean, shared by the commands, and the Cleaner they make."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..content import ENGINES
from ..model import KEPT_LABELS, Label
from .errors import UsageError

if TYPE_CHECKING:
    from ..pipeline import Cleaner

__all__ = ["add_judging_options", "add_keep_options", "kept_labels", "make_cleaner"]


def add_judging_options(parser: argparse.ArgumentParser) -> None:
    """Adds ``--lexicon`` and ``--lang``."""
    parser.add_argument(
        "--lexicon",
        metavar="FILE",
        action="append",
        default=[],
        help="a TOML file of spam terms to use beside the built-in ones; may be repeated",
    )
    parser.add_argument(
        "--lang", choices=("en", "zh"), default="en", help="language of the reasons given (default: en)"
    )


def add_keep_options(parser: argparse.ArgumentParser) -> None:
    """Adds ``--engine``, ``--keep`` and ``--drop``."""
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        help=f"what finds the article (default: {ENGINES[0]})",
    )
    names = ", ".join(str(label) for label in Label)
    kept = ", ".join(str(label) for label in Label if label in KEPT_LABELS)
    parser.add_argument(
        "--keep",
        metavar="LABEL",
        action="append",
        type=_labels,
        default=[],
        help=f"keep these blocks too; repeat, or separate by commas; of {names} (kept anyway: {kept})",
    )
    parser.add_argument(
        "--drop",
        metavar="LABEL",
        action="append",
        type=_labels,
        default=[],
        help="leave these blocks out, such as caption; repeat, or separate by commas",
    )


def kept_labels(args: argparse.Namespace) -> frozenset[Label]:
    """The labels to keep after ``--keep`` and ``--drop``; an error if one label is in both."""
    keep = frozenset(label for labels in args.keep for label in labels)
    drop = frozenset(label for labels in args.drop for label in labels)
    both = [str(label) for label in Label if label in keep & drop]
    if both:
        raise UsageError(f"{both[0]}: cannot be kept and dropped")
    return (KEPT_LABELS | keep) - drop


def make_cleaner(args: argparse.Namespace, keep: Iterable[Label] = KEPT_LABELS) -> Cleaner:
    """The Cleaner that the options ask for; an error for a lexicon that cannot be used."""
    import cleaner

    try:
        engine = getattr(args, "engine", ENGINES[0])
        return cleaner.Cleaner(engine=engine, lexicons=args.lexicon, lang=args.lang, keep=keep)
    except (cleaner.LexiconError, OSError) as error:
        raise UsageError(str(error)) from error


def _labels(text: str) -> list[Label]:
    """The labels named in ``text``, separated by commas."""
    known = {label.value: label for label in Label}
    names = [part.strip().lower() for part in text.split(",") if part.strip()]
    for name in names:
        if name not in known:
            raise argparse.ArgumentTypeError(f"unknown label {name!r}; there are {', '.join(known)}")
    return [known[name] for name in names]
