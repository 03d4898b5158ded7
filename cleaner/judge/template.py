"""What is left of a line once names, digits, dates and brackets are taken out, and which lines share it.

Advertisements come from a mould: 微乐麻将有挂吗,3分钟教你 and 泉水棋社有挂吗,5分钟教你 differ in a name.
A name that is known (a game, a platform, whatever stands in brackets) is taken out at once; one that
nobody knows yet is what differs between two lines that are otherwise the same.

>>> first, second = parts("微乐麻将有挂吗,3分钟教你", [(0, 4)]), parts("泉水棋社有挂吗,5分钟教你")
>>> frame = shared(first, second)
>>> str(frame)
'* 有 挂 吗 , 0 分 钟 教 你'
>>> frame.holds(second)
True
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..expressions import compiled
from ..spam.normalize import normalize

__all__ = ["Frame", "Part", "frames_of", "parts", "shared"]

Span = tuple[int, int]

LONGEST = 60
"""Characters; a longer text is no title."""
_NAME, _NUMBER, _MARK = "*", "0", ","
_LONGEST_NAME, _MOST_PARTS = 10, 12
"""Weight and parts of what may stand where two siblings differ."""
_SHAPES = 64
"""Ways to cut a line in two that are tried; a page with more of them has no template."""

_CUT = compiled(r"\.{3,}|…|。{2,}")
_LABEL = compiled(r"\s*[^\W\d_]{1,5}\s*[:：]\s*")
_PART = compiled(
    r"(?P<name>【[^】]{1,24}】|《[^》]{1,24}》|[(（][^()（）]{1,24}[)）]|\[[^\]]{1,24}\]|“[^”]{1,24}”|「[^」]{1,24}」"
    r"|『[^』]{1,24}』|\"[^\"]{1,24}\"|‘[^’]{1,24}’)"
    r"|(?P<number>\d+(?:[.:/-]\d+)*|[一二两三四五六七八九十百半几]{1,4}(?=分钟|秒|小时|天|步|招|期|年|月|日))"
    r"|(?P<word>[\u3400-\u9fff\U00020000-\U0003ffff]|(?:(?![\u3400-\u9fff\U00020000-\U0003ffff])[^\W\d_])+)"
    r"|(?P<mark>[^\w\s]+|_+)"
)
_WORD_LETTERS = 2
"""Letters of an alphabet that weigh as much as a Han character."""
_HEAVIEST_WORD = 3


class Part(NamedTuple):
    """One Han character, word or mark of a line, or what was taken out.

    Attributes:
        key: what it is compared by: the word in lower case, or what stands for all names, numbers, marks.
        start, end: its characters ``[start, end)`` in the line as it was written.
        weight: how much it says, in Han characters; 0 for what was taken out and for marks.
    """

    key: str
    start: int
    end: int
    weight: int


class Frame(NamedTuple):
    """The words that siblings share: those before the place where they differ, and those behind it."""

    before: tuple[str, ...]
    behind: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join([*self.before, _NAME, *self.behind])

    def holds(self, line: Sequence[Part]) -> bool:
        """Whether a line is this frame with a name in it."""
        if len(line) < len(self.before) + len(self.behind):
            return False
        first, last = self.ends(line)
        if tuple(p.key for p in line[:first]) != self.before:
            return False
        return tuple(p.key for p in line[last:]) == self.behind and _is_name(line[first:last])

    def ends(self, line: Sequence[Part]) -> tuple[int, int]:
        """First part of the line that is the name's, and the first that no longer is."""
        return len(self.before), len(line) - len(self.behind)


def parts(text: str, names: Sequence[Span] = ()) -> list[Part]:
    """The parts of a line's title: of a teaser only what stands before its cut.

    Args:
        text: the line as it was written.
        names: characters ``[start, end)`` of names that are known.
    """
    cut = _CUT.search(text)
    head = text[: cut.start()] if cut and cut.start() else text
    if len(head) > LONGEST:
        return []
    plain = normalize(head)
    label = _LABEL.match(plain.text)
    found: list[Part] = []
    for match in _PART.finditer(plain.text, label.end() if label else 0):
        start, end = plain.span(*match.span())
        part = _part(match, start, end, any(a <= start < b for a, b in names))
        if found and not part.weight and part.key == found[-1].key:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(part)
    return _stripped(found)


