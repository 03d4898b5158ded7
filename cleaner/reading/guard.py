"""Defuses pages that are made to hurt a parser.

A parser looks through the open elements at every end tag, and older ones look through a tag's attributes
at every attribute: both are quadratic on the right page. So attributes are counted before it sees the page;
how deep elements are inside each other, and what tags go on behind an angle bracket, only the parser knows
for sure, so the walk stops it, and the page is read again with less. A page within the limits, as any real
one, is read as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ..expressions import compiled
from .tags import BLOCK, DROPPED, INLINE, ROLES

__all__ = ["with_few_attributes", "with_less_depth"]

_SEPARATOR = compiled(r"[\s/\"']")
_BRACKET = compiled("[<>]")
_HIDING = compiled(r"=\s*(?:\"(?=([^\"<>]*))\1[<>]|'(?=([^'<>]*))\2[<>])")
"""A quoted value with an angle bracket in it, behind which a tag goes on unseen. What is looked ahead at and
then repeated is not gone through once more, character by character, where no bracket comes."""
_MANY_HIDING = 10
"""Tags that go on behind so many brackets are counted one by one."""

_TOKEN = compiled(r"<(?:(!--)|(/?)([A-Za-z][^\s/>]*)|[!?/])")
_STOP = compiled(r">|=\s*([\"'])")
_ATTRIBUTE = compiled(r"[^\s/>][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_ALWAYS_RAW = frozenset(("script", "style"))
_RAW = _ALWAYS_RAW | {"textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"}
"""Elements in which tags are text, to a parser as HTML 5 wants it."""
_MODERN = (2, 14)
"""The version of libxml2 that became one, and no longer looks through a tag's attributes at each of them;
before, tags in a text area made elements."""
_CLOSED_BY_ITSELF = frozenset(("p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th"))
_LEFT_OPEN = frozenset(("wbr", "source", "track", "embed", "keygen", "bgsound", "command"))
"""Elements without content that libxml2 does not know as such: all that follows would be inside."""
_NEAR = 8
"""How far up an element is looked for that closes by itself."""
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


def with_few_attributes(source: str, most: int, *, sure: bool = False) -> tuple[str, list[str]]:
    """The page without the attributes of a tag above ``most``, and a note if there were any.

    Unless the caller is ``sure`` that there are, most pages are only glanced at.
    """
    if not sure and not _may_have_many(source, most):
        return source, []
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
    if not count:
        return source, []
    tags = "tag" if count == 1 else "tags"
    note = f"{count:,} {tags} had more than {most:,} attributes; the rest was left out"
    return "".join(parts) + source[done:], [note]


def _may_have_many(source: str, most: int) -> bool:
    """Whether a tag may have far more attributes; quick.

    Mistaken only to the safe side, where many attributes cost the parser anything; where they don't, tags
    that go on behind an angle bracket in a value are not looked for.
    """
    modern = _is_modern()
    # a long value holds many separators and is one attribute, if the tag is what it seems to be
    telling = (_SEPARATOR, _ATTRIBUTE) if modern else (_SEPARATOR,)
    for start, end in _long_parts(source, 2 * most):
        if source[start].isalpha():
            close = source.find(">", start, end)
            end = end if close < 0 else close
            if end - start > 2 * most and all(_many(what, source, start, end, most) for what in telling):
                return True
    if modern:
        return False
    hiding = _hidden(source, _MANY_HIDING)
    if 0 < hiding < _MANY_HIDING:
        # so few brackets leave a long piece between two of them, in a tag that has many attributes
        return any(
            len(part) > most and len(_SEPARATOR.findall(part)) > most // 2 for part in _BRACKET.split(source)
        )
    return hiding > 0


def _many(what: re.Pattern[str], source: str, start: int, end: int, most: int) -> bool:
    """Whether there are more than ``most`` of something in a part of the page."""
    return len(list(islice(what.finditer(source, start, end), most + 1))) > most


def _long_parts(source: str, most: int) -> Iterator[tuple[int, int]]:
    """Where more than ``most`` characters stand between two opening brackets; looks at few of the others."""
    start = 0
    while len(source) - start > most:
        near = source.rfind("<", start, start + most + 1)
        if near < 0:
            end = source.find("<", start)
            end = len(source) if end < 0 else end
            yield start, end
            near = end
        start = near + 1


def _hidden(source: str, most: int) -> int:
    """How many quoted values hold an angle bracket, counted up to ``most``."""
    return sum(1 for _ in islice(_HIDING.finditer(source), most))


def with_less_depth(source: str, most: int) -> tuple[str, list[str]]:
    """The page with elements at most so deep, all closed where they end, and a note if some were deeper.

    Only tags change: every character of text stays, and so do the boundaries between blocks. An element
    that is too deep leaves a line break, if it is block-level, and its text.
    """
    parts: list[str] = []
    stack = _OpenElements()
    done = count = 0
    raw = _raw_elements()
    for tag in _tags(source):
        name = tag.name
        role = ROLES.get(name, INLINE)
        if name in _LEFT_OPEN and not tag.closes:
            parts.append(f"{source[done : tag.end]}</{name}>")
            done = tag.end
        if role < INLINE and (role != DROPPED or name in raw):
            continue
        parts.append(source[done : tag.start])
        done = tag.end
        if tag.closes:
            parts.append(stack.close(name) or (_MARK if role >= BLOCK else ""))
            continue
        if name in _CLOSED_BY_ITSELF and stack.closes_by_itself(name):
            parts.append(stack.close(name))
        if len(stack.names) < most or name in raw:  # in a raw element there are no others
            parts.append(source[tag.start : tag.end])
            stack.push(name)
        else:
            count += 1
            parts.append(_MARK if role >= BLOCK else "")
    parts.append(source[done:])
    elements, whose = ("element was", "its") if count == 1 else ("elements were", "their")
    note = f"{count:,} {elements} nested more than {most:,} deep; {whose} text was kept"
    return "".join(parts), [note] if count else []


def _is_modern() -> bool:
    """Whether the parser that is installed reads as HTML 5 wants it."""
    from lxml import etree

    return bool(etree.LIBXML_VERSION >= _MODERN)


def _raw_elements() -> frozenset[str]:
    """The elements in which tags are text to the parser that is installed."""
    return _RAW if _is_modern() else _ALWAYS_RAW


def _tags(source: str) -> Iterator[_Tag]:
    """The page's tags in order; what looks like one in comments and scripts is none."""
    at, raw = 0, _raw_elements()
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
            if name in raw and not slash:
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

    def closes_by_itself(self, name: str) -> bool:
        """Whether one that is open ends where the next of its name begins, as unclosed list items do."""
        for each in reversed(self.names[-_NEAR:]):
            if each == name:
                return True
            if each not in _CLOSED_BY_ITSELF and ROLES.get(each, INLINE) >= BLOCK:
                return False
        return False

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
