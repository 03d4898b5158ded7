"""What goes into the judge and what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from ..content import BodyScore
from ..content.shape import is_finished, is_prose
from ..expressions import compiled
from ..metadata import Metadata
from ..model import KEPT_LABELS, Evidence, Judgement, Label, Verdict
from ..reading.document import Document, RawBlock
from ..reading.links import link_density
from ..roles import RoleHit

__all__ = [
    "BODY",
    "DOUBT",
    "ENFORCED",
    "Decision",
    "Findings",
    "is_doubtful",
    "is_told",
    "only_scored_low",
    "reports",
    "role_of",
    "speaks_against",
]

BODY = 0.5
"""Body and spam scores from here on say yes."""
DOUBT = 0.3
"""Below this spam score a line is not even doubtful."""

ENFORCED = 0.8
"""The least weight of a term of police, courts and fair play."""
_REPORTED = 1.2
"""The weight of several terms of reporting together."""
_CREDITED = compiled(r"。[（(][^（）()。]{2,24}[）)]$")
"""A full stop with a credit in brackets behind it: （剪辑：某某）."""
_MOST_LINKED = 0.2
"""Share of a block's characters in links, from which it points elsewhere."""
_REMOVED_ROLES = (Label.BYLINE, Label.CREDIT, Label.RELATED, Label.BOILERPLATE)


class Findings(NamedTuple):
    """What labelling found: one entry for each block in every list.

    Attributes:
        roles: what the wording of a block gives away.
        spam: the spam judge on the block alone.
        placed: the spam score, as the block's place on the page lets it stand.
        body: the content engine's score.
        metadata: title, author, date, source, and the blocks that show them.
        tail: index of the first block below the article that the list headings give away.
        article: the content engine's chance that the page holds an article at all.
        advertised: the metadata with the advertisement that stands as the page's title, if one does.
        names: by block, where games, platforms and places are named; known where a page holds doubtful lines.
    """

    roles: list[list[RoleHit]]
    spam: list[Judgement]
    placed: list[float]
    body: list[BodyScore]
    metadata: Metadata
    tail: int
    article: float = 1.0
    advertised: Metadata | None = None
    names: Mapping[int, Sequence[tuple[int, int]]] = MappingProxyType({})


@dataclass(slots=True)
class Decision:
    """Labels and their evidence for each block, and the verdict for the page."""

    labels: list[Label]
    evidence: list[tuple[Evidence, ...]]
    verdict: Verdict = Verdict.CLEAN
    notes: list[str] = field(default_factory=list)

    @property
    def kept(self) -> list[int]:
        """The blocks that are kept unless the caller chooses otherwise, in page order."""
        return [index for index, label in enumerate(self.labels) if label in KEPT_LABELS]

    def scored_low(self, index: int) -> bool:
        """Whether nothing but the content engine's score left a block out."""
        low = all(each.code.startswith("content.") for each in self.evidence[index])
        return low and self.labels[index] is Label.BOILERPLATE

    def relabel(self, index: int, label: Label, why: Evidence) -> None:
        """Overrides one block's label, keeping the earlier evidence behind the new."""
        self.labels[index] = label
        self.evidence[index] = (why, *self.evidence[index])

    def take_back(self, indexes: Iterable[int], why: Evidence) -> None:
        """Makes those blocks body that only their score had left out: no spam, teasers or credits."""
        for index in indexes:
            if self.scored_low(index):
                self.relabel(index, Label.BODY, why)


def only_scored_low(document: Document, decision: Decision, index: int) -> bool:
    """Whether nothing but its score speaks against a block: it is shown, no copy, and points nowhere."""
    if document.blocks[index].hidden or not decision.scored_low(index):
        return False
    copied = any(each.code == "content.copy" for each in decision.evidence[index])
    return not copied and link_density(document.blocks[index]) <= _MOST_LINKED


def role_of(hits: Sequence[RoleHit]) -> RoleHit | None:
    """The strongest role that takes a block out of the article, if its wording gives one away."""
    if not hits:
        return None
    strong = [h for h in hits if h.label in _REMOVED_ROLES and h.weight >= 0.5]
    return max(strong, key=lambda h: h.weight) if strong else None


def is_told(block: RawBlock) -> bool:
    """Whether a block is a finished sentence of prose, and no link."""
    text = block.text
    return not block.links and is_prose(text) and (is_finished(text) or _CREDITED.search(text) is not None)


def is_doubtful(judgement: Judgement) -> bool:
    """Whether a line may be spam, once its surroundings have spoken."""
    return judgement.score >= DOUBT


def speaks_against(judgement: Judgement) -> bool:
    """Whether something in the line speaks against spam: words of reporting, of enforcement."""
    return any(e.weight < 0 for e in judgement.evidence)


def reports(judgement: Judgement) -> bool:
    """Whether as much speaks against spam as in news about it: enforcement, or reporting in several words.

    A word or two such as 用户 and 概率 stand in many an advertisement.
    """
    against = [-e.weight for e in judgement.evidence if e.weight < 0]
    return max(against, default=0.0) >= ENFORCED or sum(against) >= _REPORTED
