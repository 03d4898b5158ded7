"""Token F1 that is fair to Chinese: each Han character, kana or hangul syllable is a token of its own."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

_CJK = "぀-ヿ㐀-鿿豈-﫿가-힣𠀀-𲎯"
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
    have, want = tokens(found), tokens(gold)
    if not have and not want:
        return Score(1.0, 1.0, 1.0)
    both = sum((have & want).values())
    precision = both / max(1, sum(have.values()))
    recall = both / max(1, sum(want.values()))
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return Score(precision, recall, f1)
