"""What the content engine is told of each block before it scores it."""

from __future__ import annotations

from collections.abc import Sequence

from ..content import Signal
from ..metadata import Metadata
from ..model import Judgement, Label
from ..reading.document import Document
from ..roles import RoleHit
from .context import LONE_CHARS, is_slight
from .decision import BODY, is_doubtful, role_of
from .placed import SURE

__all__ = ["acquit", "signals_of"]

_NOTHING = Signal()


def signals_of(
    roles: Sequence[Sequence[RoleHit]], spam: Sequence[Judgement], metadata: Metadata
) -> list[Signal]:
    """What the content engine may know of each block before it scores it."""
    signals = []
    named = {metadata.title_block, *metadata.byline_blocks}
    for index, (hits, judgement) in enumerate(zip(roles, spam, strict=True)):
        if not hits and not judgement.score and index not in named:
            signals.append(_NOTHING)
            continue
        role = role_of(hits)
        label = role.label if role else None
        if index == metadata.title_block:
            label = Label.TITLE
        elif index in metadata.byline_blocks:
            label = Label.BYLINE
        signals.append(Signal(label, bool(role and role.list_heading), judgement.score))
    return signals


def acquit(
    signals: Sequence[Signal], document: Document, spam: Sequence[Judgement], placed: Sequence[float]
) -> list[Signal]:
    """The signals without what the page lets go: that is no advertisement to the content engine either.

    But a short line that is one almost for certain keeps its score, whatever verdict it is too weak for.

    Args:
        signals: what is known of each block, with its spam score as if it stood alone.
        document: the page.
        spam: the judgement on each block alone.
        placed: the scores that the places let stand.
    """
    most = list(placed)
    doubtful = [index for index, judgement in enumerate(spam) if is_doubtful(judgement)]
    for index in doubtful if len(doubtful) == 1 else ():
        sure = placed[index] >= SURE and len(document.blocks[index].text) <= LONE_CHARS
        if not sure and is_slight(document.blocks[index], placed[index], spam[index].evidence):
            most[index] = min(placed[index], BODY - 0.01)
    return [s if s.spam <= at else s._replace(spam=at) for s, at in zip(signals, most, strict=True)]
