"""Finds what crawlers write above a Markdown page about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ...expressions import compiled
from ..document import Hints

__all__ = ["read_head"]

_SAID = compiled(
    r"(title|author|byline|date|published(?:[ _]time)?|url(?:[ _]source)?|source[ _]?url)[ \t]*:[ \t]+(.+)",
    re.I,
)
_WITH_KEY = r"[\w-][\w -]{0,40}(?::(?:\s.*)?|：.*)"
_KEY = compiled(_WITH_KEY)
_LIKE_YAML = compiled(_WITH_KEY + r"|\s+\S.*|-\s.*|#.*|\s*")
_QUOTED = compiled(r"([\"'])(.*)\1")
_FOLDED = frozenset((">", ">-", "|", "|-"))
"""What stands for a value that the next, indented lines give."""
_FIELDS = {
    **dict.fromkeys(("author", "byline"), "author"),
    **dict.fromkeys(("date", "published", "published time"), "article:published_time"),
}
_READER = "Markdown Content:"
"""What Jina's reader writes between the lines that tell of the page and the page."""
_MOST_HEAD = 100
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
    if front and not _KEY.fullmatch(lines[first + 1]):
        return Hints(), 0  # a rule, and what stands between it and the next
    hints, known = Hints(), False
    for number in range(first + front, end):
        said = _SAID.fullmatch(lines[number].rstrip())
        if said is None:
            continue
        known = True
        value = _value(said[2], lines[number + 1 : end]) if front else said[2]
        _note(hints, said[1].lower().replace("_", " "), value)
    return (hints, end + 1) if known else (Hints(), 0)


def _value(said: str, below: Sequence[str]) -> str:
    """A value of YAML: plain, in quotes, or on the indented lines below."""
    if said in _FOLDED:
        return " ".join(line.strip() for line in takewhile(lambda line: line.startswith(" "), below))
    quoted = _QUOTED.fullmatch(said)
    return quoted[2] if quoted else said


def _note(hints: Hints, name: str, value: str) -> None:
    """Notes a field of the head."""
    if name == "title":
        hints.title = value
    elif name in _FIELDS:
        hints.meta.setdefault(_FIELDS[name], []).append(value)
    else:
        hints.canonical = value
