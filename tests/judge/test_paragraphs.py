"""Paragraphs of one element stay together: lines between kept ones, and sentences right below them."""

from __future__ import annotations

import pytest

from cleaner.judge.decision import Decision
from cleaner.judge.paragraphs import keep_paragraphs_together
from cleaner.model import Evidence, Kind, Label, Page
from cleaner.reading import read

from ..content.documents import PARAGRAPHS

LOW = Evidence("content.score", "scores low as main content", 0.5)
LINE = "船长没有回答"
SENTENCE = "县里说，下一批风机将在明年春天之前全部装完。"


def label_of(
    low: str,
    *,
    below: bool = False,
    why: Evidence = LOW,
    label: Label = Label.BOILERPLATE,
    page: str = "<div>{}</div>",
) -> Label:
    """What becomes of a block that was left out between two kept paragraphs, or below them."""
    first, last = (f"<p>{text}</p>" for text in PARAGRAPHS[:2])
    parts = [first, last, low] if below else [first, low, last]
    document = read(Page(page.format("".join(parts)), kind=Kind.HTML))
    kept = [block.text in PARAGRAPHS for block in document.blocks]
    decision = Decision([Label.BODY if k else label for k in kept], [() if k else (why,) for k in kept])
    keep_paragraphs_together(document, decision)
    return decision.labels[kept.index(False)]


def test_what_stands_between_two_paragraphs_is_taken_back_in() -> None:
    assert label_of(f"<p>{LINE}</p>") is Label.BODY
    assert label_of(f"<p>{SENTENCE}</p>") is Label.BODY


def test_below_the_last_paragraph_only_sentences_are() -> None:
    assert label_of(f"<p>{SENTENCE}</p>", below=True) is Label.BODY
    for line in (LINE, "这座城市为什么总在下雨，又是谁在屋檐下等了一夜？", "“快来看看吧，全场只要一元！”"):
        assert label_of(f"<p>{line}</p>", below=True) is Label.BOILERPLATE


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize(
    "low",
    [
        f"<section>{SENTENCE}</section>",
        f"<div><p>{SENTENCE}</p></div>",
        f'<p><a href="/a">{SENTENCE}</a></p>',
        f"<p hidden>{SENTENCE}</p>",
    ],
    ids=["another element", "an element of its own", "a link", "hidden"],
)
def test_other_elements_links_and_hidden_ones_are_not(low: str, below: bool) -> None:
    assert label_of(low, below=below) is Label.BOILERPLATE


@pytest.mark.parametrize(
    ("label", "code"),
    [
        (Label.SPAM, "spam.term"),
        (Label.RELATED, "related.teaser"),
        (Label.CREDIT, "role.credit.editor"),
        (Label.BOILERPLATE, "role.boilerplate.ad"),
        (Label.BOILERPLATE, "content.copy"),
    ],
)
def test_only_what_scored_low_is(label: Label, code: str) -> None:
    assert label_of(f"<p>{SENTENCE}</p>", label=label, why=Evidence(code, "", 0.9)) is label


def test_a_heading_ends_what_goes_on_below() -> None:
    low = f"<h2>相关</h2><p>{SENTENCE}</p>"
    document = read(Page(f"<div><p>{PARAGRAPHS[0]}</p>{low}</div>", kind=Kind.HTML))
    decision = Decision([Label.BODY, Label.BOILERPLATE, Label.BOILERPLATE], [(), (LOW,), (LOW,)])
    keep_paragraphs_together(document, decision)
    assert decision.labels[1:] == [Label.BOILERPLATE, Label.BOILERPLATE]
