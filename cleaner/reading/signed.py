"""Which elements are said to hold an author's name: by class, ``rel``, microdata or hCard."""

from __future__ import annotations

from collections.abc import Mapping

from ..expressions import compiled

__all__ = ["AUTHOR", "CARD", "NOTHING", "holds_name", "is_part_of_card", "names_author", "said_by_class"]

NOTHING, CARD, AUTHOR = range(3)
"""What a class says: nothing of names; that it is a name, whoever's; that it is an author."""

_MOST = 200
_CARD = "fn"
"""A name in hCard."""
_AUTHOR = compiled(
    r"(?:^|[\s_-])(?:author|byline|by-line|writer|contributor|reporter|journalist|creator|zuozhe)"
    r"(?:s|[_-]{0,2}names?|[_-]?link)?(?:$|[\s_-])"
)
_ABOUT = compiled(
    r"bio|box|avatar|img|image|photo|icon|role|title|desc|social|follow|related|more|date|time|comment|label|count"
)
"""What else of or about an author a class speaks of."""


def names_author(names: str) -> bool:
    """Whether an element's names, in lower case, say that it holds an author and nothing about one."""
    return _AUTHOR.search(names) is not None and _ABOUT.search(names) is None


def said_by_class(names: str) -> int:
    """What the class of an element says of a name in it."""
    names = names[:_MOST]
    if names_author(names.lower()):
        return AUTHOR
    return CARD if _CARD in names.split() else NOTHING


def holds_name(attributes: Mapping[str, str]) -> bool:
    """Whether the attributes of an inline element say that it holds an author."""
    if "author" in attributes.get("rel", "").lower().split():
        return True
    if attributes.get("itemprop", "").lower() in ("author", "creator"):
        return True
    return said_by_class(attributes.get("class", "")) == AUTHOR


def is_part_of_card(attributes: Mapping[str, str]) -> bool:
    """Whether they say that it holds a name: an author's, if an author is what is around it."""
    return attributes.get("itemprop") == "name" or said_by_class(attributes.get("class", "")) == CARD
