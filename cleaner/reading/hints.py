"""Gathers what a page says of itself outside its visible text: title, meta, JSON-LD, times, links."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..expressions import compiled
from .document import Hints
from .spaces import fold_spaces

__all__ = ["HintCollector", "read_jsonld"]

_MOST_META = 500
_MOST_CONTENT = 5_000
_MOST_TITLE = 1_000
_MOST_TIMES = 200
_MOST_OBJECTS = 500
_MOST_JSON = 2_000_000
_META_KEYS = ("name", "property", "itemprop", "http-equiv")
# a script may wrap its JSON in comments or CDATA, for the sake of parsers long gone
_BEFORE = ("<!--", "<![CDATA[", "//", "/*", "*/")
_AFTER = ("-->", "]]>", "//", "/*", "*/", ";")

_NEEDLESS = compiled(r",(?=\s*[}\]])|;\s*$")
"""Commas after the last member and a semicolon after the whole: templates leave them, JSON forbids them."""


class HintCollector:
    """Takes the elements that carry hints, in page order, and keeps bounded amounts of each."""

    def __init__(self) -> None:
        self.hints = Hints()
        self._metas = 0

    def root(self, attributes: Mapping[str, str]) -> None:
        """The ``<html>`` element: its language."""
        lang = (attributes.get("lang") or attributes.get("xml:lang") or "").strip()[:40]
        self.hints.lang = self.hints.lang or lang or None

    def meta(self, attributes: Mapping[str, str]) -> None:
        """A ``<meta>`` element."""
        content = attributes.get("content")
        if content is None or self._metas >= _MOST_META:
            return
        for key in _META_KEYS:
            name = attributes.get(key)
            if name and name.strip():
                self._metas += 1
                self.hints.meta.setdefault(name.strip().lower()[:200], []).append(
                    fold_spaces(content[:_MOST_CONTENT])
                )

    def link(self, attributes: Mapping[str, str]) -> None:
        """A ``<link>`` element: the first canonical address counts."""
        if self.hints.canonical is None and "canonical" in attributes.get("rel", "").lower().split():
            self.hints.canonical = attributes.get("href", "").strip()[:_MOST_CONTENT] or None

    def title(self, text: str) -> None:
        """The content of a ``<title>``; the first that says something counts."""
        if self.hints.title is None:
            self.hints.title = fold_spaces(text[: 4 * _MOST_TITLE])[:_MOST_TITLE] or None

    def time(self, moment: str | None, text: str) -> None:
        """A ``<time>`` element."""
        if len(self.hints.times) < _MOST_TIMES:
            self.hints.times.append(((moment or "").strip()[:200], fold_spaces(text[:_MOST_CONTENT])))

    def jsonld(self, text: str) -> None:
        """The content of a JSON-LD script."""
        room = _MOST_OBJECTS - len(self.hints.jsonld)
        if room > 0:
            self.hints.jsonld.extend(read_jsonld(text)[:room])


def read_jsonld(text: str) -> list[dict[str, Any]]:
    """The objects in a JSON-LD script: lists and ``@graph`` flattened, in order; none if it is broken."""
    if len(text) > _MOST_JSON:
        return []
    text = _unwrap(text)
    data = _load(text)
    if data is None and "&quot;" in text:
        from html import unescape  # with its table of entities, which few pages need

        data = _load(unescape(text))
    if data is None:
        data = _load(_NEEDLESS.sub("", text))
    objects: list[dict[str, Any]] = []
    waiting = [data]
    while waiting and len(objects) < _MOST_OBJECTS:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            graph = item.get("@graph")
            if isinstance(graph, (list, dict)):
                waiting.append(graph)
                item = {key: value for key, value in item.items() if key != "@graph"}
            if item.keys() - {"@context"}:
                objects.append(item)
    return objects


def _unwrap(text: str) -> str:
    """The JSON without the comment and CDATA marks around it."""
    start, end = 0, len(text)
    while start < end:
        mark = next(
            (m for m in _BEFORE if text.startswith(m, start)), text[start] if text[start].isspace() else ""
        )
        if not mark:
            break
        start += len(mark)
    while start < end:
        mark = next((m for m in _AFTER if text.endswith(m, start, end)), "")
        if not mark and not text[end - 1].isspace():
            break
        end -= len(mark) or 1
    return text[start:end]


def _load(text: str) -> Any:
    """Parsed JSON, raw line breaks in strings forgiven; ``None`` if it is broken or nested absurdly."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
