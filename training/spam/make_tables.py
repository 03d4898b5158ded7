"""Writes ``cleaner/spam/tables/*.json``, the data of the spam room's normalisation.

Run from the repository root: ``python training/spam/make_tables.py``. Sources: ``unicodedata`` (which
characters are another in disguise), opencc (traditional to simplified, per character), and our own rows
in ``confusables.toml`` (look-alikes, homophones, split characters). Needs opencc. Then ``make prepare``.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
TABLES = HERE.parent.parent / "cleaner" / "spam" / "tables"

# Left as they are: conjoining and compatibility jamo (Korean writes them alone), Thai and Lao am (the
# mapping takes a letter apart), degree and trade signs (no letter in disguise), squared date signs.
UNTOUCHED = (
    range(0x3131, 0x318F), range(0xFFA0, 0xFFDD), range(0x0E33, 0x0E34), range(0x0EB3, 0x0EB4),
    range(0x00A8, 0x00A9), range(0x00AF, 0x00B0), range(0x00B4, 0x00B5), range(0x00B8, 0x00B9),
    range(0x2100, 0x2102), range(0x2103, 0x210A), range(0x2116, 0x2117), range(0x2120, 0x2124),
    range(0x2026, 0x2027), range(0x3358, 0x3400), range(0x1D100, 0x1D1FF),
)  # fmt: skip
STYLED = (
    range(0x1D400, 0x1D800), range(0x2460, 0x2500), range(0x2776, 0x2794), range(0x1F100, 0x1F1AE),
    range(0x1F1E6, 0x1F200), range(0x2100, 0x2150), range(0x3220, 0x3248), range(0x3280, 0x32B1),
    range(0x1D00, 0x1DC0), range(0x2070, 0x20A0), range(0x02B0, 0x02E5), range(0x1F200, 0x1F260),
    range(0x2160, 0x2180), range(0x1FBF0, 0x1FBFA),
)  # fmt: skip
WIDE = (range(0xFF10, 0xFF1A), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))
RADICALS = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
MARKS = (
    range(0x0300, 0x0370), range(0x0483, 0x048A), range(0x1AB0, 0x1B00), range(0x1DC0, 0x1E00),
    range(0x20D0, 0x2100), range(0xFE20, 0xFE30),
)  # fmt: skip
UNFOLDED = (range(0xFB00, 0xFB07),)  # ligatures
COMPOSING = (range(0x1161, 0x1176), range(0x11A8, 0x11C3), range(0x3099, 0x309B))
LONGEST = 3  # characters that one may unfold to; longer ones are abbreviations, not disguises


def main() -> None:
    """Writes every table."""
    source = tomllib.loads((HERE / "confusables.toml").read_text("utf-8"))
    _write("fold", fold_table(source))
    _write("letters", letter_table(source["letters"]))
    _write("skeleton", skeleton_table(source["class"], source["initials"]))


def _write(name: str, table: dict[str, Any]) -> None:
    TABLES.mkdir(exist_ok=True)
    text = json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (TABLES / f"{name}.json").write_text(text, "utf-8")
    print(name, len(text.encode()), "bytes")


def fold_table(source: dict[str, Any]) -> dict[str, Any]:
    """What every character becomes, and which of them are a disguise of what kind.

    ``single`` holds pairs in two parallel strings (one character becomes one); ``several`` the others;
    ``drop`` the invisible ones; ``marks`` those that vanish unless they compose with the letter before.
    """
    simplified = _simplified()
    fold: dict[str, str] = {}
    for code in _codes():
        char = chr(code)
        folded = _fold(char, simplified)
        if folded != char:
            fold[char] = folded
    fold.update(_styled_alphabets(source["styled"]))
    fold.update(dict(source["radicals"]["pairs"].split()))
    for char in source["fillers"]["keep"]:
        fold.pop(char, None)
    drop = _invisible() | set(source["fillers"]["blank"])
    for char in drop:
        fold.pop(char, None)
    single = {c: f for c, f in fold.items() if len(f) == 1}
    return {
        "single": ["".join(sorted(single)), "".join(single[c] for c in sorted(single))],
        "several": {c: f for c, f in fold.items() if len(f) > 1},
        "drop": "".join(sorted(drop)),
        "marks": _chars(MARKS),
        "composing": _chars(COMPOSING),
        "styled": "".join(sorted(c for c in fold if _within(c, STYLED) and fold[c].isalnum())),
        "full_width": _chars(WIDE),
        "radical": "".join(sorted(c for c in fold if _within(c, RADICALS))),
        "bars": source["fillers"]["bars"],
    }


def _codes() -> Iterator[int]:
    return (c for c in range(0x110000) if not 0xD800 <= c < 0xE000)


def _within(char: str, ranges: Iterable[range]) -> bool:
    return any(ord(char) in r for r in ranges)


def _chars(ranges: Iterable[range]) -> str:
    return "".join(chr(c) for r in ranges for c in r)


def _simplified() -> dict[str, str]:
    """Traditional character to simplified, from opencc's own table."""
    import opencc

    convert = opencc.OpenCC("t2s").convert
    pairs = ((chr(c), convert(chr(c))) for c in (*range(0x3400, 0xA000), *range(0x20000, 0x2B740)))
    return {char: simple for char, simple in pairs if simple != char and len(simple) == 1}


