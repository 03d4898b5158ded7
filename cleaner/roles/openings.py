"""The characters with which a block must begin to match an expression, so that most need not be compiled.

Worked out when the rows are prepared, from the tree that the expression is parsed into.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, NamedTuple

if sys.version_info >= (3, 11):
    from re import _constants as sre
    from re import _parser as parser
else:
    import sre_constants as sre
    import sre_parse as parser

from .fold import OPENING, caseless, opening

__all__ = ["openings", "sizes"]

_MANY = 3
"""Characters that are told apart where they may be left out, or come again."""
_SOME = 10
"""Characters, or beginnings, that are told apart again where they come again."""
_WIDE = 16
"""Characters of a range that are told apart."""
_MOST = 2500
"""Openings of an expression; with more, shorter ones are taken."""


class _TooManyError(Exception):
    """There are more openings than are worth having."""


class Prefix(NamedTuple):
    """A beginning, whether what follows is still known, and whether its case matters."""

    text: str
    known: bool = True
    cased: bool = True


Prefixes = set[Prefix]
_ANYTHING: Prefixes = {Prefix("", known=False)}
_NOTHING: Prefixes = {Prefix("")}


def openings(regex: str) -> frozenset[str]:
    """Of each text that starts with a match one of its ``openings_of``; empty if any text may match."""
    tree: Any = parser.parse(regex)
    ignore = bool(tree.state.flags & sre.SRE_FLAG_IGNORECASE)
    for length in range(OPENING, 0, -1):
        try:
            prefixes = _sequence(tree, length, ignore)
        except _TooManyError:
            continue
        found = frozenset(
            opening(each.text) if each.cased else caseless(opening(each.text)) for each in prefixes
        )
        if all(each.text for each in prefixes):
            return found
    return frozenset()


def sizes(regex: str) -> tuple[int, int]:
    """The fewest and the most characters that a match may have."""
    fewest, most = parser.parse(regex).getwidth()
    return int(fewest), int(most)


def _sequence(items: Iterable[tuple[Any, Any]], length: int, ignore: bool) -> Prefixes:
    """What several items match one after the other; ``ignore`` says that case doesn't matter."""
    found = _NOTHING
    for op, value in items:
        found = _then(found, _item(op, value, length, ignore), length)
        if not any(each.known for each in found):
            break
    return found


def _then(before: Prefixes, after: Prefixes, length: int) -> Prefixes:
    """Each of the first ones that are still known with each of the second."""
    found = {each for each in before if not each.known}
    begun = {each for each in before if each.known and each.text}
    if len(begun) * len(after) > _MOST:
        # what may be left out, such as a bracket, is worth no more: the others are the rule
        found |= {each._replace(known=False) for each in begun}
    for start in before - found - {each._replace(known=True) for each in found}:
        for end in after:
            text = opening(start.text + end.text, length)
            found.add(Prefix(text, end.known and len(text) < length, start.cased and end.cased))
        if len(found) > _MOST:
            raise _TooManyError
    return found


def _item(op: Any, value: Any, length: int, ignore: bool) -> Prefixes:
    if op is sre.LITERAL:
        return {Prefix(chr(value), cased=not ignore)}
    if op is sre.IN:
        return _class(value, ignore)
    if op is sre.BRANCH:
        return set().union(*(_sequence(branch, length, ignore) for branch in value[1]))
    if op is sre.SUBPATTERN:
        _, added, taken, items = value
        ignore = (ignore or bool(added & sre.SRE_FLAG_IGNORECASE)) and not taken & sre.SRE_FLAG_IGNORECASE
        return _sequence(items, length, ignore)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, most, items = value
        return _repeated(least, most, _sequence(items, length, ignore), length)
    if op in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        return _NOTHING
    return _ANYTHING


def _class(members: Iterable[tuple[Any, Any]], ignore: bool) -> Prefixes:
    """One character of a class."""
    codes: set[int] = set()
    for op, value in members:
        if op is sre.LITERAL:
            codes.add(value)
        elif op is sre.RANGE and value[1] - value[0] < _WIDE:
            codes.update(range(value[0], value[1] + 1))
        elif op is sre.CATEGORY and value is sre.CATEGORY_DIGIT:
            codes.add(ord("0"))
        else:
            return _ANYTHING
    return {Prefix(chr(code), cased=not ignore) for code in codes}


def _repeated(least: int, most: int, once: Prefixes, length: int) -> Prefixes:
    """What is matched so many times."""
    if least == 0 and len(once) > _MANY and most > 1:
        return _NOTHING | {each._replace(known=False) for each in once}
    found: Prefixes = set()
    times = _NOTHING
    limit = length if len(once) <= _SOME else 1
    for count in range(min(most, limit) + 1):
        if count:
            times = _then(times, once, length)
        if count >= least:
            found |= times
    return found | ({each._replace(known=False) for each in times} if most > limit else set())
