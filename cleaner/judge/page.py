"""The verdict for the page as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from ..content.shape import is_finished, is_prose
from ..expressions import compiled
from ..model import KEPT_LABELS, Evidence, Kind, Label, Verdict
from ..reading.columns import columns
from ..reading.document import Document, RawBlock
from ..reading.heaps import UNMARKED
from ..reading.links import link_density
from .decision import DOUBT, Decision, Findings, is_told, reports
from .notices import notice_of

__all__ = ["judge_page"]

_ADVERTISEMENT = Evidence(
    "page.spam", "the whole page is an advertisement: title and body sell the same", 0.9
)
_NO_ARTICLE = Evidence("page.no_article", "nothing on the page reads as an article", 0.6)

_TEXT = frozenset((Label.BODY, Label.HEADING))
_LEAST_WIDTH = 10
"""Columns of finished sentences that make the shortest article."""
_LEAST_PARAGRAPHS = 3
"""Honest paragraphs from which a page with an honest title, or with more links than text, is an article."""
_BRIEF = 2
"""Paragraphs of a report that tell an engine too little."""
_LEAST_ARTICLE = {Kind.HTML: 0.3, Kind.TEXT: 0.2}
"""Below this chance a page is taken for a list; under one half, since a lost article is worse than a list,
and lower where there is no markup to tell."""
_LIKELY = {Kind.HTML: 0.6, Kind.TEXT: 0.5}
_SURE = 0.95
_UNJUDGED = 1.0
"""The chance that engines give which do not judge the page; it vouches for nothing."""
_NEAR, _LEAST_OPENING = 3, 50
"""How far a report may begin below its byline, and columns of its first and last sentence."""
_LEAST_LINES = 6
_VERSE = compiled("[\u3400-\u9fff，、；：。！？…—·“”‘’《》]{1,16}")
"""A line of Chinese verse, and how many make a poem below its title."""
_LEAST_LINE = 4.5
"""Characters of its lines on the average; words of a menu have two."""
_FEW = 5
"""Characters of a line of verse that no headline has so few of."""
_LEAST_VERSE = 60
"""Columns of lines without a full stop, such as a poem's, where the page is likely an article."""


def judge_page(document: Document, findings: Findings, decision: Decision) -> None:
    """Sets the verdict; a page that is no article, or only an advertisement, keeps no block."""
    body = [i for i, label in enumerate(decision.labels) if label in _TEXT]
    if _is_advertisement(document, findings, decision, body):
        decision.verdict = Verdict.SPAM
        _drop_kept(decision, Label.SPAM, _ADVERTISEMENT)
    elif _is_list(document, findings, decision, body) or not _is_article(document, findings, body):
        _refuse(decision, _NO_ARTICLE)
    elif notice := notice_of(document, findings, decision.kept):
        _refuse(decision, notice)
        decision.notes.append(notice.reason)
    else:
        decision.verdict = Verdict.SPAM_REMOVED if Label.SPAM in decision.labels else Verdict.CLEAN


def _refuse(decision: Decision, why: Evidence) -> None:
    """Finds no article on the page."""
    decision.verdict = Verdict.NO_ARTICLE
    decision.notes.append("no article found")
    _drop_kept(decision, Label.BOILERPLATE, why)


def _drop_kept(decision: Decision, label: Label, why: Evidence) -> None:
    """Takes every block out that would have been kept."""
    for index, old in enumerate(decision.labels):
        if old in KEPT_LABELS:
            decision.relabel(index, label, why)


def _is_advertisement(
    document: Document, findings: Findings, decision: Decision, body: Sequence[int]
) -> bool:
    """Whether title and body together sell what they speak of.

    A page with reporting in it is never one: news about cheats quotes what the sellers say.
    """
    planted = Label.SPAM
    spam = [i for i, label in enumerate(decision.labels) if label is planted]
    shown = [i for i in spam if not document.blocks[i].hidden]
    if not shown and not any(findings.spam[i].score >= DOUBT for i in body):
        return False
    sizes = [len(b.text) for b in document.blocks]
    if not body:
        return sum(sizes[i] for i in shown) * 2 >= sum(sizes) > 0
    inside = [i for i in shown if body[0] - 2 <= i <= body[-1] + 1]
    reporting = sum(reports(findings.spam[i]) for i in body)
    if reporting * 4 >= len(body) + len(inside):
        return False
    bad = sum(sizes[i] for i in inside)
    bad += sum(sizes[i] for i in body if findings.spam[i].score >= DOUBT)
    total = sum(sizes[i] for i in {*inside, *body})
    if bad < (0.8 if findings.advertised is None else 0.3) * total:
        return False
    return findings.advertised is not None or not _is_outweighed(document, findings, body, inside)


def _is_outweighed(
    document: Document, findings: Findings, body: Sequence[int], inside: Sequence[int]
) -> bool:
    """Whether the article has as many honest paragraphs as advertisements, however long these are.

    A single block with a hundred thousand characters of search phrases does not make an article spam.
    """
    honest = [i for i in body if findings.spam[i].score < DOUBT]
    return _paragraphs(document, honest) >= max(_LEAST_PARAGRAPHS, len(inside))


