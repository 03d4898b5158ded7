"""Scores that are fair to Chinese: each Han character, kana or hangul syllable is a token of its own."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, NamedTuple

__all__ = ["Score", "shingle_score", "token_score", "tokens"]

_CJK = "぀-ヿ㐀-鿿豈-﫿가-힣𠀀-𲎯"
_RUN = 4
_TOKEN = re.compile(f"[{_CJK}]|[^\\W{_CJK}]+")


class Score(NamedTuple):
    """Precision, recall and F1 of one page, each 0 to 1."""

    precision: float
    recall: float
    f1: float


def tokens(text: str) -> Counter[str]:
    """The bag of tokens of a text, lower-cased."""
    return Counter(_TOKEN.findall(text.lower()))


def token_score(found: str, gold: str) -> Score:
    """Bag-of-tokens precision, recall and F1; two empty texts agree fully."""
    return _overlap(tokens(found), tokens(gold))


def shingle_score(found: str, gold: str) -> Score:
    """The same of runs of four tokens, so that the order of words counts too.

    As in scrapinghub's article-extraction-benchmark, where a text of fewer tokens is one run by itself.
    """
    return _overlap(_shingles(found), _shingles(gold))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of ``_RUN`` tokens of a text."""
    words = _TOKEN.findall(text.lower())
    runs = zip(*(words[first:] for first in range(_RUN)), strict=False)
    return Counter(runs if len(words) >= _RUN else [tuple(words)] if words else [])


def _overlap(have: Counter[Any], want: Counter[Any]) -> Score:
    """How far two bags agree."""
    if not have and not want:
        return Score(1.0, 1.0, 1.0)
    both = sum((have & want).values())
    precision = both / max(1, sum(have.values()))
    recall = both / max(1, sum(want.values()))
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return Score(precision, recall, f1)
