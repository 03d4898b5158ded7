"""Finds what crawlers write above a Markdown page about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...expressions import compiled
from ..document import Hints

__all__ = ["read_head"]

_SAID = compiled(
    r"(title|author|byline|date|published(?:[ _]time)?|url(?:[ _]source)?|source[ _]?url)[ \t]*:[ \t]+(.+)",
    re.I,
)
_LIKE_YAML = compiled(r"[\w-][\w -]{0,40}:(?:\s.*)?|\s+\S.*|-\s.*|#.*|\s*")
_FIELDS = {
    **dict.fromkeys(("author", "byline"), "author"),
    **dict.fromkeys(("date", "published", "published time"), "article:published_time"),
}
_READER = "Markdown Content:"
"""What Jina's reader writes between the lines that tell of the page and the page."""
_MOST_HEAD = 40
"""Lines of a head; a longer one is none."""


def read_head(lines: Sequence[str]) -> tuple[Hints, int]:
    """What stands above the page about it, and the number of its lines; 0 if nothing does."""
    first = next((i for i, line in enumerate(lines[:_MOST_HEAD]) if line.strip()), 0)
    front = bool(lines) and lines[first].rstrip() == "---"
    ends = ("---", "...") if front else (_READER,)
    top = range(first + front, min(len(lines), _MOST_HEAD))
    end = next((i for i in top if lines[i].rstrip() in ends), None)
    if end is None or not all(map(_LIKE_YAML.fullmatch, lines[first + front : end])):
        return Hints(), 0
    hints = Hints()
    for line in lines[first + front : end]:
        said = _SAID.fullmatch(line.rstrip())
        if said is None:
            continue
        name, value = said[1].lower().replace("_", " "), said[2].strip("\"'")
        if name == "title":
            hints.title = value
        elif name in _FIELDS:
            hints.meta.setdefault(_FIELDS[name], []).append(value)
        else:
            hints.canonical = value
    return hints, end + 1
