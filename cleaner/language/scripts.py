"""Which writing system a character belongs to, and what a text's writing says of its language."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from pathlib import Path

__all__ = ["LANGUAGES", "chinese", "count_scripts"]

# First code point of each range, and the script up to the next one; "" is no script of interest.
_RANGES: tuple[tuple[int, str], ...] = (
    (0x0000, ""), (0x0041, "latin"), (0x005B, ""), (0x0061, "latin"), (0x007B, ""), (0x00C0, "latin"),
    (0x0250, ""), (0x0370, "greek"), (0x0400, "cyrillic"), (0x0530, "armenian"), (0x0590, "hebrew"),
    (0x0600, "arabic"), (0x0700, ""), (0x0750, "arabic"), (0x0780, ""), (0x0900, "devanagari"),
    (0x0980, "bengali"), (0x0A00, "gurmukhi"), (0x0A80, "gujarati"), (0x0B00, ""), (0x0B80, "tamil"),
    (0x0C00, "telugu"), (0x0C80, "kannada"), (0x0D00, "malayalam"), (0x0D80, "sinhala"), (0x0E00, "thai"),
    (0x0E80, "lao"), (0x0F00, "tibetan"), (0x1000, "myanmar"), (0x10A0, "georgian"), (0x1100, "hangul"),
    (0x1200, "ethiopic"), (0x13A0, ""), (0x1780, "khmer"), (0x1800, ""), (0x1E00, "latin"),
    (0x1F00, "greek"), (0x2000, ""), (0x3040, "kana"), (0x3100, ""), (0x3130, "hangul"), (0x3190, ""),
    (0x31F0, "kana"), (0x3200, ""), (0x3400, "han"), (0x4DC0, ""), (0x4E00, "han"), (0xA000, ""),
    (0xAC00, "hangul"), (0xD7B0, ""), (0xF900, "han"), (0xFB00, ""), (0xFF66, "kana"), (0xFFA0, ""),
    (0x20000, "han"), (0x40000, ""),
)  # fmt: skip
_STARTS = [start for start, _ in _RANGES]

LANGUAGES: dict[str, tuple[str, ...]] = {
    "latin": (
        "af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt", "lv",
        "nl", "no", "pl", "pt", "ro", "sk", "sl", "so", "sq", "sv", "sw", "tl", "tr", "vi",
    ),
    "cyrillic": ("bg", "mk", "ru", "uk"), "arabic": ("ar", "fa", "ur"), "devanagari": ("hi", "mr", "ne"),
    "greek": ("el",), "hebrew": ("he",), "armenian": ("hy",), "georgian": ("ka",), "bengali": ("bn",),
    "gurmukhi": ("pa",), "gujarati": ("gu",), "tamil": ("ta",), "telugu": ("te",), "kannada": ("kn",),
    "malayalam": ("ml",), "sinhala": ("si",), "thai": ("th",), "lao": ("lo",), "tibetan": ("bo",),
    "myanmar": ("my",), "khmer": ("km",), "ethiopic": ("am",), "hangul": ("ko",), "kana": ("ja",),
}  # fmt: skip
"""The languages that a script may mean; for several, those that langdetect can tell apart."""


def count_scripts(text: str) -> tuple[Counter[str], Counter[str]]:
    """How many characters of ``text`` are of each script, and the count of each character."""
    characters = Counter(text)
    scripts: Counter[str] = Counter()
    for character, count in characters.items():
        scripts[_RANGES[bisect_right(_STARTS, ord(character)) - 1][1]] += count
    del scripts[""]
    return scripts, characters


def chinese(characters: Counter[str]) -> str | None:
    """``zh-Hans`` or ``zh-Hant`` by the characters that only one of them uses; ``None`` on a draw."""
    simplified, traditional = _han()
    votes = [sum(n for c, n in characters.items() if c in table) for table in (simplified, traditional)]
    if votes[0] == votes[1]:
        return None
    return "zh-Hans" if votes[0] > votes[1] else "zh-Hant"


@lru_cache(maxsize=1)
def _han() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of simplified text only, and of traditional text only."""
    table = json.loads((Path(__file__).parent / "han.json").read_text("utf-8"))
    return frozenset(table["simplified"]), frozenset(table["traditional"])
