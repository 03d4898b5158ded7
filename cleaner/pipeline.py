"""One page's way through the program: read, label, judge, assemble."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from os import PathLike
from typing import TYPE_CHECKING, Any, NamedTuple

from .arguments import as_list, as_page, as_pages
from .assemble import assemble
from .content import get_engine
from .judge import Decision, Findings, decide
from .labelling import Known, Labeller
from .language import detect_language
from .limits import DEFAULT_LIMITS, Limits, Watch
from .metadata import title_above
from .model import KEPT_LABELS, Article, Judgement, Kind, Label, Page, Verdict
from .reading import read, with_body_below_menu
from .reading.document import Document
from .roles import RoleMatcher
from .settling import settle
from .spam import Detector

if TYPE_CHECKING:
    from .sites import SiteProfiles

__all__ = ["Cleaner"]

_ARTICLES = (Verdict.CLEAN, Verdict.SPAM_REMOVED)


class _Judged(NamedTuple):
    """A page with what was found, and what was decided by that."""

    document: Document
    findings: Findings
    decision: Decision


class Cleaner:
    """Cleans pages; holds the loaded lexicon and models, and nothing that one page leaves for the next.

    Args:
        engine: how the main content of HTML is found (see ``cleaner.content.ENGINES``).
        lexicons: files of spam terms to use beside the built-in ones.
        keep: the labels whose blocks make up ``Article.text``.
        categories: kinds of spam to remove: ``cheats``, ``gambling`` and those that ``lexicons`` name; all
            of them where ``None``. An empty list is an error.
        lang: language of the reasons in evidence and of the notes, ``en`` or ``zh``.
        spam_model: file of a line model to use instead of the shipped one.
        thorough: where title, author or date are silent, ask trafilatura as well; costs as much again.
        limits: what one page may cost (see :class:`cleaner.Limits`).
        site_profile: which blocks repeat on the pages of a site: what ``cleaner.corpus.sites`` learned, or
            the file where it was saved.

    Raises:
        TypeError: for a single str where a list is wanted, and other arguments of a wrong type.
        ValueError: for an unknown engine, category or language, and for no category at all.
        cleaner.spam.LexiconError: for a lexicon file that cannot be read.
        cleaner.sites.SiteProfileError: for a site profile that cannot be read.

    An instance may be shared between threads. It can be pickled and copied: what goes over is its arguments,
    of files their paths, and the Cleaner is made anew on the other side.
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
        lexicons, kept = as_list("lexicons", lexicons), frozenset(map(Label, as_list("keep", keep)))
        categories = None if categories is None else as_list("categories", categories)
        if not isinstance(limits, Limits):
            raise TypeError(f"limits must be cleaner.Limits, not {type(limits).__name__}")
        self._made_with: dict[str, Any] = {
            "engine": engine,
            "lexicons": lexicons,
            "keep": kept,
            "categories": categories,
            "lang": lang,
            "spam_model": spam_model,
            "thorough": thorough,
            "limits": limits,
            "site_profile": site_profile,
        }
        engines = {kind: get_engine(engine, kind) for kind in (Kind.HTML, Kind.TEXT)}
        detector = Detector(lexicons=lexicons, categories=categories, lang=lang, model=spam_model)
        self._labeller = Labeller(detector, RoleMatcher(lang=lang), engines, limits)
        self._keep = kept
        self._thorough = thorough
        self._limits = limits
        self._lang = lang
        self._sites = _sites(site_profile)

    def __reduce__(self) -> tuple[Any, ...]:
        """By its arguments: tables and models are sooner loaded than sent, and locks cannot be."""
        return partial(type(self), **self._made_with), ()

    def clean(self, page: bytes | str | Page, url: str | None = None) -> Article:
        """The article of one page, with every other block accounted for.

        Args:
            page: the page as bytes, as str, or as a :class:`Page` where its kind or charset is known.
            url: where it came from; overrides ``page.url``.

        Any bytes give an Article. Only misuse raises: ``TypeError`` for other types.
        """
        known = Known(Watch(self._limits.seconds))
        judged = self._judged(read(as_page(page, url), self._limits, known.watch), known)
        if judged.decision.verdict is Verdict.NO_ARTICLE:
            fuller = with_body_below_menu(judged.document, self._limits, known.watch)
            second = judged if fuller is judged.document else self._judged(fuller, known)
            if second.decision.verdict in _ARTICLES:
                judged = second
        document, findings, decision = judged
        findings = _named(document, findings, decision)
        if self._thorough and decision.verdict in _ARTICLES:
            from .metadata.thorough import look_again

            findings = findings._replace(metadata=look_again(document, findings.metadata))
        language = detect_language(_texts_for_language(document, decision), document.hints.lang)
        _translate(document, decision, self._lang)
        return assemble(document, findings, decision, language, self._keep)

    def clean_many(self, pages: Iterable[bytes | str | Page]) -> Iterator[Article]:
        """Cleans one page after the other, lazily and in order; ``TypeError`` for a single page."""
        return map(self.clean, as_pages(pages))

    def judge_line(self, text: str) -> Judgement:
        """Whether one line is a planted advertisement, without any context.

        Raises:
            TypeError: for anything but a str.
        """
        if not isinstance(text, str):
            raise TypeError(f"text must be str, not {type(text).__name__}")
        return self._labeller.detector.judge(text[: self._limits.size])

    def _judged(self, document: Document, known: Known) -> _Judged:
        """The page with a label for every block, and a verdict."""
        document, findings = self._labeller.label(document, known)
        decision = decide(document, findings)
        site = None if self._sites is None else self._sites.of(document.address)
        settle(document, decision, self._labeller, known, site)
        return _Judged(document, findings, decision)


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


def _sites(given: SiteProfiles | str | PathLike[str] | None) -> SiteProfiles | None:
    """What is known of sites; read where a file is named."""
    if given is None:
        return None
    from .sites import SiteProfiles

    if isinstance(given, SiteProfiles):
        return given
    if not isinstance(given, (str, PathLike)):
        raise TypeError(f"site_profile must be a path or SiteProfiles, not {type(given).__name__}")
    return SiteProfiles.load(given)


def _translate(document: Document, decision: Decision, lang: str) -> None:
    """Puts the reasons and notes into ``lang``; most rooms give theirs in English only."""
    if lang == "en":
        return
    from .render.words import load_words

    words = load_words(lang)
    said = {why: words.evidence(why) for evidence in decision.evidence for why in evidence}
    decision.evidence = [tuple(map(said.__getitem__, evidence)) for evidence in decision.evidence]
    document.notes = list(map(words.sentence, document.notes))
    decision.notes = list(map(words.sentence, decision.notes))


def _texts_for_language(document: Document, decision: Decision) -> list[str]:
    """The article's own text where there is any, else all of the page."""
    kept = [b.text for b, label in zip(document.blocks, decision.labels, strict=True) if label in KEPT_LABELS]
    return kept or [b.text for b in document.blocks]
