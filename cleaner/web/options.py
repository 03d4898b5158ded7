"""What a request may choose about its own cleaning, read from JSON or from the query of an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..content import ENGINES
from ..corpus.options import Cleaning
from ..model import LANGUAGES, Label

__all__ = ["OptionError", "RequestOptions", "options_from_json", "options_from_query"]

_LISTS: Mapping[str, tuple[str, ...]] = {
    "keep": tuple(label.value for label in Label),
    "drop": tuple(label.value for label in Label),
    "categories": (),  # whatever the server's lexicons name; the Cleaner knows
}
_NAMES: Mapping[str, tuple[str, ...]] = {"lang": LANGUAGES, "engine": ENGINES}
_SWITCHES = ("blocks", "thorough")
_TRUTHS: Mapping[str, bool] = {"true": True, "false": False, "1": True, "0": False}


class OptionError(ValueError):
    """An option that there is not, or a value that it cannot have."""


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """The options of one request; ``None`` and empty leave the server's own setting.

    Attributes:
        keep, drop: labels to keep or leave out of ``text`` beside the usual ones.
        categories: kinds of spam to remove.
        lang: language of the reasons.
        engine: what finds the article.
        thorough: ask trafilatura as well where title, author or date are silent.
        blocks: whether the answer lists the blocks.
    """

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    lang: str | None = None
    engine: str | None = None
    thorough: bool = False
    blocks: bool = True

    def cleaning(self, usual: Cleaning) -> Cleaning:
        """How to clean for this request on a server that usually cleans as ``usual``."""
        labels = (frozenset(usual.keep) | set(map(Label, self.keep))) - set(map(Label, self.drop))
        return replace(
            usual,
            keep=labels,
            categories=tuple(sorted(set(self.categories))) or usual.categories,
            lang=self.lang or usual.lang,
            engine=self.engine or usual.engine,
            thorough=self.thorough or usual.thorough,
        )


def options_from_json(options: Any, usual: RequestOptions = RequestOptions()) -> RequestOptions:
    """The options in the member ``options`` of a JSON body, over ``usual``.

    Raises:
        OptionError: naming the member at fault.
    """
    if not isinstance(options, dict):
        raise OptionError("options is not an object")
    found: dict[str, Any] = {}
    for name, value in options.items():
        if name in _LISTS:
            found[name] = _listed(name, value)
        elif name in _NAMES:
            found[name] = _named(name, value)
        elif name in _SWITCHES:
            if not isinstance(value, bool):
                raise OptionError(f"option {name} is neither true nor false")
            found[name] = value
        else:
            raise OptionError(f"there is no option {name[:40]!r}")
    return _checked(replace(usual, **found))


def options_from_query(query: Iterable[tuple[str, str]]) -> RequestOptions:
    """The options in a query: lists repeated or separated by commas, switches ``true`` or ``false``.

    Raises:
        OptionError: naming the parameter at fault.
    """
    options: dict[str, Any] = {}
    for name, value in query:
        if name in _LISTS:
            options.setdefault(name, []).extend(part for part in value.split(",") if part)
        elif name in options:
            raise OptionError(f"option {name[:40]} is given twice")
        elif name in _SWITCHES:
            if value not in _TRUTHS:
                raise OptionError(f"option {name} is neither true nor false")
            options[name] = _TRUTHS[value]
        else:
            options[name] = value
    return options_from_json(options)


def _listed(name: str, value: Any) -> tuple[str, ...]:
    if name == "categories" and value == []:
        raise OptionError("option categories names none; leave it out to look for all")
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise OptionError(f"option {name} is not a list of strings")
    for item in value:
        if _LISTS[name] and item not in _LISTS[name]:
            raise OptionError(f"option {name}: {item[:40]!r} is none of {', '.join(_LISTS[name])}")
    return tuple(value)


def _named(name: str, value: Any) -> str:
    if not isinstance(value, str) or value not in _NAMES[name]:
        raise OptionError(f"option {name} is none of {', '.join(_NAMES[name])}")
    return value


def _checked(options: RequestOptions) -> RequestOptions:
    both = sorted(set(options.keep) & set(options.drop))
    if both:
        raise OptionError(f"{both[0]} cannot be kept and dropped")
    return options
