"""What a turn of phrase is said to need is what its expression needs."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from typing import Any

import pytest

from cleaner.spam.shapes import Shape, load_shapes

if sys.version_info >= (3, 11):
    from re import _parser as parser
else:
    import sre_parse as parser

NEEDY = [shape for shape in load_shapes() if shape.needs]


def needs_one(parts: Iterable[tuple[Any, Any]], chars: Collection[str]) -> bool:
    """Whether every match of these parts, one after the other, holds one of the characters."""
    return any(part_needs_one(str(kind), value, chars) for kind, value in parts)


def part_needs_one(kind: str, value: Any, chars: Collection[str]) -> bool:
    if kind == "LITERAL":
        return chr(value) in chars
    if kind == "IN":
        return all(is_among(str(each), what, chars) for each, what in value)
    if kind == "BRANCH":
        return all(needs_one(branch, chars) for branch in value[1])
    if kind == "SUBPATTERN":
        return needs_one(value[-1], chars)
    return kind == "MAX_REPEAT" and value[0] > 0 and needs_one(value[2], chars)


def is_among(kind: str, value: Any, chars: Collection[str]) -> bool:
    if kind == "RANGE":
        return all(chr(code) in chars for code in range(value[0], value[1] + 1))
    return kind == "LITERAL" and chr(value) in chars


@pytest.mark.parametrize("shape", NEEDY, ids=lambda shape: shape.id)
def test_every_match_holds_a_character_that_is_needed(shape: Shape) -> None:
    assert needs_one(parser.parse(shape.regex.pattern), shape.needs)


def test_most_shapes_need_something() -> None:
    assert len(NEEDY) >= 20
    assert not needs_one(parser.parse("a|b"), "a")
    assert not needs_one(parser.parse("a?[ab]"), "a")
