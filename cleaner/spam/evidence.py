"""Puts into words why a line was judged as it was, with the characters that speak for and against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model import Evidence
from .features import pairs_among, slot_of
from .hits import Hit
from .normalize import Normalized
from .shapes import Shown

__all__ = ["explain", "unwanted"]

_MOST = 12
_SHAPE_WEIGHT = 0.3
_AGAINST = frozenset({"report", "enforce"})
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "product": "a game or platform",
        "tool": "a cheat tool",
        "device": "a cheating device",
        "ware": "something for sale",
        "claim": "a promise",
        "question": "a buyer's question",
        "offer": "an offer",
        "contact": "a contact",
        "cover": "a bait opener",
        "gambling": "gambling",
        "credit": "money terms",
        "pair": "{0} together with {1}",
        "filler": "symbols between the characters hide a word",
        "invisible": "invisible characters hide a word",
        "combining": "marks over the characters hide a word",
        "styled": "styled letters hide a word",
        "full_width": "full-width letters spell a word",
        "radical": "radicals stand for characters",
        "look_alike": "look-alike or sound-alike characters hide a word",
        "spelling": "a disguised spelling",
        "reversed": "a word written backwards",
        "reads": "{0}: “{1}” reads “{2}”",
        "term": "{0}: “{1}”",
        "unwanted": "an advertisement of the kind {0}, but only {1} is looked for",
    },
    "zh": {
        "product": "游戏或平台",
        "tool": "作弊工具",
        "device": "出千设备",
        "ware": "出售的东西",
        "claim": "承诺",
        "question": "诱导式提问",
        "offer": "推销",
        "contact": "联系方式",
        "cover": "标题党开头",
        "gambling": "赌博项目",
        "credit": "博彩返利",
        "pair": "{0}与{1}同时出现",
        "filler": "用符号隔开文字以躲避过滤",
        "invisible": "插入不可见字符以躲避过滤",
        "combining": "在文字上叠加符号以躲避过滤",
        "styled": "用花体字母以躲避过滤",
        "full_width": "用全角字母书写",
        "radical": "用部首代替汉字",
        "look_alike": "用形近字、谐音字以躲避过滤",
        "spelling": "变体写法",
        "reversed": "把词倒过来写",
        "reads": "{0}：“{1}”即“{2}”",
        "term": "{0}：“{1}”",
        "unwanted": "是 {0} 类广告，但只找 {1} 类",
    },
}


def explain(
    text: str,
    normalized: Normalized,
    hits: Sequence[Hit],
    found: Mapping[str, float],
    shapes: Iterable[Shown],
    lang: str,
) -> tuple[Evidence, ...]:
    """The evidence for and against, strongest first.

    Args:
        text: the line as it was given; spans point into it.
        normalized: the same, normalised.
        hits: the terms found in it.
        found: its figures.
        shapes: its turns of phrase.
        lang: language of the reasons, ``en`` or ``zh``.
    """
    words = _WORDS[lang]
    evidence = [
        *_terms(text, normalized, hits, words, lang),
        *_disguises(text, normalized, hits, words),
        *_pairs(normalized, hits, found, words),
        *_shapes(normalized, shapes, lang),
    ]
    return tuple(sorted(evidence, key=lambda e: -abs(e.weight))[:_MOST])


def unwanted(category: str, wanted: Iterable[str], lang: str) -> Evidence:
    """Why an advertisement is none to a caller who looks for other kinds; it weighs nothing by itself.

    What weighs against a line tells the judges of pages that it is honest, which nobody said.
    """
    return Evidence(
        "spam.category", _WORDS[lang]["unwanted"].format(category, ", ".join(sorted(wanted))), 0.0
    )


def _terms(
    text: str, normalized: Normalized, hits: Iterable[Hit], words: Mapping[str, str], lang: str
) -> Iterator[Evidence]:
    """One piece of evidence for each term, at its first place."""
    seen: set[str] = set()
    for hit in hits:
        slot = slot_of(hit)
        if not slot or hit.row.id in seen or not hit.row.weight:
            continue
        seen.add(hit.row.id)
        start, end = normalized.span(hit.start, hit.end)
        reason = words["term"].format(hit.row.reasons[lang], text[start:end])
        if slot in _AGAINST:
            yield Evidence("spam.context", reason, -hit.row.weight, (start, end))
        else:
            yield Evidence("spam.term", reason, hit.row.weight, (start, end))


def _disguises(
    text: str, normalized: Normalized, hits: Iterable[Hit], words: Mapping[str, str]
) -> Iterator[Evidence]:
    """Words that matter and were hidden."""
    for hit in hits:
        if hit.disguise and slot_of(hit):
            start, end = normalized.span(hit.start, hit.end)
            plain = _plain(hit)
            reason = words["reads"].format(words[hit.disguise], text[start:end], plain.strip("*"))
            yield Evidence("spam.disguise", reason, 0.4 + 0.5 * hit.row.weight, (start, end))


def _plain(hit: Hit) -> str:
    """How a hidden term is written openly."""
    if hit.disguise == "reversed":
        return hit.reading[::-1]
    return hit.row.forms[0] if hit.disguise == "spelling" else hit.reading


def _pairs(
    normalized: Normalized, hits: Sequence[Hit], found: Mapping[str, float], words: Mapping[str, str]
) -> Iterator[Evidence]:
    """Parts that stand together, each pair with the characters from one to the other."""
    best: dict[str, Hit] = {}
    for hit in hits:
        slot = slot_of(hit)
        if slot and (slot not in best or hit.row.weight > best[slot].row.weight):
            best[slot] = hit
    for name, first, second in pairs_among(best):
        value = found.get(name, 0.0)
        if value >= 0.1:
            ends = best[first], best[second]
            span = normalized.span(min(h.start for h in ends), max(h.end for h in ends))
            yield Evidence("spam.pair", words["pair"].format(words[first], words[second]), value, span)


def _shapes(normalized: Normalized, shapes: Iterable[Shown], lang: str) -> Iterator[Evidence]:
    """Turns of phrase."""
    for shape, start, end in shapes:
        if end > start:
            yield Evidence("spam.shape", shape.reasons[lang], _SHAPE_WEIGHT, normalized.span(start, end))
