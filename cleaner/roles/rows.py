"""The rows of the pattern tables: loading, macros, and what can be wrong with a row.

A row of a table also has cases, ``fires`` and ``silent``, which are for the tests alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ..expressions import compiled
from ..model import Label
from ..prepared import Prepared, read_prepared
from .fold import core, fold, fold_han
from .tables import month_numbers, pattern_table, tables_digest, weekday_names

__all__ = ["TABLES", "Row", "load_rows", "to_prepare"]

TABLES = ("byline.toml", "credit.toml", "caption.toml", "related.toml", "boilerplate.toml", "player.toml")
_MACRO = compiled(r"%([A-Z_]+)%")
_LONGEST = 200
_PREPARED = "roles"
_LONG = ("regex", "run", "needs", "openings")
"""Fields that are prepared apart from the others: texts full of what JSON must escape take long to read."""
_LABELS = {
    label.value: label
    for label in (Label.BYLINE, Label.CREDIT, Label.CAPTION, Label.RELATED, Label.BOILERPLATE)
}


class Row(NamedTuple):
    """One pattern.

    Exactly one of ``regex`` (must match the whole folded block), ``run`` (the block is one match of it
    after the other, each taken for good, which keeps long runs from being tried in every way), ``words``
    (the block without the marks around it is one of them) and ``menu`` (the block is mostly a run of
    them) is set.

    Attributes:
        id: stable dotted name.
        label: what the block then is.
        weight: 0 to 1; from 0.5 the wording alone is enough, below it the place must agree.
        reasons: a sentence for each language, ``en`` and ``zh``.
        regex, run: the expression, macros put in; compiled on first use by the matcher.
        fewest: how many matches make a run.
        needs: an expression that must be found too; empty for none.
        words, menu: phrases, folded and in lower case.
        keys: pieces of text of which the block must hold one, folded, lower case; ``^`` in front means
            at its start. For ``regex`` and ``run`` rows only.
        longest: blocks with more characters are not tried.
        list_heading: the block is the heading of a list of other articles.
        openings: what the blocks begin with that the row matches (see :mod:`.openings`), with tabulators
            between; empty where it may be anything, or is not known: only prepared rows have it.
        sizes: how many characters the blocks have that the row matches, the fewest and the most, as far as
            its expression tells; only prepared rows have it.
    """

    id: str
    label: Label
    weight: float
    reasons: Mapping[str, str]
    regex: str = ""
    run: str = ""
    fewest: int = 2
    needs: str = ""
    words: frozenset[str] = frozenset()
    menu: frozenset[str] = frozenset()
    keys: tuple[str, ...] = ()
    longest: int = _LONGEST
    list_heading: bool = False
    openings: str = ""
    sizes: tuple[int, int] = (0, sys.maxsize)


@lru_cache(maxsize=1)
def load_rows() -> tuple[Row, ...]:
    """Every shipped row, in the order of the tables.

    Raises:
        ValueError: for a row that is not well formed; the message names it.
    """
    data = read_prepared(_PREPARED, tables_digest())
    return _read_all() if data is None else tuple(_from_data(row, data["texts"]) for row in data["rows"])


def to_prepare() -> Iterator[Prepared]:
    """What ``load_rows`` finds."""
    rows = [_prepared(row)._asdict() for row in _read_all()]
    texts = {f"{row['id']} {name}": row.pop(name) for row in rows for name in _LONG}
    data = [{name: _as_data(value) for name, value in row.items()} for row in rows]
    yield Prepared(_PREPARED, tables_digest(), {"rows": data, "texts": texts}, "texts")


def _prepared(row: Row) -> Row:
    """The row with what its expression tells of the blocks that it matches."""
    from .openings import openings, sizes

    expression = row.regex or row.run
    if not expression:
        return row
    fewest, most = sizes(expression)
    return row._replace(
        openings="\t".join(sorted(openings(expression))),
        sizes=(fewest * row.fewest, row.longest) if row.run else (fewest, min(most, row.longest)),
    )


def _as_data(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _from_data(data: Mapping[str, Any], texts: Mapping[str, str]) -> Row:
    """A row as it was prepared."""
    fields = {**data, "label": _LABELS[data["label"]]}
    for name in _LONG:
        fields[name] = texts[f"{data['id']} {name}"]
    for name in ("words", "menu"):
        fields[name] = frozenset(data[name])
    for name in ("keys", "sizes"):
        fields[name] = tuple(data[name])
    return Row(**fields)


def _read_all() -> tuple[Row, ...]:
    """Every row, from its table."""
    macros = _macros()
    rows = [_row(raw, macros) for name in TABLES for raw in pattern_table(name)["row"]]
    if len({row.id for row in rows}) != len(rows):
        raise ValueError("two rows have the same id")
    return tuple(rows)


def _row(raw: Mapping[str, Any], macros: Mapping[str, str]) -> Row:
    """A checked row from its table."""
    name = raw.get("id", "?")
    try:
        row = Row(
            id=raw["id"],
            label=_LABELS[raw["label"]],
            weight=float(raw["weight"]),
            reasons={"en": raw["reason_en"], "zh": raw["reason_zh"]},
            regex=_expand(raw.get("regex", ""), macros),
            run=_expand(raw.get("run", ""), macros),
            fewest=int(raw.get("fewest", 2)),
            needs=_expand(raw.get("needs", ""), macros),
            words=_phrases(raw.get("words", ())),
            menu=_phrases(raw.get("menu", ())),
            keys=tuple(fold(key).lower() for key in raw.get("keys", ())),
            longest=int(raw.get("longest", _LONGEST)),
            list_heading=bool(raw.get("list_heading", False)),
        )
    except KeyError as error:
        raise ValueError(f"row {name}: {error} is missing or unknown") from error
    if sum(map(bool, (row.regex, row.run, row.words, row.menu))) != 1:
        raise ValueError(f"row {name}: needs exactly one of regex, run, words and menu")
    if (row.regex or row.run) and not row.keys:
        raise ValueError(f"row {name}: an expression needs keys")
    if not 0 < row.weight <= 1:
        raise ValueError(f"row {name}: the weight must be above 0 and at most 1")
    return row


def _phrases(words: Iterable[str]) -> frozenset[str]:
    return frozenset(core(fold(word)) for word in words)


def _expand(regex: str, macros: Mapping[str, str]) -> str:
    """``regex`` with macros put in, lines joined and Han simplified as blocks are."""
    return _MACRO.sub(lambda m: f"(?:{macros[m[1]]})", fold_han(regex.replace("\\\n", "")))


def _macros() -> dict[str, str]:
    """The shared pieces, each with the earlier ones already put in."""
    macros = {"MONTH": _any(month_numbers()), "WEEKDAY": _any(weekday_names())}
    for name, regex in pattern_table("macros.toml")["macros"].items():
        macros[name] = _expand(regex, macros)
    return macros


def _any(names: Iterable[str]) -> str:
    """An expression for one of ``names`` in any case.

    Names in alphabets are cut to three letters and anything behind: they are many, and expressions
    that list them whole take long to compile.
    """
    heads = {n[:3] for n in names if n.isalpha() and ord(n[0]) < 0x0E00}
    whole = sorted((n for n in names if n[:3] not in heads), key=lambda n: (-len(n), n))
    return (
        rf"(?i:(?:{'|'.join(sorted(heads))})[^\W\d_]{{0,10}}|"
        + "|".join(re.escape(fold_han(name)) for name in whole)
        + ")"
    )
