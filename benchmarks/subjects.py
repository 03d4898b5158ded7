"""What is measured beside the peers: our own program, whole, and its content engine by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cleaner.content import Signal
from cleaner.model import Kind, Page
from cleaner.reading.document import Document

from .data import LabelledPage

if TYPE_CHECKING:
    from cleaner import Cleaner
    from cleaner.roles import RoleMatcher

__all__ = ["Found", "Ours", "engine_subject", "whole_subject"]


class Found(NamedTuple):
    """A result: the text, and whether the page was taken for an article; ``None`` if it wasn't asked."""

    text: str
    article: bool | None = None


T = TypeVar("T")
Ours = Callable[[LabelledPage, Page], Found]
"""From a labelled page, and the input made from it, to what we find."""


def whole_subject(engine: str, folds: Path | None = None) -> Ours:
    """The whole program: reading, spam judge, metadata, language, decisions.

    Args:
        engine: how the main content is found.
        folds: as for ``engine_subject``: the blocks engine then judges pages that it has not seen.
    """
    from cleaner import Cleaner
    from cleaner.model import Verdict

    chosen = _by_site(folds, lambda weights: _cleaner_with(weights) if weights else Cleaner(engine=engine))

    def run(labelled: LabelledPage, page: Page) -> Found:
        article = chosen(labelled.site).clean(page)
        return Found(article.text, article.verdict is not Verdict.NO_ARTICLE)

    return run


def _cleaner_with(weights: Path) -> Cleaner:
    """The program with other weights of the content model, for which it has no option."""
    from cleaner import Cleaner
    from cleaner.content import get_engine

    cleaner = Cleaner()
    engines = {kind: get_engine("blocks", kind, weights) for kind in (Kind.HTML, Kind.TEXT)}
    cleaner._labeller = replace(cleaner._labeller, engines=engines)
    return cleaner


def engine_subject(folds: Path | None = None) -> Ours:
    """Reading and the learned content engine alone: the blocks it scores at 0.5 or more.

    Args:
        folds: a folder of ``training.content --folds``: a model for each fold and ``sites.json`` that
            says which one has never seen a site. Pages are then judged by a model that did not see them.
    """
    from cleaner.content.blocks_engine import BlocksEngine
    from cleaner.reading import read

    chosen = _by_site(folds, BlocksEngine)

    def run(labelled: LabelledPage, page: Page) -> Found:
        document = read(page)
        engine = chosen(labelled.site)
        result = engine.judge(document, signals_for(document))
        kept = [b.text for b, s in zip(document.blocks, result.blocks, strict=True) if s.score >= 0.5]
        return Found("\n".join(kept), result.article >= 0.5)

    return run


def signals_for(document: Document) -> list[Signal]:
    """What wording and metadata tell of each block; the spam judge is not asked."""
    from cleaner.judge import signals_of
    from cleaner.metadata import find_metadata
    from cleaner.model import Judgement

    match = _matcher().match
    roles = [match(block.text) for block in document.blocks]
    harmless = [Judgement(False, 0.0)] * len(roles)
    return signals_of(roles, harmless, find_metadata(document, roles))


@lru_cache(maxsize=1)
def _matcher() -> RoleMatcher:
    from cleaner.roles import RoleMatcher

    return RoleMatcher()


def _by_site(folds: Path | None, make: Callable[[Path | None], T]) -> Callable[[str], T]:
    """What judges the pages of a site, made with the weights that have not seen it."""
    if folds is None:
        shipped = make(None)
        return lambda site: shipped
    sites: dict[str, int] = json.loads((folds / "sites.json").read_text(encoding="utf-8"))
    made = {n: make(folds / f"fold{n}.npy") for n in sorted(set(sites.values()))}
    return lambda site: made[sites[site]]


def as_page(labelled: LabelledPage, text: str | None = None) -> Page:
    """The labelled page as input: its bytes, or ``text`` as its flattened form."""
    if text is None:
        return Page(labelled.content, labelled.url, Kind.HTML)
    return Page(text, None, Kind.TEXT)