def _paragraphs(document: Document, body: Sequence[int]) -> int:
    """How many of these blocks are paragraphs."""
    return sum(_is_paragraph(document.blocks[i]) for i in body)


def _is_paragraph(block: RawBlock) -> bool:
    """Whether a block is prose without a link."""
    return not block.links and is_prose(block.text)


def _longest_run(document: Document, body: Sequence[int]) -> int:
    """How many paragraphs stand in a row, at most; one line between two of them does not part them."""
    longest = run = gap = 0
    for index in body:
        if _is_paragraph(document.blocks[index]):
            run, gap = run + 1, 0
        else:
            gap += 1
            run = 0 if gap > 1 else run
        longest = max(longest, run)
    return longest


def _is_list(document: Document, findings: Findings, decision: Decision, body: Sequence[int]) -> bool:
    """Whether the content engine takes the page for a list, and nothing shows that it is wrong.

    It is not asked where sentences have no marks: no page of such a script was learned from. Somebody's name
    above several paragraphs is an article's: of 257 lists found on pages known to be lists one has both.
    """
    if findings.article >= _LEAST_ARTICLE[document.kind]:
        return False
    if findings.metadata.byline_blocks and _longest_run(document, body) >= _LEAST_PARAGRAPHS:
        return False
    if _is_brief(document, decision, body) or _is_framed(document, findings, decision, body):
        return False
    if _is_verse(document, findings, body):
        return False
    texts = [document.blocks[i].text for i in body]
    return 2 * sum(len(UNMARKED.findall(text)) for text in texts) <= sum(map(len, texts))


def _is_brief(document: Document, decision: Decision, body: Sequence[int]) -> bool:
    """Whether a page shows hardly more than a paragraph or two, such as a report in one sentence.

    Advertisements that were planted below it make no list of it.
    """
    around = (Label.RELATED, Label.BOILERPLATE)
    shown = sum(
        label in around and not block.hidden
        for label, block in zip(decision.labels, document.blocks, strict=True)
    )
    return shown <= len(body) <= _BRIEF and all(is_told(document.blocks[i]) for i in body)


def _is_framed(document: Document, findings: Findings, decision: Decision, body: Sequence[int]) -> bool:
    """Whether title and byline stand right above a text that opens and closes with a full sentence.

    Such is a report that names those who were honoured or elected: a list, but within an article.
    """
    metadata = findings.metadata
    if metadata.title_block is None or len(body) < _LEAST_PARAGRAPHS:
        return False
    above = [index for index in metadata.byline_blocks if metadata.title_block < index < body[0]]
    if not above or body[0] - above[-1] > _NEAR:
        return False
    if not all(_opens(document.blocks[index]) for index in (body[0], body[-1])):
        return False
    shown = (i for i in range(body[0], body[-1]) if not document.blocks[i].hidden)
    inside = (Label.BODY, Label.HEADING, Label.CAPTION, Label.SPAM)
    return all(decision.labels[index] in inside for index in shown)


def _opens(block: RawBlock) -> bool:
    """Whether a block is a full sentence of some length, such as a report opens and closes with."""
    return is_told(block) and columns(block.text) >= _LEAST_OPENING


def _is_article(document: Document, findings: Findings, body: Sequence[int]) -> bool:
    """Whether the kept blocks hold prose, or verse, and are not just a list of links."""
    texts = [document.blocks[i].text for i in body]
    some = [i for i in body if document.blocks[i].links]
    links = sum(len(document.blocks[i].text) for i in some if link_density(document.blocks[i]) >= 0.6)
    linked = links > 0.6 * sum(map(len, texts))
    likely = _LIKELY[document.kind] <= findings.article < _UNJUDGED
    if any(map(is_prose, texts)):
        if not linked:
            return True
        # an article may be a list of addresses, of restaurants or of sources, or stand beside a menu
        several = likely and _paragraphs(document, body) >= _LEAST_PARAGRAPHS
        return several or _SURE <= findings.article < _UNJUDGED
    if sum(columns(t) for t in texts if is_finished(t)) >= _LEAST_WIDTH:
        return True
    if linked or sum(map(columns, texts)) < _LEAST_VERSE:
        return False
    return likely or _is_verse(document, findings, body)


def _is_verse(document: Document, findings: Findings, body: Sequence[int]) -> bool:
    """Whether short lines of nothing but Chinese stand in one run right below a title and a byline.

    Menus and lists of headlines have figures, names in Latin letters, or longer lines; and what is no
    headline either is a line of a few characters, a comma or full stop behind it, or one measure for all.
    """
    metadata = findings.metadata
    if metadata.title_block is None:
        return False
    body = [index for index in body if index > metadata.title_block]
    if len(body) < _LEAST_LINES or body[-1] - body[0] >= len(body) + _BRIEF:
        return False
    if sum(len(document.blocks[index].text) for index in body) < _LEAST_LINE * len(body):
        return False
    if not any(metadata.title_block < index < body[0] for index in metadata.byline_blocks):
        return False
    lines = [document.blocks[index].text for index in body]
    sizes = {len(line) for line in lines}
    if min(sizes) > _FEW and len(sizes) > 1 and not any(line[-1] in "，。；" for line in lines):
        return False
    return all(map(_VERSE.fullmatch, lines)) and not any(document.blocks[index].links for index in body)
