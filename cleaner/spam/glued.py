"""Takes a long paragraph apart where an advertisement may have been glued onto it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from ..expressions import compiled
from ..model import Judgement

__all__ = ["Found", "glued", "split"]

Span = tuple[int, int]
Found = tuple[int, int, Judgement]

_END = compiled(
    '[。！？!?；;…]{1,6}[”’"』」】）)》]{0,3}|\\.(?=\\s|$)[”’")]{0,2}|>{2,3}|[】」』》]{1,2}(?=\\s)'
    "|(?<=[a-zß-ÿа-яё]{3})\\.(?=[A-ZÀ-ÞА-ЯЁ][a-zß-ÿа-яё])"  # glued on without a space
)
_OPENING = compiled("[【★☆◆●■▶※➤✅🔥]")
_DECORATED = compiled("([★☆◆●■▶※➤✅🔥])[^★☆◆●■▶※➤✅🔥]{1,40}(?:\\1[^★☆◆●■▶※➤✅🔥]{1,40}){0,3}\\1")
_BRACKET_HEAD = compiled(r".{8,60}?[)）](?=[\u3400-\u9fff“\"])")
"""A bait title ends in brackets, and the paragraph it was glued onto goes on without a mark."""
_BAIT = compiled(r".{1,24}[?？!！]{1,4}")
"""A question or cry that an advertisement opens with."""
_ENDED = compiled(r"[。！？!?.][”’\"'」』）)]{0,3}$")
_LONGEST_REST = 20
"""Characters that the end of an advertisement has behind its last mark."""
_SHORTEST = 6
_DOUBT = 0.3
_REPORTED = 0.85
"""What a piece must score where the rest of the paragraph speaks as reporters do."""


def split(text: str) -> list[Span]:
    """The paragraph as pieces ``[start, end)``: sentences, and what decorated brackets set off.

    Together they are the whole text; white space belongs to the piece before it.
    """
    cuts = {0, len(text)}
    cuts.update(match.end() for match in _END.finditer(text))
    for match in _DECORATED.finditer(text):
        cuts.update(match.span())
    head = _BRACKET_HEAD.match(text)
    if head:
        cuts.add(head.end())
    for match in _OPENING.finditer(text):
        if (
            match.start() == 0
            or text[match.start() - 1] in "。！？!?；;. …"
            or text[match.start() - 1].isspace()
        ):
            cuts.add(match.start())
    places = sorted({_past_space(text, cut) for cut in cuts})
    return _joined(text, list(pairwise(places)))


def _past_space(text: str, cut: int) -> int:
    while 0 < cut < len(text) and text[cut].isspace():
        cut += 1
    return cut


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Pieces too short to be judged go with the one before."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and len(text[start:end].strip()) < _SHORTEST:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def glued(text: str, judge: Callable[[str], Judgement], threshold: float) -> list[Found]:
    """The pieces of a paragraph that are advertisements, neighbours merged; nothing if all of it is one.

    Args:
        text: a paragraph.
        judge: judges one piece.
        threshold: the score from which a piece is an advertisement.
    """
    spans = split(text)
    if len(spans) < 2:
        return []
    pieces = [text[start:end].strip() for start, end in spans]
    known = {piece: judge(piece) for piece in dict.fromkeys(pieces)}
    judgements = [known[piece] for piece in pieces]
    bar = threshold
    if any(e.weight < 0 for j in judgements if j.score < threshold for e in j.evidence):
        bar = max(threshold, _REPORTED)
    certain = [j.score >= bar for j in judgements]
    if not any(certain):
        return []
    taken = _with_doubtful(certain, judgements)
    _take_ends(pieces, judgements, taken)
    rest = sum(len(text[a:b].strip()) for (a, b), gone in zip(spans, taken, strict=True) if not gone)
    return _merged(text, spans, judgements, taken) if rest >= 2 * _SHORTEST else []


def _with_doubtful(certain: Sequence[bool], judgements: Sequence[Judgement]) -> list[bool]:
    """Certain pieces, and doubtful ones that touch them."""
    taken = list(certain)
    for order in (range(1, len(taken)), range(len(taken) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for i in order:
            if taken[i + step] and judgements[i].score >= _DOUBT:
                taken[i] = True
    return taken


def _take_ends(pieces: Sequence[str], judgements: Sequence[Judgement], taken: list[bool]) -> None:
    """Takes what an advertisement at the end of a paragraph opens with, and its last words without a stop.

    "Always losing?" says too little to be one by itself, and so does what comes behind the question "Can you
    cheat in it?". Both have to hold a term: the last sentence of a report may be a question too.
    """
    last = len(pieces) - 1
    if last > 1 and taken[last - 1] and not taken[last] and _baits(judgements[last]):
        taken[last] = len(pieces[last]) <= _LONGEST_REST and _ENDED.search(pieces[last]) is None
    if not taken[last]:
        return
    first = max(i for i in range(-1, last) if i < 0 or not taken[i])
    if first > 0 and _BAIT.fullmatch(pieces[first]) and _baits(judgements[first]):
        taken[first] = True


def _baits(judgement: Judgement) -> bool:
    """Whether a piece holds a term that advertisements have, whatever else it says."""
    return any(e.weight > 0 for e in judgement.evidence)


def _merged(
    text: str, spans: Sequence[Span], judgements: Sequence[Judgement], taken: Sequence[bool]
) -> list[Found]:
    """Runs of taken pieces as one span each, without the white space around it."""
    found: list[Found] = []
    i = 0
    while i < len(spans):
        if not taken[i]:
            i += 1
            continue
        j = i
        while j + 1 < len(spans) and taken[j + 1]:
            j += 1
        start, end = spans[i][0], spans[j][0] + len(text[spans[j][0] : spans[j][1]].rstrip())
        best = max(judgements[i : j + 1], key=lambda judgement: judgement.score)
        found.append((start, end, best))
        i = j + 1
    return found
