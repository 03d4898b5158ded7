"""What readers said of blocks, laid over an article: equal blocks get the label that a reader gave them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import TypeAlias

from ..assemble import kept_gaps
from ..model import Article, Block, Evidence, Label, Verdict
from ..render.words import Words, load_words

__all__ = ["Choice", "Corrections", "corrected", "key_of", "reader_choice"]

_CODE = "feedback."


class Choice(str, Enum):
    """What a reader can say of a block."""

    SPAM = "spam"
    ARTICLE = "article"
    OTHER = "other"
    """Neither: furniture, a teaser, a credit line."""

    def __str__(self) -> str:
        return self.value


Corrections: TypeAlias = Mapping[str, Choice]
"""From :func:`key_of` of a block's text to what a reader said of it."""

_REASONS: Mapping[Choice, str] = {
    Choice.SPAM: "a reader said that it is spam",
    Choice.ARTICLE: "a reader said that it is part of the article",
    Choice.OTHER: "a reader said that it is neither article nor spam",
}


def key_of(text: str) -> str:
    """What makes two blocks equal: the same characters, whatever the white space."""
    return " ".join(text.split())


def corrected(article: Article, corrections: Corrections, lang: str = "en") -> Article:
    """The article with the corrections applied and a note that says so; the same object where none applies.

    Args:
        article: as the judge left it.
        corrections: what readers said.
        lang: language of the reasons and notes of the article.
    """
    if not corrections:
        return article
    words = load_words(lang)
    blocks = [_relabelled(block, words, corrections.get(key_of(block.text))) for block in article.blocks]
    changed = sum(new is not old for new, old in zip(blocks, article.blocks, strict=True))
    if not changed:
        return article
    gaps = kept_gaps([b.gap for b in blocks], [b.label for b in blocks], article.keep)
    blocks = [b if gaps.get(i, b.gap) == b.gap else replace(b, gap=gaps[i]) for i, b in enumerate(blocks)]
    notes = (*article.notes, words.sentence(f"blocks labelled by readers: {changed}"))
    return replace(article, blocks=tuple(blocks), verdict=_verdict(article, blocks), notes=notes)


def reader_choice(block: Block) -> Choice | None:
    """What a reader said of the block, if its label comes from that."""
    code = block.evidence[0].code if block.evidence else ""
    return Choice(code.removeprefix(_CODE)) if code.startswith(_CODE) else None


def _relabelled(block: Block, words: Words, choice: Choice | None) -> Block:
    if choice is None:
        return block
    if choice is Choice.SPAM:
        label = Label.SPAM
    elif choice is Choice.OTHER:
        label = Label.BOILERPLATE
    else:
        label = Label.HEADING if block.level else Label.BODY
    why = words.evidence(Evidence(_CODE + choice.value, _REASONS[choice]))
    return replace(block, label=label, evidence=(why, *block.evidence))


def _verdict(article: Article, blocks: list[Block]) -> Verdict:
    if not any(block.label in article.keep for block in blocks):
        return Verdict.SPAM if article.verdict is Verdict.SPAM else Verdict.NO_ARTICLE
    spam = any(block.label is Label.SPAM for block in blocks)
    return Verdict.SPAM_REMOVED if spam else Verdict.CLEAN
