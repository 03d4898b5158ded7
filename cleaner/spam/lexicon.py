"""The terms that the spam judge knows: rows of data in ``lexicon/*.toml``, and in files of the user's own.

A file holds ``[[term]]`` tables, and perhaps one ``[defaults]`` table for what its rows share::

    [[term]]
    id = "mine.hammer"
    class = "cheat-good"
    forms = ["锤子辅助", "hammer hack*"]

A row may name a ``category`` of its own, beside ``cheats`` and ``gambling``: it is then a kind of
advertisement that is looked for like those, and can be turned off like those.

A form matches wherever it stands in the normalised text; forms in alphabets that put blanks between words
match whole words only, unless ``*`` at an end leaves that end open.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple, overload

from ..expressions import compiled
from ..model import LANGUAGES
from ..prepared import Prepared, digest_of, read_prepared
from .normalize import normalize

__all__ = ["CATEGORIES", "CLASSES", "Lexicon", "LexiconError", "Row", "lexicon_digest", "to_prepare"]

CLASSES: Mapping[str, str] = {
    "platform": "a platform where games are played, or a brand that spam names",
    "game": "a game",
    "region": "a place that brands put into their names",
    "cheat-good": "something that cheats, as a ware",
    "device": "a device for cheating at a table",
    "ware": "something else that is sold: an account, a service, whatever a category of one's own is about",
    "claim": "a claim that a cheat exists or works",
    "question": "a question whose answer is the sale",
    "sales-talk": "words of an offer",
    "cover-phrase": "an opener that dresses the offer up as news or a lesson",
    "contact-bait": "a contact, or a call to get in touch",
    "gambling": "gambling as a ware",
    "credit-words": "money terms of gambling offers",
    "reporting": "words of reporting, explaining or research",
    "enforcement": "words of police, courts and those who fight cheating",
    "everyday": "an everyday word that holds the characters of a term",
}
CATEGORIES = ("cheats", "gambling")
"""The kinds of advertisement that the built-in terms are about."""
_ROOM = Path(__file__).parent
_DIRECTORY = _ROOM / "lexicon"
_PREPARED = "lexicon"
_KEYS = frozenset(
    [
        "id",
        "class",
        "category",
        "languages",
        "group",
        "weight",
        "forms",
        "variants",
        "contested",
        "reason_en",
        "reason_zh",
        "fires",
        "silent",
    ]
)
_LONGEST_FORM = 40
_CATEGORY = compiled(r"[a-z][a-z0-9_-]{0,39}")


class LexiconError(ValueError):
    """A lexicon file that can't be used: which file, which row, and what is wrong with it."""


class Row(NamedTuple):
    """One term.

    Attributes:
        id: stable dotted name.
        kind: its class, one of ``CLASSES``.
        category: ``cheats``, ``gambling`` or a name of the user's own for a term of one kind of spam only,
            else empty.
        languages: language tags, for people; matching ignores them.
        group: finer than the class: ``board``, ``shooter``, ... for games; free otherwise.
        weight: how much it says, 0 to 1; near 1 hardly any honest line holds it.
        forms: plain spellings, normalised; ``*`` at an end leaves that end open.
        variants: disguised spellings, normalised: a match is evidence of disguise.
        contested: the characters may belong to other words: word boundaries must be asked for.
        reasons: a sentence for each language, ``en`` and ``zh``.
        fires, silent: cases that must and must not match.
    """

    id: str
    kind: str
    category: str
    languages: tuple[str, ...]
    group: str
    weight: float
    forms: tuple[str, ...]
    variants: tuple[str, ...]
    contested: bool
    reasons: Mapping[str, str]
    fires: tuple[str, ...]
    silent: tuple[str, ...]


class Lexicon(NamedTuple):
    """A set of terms, ready to be matched.

    Attributes:
        rows: the terms.
        built_in: whether they are the built-in ones and no others.
    """

    rows: Sequence[Row]
    built_in: bool = False

    @classmethod
    def load(cls, paths: Iterable[str | PathLike[str]] = ()) -> Lexicon:
        """The built-in terms, and those of the files ``paths``.

        A row of the user's replaces a built-in row with the same id.

        Raises:
            LexiconError: for a file that can't be read, or a row that is not well formed.
        """
        paths = tuple(paths)
        if not paths:
            return cls(_built_in(), built_in=True)
        rows = {row.id: row for row in _built_in()}
        for path in paths:
            own = list(_read(Path(path)))
            _unique(own, Path(path))
            rows.update((row.id, row) for row in own)
        return cls(tuple(rows.values()))

    @property
    def categories(self) -> tuple[str, ...]:
        """The kinds of advertisement that the terms are about: the built-in ones first."""
        if self.built_in:
            return CATEGORIES
        return tuple(dict.fromkeys([*CATEGORIES, *(row.category for row in self.rows if row.category)]))


