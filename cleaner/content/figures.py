"""Figures of a block's own text, for all blocks of a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..expressions import compiled
from ..reading.document import Document, RawBlock
from .engine import Signal
from .names import load_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["ROLES", "character_figures", "role_figures", "string_figures"]

ROLES = ("title", "byline", "credit", "caption", "related", "boilerplate")
_CLASSES = {
    "comma": "，,、；;",
    "final": "。！？!?…．",
    "colon": "：:",
    "quote": '“”"「」『』‘’《》«»',
    "symbol": "|·•>»/#@©®™→►▶+~_<*=↓↑‹›丨｜&\\[]{}^",
    "digit": "0123456789０１２３４５６７８９",
    "upper": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "period": ".",
    "space": " \u3000\u00a0",
}
_NAMES = (*_CLASSES, "mark", "wide", "other")
_LOOKED_AT = 4000
"""Characters of one block that are looked at: longer blocks are judged by their beginning."""

_AT_ONCE = 128
"""Blocks whose characters are counted together: 25 bytes are needed for each character."""

_ENDS = {
    **dict.fromkeys("。！？!?.．।۔؟", 1.0),
    "…": 2.0,
    **dict.fromkeys("：:", 3.0),
    **dict.fromkeys("，,、；;", 4.0),
}
_CLOSERS = "”’\"'』」》〉)）】]〕»›*_ "
_BULLET = compiled(r"(?:[-•·*■●▪◆○►–—]|[(（]?\d{1,3}[.)、）:：]|[a-z][.)]\s)")
_WORDS_IN = 1500
"""Characters in which small words are counted."""


@lru_cache(maxsize=1)
def _class_table() -> Any:
    """The class of every character of the basic plane, as a row of small integers."""
    import numpy as np

    table = np.full(0x10000, _NAMES.index("other"), np.uint8)
    wide = _NAMES.index("wide")
    for start, end in ((0x2E80, 0x3000), (0x3021, 0xA4D0), (0xAC00, 0xD7B0), (0xF900, 0xFB00)):
        table[start:end] = wide
    for row in load_rows("words"):
        for mark in row.get("marks", ""):
            table[ord(mark)] = _NAMES.index("mark")
    for name, members in _CLASSES.items():
        for member in members:
            table[ord(member)] = _NAMES.index(name)
    return table


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    return frozenset(word for row in load_rows("words") for word in row.get("words", "").split())


def character_figures(texts: Sequence[str]) -> dict[str, Column]:
    """Counts of kinds of characters, as shares of the block's columns, and its width in columns."""
    import numpy as np

    heads = [text[:_LOOKED_AT] for text in texts]
    lengths = np.fromiter(map(len, heads), np.int64, len(heads))
    some = range(0, len(heads), _AT_ONCE)
    counts = np.concatenate([_class_counts(heads[i : i + _AT_ONCE]) for i in some])
    by_name = {name: counts[:, i].astype(np.float32) for i, name in enumerate(_NAMES)}
    cjk = by_name["wide"] + by_name["mark"]
    width = np.maximum(lengths + cjk, 1).astype(np.float32)
    full = np.fromiter(map(len, texts), np.float32, len(texts))
    out = {name: by_name[name] / width for name in ("comma", "colon", "quote", "symbol", "digit", "upper")}
    out["final"] = (by_name["final"] + by_name["period"]) / width
    out["mark"] = by_name["mark"] / np.maximum(cjk, 1)
    out["cjk"] = 2 * cjk / width
    out["space"] = by_name["space"] / width
    out["width"] = width * np.maximum(full / np.maximum(lengths, 1), 1)
    return out


def _class_counts(heads: Sequence[str]) -> NDArray[np.int64]:
    """How many characters of each class each text has: a row for each text.

    One pass over all of them: they are looked up in one table, and counted by text and class together.
    """
    import numpy as np

    codes = np.frombuffer("".join(heads).encode("utf-32-le", "replace"), np.uint32)
    classes = _class_table().take(codes, mode="clip")
    kinds = len(_NAMES)
    owner = np.repeat(np.arange(len(heads)) * kinds, [len(head) for head in heads])
    return np.bincount(owner + classes, minlength=len(heads) * kinds).reshape(len(heads), kinds)


def string_figures(blocks: Sequence[RawBlock]) -> dict[str, Column]:
    """Figures that need the string itself: its end, its beginning, small words, repetition on the page."""
    import numpy as np

    number: dict[str, int] = {}
    index = np.fromiter((number.setdefault(b.text, len(number)) for b in blocks), np.int64, len(blocks))
    out = {name: column[index] for name, column in _string_columns(list(number)).items()}
    out["repeats"] = np.bincount(index).astype(np.float32)[index]
    out["repeated"] = np.ones(len(blocks), np.float32)
    out["repeated"][np.unique(index, return_index=True)[1]] = 0
    return out


def _string_columns(texts: Sequence[str]) -> dict[str, Column]:
    """The figures of different texts: share and number of small words, end, bullet and start."""
    import numpy as np

    is_small = _small_words().__contains__
    words = [text[:_WORDS_IN].lower().split() for text in texts]
    sizes = np.fromiter(map(len, words), np.int64, len(texts))
    small = np.fromiter([sum(map(is_small, each)) for each in words], np.int64, len(texts))
    # few characters begin and end the many texts of a page
    starts = {first: _starts(first) for first in {text[:1] for text in texts}}
    plain = {last for last in {text[-1:] for text in texts} if last not in _ENDS and last not in _CLOSERS}
    columns = {
        "small_words": small / (sizes + 2),
        "words": sizes,
        "end": [0.0 if text[-1:] in plain else _end(text) for text in texts],
        "bullet": [_BULLET.match(text) is not None for text in texts],
        "start": [starts[text[:1]] for text in texts],
    }
    return {name: np.array(column, np.float32) for name, column in columns.items()}


def _end(text: str) -> float:
    """How the text ends: 0 without a mark, 1 as a sentence, 2 cut, 3 with a colon, 4 with a comma."""
    tail = text[-8:].rstrip(_CLOSERS)
    if not tail:
        return 0.0
    if tail.endswith(("...", "……", "。。")):
        return 2.0
    return _ENDS.get(tail[-1], 0.0)


def _starts(first: str) -> float:
    """How a text starts: 1 upper case, 2 lower case, 3 a digit, 4 a quotation mark, 0 otherwise."""
    if first.isdigit():
        return 3.0
    if first in "“\"「『‘'«":
        return 4.0
    return 1.0 if first.isupper() else 2.0 if first.islower() else 0.0


def role_figures(document: Document, signals: Sequence[Signal]) -> dict[str, Column]:
    """What wording and the spam judge say of each block."""
    import numpy as np

    codes = {role: i for i, role in enumerate(ROLES)}
    count = len(signals)
    role = np.fromiter((codes.get(s.role.value, -1) if s.role else -1 for s in signals), np.int64, count)
    out = {f"role_{name}": (role == i).astype(np.float32) for name, i in codes.items()}
    out["role_any"] = (role > 0).astype(np.float32)
    out["list_heading"] = np.fromiter((s.list_heading for s in signals), np.float32, count)
    out["spam"] = np.fromiter((s.spam for s in signals), np.float32, count)
    out["hidden"] = np.fromiter((b.hidden for b in document.blocks), np.float32, count)
    return out
