"""The options that say how to clean, shared by the commands, and the Cleaner they make."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ..content import ENGINES
from ..model import KEPT_LABELS, LANGUAGES, Label
from .errors import UsageError
from .names import as_list, file_name

if TYPE_CHECKING:
    from ..pipeline import Cleaner

__all__ = [
    "add_engine_option",
    "add_judging_options",
    "add_keep_options",
    "add_lexicon_option",
    "cleaner_arguments",
    "make_cleaner",
    "parse_labels",
]


def add_lexicon_option(parser: argparse.ArgumentParser) -> None:
    """Adds ``--lexicon``."""
    parser.add_argument(
        "--lexicon",
        metavar="FILE",
        action="append",
        type=file_name,
        default=[],
        help="a TOML file of spam terms to use beside the built-in ones; may be repeated",
    )


def add_judging_options(parser: argparse.ArgumentParser) -> None:
    """Adds ``--lexicon``, ``--category``, ``--spam-model`` and ``--lang``."""
    add_lexicon_option(parser)
    parser.add_argument(
        "--category",
        metavar="NAME",
        action="append",
        type=as_list,
        default=[],
        help="look for this kind of spam only: cheats, gambling, or one that a lexicon names; repeat, or "
        "separate by commas (default: all)",
    )
    parser.add_argument(
        "--spam-model",
        metavar="FILE",
        type=file_name,
        help="a line model to judge spam by, instead of the shipped one",
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, default="en", help="language of the reasons given (default: en)"
    )


def add_engine_option(parser: argparse.ArgumentParser, name: str = "--engine") -> None:
    """Adds ``--engine``, or the same under another name."""
    parser.add_argument(
        name,
        dest="engine",
        choices=ENGINES,
        default=ENGINES[0],
        help=f"what finds the article (default: {ENGINES[0]})",
    )


def add_keep_options(parser: argparse.ArgumentParser, engine: str = "--engine") -> None:
    """Adds ``--engine`` (under that name), ``--thorough``, ``--site-profile``, ``--keep`` and ``--drop``."""
    add_engine_option(parser, engine)
    parser.add_argument(
        "--thorough",
        action="store_true",
        help="ask trafilatura too where title, author or date are silent; takes as long again",
    )
    parser.add_argument(
        "--site-profile",
        metavar="FILE",
        type=file_name,
        help="what was learned of the pages' sites: what stands on many of them is taken out",
    )
    names = ", ".join(str(label) for label in Label)
    kept = ", ".join(str(label) for label in Label if label in KEPT_LABELS)
    parser.add_argument(
        "--keep",
        metavar="LABEL",
        action="append",
        type=parse_labels,
        default=[],
        help=f"keep these blocks too; repeat, or separate by commas; of {names} (kept anyway: {kept})",
    )
    parser.add_argument(
        "--drop",
        metavar="LABEL",
        action="append",
        type=parse_labels,
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


def cleaner_arguments(args: argparse.Namespace) -> dict[str, Any]:
    """What the options that a command has ask of :class:`cleaner.Cleaner`, by the names of its arguments."""
    given = vars(args)
    asked: dict[str, Any] = {
        "lexicons": tuple(args.lexicon),
        "categories": tuple(name for names in args.category for name in names) or None,
        "lang": args.lang,
        "spam_model": args.spam_model,
    }
    asked.update((name, given[name]) for name in ("engine", "thorough", "site_profile") if name in given)
    if "keep" in given:
        asked["keep"] = kept_labels(args)
    return asked


def make_cleaner(args: argparse.Namespace) -> Cleaner:
    """The Cleaner that the options ask for; an error for a file that cannot be used."""
    import cleaner

    asked = cleaner_arguments(args)
    try:
        return cleaner.Cleaner(**asked)
    except (cleaner.LexiconError, OSError, ValueError) as error:
        raise UsageError(str(error)) from error


def parse_labels(text: str) -> list[Label]:
    """The labels named in ``text``, separated by commas; for argparse."""
    known = {label.value: label for label in Label}
    names = list(map(str.lower, as_list(text)))
    for name in names:
        if name not in known:
            raise argparse.ArgumentTypeError(f"unknown label {name!r}; there are {', '.join(known)}")
    return [known[name] for name in names]
