"""Recognises text that was wrapped at a fixed width, and joins its lines into paragraphs again.

Joining what was never one paragraph would spoil an article, and not joining costs little: so all signs
must agree. Wrapped lines are full, that is, the next word would not have fitted; sentences run over
their ends; paragraphs close with a full stop; and in Latin script most lines go on in lower case.
Lists of teasers cut to one width end in an ellipsis and fail; one paragraph a line fails at the first
sign, for its lines are of any width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..expressions import compiled
from .columns import columns
from .spaces import fold_spaces

__all__ = ["JOINED", "join_wrapped"]

JOINED = "the text was wrapped at a fixed width: its lines were joined into paragraphs"
_LEAST_WIDTH, _MOST_WIDTH = 40, 130
_LEAST_LINES = 4
_LOOKED_AT = 10_000
_KINSOKU = 4
"""Columns a CJK line may be short, because marks may not begin a line."""

_HANGUL = compiled("[\uac00-\ud7a3]")
_FINAL = compiled(r"[.!?。！？…:;：；][\"'”’」』)）\]】]{0,3}$")
_CUT = compiled(r"(?:\.{3}|…)[\"'”’」』)）\]】]{0,3}$")
_ITEM = compiled(r"(?:[-*•·●■◆○>|#]|\d{1,3}[.)、:]|[（(]\d{1,3}[)）])\s?")


class _Line(NamedTuple):
    number: int
    text: str
    width: int


def join_wrapped(lines: Sequence[str]) -> Iterator[tuple[int, int, str]] | None:
    """The paragraphs of hard-wrapped text as (first line, last line, text); ``None`` for any other text.

    The first ten thousand lines tell for the others.
    """
    blank = [not line or line.isspace() for line in lines[:_LOOKED_AT]]
    if sum(not (one or other) for one, other in pairwise(blank)) < _LEAST_LINES:
        return None  # a blank line between all: no need to look at them
    neighbours = zip(lines, pairwise(blank), strict=False)
    long = (line for line, gaps in neighbours if len(line) > _MOST_WIDTH and not any(gaps))
    if any(len(text) > _MOST_WIDTH and _is_breakable(text) for text in map(fold_spaces, long)):
        return None  # nor here: this line was not wrapped
    groups = [group for group in _groups(lines[:_LOOKED_AT]) if group]
    pairs = [pair for group in groups for pair in pairwise(group)]
    width = max((line.width for line, _ in pairs if _is_breakable(line.text)), default=0)
    if not _LEAST_WIDTH <= width <= _MOST_WIDTH or not _all_signs(groups, pairs, width):
        return None
    return _paragraphs(_groups(lines) if len(lines) > _LOOKED_AT else groups, width)


def _is_breakable(text: str) -> bool:
    """Whether a line has a place where it can be wrapped."""
    return len(text.split(None, 1)) > 1 or _is_wide(text[0])


def _groups(lines: Sequence[str]) -> Iterator[list[_Line]]:
    """Lines that stand together without a blank line between them."""
    group: list[_Line] = []
    for number, raw in enumerate(lines, 1):
        text = fold_spaces(raw)
        if text:
            # how wide a line is matters only as long as it may have been wrapped
            group.append(_Line(number, text, columns(text) if len(text) <= _MOST_WIDTH else len(text)))
        else:
            yield group
            group = []
    yield group


def _all_signs(groups: list[list[_Line]], pairs: list[tuple[_Line, _Line]], width: int) -> bool:
    """Whether everything speaks for lines wrapped at ``width``."""
    full = [(line, after) for line, after in pairs if _is_full(line, after, width)]
    if len(full) < _LEAST_LINES or len(full) < 0.8 * len(pairs):
        return False
    if sum(bool(_CUT.search(line.text)) for line, _ in full) > 0.05 * len(full):
        return False
    if sum(bool(_FINAL.search(line.text)) for line, _ in full) > 0.4 * len(full):
        return False
    closed = [group[-1].text for group in groups if len(group) > 1]
    if sum(bool(_FINAL.search(text)) and not _CUT.search(text) for text in closed) < 0.6 * len(closed):
        return False
    latin = [after.text[0] for _, after in full if after.text[0].isascii() and after.text[0].isalpha()]
    return len(latin) < 0.5 * len(full) or sum(c.islower() for c in latin) >= 0.5 * len(latin)


def _is_full(line: _Line, after: _Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    if _ITEM.match(after.text):
        return False
    if _is_wide(after.text[0]) and not _HANGUL.match(after.text):
        return line.width + _KINSOKU >= width
    word = after.text.split(None, 1)[0]
    return line.width + 1 + columns(word) > width


def _paragraphs(groups: Iterable[list[_Line]], width: int) -> Iterator[tuple[int, int, str]]:
    for group in filter(None, groups):
        first, texts = group[0].number, [group[0].text]
        for line, after in pairwise(group):
            if _is_full(line, after, width):
                texts.append(_glue(line.text, after.text) + after.text)
            else:
                yield first, line.number, "".join(texts)
                first, texts = after.number, [after.text]
        yield first, group[-1].number, "".join(texts)


def _glue(before: str, after: str) -> str:
    """What stood between two lines before they were wrapped."""
    left, right = before[-1], after[0]
    if _HANGUL.match(left) or _HANGUL.match(right):
        return " "
    if _is_wide(left) or _is_wide(right):
        return ""
    return "" if left == "-" and right.islower() and before[-2:-1].isalpha() else " "


def _is_wide(character: str) -> bool:
    return columns(character) > 1
