"""Decides the language of a page: by its script where that is enough, else by a short sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .english import is_english
from .scripts import LANGUAGES, chinese, count_scripts
from .tags import normalize_tag
from .trigrams import most_likely

__all__ = ["detect_language"]

_SAMPLE = 2_000
_BLOCKS = 12
_ENOUGH = {"han": 6, "kana": 4, "hangul": 6}
_ENOUGH_LETTERS = 24
_KANA_SHARE = 0.08
"""Japanese runs to a third kana and more; Chinese has one here and there, in names."""
_ALPHABET_WEIGHT = 0.3
"""A letter says less than a Han character: a word of either weighs about the same."""
_SURE = 0.8


def detect_language(texts: Iterable[str] | str, hint: str | None = None) -> str | None:
    """The language of a text as a BCP 47 tag (``zh-Hans``, ``zh-Hant``, ``en``, ...).

    Args:
        texts: the text, or its blocks; a sample of the longest is looked at.
        hint: what the page says of itself (the ``lang`` attribute); it decides only where the text is
            too short or too mixed to.

    Returns:
        ``None`` where neither text nor hint decides. The same input always gives the same answer.
    """
    said = normalize_tag(hint)
    sample = _sample(texts)
    scripts, characters = count_scripts(sample)
    if not scripts:
        return said
    script = max(scripts, key=lambda s: (_weight(s, scripts), s))
    if script in ("han", "kana"):
        return _east_asian(scripts, characters, said)
    if scripts[script] < _ENOUGH.get(script, _ENOUGH_LETTERS):
        return said if said or len(LANGUAGES[script]) > 1 else LANGUAGES[script][0]
    languages = LANGUAGES[script]
    if len(languages) == 1:
        return languages[0]
    if script == "latin" and said in ("en", None) and is_english(sample):
        return "en"
    found = most_likely(sample, languages)
    if found is None or (found[1] < _SURE and said in languages):
        return said
    return found[0]


def _weight(script: str, scripts: Counter[str]) -> float:
    """How much a script's characters say; Han and kana count as one script."""
    if script in ("han", "kana"):
        return scripts["han"] + scripts["kana"]
    return scripts[script] * (1.0 if script == "hangul" else _ALPHABET_WEIGHT)


def _east_asian(scripts: Counter[str], characters: Counter[str], said: str | None) -> str | None:
    """Japanese where there is kana enough, else Chinese, simplified or traditional."""
    han, kana = scripts["han"], scripts["kana"]
    if kana > _KANA_SHARE * (han + kana) and kana >= _ENOUGH["kana"]:
        return "ja"
    if han < _ENOUGH["han"] and said is not None:
        return said
    if said == "ja" and kana and han + kana < _ENOUGH_LETTERS:
        return "ja"
    return chinese(characters) or (said if said and said.startswith("zh") else "zh-Hans")


def _sample(texts: Iterable[str] | str) -> str:
    """Up to 2,000 characters, from the longest blocks, in a fixed order."""
    if isinstance(texts, str):
        return texts[:_SAMPLE]
    # those of one length stay in their order
    longest = sorted((text[:_SAMPLE] for text in texts), key=len, reverse=True)[:_BLOCKS]
    parts, room = [], _SAMPLE
    for text in longest:
        if room <= 0:
            break
        parts.append(text[: min(room, _SAMPLE // 2)])
        room -= len(parts[-1]) + 1
    return "\n".join(parts)
