"""The characters with which a block must begin to match an expression, so that most need not be compiled.

Worked out when the rows are prepared, from the tree that the expression is parsed into.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

if sys.version_info >= (3, 11):
    from re import _constants as sre
    from re import _parser as parser
else:
    import sre_constants as sre
    import sre_parse as parser

from .fold import OPENING, opening

__all__ = ["openings"]

_MANY = 3
"""Characters of a class that are told apart where the class may be left out, and of a range anywhere."""
_MOST = 6000
"""Openings of an expression; with more, shorter ones are taken."""

Prefixes = set[tuple[str, bool]]
"""Beginnings, and whether what follows is still known."""
_ANYTHING: Prefixes = {("", False)}


def openings(regex: str) -> frozenset[str]:
    """What ``opening`` begins with for every text that starts with a match; empty if any may do."""
    tree: Any = parser.parse(regex)
    for length in range(OPENING, 0, -1):
        found = frozenset(opening(prefix) for prefix, _ in _sequence(tree, length))
        if "" not in found and len(found) <= _MOST:
            return found
    return frozenset()


def _sequence(items: Iterable[tuple[Any, Any]], length: int) -> Prefixes:
    """What several items match one after the other."""
    found: Prefixes = {("", True)}
    for op, value in items:
        found = _then(found, _item(op, value, length), length)
        if not any(known for _, known in found):
            break
    return found


def _then(before: Prefixes, after: Prefixes, length: int) -> Prefixes:
    """Each of the first ones that are still known with each of the second."""
    found = {each for each in before if not each[1]}
    for start, known in before:
        if known:
            for end, still in after:
                text = start + end
                found.add((text[:length], still and len(text) < length))
    return found


def _item(op: Any, value: Any, length: int) -> Prefixes:
    if op is sre.LITERAL:
        return {(chr(value), True)}
    if op is sre.IN:
        return _class(value)
    if op is sre.BRANCH:
        return set().union(*(_sequence(branch, length) for branch in value[1]))
    if op is sre.SUBPATTERN:
        return _sequence(value[3], length)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, most, items = value
        return _repeated(least, most, items, length)
    if op in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        return {("", True)}
    return _ANYTHING


def _class(members: Iterable[tuple[Any, Any]]) -> Prefixes:
    """One character of a class."""
    found: Prefixes = set()
    for op, value in members:
        if op is sre.LITERAL:
            found.add((chr(value), True))
        elif op is sre.RANGE and value[1] - value[0] < 16:
            found.update((chr(code), True) for code in range(value[0], value[1] + 1))
        elif op is sre.CATEGORY and value is sre.CATEGORY_DIGIT:
            found.add(("0", True))
        else:
            return _ANYTHING
    return found


def _repeated(least: int, most: int, items: Iterable[tuple[Any, Any]], length: int) -> Prefixes:
    """What is matched so many times."""
    once = _sequence(items, length)
    if least == 0 and len(once) > _MANY and most > 1:
        return {("", True), *((prefix, False) for prefix, _ in once)}
    found: Prefixes = set()
    times: Prefixes = {("", True)}
    for count in range(min(most, length) + 1):
        if count >= least:
            found |= times
        times = _then(times, once, length)
    return found | {each for each in times if least > length}