def _part(match: re.Match[str], start: int, end: int, known: bool) -> Part:
    """What one match stands for."""
    kind, word = match.lastgroup, match.group()
    if kind == "name" and not any(map(str.isalpha, word)):
        return Part(_NUMBER, start, end, 0)
    if kind == "name" or (known and kind == "word"):
        return Part(_NAME, start, end, 0)
    if kind == "number":
        return Part(_NUMBER, start, end, 0)
    if kind == "mark":
        return Part(_MARK, start, end, 0)
    return Part(word, start, end, max(1, min(len(word) // _WORD_LETTERS, _HEAVIEST_WORD)))


def _stripped(found: list[Part]) -> list[Part]:
    """Without bullets, numbers and marks at the ends: lists are numbered, and not by the same hand."""
    first, last = 0, len(found)
    while first < last and found[first].key in (_NUMBER, _MARK):
        first += 1
    while first < last and found[last - 1].key == _MARK:
        last -= 1
    return found[first:last]


def _is_name(gap: Sequence[Part]) -> bool:
    """Whether the place where siblings differ can be a name: short, and of one clause."""
    if len(gap) > _MOST_PARTS or any(p.key == _MARK for p in gap):
        return False
    return sum(p.weight for p in gap) <= _LONGEST_NAME


def shared(first: Sequence[Part], second: Sequence[Part]) -> Frame:
    """The words that two lines begin and end with."""
    most = min(len(first), len(second))
    before = behind = 0
    while before < most and first[before].key == second[before].key != _NAME:
        before += 1
    while behind < most - before and first[-1 - behind].key == second[-1 - behind].key != _NAME:
        behind += 1
    keys = [p.key for p in first]
    return Frame(tuple(keys[:before]), tuple(keys[len(keys) - behind :]))


def frames_of(lines: Sequence[Sequence[Part]], least: int, known: Sequence[int]) -> dict[Frame, list[int]]:
    """The frames that lines share with one that is known, each with the numbers of the lines that it holds.

    Args:
        lines: different lines, each in parts.
        least: the weight that the words of a frame must have.
        known: numbers of the lines one of which a frame must hold.

    Lines that share their beginning, or their end, are neighbours once they are sorted by it; so only
    neighbours are compared, and a page of any size takes little more than the sorting.
    """
    keys = [[p.key for p in line] for line in lines]
    forward = sorted(range(len(lines)), key=keys.__getitem__)
    backward = sorted(range(len(lines)), key=lambda i: keys[i][::-1])
    shared_by_two: set[Frame] = set()
    for order in (forward, backward):
        for i, j in pairwise(order):
            frame = shared(lines[i], lines[j])
            if _weight(lines[i], frame) >= least and frame.holds(lines[i]) and frame.holds(lines[j]):
                shared_by_two.add(frame)
    shapes = sorted({(len(frame.before), len(frame.behind)) for frame in shared_by_two})[:_SHAPES]
    frames: dict[Frame, list[int]] = {}
    for shape in shapes:
        wanted = {_frame(keys[i], shape) for i in known} & shared_by_two
        for number, line in enumerate(lines) if wanted else ():
            frame = _frame(keys[number], shape)
            if frame in wanted and frame.holds(line):
                frames.setdefault(frame, []).append(number)
    return frames


def _frame(keys: Sequence[str], shape: tuple[int, int]) -> Frame:
    """A line's words before and behind the place of its name, where so many stand there."""
    before, behind = shape
    return Frame(tuple(keys[:before]), tuple(keys[max(before, len(keys) - behind) :]))


def _weight(line: Sequence[Part], frame: Frame) -> int:
    first, last = frame.ends(line)
    return sum(p.weight for p in (*line[:first], *line[last:]))
