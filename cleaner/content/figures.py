"""Figures of a block's own text, for all blocks of a page at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

from ..expressions import compiled
from ..reading.document import Document
from .engine import Signal
from .names import load_rows
from .spans import parts_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float32]

__all__ = ["ROLES", "Texts", "character_figures", "repetition", "role_figures", "string_figures"]

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

_ENDS = {
    **dict.fromkeys("。！？!?.．।۔؟", 1.0),
    "…": 2.0,
    **dict.fromkeys("：:", 3.0),
    **dict.fromkeys("，,、；;", 4.0),
}
_CLOSERS = "”’\"'』」》〉)）】]〕»›*_ "
_BULLET = compiled(r"(?:[-•·*■●▪◆○►–—]|[(（]?\d{1,3}[.)、）:：]|[a-z][.)]\s)")
_MAY_BE_BULLET = compiled(r"[-•·*■●▪◆○►–—(（\da-z]")
"""What a bullet begins with."""
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


class Texts:
    """The texts of a page's blocks: what many blocks say is looked at once.

    Attributes:
        different: every text once, in the order of the page.
        index: for each block the number of its text.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        import numpy as np

        number = dict(zip(dict.fromkeys(texts), count()))
        self.different = list(number)
        self.index = np.fromiter(map(number.__getitem__, texts), np.int64, len(texts))

    def spread(self, figures: Mapping[str, Column]) -> dict[str, Column]:
        """From figures of the texts to figures of the blocks."""
        import numpy as np

        table = np.array(list(figures.values()), np.float32).take(self.index, axis=1)
        return dict(zip(figures, table, strict=True))


def character_figures(texts: Sequence[str]) -> tuple[dict[str, Column], NDArray[Any]]:
    """Counts of kinds of characters, as shares of the text's columns, and its width in columns."""
    import numpy as np

    heads = [text[:_LOOKED_AT] for text in texts]
    lengths = np.fromiter(map(len, heads), np.int64, len(heads))
    full = np.fromiter(map(len, texts), np.float32, len(texts))
    counts = np.concatenate([_class_counts(heads[some]) for some in parts_of(heads)], dtype=np.float32).T
    of = dict(zip(_NAMES, counts, strict=True))
    cjk = of["wide"] + of["mark"]
    width = np.maximum(lengths + cjk, 1).astype(np.float32)
    out = dict(zip(_NAMES, counts / width, strict=True))
    out["final"] = (of["final"] + of["period"]) / width
    out["mark"] = of["mark"] / np.maximum(cjk, 1)
    out["cjk"] = 2 * cjk / width
    return out, width * np.maximum(full / np.maximum(lengths, 1), 1)


def _class_counts(heads: Sequence[str]) -> NDArray[np.int64]:
    """How many characters of each class each text has: a row for each text.

    One pass over all of them: they are looked up in one table, and counted by text and class together.
    """
    import numpy as np

    codes = np.frombuffer("".join(heads).encode("utf-32-le", "replace"), np.uint32)
    classes = _class_table().take(codes, mode="clip")
    kinds = len(_NAMES)
    owner = np.repeat(np.arange(len(heads)) * kinds, list(map(len, heads)))
    owner += classes
    return np.bincount(owner, minlength=len(heads) * kinds).reshape(len(heads), kinds)


def string_figures(texts: Sequence[str]) -> dict[str, Column]:
    """Figures that need the string itself: share and number of small words, end, bullet and start."""
    import numpy as np

    is_small = _small_words().__contains__
    words = [text[:_WORDS_IN].lower().split() for text in texts]
    sizes = np.fromiter(map(len, words), np.int64, len(texts))
    small = np.fromiter([sum(map(is_small, each)) for each in words], np.int64, len(texts))
    # few characters begin and end the many texts of a page
    firsts, lasts = [text[:1] for text in texts], [text[-1:] for text in texts]
    starts = {first: _starts(first) for first in set(firsts)}
    bullets = {first for first in starts if _MAY_BE_BULLET.match(first)}
    marks = {last for last in set(lasts) if last in _ENDS or last in _CLOSERS}
    columns = {
        "small_words": small / (sizes + 2),
        "words": sizes,
        "end": [_end(text) if last in marks else 0.0 for text, last in zip(texts, lasts, strict=True)],
        "bullet": [
            first in bullets and _BULLET.match(text) is not None
            for text, first in zip(texts, firsts, strict=True)
        ],
        "start": list(map(starts.__getitem__, firsts)),
    }
    return {name: np.array(column, np.float32) for name, column in columns.items()}


def repetition(index: NDArray[np.int64]) -> dict[str, Column]:
    """How often the text of each block stands on the page, and whether it stood there before."""
    import numpy as np

    repeated = np.zeros(len(index), np.float32)
    repeated[1:] = index[1:] <= np.maximum.accumulate(index)[:-1]  # texts are numbered as they come
    return {"repeats": np.bincount(index).astype(np.float32)[index], "repeated": repeated}


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

    roles, headings, spam, _ = zip(*signals, strict=True)
    numbers = {role: i for i, role in enumerate(ROLES)}
    role = np.array([-1 if r is None else numbers.get(r.value, -1) for r in roles])
    each = (role == np.arange(len(ROLES))[:, None]).astype(np.float32)
    out = {f"role_{name}": column for name, column in zip(ROLES, each, strict=True)}
    out["role_any"] = (role > 0).astype(np.float32)
    out["list_heading"] = np.array(headings, np.float32)
    out["spam"] = np.array(spam, np.float32)
    out["hidden"] = np.array([block.hidden for block in document.blocks], np.float32)
    return out
