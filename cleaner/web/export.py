"""Readers' corrections as data for others: lines for training, and rows for a lexicon."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..spam.normalize import normalize
from ..spam.term_toml import term_toml
from .corrections import Choice
from .feedback import Correction

if TYPE_CHECKING:
    from ..spam import Detector

__all__ = ["lexicon_rows", "training_lines"]

_MOST_FORM = 40
_LEAST_FORM = 4
_BREAKS = re.compile(r"[\s,.;:!?，。；：！？、…()（）\[\]【】《》<>|~*\"'“”‘’—-]+")


def training_lines(corrections: Iterable[Correction]) -> Iterator[str]:
    """One line of JSON for each, as in ``training/spam/lines.jsonl``; only spam is ``spam`` there."""
    from ..language import detect_language
    from ..spam import Detector

    detector = Detector()
    for correction in corrections:
        language = correction.language or detect_language([correction.text], None) or "und"
        data = {
            "id": _id(correction.text),
            "text": correction.text,
            "label": "spam" if correction.choice is Choice.SPAM else "legit",
            "family": f"feedback-{correction.choice}",
            "lang": language.split("-")[0],
            "obfuscated": _is_disguised(correction.text, detector),
        }
        yield json.dumps(data, ensure_ascii=False) + "\n"


def lexicon_rows(corrections: Iterable[Correction]) -> str:
    """A TOML file for ``--lexicon``: a row for each correction that a term can express.

    Spam gives a row of what it sells, with its longest phrase as the form. A line that was wrongly taken
    for spam gives an ``everyday`` row with its phrases: what they hold is no term there.
    """
    parts = ["# Made from readers' corrections by `cleaner feedback export`. Read it before you use it.\n"]
    for correction in corrections:
        forms = _forms(correction)
        if not forms:
            continue
        kind = "sales-talk" if correction.choice is Choice.SPAM else "everyday"
        fields = {
            "id": f"feedback.{_id(correction.text)}",
            "class": kind,
            "weight": 0.9,
            "forms": forms,
            "reason_en": "a reader marked such a line",
            "reason_zh": "读者标记过这样的内容",
            "fires": correction.text,
        }
        parts.append(f"\n{term_toml(fields)}")
    return "".join(parts)


def _forms(correction: Correction) -> list[str]:
    """The phrases that stand for the line: its longest if it is spam, all if it was wrongly taken for it."""
    if correction.choice is not Choice.SPAM and correction.label != "spam":
        return []
    plain = normalize(correction.text).text.strip()
    phrases = dict.fromkeys(phrase for phrase in _BREAKS.split(plain) if len(phrase) >= _LEAST_FORM)
    if correction.choice is not Choice.SPAM:
        return [phrase[:_MOST_FORM] for phrase in phrases]
    longest = max(phrases, key=len, default="")
    if len(longest) < len(plain) - 1:
        return [longest[:_MOST_FORM]] if longest else []
    # a line that is one term and nothing else counts as an item of a menu: its halves are two terms
    half = len(longest) // 2
    return [longest[:half][:_MOST_FORM], longest[half:][:_MOST_FORM]] if half >= _LEAST_FORM else []


def _is_disguised(text: str, detector: Detector) -> bool:
    return any(evidence.code == "spam.disguise" for evidence in detector.judge(text).evidence)


def _id(text: str) -> str:
    return "f" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
