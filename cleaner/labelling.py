"""What is known of each block before anything is decided: wording, spam, metadata, main content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .content.boxes import mark_boxes
from .content.engine import Engine
from .content.tail import tail_start
from .judge import Findings, acquit, is_doubtful, is_told, reports, scores_in_place, signals_of
from .limits import Limits, Watch
from .metadata import Metadata, find_metadata, without_inscriptions
from .model import Judgement, Kind
from .reading.document import Document
from .roles import RoleHit, RoleMatcher
from .seams import Pieces, cut_seams
from .spam import Detector

__all__ = ["Known", "Labeller"]

_CERTAIN = 0.9
"""The spam score of a title that is one, whatever stands below."""
_PARAGRAPHS = 2


@dataclass(slots=True)
class Known:
    """What was found out about texts of one page, so that settling it asks nothing twice; and its time."""

    watch: Watch
    pieces: dict[str, Pieces] = field(default_factory=dict)
    roles: dict[str, list[RoleHit]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Labeller:
    """Asks every room about every block.

    Attributes:
        detector: tells spam from its words.
        roles: tells what the wording of a block gives away.
        engines: tell main content, in HTML and in text.
        limits: what one page may cost.

    May be shared between threads.
    """

    detector: Detector
    roles: RoleMatcher
    engines: Mapping[Kind, Engine]
    limits: Limits

    def label(self, document: Document, known: Known) -> tuple[Document, Findings]:
        """The document, its paragraphs cut where advertisements were glued on, and what is known of it."""
        document, spam = cut_seams(document, self.detector, known.pieces, known.watch, self.limits)
        roles = self._role_hits(document, known.roles)
        metadata, advertised = _metadata(document, roles, spam, self.detector)
        signals = mark_boxes(document, signals_of(roles, spam, metadata))
        tail = tail_start(document, signals)
        placed = scores_in_place(document, roles, spam, tail)
        signals = acquit(signals, document, spam, placed)
        content = self.engines[document.kind].judge(document, signals)
        return document, Findings(
            roles=roles,
            spam=spam,
            placed=placed,
            body=content.blocks,
            metadata=metadata,
            tail=tail,
            article=content.article,
            advertised=advertised,
            names=self._names(document, spam),
        )

    def _role_hits(self, document: Document, known: dict[str, list[RoleHit]]) -> list[list[RoleHit]]:
        """What the wording of each block gives away; equal blocks of a page are looked at once."""
        new = [text for text in dict.fromkeys(b.text for b in document.blocks) if text not in known]
        known.update(zip(new, self.roles.match_many(new), strict=True))
        return without_inscriptions(document, [known[block.text] for block in document.blocks])

    def _names(self, document: Document, spam: list[Judgement]) -> dict[int, list[tuple[int, int]]]:
        """Where games, platforms and places are named, if the page holds a doubtful line at all."""
        if not any(map(is_doubtful, spam)):
            return {}
        blocks = zip(document.blocks, spam, strict=True)
        return {i: self.detector.names(b.text) for i, (b, found) in enumerate(blocks) if found.evidence}


def _metadata(
    document: Document, roles: list[list[RoleHit]], spam: list[Judgement], detector: Detector
) -> tuple[Metadata, Metadata | None]:
    """The page's metadata, and what it says of itself where its title is an advertisement.

    A planted line above the headline looks like a title. The fields are then read again without the
    planted lines; what was read first stands only if the whole page turns out to be an advertisement.
    """
    metadata = find_metadata(document, roles)
    title = None if metadata.title is None else detector.judge(metadata.title)
    if title is None or not title.spam or _is_headline(document, spam, title):
        return metadata, None
    honest = [i for i, judgement in enumerate(spam) if not judgement.spam]
    rest = replace(
        document, blocks=[document.blocks[i] for i in honest], hints=replace(document.hints, title=None)
    )
    again = find_metadata(rest, [roles[i] for i in honest])
    if again.title and detector.judge(again.title).spam:
        again = again._replace(title=None, title_block=None)
    block = None if again.title_block is None else honest[again.title_block]
    bylines = {honest[i]: why for i, why in again.byline_blocks.items()}
    return again._replace(title_block=block, byline_blocks=bylines), metadata


def _is_headline(document: Document, spam: list[Judgement], title: Judgement) -> bool:
    """Whether a title that reads like an advertisement stands above news about what is sold.

    Several blocks report; or the title is not certain, all that stands below is honest, and there are
    paragraphs.
    """
    if sum(map(reports, spam)) >= 2:
        return True
    if title.score >= _CERTAIN:
        return False
    honest = [b for b, found in zip(document.blocks, spam, strict=True) if not is_doubtful(found)]
    planted = sum(found.spam for found in spam)
    return planted <= 1 and sum(map(is_told, honest)) >= _PARAGRAPHS