class _PreparedRows(Sequence[Row]):
    """The built-in terms as they were prepared: each is read when it is first asked for, as few are.

    Args:
        texts: by the numbers of the terms, as ``_key`` writes them.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._known: dict[int, Row] = {}

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return tuple(self)[at]
        number = range(len(self._texts))[at]
        if number not in self._known:
            self._known[number] = _from_data(json.loads(self._texts[_key(number)]))
        return self._known[number]

    def __len__(self) -> int:
        return len(self._texts)


def _key(number: int) -> str:
    """Under what key the term of a number is prepared; in the order of the numbers."""
    return f"{number:05}"


@lru_cache(maxsize=1)
def _built_in() -> Sequence[Row]:
    data = read_prepared(_PREPARED, lexicon_digest())
    return _read_all() if data is None else _PreparedRows(data["rows"])


def _read_all() -> tuple[Row, ...]:
    """The built-in terms, from their tables."""
    rows = [row for path in sorted(_DIRECTORY.glob("*.toml")) for row in _read(path)]
    _unique(rows, _DIRECTORY)
    return tuple(rows)


@lru_cache(maxsize=1)
def lexicon_digest() -> str:
    """Of the tables that the built-in terms, and what is made of them, come from."""
    return digest_of([*sorted(_DIRECTORY.glob("*.toml")), *sorted((_ROOM / "tables").glob("*.json"))])


def to_prepare() -> Iterator[Prepared]:
    """What ``_built_in`` finds."""
    rows = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in _read_all())
    data = {"rows": {_key(number): row for number, row in enumerate(rows)}}
    yield Prepared(_PREPARED, lexicon_digest(), data, "rows")


def _from_data(values: Iterable[Any]) -> Row:
    fields: list[Any] = [tuple(value) if isinstance(value, list) else value for value in values]
    return Row(*fields)


def _unique(rows: Iterable[Row], path: Path) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise LexiconError(f"{path}: row {row.id}: there is another row with this id")
        seen.add(row.id)


def _read(path: Path) -> Iterator[Row]:
    """The rows of one file."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise LexiconError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{path}: not TOML in UTF-8: {error}") from error
    unknown = set(table) - {"defaults", "term"}
    if unknown:
        raise LexiconError(f"{path}: unknown table {min(unknown)!r}; rows are [[term]]")
    defaults, terms = table.get("defaults", {}), table.get("term", [])
    if not isinstance(defaults, dict) or not isinstance(terms, list):
        raise LexiconError(f"{path}: [defaults] must be a table and [[term]] a list of tables")
    for number, raw in enumerate(terms, 1):
        if not isinstance(raw, dict):
            raise LexiconError(f"{path}: row {number}: not a table")
        name = str(raw.get("id", f"number {number}"))
        try:
            yield _row({**defaults, **raw})
        except ValueError as error:
            raise LexiconError(f"{path}: row {name}: {error}") from error


def _row(raw: Mapping[str, Any]) -> Row:
    """A checked row; raises ValueError with what is wrong."""
    unknown = set(raw) - _KEYS
    if unknown:
        raise ValueError(f"unknown key {min(unknown)!r}")
    kind = _text(raw, "class")
    if kind not in CLASSES:
        raise ValueError(f"unknown class {kind!r}; known are {', '.join(CLASSES)}")
    category = _text(raw, "category", "")
    if category and not _CATEGORY.fullmatch(category):
        raise ValueError(f"the category {category!r} must be a short name of a-z, 0-9, - and _")
    weight = raw.get("weight", 0.5)
    if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not 0 <= weight <= 1:
        raise ValueError("weight must be a number from 0 to 1")
    contested = raw.get("contested", False)
    if not isinstance(contested, bool):
        raise ValueError("contested must be true or false")
    return Row(
        id=_text(raw, "id"),
        kind=kind,
        category=category,
        languages=_texts(raw, "languages"),
        group=_text(raw, "group", ""),
        weight=float(weight),
        forms=_forms(raw, "forms", required=True),
        variants=_forms(raw, "variants"),
        contested=contested,
        reasons={lang: _text(raw, f"reason_{lang}", CLASSES[kind]) for lang in LANGUAGES},
        fires=_texts(raw, "fires"),
        silent=_texts(raw, "silent"),
    )


def _text(raw: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = raw.get(key, default)
    if value is None:
        raise ValueError(f"{key} is missing")
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise ValueError(f"{key} must be a text")
    return value


def _texts(raw: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A text or a list of texts."""
    value = raw.get(key, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        raise ValueError(f"{key} must be a text or a list of texts")
    return tuple(values)


def _forms(raw: Mapping[str, Any], key: str, *, required: bool = False) -> tuple[str, ...]:
    """Spellings as the matcher wants them: normalised, each at least two characters long."""
    forms = tuple(dict.fromkeys(normalize(form.strip()).text for form in _texts(raw, key)))
    if required and not forms:
        raise ValueError(f"{key} is missing or empty")
    for form in forms:
        bare = form.strip("*")
        if not 2 <= len(bare) <= _LONGEST_FORM:
            raise ValueError(f"the form {form!r} must have 2 to {_LONGEST_FORM} characters")
        if "*" in bare or bare != bare.strip():
            raise ValueError(f"the form {form!r} may have * only at its ends")
    return forms
