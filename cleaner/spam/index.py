"""The forms of a set of terms by the characters they begin with: plain data, worked out once.

The index is keyed by the first two characters of a form. Regular expressions find the few places worth a
look: a trie for the forms that begin a word, two character classes for the others. That is faster than the
Aho-Corasick automaton of pyahocorasick, whose root has to search its many children at every character, so
there is no compiled dependency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ..trie import one_of, trie
from .lexicon import Row

__all__ = ["LETTER", "Index", "Spelling", "index_of", "is_spaced", "packed", "spellings", "unpacked"]

_HEAD = 3
"""Characters of a form by which places are told apart; a form of two has no more."""
_JOINED = (("\u0e00", "\u109f"), ("\u1780", "\u17ff"), ("\u3040", "\U0003ffff"))
"""Scripts that put no blanks between words (and Korean, which glues endings on)."""
LETTER = (
    "0-9a-z\u00df-\u00f6\u00f8-\u024f\u0386\u0388-\u038a\u038e-\u03a1\u03a3-\u03f5\u03f7-\u0481\u048a-\u052f"
    "\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3\u0904-\u0939\u1e00-\u1eff"
)
"""Characters before which no word begins, in the scripts that put blanks between words: most of them, for
exactly these take far longer to compile, and to search for."""
_FIELDS, _LINES = "\t", "\x1e"


class Spelling(NamedTuple):
    """One spelling of one term.

    ``text`` is what is looked for, ``form`` how the lexicon writes it, ``row`` the number of the term;
    ``left`` and ``right`` say that a letter or digit must not stand on that side.
    """

    text: str
    form: str
    row: int
    variant: bool
    left: bool
    right: bool


class Index(NamedTuple):
    """Where to look, and what for.

    Attributes:
        ascii_words: ends where forms may begin a word of a text in ASCII; its start is to be tried too.
        ascii_inside: starts in such a text where forms may that need not begin a word.
        words, inside: start where forms may in other texts.
        word_heads, heads: the first three characters of these and those forms, two of one without more.
        spellings: by their first two characters; what is prepared is packed until it is needed.
    """

    ascii_words: str
    ascii_inside: str
    words: str
    inside: str
    word_heads: frozenset[str]
    heads: frozenset[str]
    spellings: Mapping[str, str | list[Spelling]]


def index_of(
    rows: Iterable[tuple[int, Row]],
    spell: Callable[[str], str] = str,
    *,
    variants: bool = True,
) -> Index:
    """The index of the terms, which come with their numbers.

    Args:
        rows: the terms; where two have a spelling in common, the first has it.
        spell: how the text to be searched writes a form (such as ``skeleton_of_form``).
        variants: whether disguised spellings are looked for too.
    """
    found: dict[tuple[str, bool, bool], Spelling] = {}
    for number, row in rows:
        for variant, forms in ((False, row.forms), (True, row.variants if variants else ())):
            for form in forms:
                spelling = _spelling(form, number, variant, spell)
                if len(spelling.text) >= 2:
                    found.setdefault((spelling.text, spelling.left, spelling.right), spelling)
    by_head: dict[str, list[Spelling]] = {}
    for spelling in found.values():
        by_head.setdefault(spelling.text[:2], []).append(spelling)
    words = {spelling.text for spelling in found.values() if spelling.left}
    inside = {spelling.text for spelling in found.values() if not spelling.left}
    return Index(
        f"[^{LETTER}](?={trie(text[:2] for text in filter(_begins_in_ascii, words))})",
        _two_classes(filter(_begins_in_ascii, inside)),
        f"{_two_classes(words)}(?<![{LETTER}].)",
        _two_classes(inside),
        frozenset(text[:_HEAD] for text in words),
        frozenset(text[:_HEAD] for text in inside),
        by_head,
    )


def _spelling(form: str, number: int, variant: bool, spell: Callable[[str], str]) -> Spelling:
    bare = form.strip("*")
    text = spell(bare)
    left = not form.startswith("*") and is_spaced(text[0])
    right = not form.endswith("*") and is_spaced(text[-1])
    return Spelling(text, bare, number, variant, left, right)


def is_spaced(char: str) -> bool:
    """Whether a letter or digit belongs to a script that puts blanks between words."""
    return char.isalnum() and (char < "\u0e00" or not any(a <= char <= b for a, b in _JOINED))


def _begins_in_ascii(text: str) -> bool:
    return text[0].isascii()


def _two_classes(texts: Iterable[str]) -> str:
    """A regex for the first character of some text before the second one of some text."""
    heads = {text[:2] for text in texts}
    firsts, seconds = ({head[at] for head in heads} for at in (0, 1))
    return f"{one_of(firsts)}(?={one_of(seconds)})"


# --- as it is shipped ------------------------------------------------------------------------------


def packed(index: Index) -> dict[str, Any]:
    """The index for a JSON file, from which ``unpacked`` makes it again without a look at every form."""
    return {
        "ascii_words": index.ascii_words,
        "ascii_inside": index.ascii_inside,
        "words": index.words,
        "inside": index.inside,
        "word_heads": sorted(index.word_heads),
        "heads": sorted(index.heads),
        "spellings": {head: _LINES.join(map(_line, spellings(index, head))) for head in index.spellings},
    }


def unpacked(data: Mapping[str, Any]) -> Index:
    """The index that was packed."""
    return Index(
        data["ascii_words"],
        data["ascii_inside"],
        data["words"],
        data["inside"],
        frozenset(data["word_heads"]),
        frozenset(data["heads"]),
        data["spellings"],
    )


def spellings(index: Index, head: str) -> list[Spelling]:
    """The spellings with these first two characters."""
    found = index.spellings.get(head, [])
    return found if isinstance(found, list) else [_read(line) for line in found.split(_LINES)]


def _line(spelling: Spelling) -> str:
    flags = spelling.variant | spelling.left << 1 | spelling.right << 2
    fields = [spelling.text, str(spelling.row), str(flags)]
    fields += [spelling.form] if spelling.form != spelling.text else []
    line = _FIELDS.join(fields)
    if line.count(_FIELDS) != len(fields) - 1 or _LINES in line:
        raise ValueError(f"the form {spelling.form!r} must be one line without tabulators")
    return line


def _read(line: str) -> Spelling:
    text, row, flags, *form = line.split(_FIELDS)
    bits = int(flags)
    return Spelling(text, form[0] if form else text, int(row), bool(bits & 1), bool(bits & 2), bool(bits & 4))
