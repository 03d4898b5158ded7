"""One page's way through the program: read, label, judge, assemble."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from os import PathLike
from typing import TYPE_CHECKING, Any

from .assemble import assemble, joined, kept_gaps, unstable_blocks
from .content import get_engine
from .content.boxes import mark_boxes
from .content.tail import tail_start
from .judge import Decision, Findings, decide, is_doubtful, reports, scores_in_place, signals_of
from .language import detect_language
from .limits import DEFAULT_LIMITS, Limits, Watch
from .metadata import Metadata, find_metadata, title_above
from .model import KEPT_LABELS, Article, Judgement, Kind, Label, Page, Verdict
from .reading import read, with_declared_body
from .reading.document import Document
from .roles import RoleHit, RoleMatcher
from .seams import Pieces, cut_seams
from .spam import Detector

if TYPE_CHECKING:
    from .sites import SiteProfiles

__all__ = ["Cleaner"]

_MOST_PASSES = 64
_LONG_PASSES, _LONG = 6, 20_000
"""Texts with more characters are read again no more often than so: noise falls apart line by line."""
_ARTICLES = (Verdict.CLEAN, Verdict.SPAM_REMOVED)


@dataclass(slots=True)
class _Known:
    """What was found out about texts of one page, so that settling it asks nothing twice; and its time."""

    watch: Watch
    pieces: dict[str, Pieces] = field(default_factory=dict)
    roles: dict[str, list[RoleHit]] = field(default_factory=dict)


class Cleaner:
    """Cleans pages; holds the loaded lexicon and models, and nothing that one page leaves for the next.

    Args:
        engine: how the main content of HTML is found (see ``cleaner.content.ENGINES``).
        lexicons: files of spam terms to use beside the built-in ones.
        keep: the labels whose blocks make up ``Article.text``.
        categories: kinds of spam to remove: ``cheats``, ``gambling`` and those that ``lexicons`` name; all
            of them if absent.
        lang: language of the reasons in evidence, ``en`` or ``zh``.
        spam_model: file of a line model to use instead of the shipped one.
        thorough: where title, author or date are silent, ask trafilatura as well; costs as much again.
        limits: what one page may cost (see :class:`cleaner.Limits`).
        site_profile: which blocks repeat on the pages of a site: what ``cleaner.corpus.sites`` learned, or
            the file where it was saved.

    Raises:
        TypeError: for a single str where a list is wanted.
        ValueError: for an unknown engine, category or language.
        cleaner.spam.LexiconError: for a lexicon file that cannot be read.
        cleaner.sites.SiteProfileError: for a site profile that cannot be read.

    An instance may be shared between threads.
    """

    def __init__(
        self,
        *,
        engine: str = "blocks",
        lexicons: Iterable[str | PathLike[str]] = (),
        keep: Iterable[Label | str] = KEPT_LABELS,
        categories: Iterable[str] | None = None,
        lang: str = "en",
        spam_model: str | PathLike[str] | None = None,
        thorough: bool = False,
        limits: Limits = DEFAULT_LIMITS,
        site_profile: SiteProfiles | str | PathLike[str] | None = None,
    ) -> None:
        for name, value in (("lexicons", lexicons), ("keep", keep), ("categories", categories)):
            if isinstance(value, (str, PathLike)):
                raise TypeError(f"{name} must be a list, not a single {type(value).__name__}")
        self._engines = {kind: get_engine(engine, kind) for kind in (Kind.HTML, Kind.TEXT)}
        self._keep = frozenset(Label(label) for label in keep)
        self._detector = Detector(
            lexicons=tuple(lexicons), categories=categories, lang=lang, model=spam_model
        )
        self._roles = RoleMatcher(lang=lang)
        self._thorough = thorough
        if not isinstance(limits, Limits):
            raise TypeError(f"limits must be cleaner.Limits, not {type(limits).__name__}")
        self._limits = limits
        self._lang = lang
        if isinstance(site_profile, (str, PathLike)):
            from .sites import SiteProfiles

            site_profile = SiteProfiles.load(site_profile)
        self._sites = site_profile

    def clean(self, page: bytes | str | Page, url: str | None = None) -> Article:
        """The article of one page, with every other block accounted for.

        Args:
            page: the page as bytes, as str, or as a :class:`Page` where its kind or charset is known.
            url: where it came from; overrides ``page.url``.

        Any bytes give an Article. Only misuse raises: ``TypeError`` for other types.
        """
        known = _Known(Watch(self._limits.seconds))
        document = read(_as_page(page, url), self._limits, known.watch)
        document, findings, decision = self._judged(document, known)
        if decision.verdict is Verdict.NO_ARTICLE:
            fuller = with_declared_body(document, self._limits, known.watch, anyway=True)
            if fuller is not document:
                tried = self._judged(fuller, known)
                if tried[2].verdict in _ARTICLES:
                    document, findings, decision = tried
        findings = _named(document, findings, decision)
        if self._thorough and decision.verdict in _ARTICLES:
            from .metadata.thorough import look_again

            findings = findings._replace(metadata=look_again(document, findings.metadata))
        language = detect_language(_texts_for_language(document, decision), document.hints.lang)
        _translate(decision, self._lang)
        return assemble(document, findings, decision, language, self._keep)

    def clean_many(self, pages: Iterable[bytes | str | Page]) -> Iterator[Article]:
        """Cleans one page after the other, lazily and in order."""
        return map(self.clean, pages)

    def judge_line(self, text: str) -> Judgement:
        """Whether one line is a planted advertisement, without any context.

        Raises:
            TypeError: for anything but a str.
        """
        if not isinstance(text, str):
            raise TypeError(f"text must be str, not {type(text).__name__}")
        return self._detector.judge(text[: self._limits.size])

    def _judged(self, document: Document, known: _Known) -> tuple[Document, Findings, Decision]:
        """The page with a label for every block, and a verdict."""
        document, findings = self._label(document, known)
        decision = decide(document, findings)
        self._settle(document, decision, known)
        return document, findings, decision

    def _label(self, document: Document, known: _Known) -> tuple[Document, Findings]:
        """Everything that is known about each block before anything is decided."""
        document, spam = cut_seams(document, self._detector, known.pieces, known.watch, self._limits)
        roles = self._role_hits(document, known.roles)
        metadata, sold = _metadata(document, roles, spam, self._detector)
        signals = mark_boxes(document, signals_of(roles, spam, metadata))
        tail = tail_start(document, signals)
        placed = scores_in_place(document, roles, spam, tail)
        # what its place acquits is no advertisement to the content engine either
        signals = [s if s.spam <= at else s._replace(spam=at) for s, at in zip(signals, placed, strict=True)]
        content = self._engines[document.kind].judge(document, signals)
        names = self._names(document, spam)
        body, article = content.blocks, content.article
        return document, Findings(roles, spam, placed, body, metadata, tail, article, sold, names)

    def _names(self, document: Document, spam: list[Judgement]) -> dict[int, list[tuple[int, int]]]:
        """Where games, platforms and places are named, if the page holds a doubtful line at all."""
        if not any(map(is_doubtful, spam)):
            return {}
        blocks = zip(document.blocks, spam, strict=True)
        return {i: self._detector.names(b.text) for i, (b, found) in enumerate(blocks) if found.evidence}

    def _role_hits(self, document: Document, known: dict[str, list[RoleHit]]) -> list[list[RoleHit]]:
        """What the wording of each block gives away; equal blocks of a page are looked at once."""
        new = [text for text in dict.fromkeys(b.text for b in document.blocks) if text not in known]
        known.update(zip(new, self._roles.match_many(new), strict=True))
        return [known[block.text] for block in document.blocks]

    def _settle(self, document: Document, decision: Decision, known: _Known) -> None:
        """Cleans the result again as text until nothing more goes: cleaning twice must change nothing.

        What a second cleaning would take away had its reason before; taking it now, with that reason,
        makes ``clean(clean(page).text).text == clean(page).text`` hold for every page.
        """
        sites = self._sites
        site = None if sites is None else sites.of(document.address)
        gaps = [block.gap for block in document.blocks]
        for number in range(_MOST_PASSES):
            if site is not None:
                from .sites.repeated import drop_repeated

                drop_repeated(document, decision, site)
            kept = kept_gaps(gaps, decision.labels, KEPT_LABELS)
            if not kept or known.watch.over():
                return
            text = joined(document, kept)
            if number >= _LONG_PASSES and len(text) > _LONG:
                return
            again, second = self._label(read(Page(text, kind=Kind.TEXT), self._limits), known)
            if not unstable_blocks(document, kept, again, decide(again, second), decision):
                return


def _metadata(
    document: Document, roles: list[list[RoleHit]], spam: list[Judgement], detector: Detector
) -> tuple[Metadata, Metadata | None]:
    """The page's metadata, and what it says of itself where its title is an advertisement.

    A planted line above the headline looks like a title. The fields are then read again without the
    planted lines; what was read first stands only if the whole page turns out to be an advertisement.
    """
    metadata = find_metadata(document, roles)
    if metadata.title is None or not detector.judge(metadata.title).spam:
        return metadata, None
    if sum(map(reports, spam)) >= 2:
        return metadata, None  # news about cheats has such headlines
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


def _named(document: Document, findings: Findings, decision: Decision) -> Findings:
    """With the title of flattened text that only tells where its article begins."""
    metadata = findings.metadata
    if document.kind is Kind.HTML or metadata.title_block is not None or decision.verdict not in _ARTICLES:
        return findings
    title = title_above(document, findings.roles, decision.kept[0])
    if title is None:
        return findings
    notes = {**metadata.notes, "title": "words of the article"}
    return findings._replace(metadata=metadata._replace(title=title, notes=notes))


def _as_page(page: bytes | str | Page, url: str | None) -> Page:
    """The caller's input as a Page."""
    address = page.url if url is None and isinstance(page, Page) else url
    if address is not None and not isinstance(address, str):
        raise TypeError(f"url must be str or None, not {type(address).__name__}")
    content: Any = page.content if isinstance(page, Page) else page
    if isinstance(content, (bytearray, memoryview)):
        content = bytes(content)
    if not isinstance(content, (bytes, str)):
        raise TypeError(f"page must be bytes, str or cleaner.Page, not {type(content).__name__}")
    return replace(page, content=content, url=address) if isinstance(page, Page) else Page(content, address)


def _translate(decision: Decision, lang: str) -> None:
    """Puts the reasons into ``lang``; most rooms give theirs in English only."""
    if lang == "en":
        return
    from .render.words import load_words

    words = load_words(lang)
    said = {why: words.evidence(why) for evidence in decision.evidence for why in evidence}
    decision.evidence = [tuple(map(said.__getitem__, evidence)) for evidence in decision.evidence]


def _texts_for_language(document: Document, decision: Decision) -> list[str]:
    """The article's own text where there is any, else all of the page."""
    kept = [b.text for b, label in zip(document.blocks, decision.labels, strict=True) if label in KEPT_LABELS]
    return kept or [b.text for b in document.blocks]
