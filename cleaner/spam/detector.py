"""The spam judge of single lines: normalise, find the terms, weigh what they say together, explain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import compress
from os import PathLike
from pathlib import Path

from ..model import LANGUAGES, Judgement
from .boundaries import Boundaries, words_of
from .evidence import explain, unwanted
from .features import features, slot_of
from .figures import context_figures, folded_text
from .glued import Found, glued
from .hits import Finder, Hit
from .lexicon import CATEGORIES, Lexicon, lexicon_digest
from .line_model import gram_text, read_model, shipped_model
from .normalize import Normalized, normalize
from .screen import doubtful
from .shapes import Shown, shapes_in

__all__ = ["Detector"]

_NOTHING = Judgement(False, 0.0)
_HEAD = 100
_LONG = 160
"""A text longer than ``_LONG`` characters is judged by its first ``_HEAD`` as well: advertisements are
filled up with honest prose, and it comes last."""
_MOST = 4000
"""Characters of a block that are looked at; what comes after them is more of the same."""
_FEW = 8
"""Lines that are sooner judged one by one than looked over together."""
_STYLED = 3
"""Styled letters or digits in a row that are a disguise, and no mark of a list."""
_DOUBT = 0.1
"""From this score on a line is doubtful, and the boundaries of its words are asked for."""
_SAYS_MUCH, _LONG_TERM = 0.5, 4
"""Weight and characters from which a term alone on its line is more than the item of a menu."""
_LESSON, _SURE = 0.3, 0.75
"""The most that words say which open a lesson, and the score from which such words alone are enough."""
_ON_BUTTONS = frozenset(("offer", "contact", "credit"))
"""Parts of an advertisement that say nothing without another, in which something is sold."""
_NO_MORE_THAN = 0.09
"""The most that a line may score which is no advertisement by rule."""


class Detector:
    """Judges lines; holds the lexicon and nothing that one line leaves for the next.

    Args:
        lexicon: the terms; the built-in ones if absent.
        lexicons: files of more terms, beside ``lexicon``; ignored where that is given.
        categories: the kinds of advertisement to look for: ``cheats``, ``gambling``, and those that
            ``lexicons`` name; all of them where ``None``.
        threshold: the score from which a line is spam.
        lang: language of the reasons, ``en`` or ``zh``.
        model: file of a line model to use instead of the shipped one.

    Raises:
        ValueError: for an unknown category or language, no category at all, a threshold outside 0 to 1, or
            a file that is no line model.
        LexiconError: for a lexicon file that can't be used.

    An instance may be shared between threads.
    """

    def __init__(
        self,
        lexicon: Lexicon | None = None,
        categories: Iterable[str] | None = None,
        threshold: float = 0.5,
        *,
        lexicons: Iterable[str | PathLike[str]] = (),
        lang: str = "en",
        model: str | PathLike[str] | None = None,
    ) -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"unknown language {lang!r}; known are {', '.join(LANGUAGES)}")
        if not 0 <= threshold <= 1:
            raise ValueError("threshold must be between 0 and 1")
        terms = lexicon or Lexicon.load(lexicons)
        known = terms.categories
        wanted = known if categories is None else tuple(categories)
        unknown = [category for category in wanted if category not in known]
        if not wanted:
            raise ValueError(f"categories names none; known are {', '.join(known)}")
        if unknown:
            raise ValueError(f"unknown category {unknown[0]!r}; known are {', '.join(known)}")
        self._categories = frozenset(wanted)
        self._all = self._categories.issuperset(known)
        self._threshold = threshold
        self._lang = lang
        self._finder = Finder(terms)
        self._boundaries = Boundaries(partial(words_of, terms), lexicon_digest() if terms.built_in else None)
        self._own_model = None if model is None else read_model(Path(model))

    def judge(self, text: str) -> Judgement:
        """How likely a line is an advertisement, and why; no text raises."""
        text = text[:_MOST]
        normalized = normalize(text)
        hits: Sequence[Hit] = self._finder.find(normalized)
        if not hits and not _is_styled(normalized):
            return _NOTHING
        shapes = list(shapes_in(normalized.text))
        found, score = self._weigh(text, normalized, hits, shapes)
        if score >= _DOUBT:
            settled = self._settle(normalized, hits)
            if len(settled) < len(hits):
                hits = settled
                found, score = self._weigh(text, normalized, hits, shapes)
        if not any(slot_of(hit) for hit in hits) and not found:
            return _NOTHING
        evidence = explain(text, normalized, hits, found, shapes, self._lang)
        if _is_bare(normalized, hits) or (score < _SURE and _is_lesson(hits)):
            score = min(score, _NO_MORE_THAN)
        elif not self._is_wanted(hits):
            if score >= self._threshold:
                evidence = (unwanted(_category(hits), self._categories, self._lang), *evidence)
            score = min(score, _NO_MORE_THAN)
        return Judgement(score >= self._threshold, score, evidence)

    def judge_many(self, texts: Iterable[str]) -> list[Judgement]:
        """Judges lines as ``judge`` does, and much faster where most of them hold nothing."""
        lines = list(texts)
        known = dict.fromkeys(lines, _NOTHING)
        every = list(known)
        few = len(every) < _FEW
        for number in range(len(every)) if few else doubtful([line[:_MOST] for line in every], self._finder):
            known[every[number]] = self.judge(every[number])
        return [known[line] for line in lines]

    def names(self, text: str) -> list[tuple[int, int]]:
        """Where a line names games, platforms and places: characters ``[start, end)``, in order."""
        normalized = normalize(text[:_HEAD])
        hits = self._finder.find(normalized, thorough=True)
        return [
            normalized.span(hit.start, hit.end)
            for hit in hits
            if slot_of(hit) == "product" or hit.row.kind == "region"
        ]

    def seams(self, text: str) -> list[Found]:
        """Advertisements glued onto a paragraph, as ``(start, end, judgement)``, in order.

        The characters ``[start, end)`` are whole sentences or bracketed phrases with their closing
        punctuation. Nothing is found where the paragraph is an advertisement as a whole.
        """
        return glued(text, self.judge, self._threshold)

    def describe(self, text: str) -> tuple[str, dict[str, float]] | None:
        """What the line model sees of a line, for training: the text whose n-grams count, and the figures.

        ``None`` for a line that the model has no say in: nothing is found in it, or one bare term.
        """
        normalized = normalize(text[:_MOST])
        hits = self._settle(normalized, self._finder.find(normalized))
        if _is_bare(normalized, hits) or (not hits and not _is_styled(normalized)):
            return None
        return _model_input(normalized, hits, features(text, normalized, hits))

    def _weigh(
        self, text: str, normalized: Normalized, hits: Sequence[Hit], shapes: Sequence[Shown]
    ) -> tuple[dict[str, float], float]:
        """The figures of a line with these terms, and its score: of the whole, or of its head if higher."""
        found = features(text, normalized, hits, shapes)
        whole = self._probability(normalized, hits, found)
        return found, max(whole, self._score_of_head(text, normalized, hits, found))

    def _score_of_head(
        self, text: str, normalized: Normalized, hits: Sequence[Hit], found: Mapping[str, float]
    ) -> float:
        """The score of the beginning of a long line, with what the whole has against spam; else 0."""
        if len(normalized.text) <= _LONG:
            return 0.0
        end = normalized.span(0, _HEAD)[1]
        head = normalize(text[:end])
        inside = [hit for hit in hits if hit.end <= len(head.text)]
        if not inside:
            return 0.0
        figures = features(text[:end], head, inside)
        against = {name: found[name] for name in ("slot.report", "slot.enforce") if name in found}
        return self._probability(head, inside, {**figures, **against})

    def _probability(self, normalized: Normalized, hits: Sequence[Hit], found: Mapping[str, float]) -> float:
        """What the line model makes of it."""
        if not hits and not found:
            return 0.0
        model = self._own_model or shipped_model()
        return round(model.probability(*_model_input(normalized, hits, found)), 4)

    def _is_wanted(self, hits: Sequence[Hit]) -> bool:
        """Whether a line with these terms is of a kind that is looked for."""
        return self._all or _category(hits) in self._categories

    def _settle(self, normalized: Normalized, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits that are words of the text; may read a dictionary."""
        contested = [_is_contested(hit) for hit in hits]
        standing = iter(self._boundaries.stand(normalized.text, compress(hits, contested)))
        return [hit for hit, doubted in zip(hits, contested, strict=True) if not doubted or next(standing)]


