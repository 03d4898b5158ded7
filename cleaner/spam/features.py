"""What the judge weighs: named figures of one line, from its terms, their pairs, its shape, its disguises.

Names are stable: the weights of the line model stand under them in ``line_model.json``.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from ..expressions import compiled
from .hits import Hit
from .normalize import Normalized
from .shapes import Shown, shapes_in

__all__ = ["SLOTS", "features", "pairs_among", "slot_of", "strengths"]

SLOTS: Mapping[str, tuple[str, ...]] = {
    "product": ("platform", "game"),
    "tool": ("cheat-good",),
    "device": ("device",),
    "ware": ("ware",),
    "claim": ("claim",),
    "question": ("question",),
    "offer": ("sales-talk",),
    "contact": ("contact-bait",),
    "cover": ("cover-phrase",),
    "gambling": ("gambling",),
    "credit": ("credit-words",),
    "report": ("reporting",),
    "enforce": ("enforcement",),
}
"""The parts that an advertisement is put together from, and the classes of terms that fill each."""

PAIRS: tuple[tuple[str, str], ...] = (
    ("product", "tool"),
    ("product", "claim"),
    ("product", "question"),
    ("product", "device"),
    ("product", "offer"),
    ("product", "contact"),
    ("tool", "claim"),
    ("tool", "question"),
    ("tool", "offer"),
    ("tool", "contact"),
    ("tool", "cover"),
    ("claim", "question"),
    ("claim", "cover"),
    ("claim", "offer"),
    ("ware", "claim"),
    ("ware", "question"),
    ("ware", "offer"),
    ("ware", "contact"),
    ("ware", "cover"),
    ("ware", "credit"),
    ("product", "ware"),
    ("device", "cover"),
    ("device", "question"),
    ("device", "offer"),
    ("gambling", "credit"),
    ("gambling", "cover"),
    ("gambling", "offer"),
    ("gambling", "contact"),
    ("gambling", "claim"),
    ("gambling", "tool"),
    ("product", "gambling"),
    ("product", "credit"),
)
"""Pairs of parts that are weighed together; one part alone is never an advertisement."""

_PAIRS_OF: Mapping[str, tuple[tuple[str, str], ...]] = {
    first: tuple((second, f"pair.{first}_{second}") for one, second in PAIRS if one == first)
    for first, _ in PAIRS
}
"""For each part those that it is weighed together with, and the name of the figure."""
_SLOT_OF = {kind: slot for slot, kinds in SLOTS.items() for kind in kinds}
_MONEY = frozenset(("credit-words", "gambling"))
_AGAINST = frozenset(("reporting", "enforcement"))
_QUOTES = ("“”", "《》", "【】", "()", "「」", "『』", "[]")
_ELLIPSIS = compiled(r"\.{3,}|…+")
_QUOTED = compiled("[“「『‘]([^“”「」『』‘’]{2,16})[”」』’]")
_BRACKETED = compiled(r"[(【《「\[{]([^()【】《》「」\[\]{}]{1,24})[)】》」\]}]")


def slot_of(hit: Hit) -> str:
    """The part of an advertisement that a term can be, or an empty string."""
    return _SLOT_OF.get(hit.row.kind, "")


def strengths(hits: Iterable[Hit]) -> dict[str, float]:
    """How well each part is filled, 0 to 1: different terms add up, repeated ones don't."""
    missing: dict[str, float] = {}
    seen: set[str] = set()
    for hit in hits:
        slot = slot_of(hit)
        if slot and hit.row.id not in seen:
            seen.add(hit.row.id)
            missing[slot] = missing.get(slot, 1.0) * (1.0 - 0.95 * hit.row.weight)
    return {slot: 1.0 - rest for slot, rest in missing.items()}


