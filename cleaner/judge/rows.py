"""Lines of one form belong together: the days of a chronicle, question and answer, the formula at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ..content.shape import is_clause, is_finished, is_prose
from ..expressions import compiled
from ..model import KEPT_LABELS, Evidence, Kind, Label
from ..reading.document import Document
from ..roles.fold import fold
from ..tables import read_table
from .decision import Decision, only_scored_low

__all__ = ["keep_rows_together"]

_HEAD = 60
"""Characters of a line that show its form."""
_LONGEST_FORMULA = 24
_YEAR = 5
"""Characters of a year, which most lines do not begin with."""
_DAYS, _LABELS, _OPEN = 3, 2, 3
"""Lines that make a chronicle, kept ones with a label that make a talk, and without a stop a habit."""
_ROW = Evidence("content.row", "has the form of the article's lines around it", 0.6)


class _Forms(NamedTuple):
    """The table ``rows.toml``."""

    day: re.Pattern[str]
    label: re.Pattern[str]
    formula: re.Pattern[str]
    partners: dict[str, str]


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    table = read_table(Path(__file__).with_name("rows.toml"))
    row = table["row"]
    pairs = [pair.split() for pair in table["partners"]["of"]]
    partners = {one: other for pair in pairs for one, other in (pair, pair[::-1])}
    return _Forms(
        compiled(row["day"]), compiled(row["label"]), compiled(row["formula"].replace("\n", "")), partners
    )


def keep_rows_together(document: Document, decision: Decision) -> None:
    """Takes back in what only scored low and has the form of kept lines that it stands with.

    These are the days of a chronicle that touches a kept block, and, right below the last kept block, lines
    with a label that kept ones have, and a closing formula. Advertisements between them do not part them.
    """
    shown = [
        index
        for index, block in enumerate(document.blocks)
        if not block.hidden and decision.labels[index] is not Label.SPAM
    ]
    kept = [index for index in shown if decision.labels[index] in KEPT_LABELS]
    if not kept:
        return
    decision.take_back(_chronicle(document, decision, shown), _ROW)
    decision.take_back(_below(document, decision, [i for i in shown if i > kept[-1]], kept), _ROW)


def _chronicle(document: Document, decision: Decision, shown: Sequence[int]) -> Iterator[int]:
    """What was left out of days in a row, above which something is kept.

    Time goes on in a chronicle; a list of other pages has the newest first.
    """
    run: list[int] = []
    days: list[tuple[int, ...]] = []
    touches = False
    for at, index in enumerate([*shown, -1]):
        found = None if index < 0 else _day(document.blocks[index].text)
        if found and (decision.labels[index] in KEPT_LABELS or only_scored_low(document, decision, index)):
            if not run:
                touches = at > 0 and decision.labels[shown[at - 1]] in KEPT_LABELS
            run.append(index)
            days.append(found)
            continue
        if touches and len(set(days)) >= _DAYS and days[0] < days[-1]:
            yield from run
        run, days = [], []


def _day(text: str) -> tuple[int, ...] | None:
    """Year, month and day that a line of a chronicle begins with."""
    if "年" not in text[:_YEAR]:
        return None
    found = _forms().day.match(fold(text[:_HEAD]))
    return tuple(int(number or 0) for number in found.groups()) if found else None


def _below(document: Document, decision: Decision, rest: Sequence[int], kept: Sequence[int]) -> list[int]:
    """The lines right below the article that go on with its conversation or end it as letters end."""
    found = _last_words(document, decision, rest, kept)
    if found:
        return found
    labels: Counter[str] | None = None
    for index in rest:
        text = fold(document.blocks[index].text[:_HEAD])
        if not only_scored_low(document, decision, index):
            break
        if len(text) <= _LONGEST_FORMULA and _forms().formula.fullmatch(text):
            found.append(index)
            continue
        label = _label(text)
        if label is None:
            break
        labels = labels or Counter(
            filter(None, (_label(fold(document.blocks[i].text[:_HEAD])) for i in kept))
        )
        partner = _forms().partners.get(label, "")
        if labels[label] < _LABELS and not labels[partner]:
            break
        found.append(index)
    return found


def _last_words(
    document: Document, decision: Decision, rest: Sequence[int], kept: Sequence[int]
) -> list[int]:
    """A line right above known furniture, like the paragraphs of an author who leaves full stops out."""
    if document.kind is not Kind.TEXT or len(rest) < 2 or not only_scored_low(document, decision, rest[0]):
        return []
    text = document.blocks[rest[0]].text
    if not is_clause(text) or not any(each.code.startswith("role.") for each in decision.evidence[rest[1]]):
        return []
    long = (document.blocks[index].text for index in kept)
    return [rest[0]] if sum(is_prose(each) and not is_finished(each) for each in long) >= _OPEN else []


def _label(text: str) -> str | None:
    """What stands before the colon that a line begins with."""
    found = _forms().label.match(text)
    return found["label"].upper() if found else None