def _model_input(
    normalized: Normalized, hits: Sequence[Hit], found: Mapping[str, float]
) -> tuple[str, dict[str, float]]:
    """The text whose n-grams count, and all figures: the same in training as at run time."""
    return gram_text(folded_text(normalized, hits)), {**found, **context_figures(normalized, hits)}


def _category(hits: Sequence[Hit]) -> str:
    """The kind of advertisement that most of the terms belong to; the first one where none tells."""
    sums = {CATEGORIES[0]: 0.0}
    for hit in hits:
        if hit.row.category:
            sums[hit.row.category] = sums.get(hit.row.category, 0.0) + hit.row.weight
    return max(sums, key=lambda category: sums[category])


def _is_bare(normalized: Normalized, hits: Sequence[Hit]) -> bool:
    """Whether the line is one openly written word, or the name of a game, and nothing else.

    The items of menus and hot lists are such lines, and so are buttons, whatever they offer. A longer term
    that says much by itself is none.
    """
    if not hits or any(hit.disguise for hit in hits):
        return False
    covered = sum(hit.end - hit.start for hit in hits)
    if covered < len(normalized.text.strip()) - 1:
        return False
    if all(slot_of(hit) in _ON_BUTTONS for hit in hits):
        return True
    if len(hits) == 1 and slot_of(hits[0]) != "product":
        return hits[0].row.weight < _SAYS_MUCH or hits[0].end - hits[0].start < _LONG_TERM
    return all(slot_of(hit) == "product" or hit.row.kind == "region" for hit in hits)


def _is_lesson(hits: Sequence[Hit]) -> bool:
    """Whether all that is known of a line is one openly written word that opens a lesson: 攻略, 教程.

    Nothing is named that could be sold, and of travel and cooking they tell as well.
    """
    if len(hits) != 1 or hits[0].disguise:
        return False
    return slot_of(hits[0]) == "cover" and hits[0].row.weight <= _LESSON


def _is_contested(hit: Hit) -> bool:
    """Whether the characters may belong to other words: those of a word written backwards often do."""
    return hit.disguise == "reversed" or (hit.row.contested and not hit.disguise)


def _is_styled(normalized: Normalized) -> bool:
    """Whether a run of styled letters or digits makes a line worth a look without any known term."""
    if not normalized.disguises:
        return False
    return any(kind == "styled" and end - start >= _STYLED for kind, start, end in normalized.disguises)
