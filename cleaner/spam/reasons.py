"""The evidence of a judgement: which terms, disguises and turns of phrase spoke, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Evidence
from .features import slot_of
from .hits import Hit
from .normalize import Normalized
from .reader import Reading
from .shapes import shapes_in

__all__ = ["Reasons"]

_AGAINST = ("report", "enforce")
_SENTENCES = {
    "en": {
        "term": "{reason}: {text}",
        "disguise": "{text} hides a word that matters ({kind})",
        "score": "terms and wording together read like known advertisements",
    },
    "zh": {
        "term": "{reason}:{text}",
        "disguise": "“{text}”隐藏了关键词({kind})",
        "score": "用词和句式合起来像已知的广告",
    },
}
_KINDS = {
    "filler": "符号隔开",
    "look_alike": "形近或音近字",
    "spelling": "变体写法",
    "full_width": "全角字符",
    "styled": "花体字符",
    "invisible": "隐形字符",
    "combining": "叠加符号",
    "radical": "部首字符",
}


class Reasons:
    """Writes evidence in one language.

    Args:
        lang: ``en`` or ``zh``.

    Raises:
        ValueError: for another language.
    """

    def __init__(self, lang: str) -> None:
        if lang not in _SENTENCES:
            raise ValueError(f"unknown language {lang!r}: choose from {', '.join(_SENTENCES)}")
        self._lang = lang
        self._says = _SENTENCES[lang]

    def of(self, reading: Reading, score: float) -> list[Evidence]:
        """Everything that spoke for or against spam, strongest first."""
        normalized, hits = reading
        found = [*self._terms(normalized, hits), *self._disguises(normalized, hits)]
        found.extend(
            Evidence("spam.shape", shape.reasons[self._lang], 0.3, normalized.span(start, end))
            for shape, start, end in shapes_in(normalized.text)
            if start < end
        )
        found.append(Evidence("spam.score", self._says["score"], round(score, 2)))
        return sorted(found, key=lambda e: (-e.weight, e.span or (0, 0), e.code))

    def against(self, reading: Reading) -> list[Evidence]:
        """Only what speaks against spam."""
        return [e for e in self._terms(*reading) if e.weight < 0]

    def _terms(self, normalized: Normalized, hits: Sequence[Hit]) -> Iterator[Evidence]:
        for hit in hits:
            slot = slot_of(hit)
            if not slot:
                continue
            span = normalized.span(hit.start, hit.end)
            text = normalized.original[slice(*span)]
            sign = -1 if slot in _AGAINST else 1
            reason = self._says["term"].format(reason=hit.row.reasons[self._lang], text=text)
            yield Evidence("spam.reporting" if sign < 0 else "spam.term", reason, sign * hit.row.weight, span)

    def _disguises(self, normalized: Normalized, hits: Sequence[Hit]) -> Iterator[Evidence]:
        for hit in hits:
            if not hit.disguise or not slot_of(hit):
                continue
            span = normalized.span(hit.start, hit.end)
            kind = (
                _KINDS.get(hit.disguise, hit.disguise)
                if self._lang == "zh"
                else hit.disguise.replace("_", " ")
            )
            reason = self._says["disguise"].format(text=normalized.original[slice(*span)], kind=kind)
            yield Evidence("spam.disguise", reason, 0.5, span)