def _fold(char: str, simplified: dict[str, str]) -> str:
    """Lower case, compatibility mapping, plain digit, simplified; a character never unfolds to many."""
    if _within(char, UNTOUCHED) or _within(char, MARKS) or _within(char, COMPOSING):
        return char
    if char.isspace() or unicodedata.category(char) == "Zs":
        return " "
    if unicodedata.category(char) == "Cc":
        return " "
    number = _number(char)
    if number:
        return number
    folded = unicodedata.normalize("NFKC", char)
    if len(folded) > 1 and folded[0] in "(〔" and folded[-1] in ")〕":
        folded = folded[1:-1]
    folded = "".join(_lower(c) for c in folded)
    folded = "".join(simplified.get(c, c) for c in folded)
    if len(folded) == 1:
        return folded if folded.strip() else char
    unfolds = _within(char, STYLED) or _within(char, UNFOLDED)
    return folded if unfolds and len(folded) <= LONGEST and folded.isalnum() else char


def _lower(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else low[0]


def _number(char: str) -> str:
    """The plain digits of a styled or regional digit, else nothing; ``❿`` gives ``10``."""
    if char.isascii() or _within(
        char, (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x30000))
    ):
        return ""
    if _within(char, (range(0x2460, 0x2500), range(0x2776, 0x2794))) or unicodedata.category(char) == "Nd":
        value = unicodedata.numeric(char, None)
        return str(int(value)) if value is not None and value == int(value) else ""
    return ""


def _styled_alphabets(source: dict[str, str]) -> dict[str, str]:
    """Alphabets that the compatibility mapping does not know."""
    pairs: dict[str, str] = {}
    for name in ("small_capitals", "upside_down"):
        pairs.update({c: chr(97 + i) for i, c in enumerate(source[name]) if c != " "})
    for start in (0x1F150, 0x1F170, 0x1F1E6):
        pairs.update({chr(start + i): chr(97 + i) for i in range(26)})
    pairs["🔟"] = "10"
    return pairs


def _invisible() -> set[str]:
    """Format characters, variation selectors and tags."""
    selectors = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0x180B, 0x180F)}
    return {chr(c) for c in _codes() if unicodedata.category(chr(c)) == "Cf"} | {chr(c) for c in selectors}


def letter_table(source: dict[str, str]) -> dict[str, Any]:
    """Cyrillic and Greek letters with the Latin letter they pass for, and the other way round."""
    latin = dict((*source["cyrillic"].split(), *source["greek"].split()))
    return {"to_latin": latin, "to_cyrillic": dict(source["to_cyrillic"].split())}


def skeleton_table(classes: list[dict[str, Any]], initials: dict[str, Any]) -> dict[str, Any]:
    """Every variant to the character it stands for, alone (``single``) or as a run (``runs``)."""
    simplified = _simplified()
    single: dict[str, str] = {}
    runs: dict[str, str] = {}
    syllables: dict[str, str] = {}
    for row in classes:
        char = row["char"]
        for variant in row["chars"]:
            folded = simplified.get(variant, variant)
            if folded != char:
                single[folded] = char
        for split in row["splits"]:
            runs["".join(simplified.get(c, c) for c in split)] = char
        runs.update(dict.fromkeys(row["bopomofo"], char))
        for syllable in row["pinyin"]:
            syllables.setdefault(syllable, char)
    heads = {row["char"] for row in classes}
    single.update((run, char) for run, char in runs.items() if len(run) == 1)
    runs = {run: char for run, char in runs.items() if len(run) > 1}
    single = {variant: char for variant, char in single.items() if variant not in heads}
    return {
        "single": single,
        "runs": runs,
        "syllables": syllables,
        "initials": {**initials["alone"], **initials["joined"]},
        "joined": sorted(initials["joined"]),
        "plain": _plain_latin(),
    }


def _plain_latin() -> dict[str, str]:
    """Latin letters with marks to the bare letter."""
    plain = {"đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t", "ß": "s", "ə": "e"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0]
        if char.islower() and base != char and base.isascii():
            plain[char] = base
    return plain


if __name__ == "__main__":
    main()
