"""One label for each block, strongest reason first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..content import BodyScore
from ..content.shape import is_cut
from ..model import Evidence, Kind, Label
from ..reading.columns import columns
from ..reading.document import Document
from ..reading.links import LINKED, is_links, link_density
from ..roles import RoleHit
from .context import among_spam
from .decision import BODY, Decision, Findings, role_of

__all__ = ["label_blocks"]

# before Python 3.12 a member of an enum takes longer to name than most else that a loop over blocks does
_RELATED, _BOILERPLATE = Label.RELATED, Label.BOILERPLATE
_BODY, _HEADING, _CAPTION = Label.BODY, Label.HEADING, Label.CAPTION
_TITLE = Evidence("metadata.title", "the title of the page", 1.0)
_TITLE_AGAIN = Evidence("metadata.title", "repeats the title of the page", 1.0)
_TEASER = Evidence("related.teaser", "a teaser in a list of links", 0.7)
_APART = Evidence(
    "page.apart", "what the page shows is no article: that of its structured data was read", 0.8
)
_AMONG = Evidence("related.among_spam", "a loose line in a list that is mostly spam", 0.6)
_LOW = Evidence("content.score", "scores low as main content", 0.5)
_ABOVE = Evidence("content.above_title", "a link above the title", 0.8)
_LINK = Evidence("content.link_density", "nothing but a link", 0.8)
_TEASER_WIDTH = 12
"""Columns; what is shorter is the name of a page, not a headline."""


def label_blocks(
    document: Document, findings: Findings, spam: Mapping[int, tuple[Evidence, ...]]
) -> Decision:
    """Labels every block; ``spam`` has the evidence of those that are spam."""
    among = among_spam(document, findings, spam)
    count = len(document.blocks)
    decision = Decision([_BOILERPLATE] * count, [()] * count)
    labels, evidence = decision.labels, decision.evidence
    first, last = _extent(findings.body)
    title, named = findings.metadata.title, {findings.metadata.title_block, *findings.metadata.byline_blocks}
    for index, (block, hits) in enumerate(zip(document.blocks, findings.roles, strict=True)):
        found = None
        if index in spam:
            found = Label.SPAM, spam[index]
        elif hits or index in named or block.text == title:
            found = _by_wording(document, findings, index, first, last)
        if found is None and index in among:
            found = _RELATED, (_AMONG,)
        if found is None:
            found = _by_score(document, findings, index, first)
        labels[index], evidence[index] = found
    return decision


def _extent(body: Sequence[BodyScore]) -> tuple[int, int]:
    """First and last block that the content engine takes for main content; (count, -1) if none."""
    inside = [i for i, b in enumerate(body) if b.score >= BODY]
    return (inside[0], inside[-1]) if inside else (len(body), -1)


def _by_wording(
    document: Document, findings: Findings, index: int, first: int, last: int
) -> tuple[Label, tuple[Evidence, ...]] | None:
    """The label that the block's wording and place give away, if they do."""
    block, metadata = document.blocks[index], findings.metadata
    if index == metadata.title_block:
        return Label.TITLE, (_TITLE,)
    if index in metadata.byline_blocks:
        return Label.BYLINE, (metadata.byline_blocks[index],)
    shown = metadata.title_block is not None or document.kind is Kind.HTML
    if shown and block.text == metadata.title and not first < index < last:
        return Label.TITLE, (_TITLE_AGAIN,)
    role = role_of(findings.roles[index])
    if role is None:
        return None
    label = role.label
    if role.list_heading:
        label = Label.BOILERPLATE  # the heading of a list is furniture; its items are the related stories
    elif label is Label.BYLINE and index > first:
        label = Label.CREDIT
    return label, (role.as_evidence(),)


def _by_score(
    document: Document, findings: Findings, index: int, first: int
) -> tuple[Label, tuple[Evidence, ...]]:
    """The label that the content engine's score gives."""
    if index < document.apart:
        return _BOILERPLATE, (_APART,)
    block, score = document.blocks[index], findings.body[index]
    if score.score >= BODY and not block.hidden:
        credit = _picture_credit(block.text, findings.roles[index])
        if credit is not None:
            return Label.CREDIT, (credit.as_evidence(),)
        if index < (findings.metadata.title_block or 0) and link_density(block) > LINKED:
            return _BOILERPLATE, (_ABOVE,)
        if document.kind is Kind.TEXT and is_links(block):
            return _BOILERPLATE, (_LINK,)  # the engine looked at the words of Markdown only
        return _inside(document, findings, index), score.evidence
    evidence = score.evidence
    if block.hidden:
        evidence = (
            Evidence("content.hidden", f"a browser would not show it: {block.hidden_by}", 0.9),
            *evidence,
        )
    elif _is_teaser(document, findings, index, first):
        return _RELATED, (_TEASER, *evidence)
    return _BOILERPLATE, evidence or (_LOW,)


def _is_teaser(document: Document, findings: Findings, index: int, first: int) -> bool:
    """Whether a block outside the article points to another story."""
    if index < first:
        return False
    block = document.blocks[index]
    if len(block.text) < _TEASER_WIDTH and columns(block.text) < _TEASER_WIDTH:
        return False
    return index > findings.tail or is_cut(block.text) or link_density(block) >= 0.6


def _picture_credit(text: str, hits: Sequence[RoleHit]) -> RoleHit | None:
    """The hit that makes a block nothing but a picture's credit, in a script with spaces between words.

    In the others a credit is a caption too: so short, it is all that there is.
    """
    if not hits or columns(text) != len(text):
        return None
    return next(
        (h for h in hits if h.label is _CAPTION and "credit" in h.groups and "text" not in h.groups), None
    )


def _inside(document: Document, findings: Findings, index: int) -> Label:
    """What a block of the main content is: caption, heading or paragraph."""
    block, hits = document.blocks[index], findings.roles[index]
    if block.tag == "figcaption" or (hits and any(hit.label is _CAPTION for hit in hits)):
        return _CAPTION
    return _HEADING if block.level else _BODY
