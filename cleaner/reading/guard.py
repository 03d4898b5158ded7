"""Defuses pages that are made to hurt a parser, before it sees them.

A parser looks through the open elements at every end tag, and some look through a tag's attributes at
every attribute: both are quadratic on the right page. So attributes are counted and depth is bounded
first. A page within the limits, as any real one, is handed on as it is after a quick look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ..limits import Limits
from .tags import BLOCK, INLINE, ROLES

__all__ = ["tame"]

_NAMES = re.compile("<(/?[A-Za-z][A-Za-z0-9]*)")
_SEPARATOR = re.compile(r"[\s/\"']")
_HIDING = re.compile(r"=\s*[\"'][^\"'<>]*[<>]")
"""A quoted value with an angle bracket in it, behind which a tag goes on unseen."""

_TOKEN = re.compile(r"<(?:(!--)|(/?)([A-Za-z][^\s/>]*)|[!?/])")
_STOP = re.compile(r">|=\s*([\"'])")
_ATTRIBUTE = re.compile(r"[^\s/>][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_RAW = frozenset(
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"]
)
"""Elements in which tags are text."""
_CLOSED_BY_ITSELF = frozenset(("p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th"))
_SHALLOW = frozenset(
    slash + name
    for name in (*_CLOSED_BY_ITSELF, *(name for name, role in ROLES.items() if role < INLINE))
    for slash in ("", "/")
)
"""Tags that make nothing deeper."""
_PRIORITY = {
    "p": 10,
    "div": 150,
    "td": 160,
    "th": 160,
    "tr": 170,
    **dict.fromkeys(("thead", "tbody", "tfoot"), 180),
    "table": 190,
    "head": 200,
    "body": 200,
    "html": 220,
}
_USUAL = 100
"""An end tag closes elements of lower or the same priority only, as in libxml2."""
_MARK = "<br>"
"""What is left of a block-level element that is too deep: a boundary between its text and the rest."""


class _Tag(NamedTuple):
    start: int
    end: int
    name: str
    closes: bool


def tame(source: str, limits: Limits) -> tuple[str, list[str]]:
    """The page within the limits for depth and attributes, and a note for each that it had passed.

    Only tags change: every character of text stays, and so do the boundaries between blocks.
    """
    notes = []
    if _may_have_many(source, limits.attributes):
        source, count = _without_attributes(source, limits.attributes)
        if count:
            notes.append(
                f"{count:,} tags had more than {limits.attributes:,} attributes; the rest was left out"
            )
    if source.count("<") > limits.depth and _may_be_deep(source, limits.depth):
        source, count = _flattened(source, limits.depth)
        if count:
            notes.append(
                f"{count:,} elements were nested more than {limits.depth:,} deep; their text was kept"
            )
    return source, notes


def _may_have_many(source: str, most: int) -> bool:
    """Whether a tag may have far more attributes; quick, and mistaken only to the safe side."""
    parts = source.split("<")
    for part in parts if max(map(len, parts)) > 2 * most else ():
        if len(part) > 2 * most and part[0].isalpha():
            inside = part.partition(">")[0]
            if len(inside) > 2 * most and len(_SEPARATOR.findall(inside)) > most:
                return True
    if source.count("=") < 5 * most:
        return False
    return next(islice(_HIDING.finditer(source), most // 10, None), None) is not None


def _may_be_deep(source: str, most: int) -> bool:
    """Whether elements may be nested deeper; quick, and mistaken only to the safe side."""
    depth = 0
    opened: dict[str, int] = {}
    for name in _NAMES.findall(source):
        if name in _SHALLOW:
            continue
        if name[0] == "/":
            name = name[1:].lower()
            count = opened.get(name)
            if count:
                opened[name] = count - 1
                depth -= 1
        else:
            name = name.lower()
            opened[name] = opened.get(name, 0) + 1
            depth += 1
            # what closes by itself is not counted, and may stand between any two that are
            if 2 * depth > most:
                return True
    return False


def _tags(source: str) -> Iterator[_Tag]:
    """The page's tags in order; what looks like one in comments and scripts is none."""
    at = 0
    while match := _TOKEN.search(source, at):
        comment, slash, name = match.groups()
        if comment:
            # <!--> is an empty comment, and what never ends is comment to the end
            end = source.find("-->", match.start() + 2)
            at = end + 3 if end >= 0 else len(source)
        elif name is None:
            at = source.find(">", match.end()) + 1 or len(source)
        else:
            at = _end_of_tag(source, match.end())
            name = name.lower()
            yield _Tag(match.start(), at, name, bool(slash))
            if name in _RAW and not slash:
                end_tag = re.compile(f"</{name}(?=[\\s/>])", re.I).search(source, at)
                at = end_tag.start() if end_tag else len(source)


def _end_of_tag(source: str, at: int) -> int:
    """Where a tag is over: behind the first ``>`` that is in no quoted value."""
    while stop := _STOP.search(source, at):
        if stop.group(1) is None:
            return stop.end()
        at = source.find(stop.group(1), stop.end()) + 1
        if not at:
            break
    return len(source)


def _without_attributes(source: str, most: int) -> tuple[str, int]:
    """The page with at most so many attributes on each tag, and the number of tags that had more."""
    parts, done, count = [], 0, 0
    for tag in _tags(source):
        if tag.end - tag.start <= 2 * most:
            continue
        start = tag.start + 1 + tag.closes + len(tag.name)
        found = islice(_ATTRIBUTE.finditer(source, start, tag.end), most + 1)
        ends = [match.end() for match in found]
        if len(ends) > most:
            parts += [source[done : ends[most - 1]], ">"]
            done, count = tag.end, count + 1
    return ("".join(parts) + source[done:] if count else source), count


def _flattened(source: str, most: int) -> tuple[str, int]:
    """The page with elements at most so deep, all of them closed where they end, and how many were deeper.

    An element that is too deep leaves a line break, if it is block-level, and its text.
    """
    parts: list[str] = []
    stack = _OpenElements()
    done = count = 0
    for tag in _tags(source):
        name = tag.name
        role = ROLES.get(name, INLINE)
        if role < INLINE:
            continue
        parts.append(source[done : tag.start])
        done = tag.end
        if tag.closes:
            parts.append(stack.close(name) or (_MARK if role >= BLOCK else ""))
            continue
        names = stack.names
        if name in _CLOSED_BY_ITSELF and name in names[-2:] and names[-1] in _CLOSED_BY_ITSELF:
            parts.append(stack.close(name))
        if len(names) < most or name in _RAW:  # in a raw element there are no others
            parts.append(source[tag.start : tag.end])
            stack.push(name)
        else:
            count += 1
            parts.append(_MARK if role >= BLOCK else "")
    parts.append(source[done:])
    return ("".join(parts) if count else source), count


class _OpenElements:
    """The elements that are open, outermost first."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._counts: Counter[str] = Counter()
        self._barred: set[str] = set()

    def push(self, name: str) -> None:
        """Opens one."""
        self.names.append(name)
        self._counts[name] += 1
        self._barred.clear()

    def close(self, name: str) -> str:
        """Takes an element, and all in it, off; the end tags for that, or nothing if it cannot be closed."""
        if not self._counts[name] or name in self._barred:
            return ""
        names, priority = self.names, _PRIORITY.get(name, _USUAL)
        ends = []
        for each in reversed(names):
            ends.append(f"</{each}>")
            if each == name:
                self._counts.subtract(names[-len(ends) :])
                del names[-len(ends) :]
                self._barred.clear()
                return "".join(ends)
            if _PRIORITY.get(each, _USUAL) > priority:
                break
        self._barred.add(name)
        return ""