def pairs_among(slots: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """The pairs among these parts: the figure's name and both parts."""
    for first in slots:
        for second, name in _PAIRS_OF.get(first, ()):
            if second in slots:
                yield name, first, second


def features(
    text: str, normalized: Normalized, hits: Sequence[Hit], shapes: Sequence[Shown] | None = None
) -> dict[str, float]:
    """The figures of one line; those that are 0 are left out.

    Args:
        text: the line as it was given.
        normalized: the same, normalised.
        hits: the terms found in it.
        shapes: its turns of phrase, where they are known already.
    """
    slots = strengths(hits)
    found: dict[str, float] = {f"slot.{slot}": value for slot, value in slots.items()}
    for name, first, second in pairs_among(slots):
        found[name] = slots[first] * slots[second]
    found.update(_term_figures(hits))
    shown = shapes_in(normalized.text) if shapes is None else shapes
    found.update((f"shape.{shape.id}", 1.0) for shape, _, _ in shown)
    found.update(_shape_figures(normalized.text, hits))
    found.update(_disguise_figures(text, normalized, hits))
    return {name: value for name, value in found.items() if value}


def _term_figures(hits: Sequence[Hit]) -> dict[str, float]:
    """Groups of terms, repetition, neighbourhood and crowding."""
    found: dict[str, float] = {}
    rows = {hit.row.id: hit.row for hit in hits}.values()
    for row in rows:
        if row.group and row.kind != "everyday":
            name = f"group.{row.kind}.{row.group}"
            found[name] = max(found.get(name, 0.0), row.weight)
    kinds = [hit.row.kind for hit in hits]
    if kinds.count("cheat-good") > 1:
        tools = [hit.row.id for hit in hits if hit.row.kind == "cheat-good"]
        found["stack.tools"] = math.log2(len(set(tools)) + len(tools) - 1) / 3
    money = [hit for hit in hits if hit.row.kind in _MONEY]
    if len(terms := {(hit.start, hit.end) for hit in money}) > 1:
        found["stack.money"] = math.log2(len(terms) + len({hit.row.id for hit in money}) - 1) / 3
    against = {hit.row.id for hit in hits if hit.row.kind in _AGAINST}
    if len(against) > 1:
        found["stack.against"] = math.log2(1 + len(against)) / 3
    found["near.product_tool"] = _nearness(hits, "product", "tool")
    found["near.game_device"] = _nearness(hits, "product", "device")
    found["everyday"] = min(1.0, kinds.count("everyday") / 2)
    return found


def _nearness(hits: Sequence[Hit], first: str, second: str) -> float:
    """1 where the second part follows the first at once, falling to 0 over a dozen characters."""
    best = 0.0
    before: Hit | None = None
    for hit in hits:
        slot = slot_of(hit)
        if slot == first:
            before = hit
        elif slot == second and before is not None:
            gap = hit.start - before.end
            best = max(best, (1 - gap / 12) * min(1.0, before.row.weight + 0.4) * hit.row.weight)
    return best


def _shape_figures(text: str, hits: Sequence[Hit]) -> dict[str, float]:
    """Brackets, quotes, cuts, repetition, and how much of the line the terms fill."""
    core = [hit for hit in hits if slot_of(hit) in _CORE_SLOTS]
    covered = sum(hit.end - hit.start for hit in core)
    return {
        "shape.unbalanced": float(any(text.count(q[0]) != text.count(q[1]) for q in _QUOTES)),
        "shape.exclaims": float("!" in text[2:14]),
        "shape.question": float("?" in text or "吗" in text),
        "shape.cut": float(_ELLIPSIS.search(text) is not None),
        "shape.repeats": _repetition(text),
        "shape.bracketed": _bracketed(text, core),
        "shape.quoted": _quoted(text, core),
        "shape.density": min(1.0, covered / (len(text) + 4)),
        "shape.short": float(len(text) <= 14),
        "shape.long": min(1.0, max(0, len(text) - 60) / 120),
    }


_CORE_SLOTS = frozenset(
    {"tool", "claim", "question", "device", "ware", "gambling", "credit", "contact", "offer", "product"}
)


def _repetition(text: str) -> float:
    """How much of the title's middle the snippet behind the cut says again, 0 to 1."""
    cut = _ELLIPSIS.search(text)
    if cut is None or cut.start() < 6 or len(text) - cut.end() < 8:
        return 0.0
    title, snippet = text[: cut.start()], text[cut.end() : cut.end() + 2 * cut.start() + 20]
    pieces = {title[i : i + 4] for i in range(len(title) - 3)}
    return sum(piece in snippet for piece in pieces) / len(pieces)


def _bracketed(text: str, core: Sequence[Hit]) -> float:
    """Whether brackets hold what is sold; honest ones hold a column, a picture note or a place."""
    spans = [match.span(1) for match in _BRACKETED.finditer(text)]
    inside = [h for h in core if _is_inside(h, spans)]
    sold = [h for h in inside if slot_of(h) != "product"]
    return min(1.0, 0.5 * len(sold) + 0.2 * (len(inside) - len(sold)))


def _quoted(text: str, core: Sequence[Hit]) -> float:
    """Whether balanced quotation marks hold the ware: reporters quote what they don't vouch for."""
    spans = [match.span(1) for match in _QUOTED.finditer(text)]
    return float(any(_is_inside(h, spans) for h in core if slot_of(h) != "product"))


def _is_inside(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the spans, which are in order and apart, holds the hit."""
    at = bisect_right(spans, hit.start, key=itemgetter(0)) - 1
    return at >= 0 and hit.end <= spans[at][1]


def _disguise_figures(text: str, normalized: Normalized, hits: Sequence[Hit]) -> dict[str, float]:
    """Words that matter and were hidden, styled letters, mixed alphabets of digits."""
    digits = {"disguise.digits": float(_digit_alphabets(text) > 1)}
    hidden = [hit for hit in hits if hit.disguise and slot_of(hit)]
    if not hidden and not normalized.disguises:
        return digits
    strong = [hit for hit in hidden if hit.disguise not in ("spelling", "full_width")]
    kinds = {kind for kind, _, _ in normalized.disguises}
    styled = sum(end - start for kind, start, end in normalized.disguises if kind == "styled")
    return {
        **digits,
        "disguise.words": min(1.0, math.log2(1 + len(hidden)) / 2),
        "disguise.weight": max((hit.row.weight for hit in strong), default=0.0),
        "disguise.styled": min(1.0, styled / 6),
        "pair.styled_brand": min(1.0, styled / 4) * _has_lucky_digits(normalized.text),
        "disguise.invisible": float("invisible" in kinds or "combining" in kinds),
        "disguise.letters": float("look_alike" in kinds),
    }


_ASCII_DIGIT = compiled("[0-9]")
_LUCKY = compiled(r"(?<![a-z])[a-z]{3,}[ -]?(?:[0-9]{2,3}|4d)(?![0-9a-z])")


def _has_lucky_digits(text: str) -> float:
    """Whether a name of letters ends in two or three digits, as betting sites call themselves."""
    return float(_LUCKY.search(text) is not None)


def _digit_alphabets(text: str) -> int:
    """How many alphabets the digits of a line come from."""
    others = {ord(char) >> 7 for char in text if char > "\x7f" and char.isdigit()}
    return len(others) + (_ASCII_DIGIT.search(text) is not None)
