"""What a page says of itself outside its visible text: JSON-LD, OpenGraph, Dublin Core and other meta."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..reading.document import Hints
from .word_lists import words

__all__ = ["Declared", "declared"]

_MOST = 12
"""Of each field's candidates, and of the names in one."""
_LONGEST = 1_000
"""Characters of a candidate."""
_CERTAIN, _NONE = 5, 99


@dataclass(slots=True)
class Declared:
    """Candidates for each field, best first, each with where it was found; ``people`` wrote the text."""

    titles: list[tuple[str, str]] = field(default_factory=list)
    dates: list[tuple[str, str]] = field(default_factory=list)
    modified: list[tuple[str, str]] = field(default_factory=list)
    authors: list[tuple[list[str], str]] = field(default_factory=list)
    sources: list[tuple[str, str]] = field(default_factory=list)
    sites: list[tuple[str, str]] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)


def declared(hints: Hints) -> Declared:
    """Gathers the candidates: JSON-LD first, then meta elements in the order of the key lists."""
    found = Declared()
    named = _ids(hints.jsonld)
    for item in islice(_articles(hints.jsonld), _MOST):
        _from_jsonld(item, named, found)
    meta = hints.meta
    for field_name, into in (
        ("title", found.titles),
        ("date", found.dates),
        ("modified", found.modified),
        ("source", found.sources),
        ("site", found.sites),
    ):
        keys = words("meta", field_name)
        values = ((value[:_LONGEST], key) for key in keys for value in meta.get(key, ())[:2] if value)
        into.extend((value, f"meta {key}") for value, key in values)
    for key in words("meta", "author"):
        if key in meta:
            found.authors.append(([value for value in meta[key][:_MOST] if value], f"meta {key}"))
    if "citation_author" in meta:
        found.authors.insert(
            0, ([_forward(name) for name in meta["citation_author"][:_MOST]], "meta citation_author")
        )
    _labelled(meta, found)
    found.urls.extend(v for v in (hints.canonical, *meta.get("og:url", ())) if v)
    return found


def _articles(objects: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that may be the page's article, the likeliest first."""
    items = list(objects)
    for item in list(items):
        entity = item.get("mainEntity") or item.get("mainEntityOfPage")
        if isinstance(entity, dict) and entity.get("headline"):
            items.append(entity)
    ranked: list[tuple[int, int]] = []
    for place, item in enumerate(items):
        kinds = [k.lower() for k in _texts(item.get("@type"))]
        rank = min((_rank(k) for k in kinds), default=_NONE)
        if rank < _NONE or (item.get("headline") and not kinds):
            ranked.append((rank, place))
    for _, place in sorted(ranked):
        yield items[place]


def _rank(kind: str) -> int:
    """0 for articles, more for what only may be one."""
    for place, name in enumerate(words("jsonld", "article")):
        if kind.endswith(name):
            return 0 if place < _CERTAIN else place
    return _NONE


def _from_jsonld(item: Mapping[str, Any], named: Mapping[str, Any], found: Declared) -> None:
    """Adds what one JSON-LD article says; ``named`` as :func:`_ids` gives it."""
    kinds = sorted(_texts(item.get("@type")), key=lambda kind: _rank(kind.lower()))
    where = f"JSON-LD {next(iter(kinds), 'object')}"
    for key in ("headline", "name"):
        found.titles.extend((text, where) for text in _texts(item.get(key))[:1])
    found.dates.extend(
        (text, where)
        for key in ("datePublished", "dateCreated", "uploadDate")
        for text in _texts(item.get(key))[:1]
    )
    found.modified.extend((text, where) for text in _texts(item.get("dateModified"))[:1])
    authors = item.get("author") or item.get("creator")
    names = _names(authors, named)
    found.people.extend(_people(authors, named))
    if names:
        found.authors.append((names, where))
    found.sites.extend((name, where) for name in _names(item.get("publisher"), named)[:1])


def _ids(objects: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The name of each object by its ``@id``, of the first with a name where several share one."""
    named: dict[str, Any] = {}
    for item in objects:
        if isinstance(item.get("@id"), str) and item.get("name"):
            named.setdefault(item["@id"], item["name"])
    return named


def _names(value: Any, named: Mapping[str, Any]) -> list[str]:
    """Names of people or organisations, references by ``@id`` followed once."""
    names: list[str] = []
    for entry in value[:_MOST] if isinstance(value, list) else [value]:
        if not isinstance(entry, dict):
            name = entry
        elif isinstance(identity := entry.get("@id"), str) and not entry.get("name"):
            name = named.get(identity)
        else:
            name = entry.get("name")
        names.extend(_texts(name))
    return names[:_MOST]


def _people(value: Any, named: Mapping[str, Any]) -> list[str]:
    """Names of those that are said to be persons."""
    entries = value if isinstance(value, list) else [value]
    persons = [e for e in entries[: 4 * _MOST] if isinstance(e, dict) and e.get("@type") == "Person"]
    return _names(persons, named)


def _texts(value: Any) -> list[str]:
    """The strings in a JSON value that is a string or a list of strings."""
    values = value if isinstance(value, list) else [value]
    return [
        " ".join(_unescaped(v[:_LONGEST]).split()) for v in values[:_MOST] if isinstance(v, str) and v.strip()
    ]


def _unescaped(text: str) -> str:
    """The text with its references to characters resolved."""
    if "&" not in text:
        return text
    from html import unescape  # with its table of entities, which few pages need

    return unescape(text)


def _forward(name: str) -> str:
    """``Anand, Priya`` the way round that bylines have it."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name


def _labelled(meta: Mapping[str, list[str]], found: Declared) -> None:
    """The pairs of Twitter cards: ``label1`` "Written by", ``data1`` the name."""
    for number in ("1", "2"):
        labels, data = meta.get(f"twitter:label{number}"), meta.get(f"twitter:data{number}")
        if labels and data and labels[0].lower() in words("meta", "written_by"):
            found.authors.append(([data[0]], "meta twitter:data"))
