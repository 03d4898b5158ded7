"""A box of other stories between two paragraphs does not end the article."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.content import Signal
from cleaner.content.boxes import mark_boxes
from cleaner.model import Kind, Label, Page
from cleaner.reading import read

from .documents import OTHERS, PARAGRAPHS

BOXES = {
    "zh": ("相关阅读", "老渡口的最后一班船"),
    "en": ("Related", "The ferry captain who paints the harbor"),
}


def page(box: tuple[str, str], place: int, kind: Kind) -> Page:
    """An article with a box above one of its paragraphs."""
    if kind is Kind.TEXT:
        return Page(
            "\n\n".join(["城南一仓库起火", *PARAGRAPHS[:place], *box, *PARAGRAPHS[place:]]), kind=kind
        )
    parts = [f"<p>{text}</p>" for text in PARAGRAPHS]
    parts.insert(place, f'<div class="inline"><h4>{box[0]}</h4><a href="/x">{box[1]}</a></div>')
    return Page(
        f"<article><h1>城南一仓库起火</h1>{''.join(parts)}</article><footer>© 2024</footer>", kind=kind
    )


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("place", [2, len(PARAGRAPHS) - 2])
@pytest.mark.parametrize("box", BOXES.values(), ids=list(BOXES))
def test_the_article_goes_on_below_a_box(box: tuple[str, str], place: int, kind: Kind) -> None:
    article = cleaner.clean(page(box, place, kind))
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
    assert not any(line in article.text for line in box)


def signals(document: object, heading: int, count: int) -> list[Signal]:
    return [Signal(Label.RELATED, list_heading=True) if i == heading else Signal() for i in range(count)]


def test_blocks_of_a_box_are_marked_and_its_heading_heads_no_list() -> None:
    document = read(page(BOXES["zh"], 2, Kind.HTML))
    heading = next(i for i, block in enumerate(document.blocks) if block.text == BOXES["zh"][0])
    marked = mark_boxes(document, signals(document, heading, len(document.blocks)))
    assert [i for i, signal in enumerate(marked) if signal.boxed] == [heading, heading + 1]
    assert not any(signal.list_heading for signal in marked)


def test_a_list_below_the_article_is_no_box() -> None:
    teasers = [line for title in OTHERS for line in (title, f"{title},有关部门昨天通报了最新的情况。")]
    lines = ["城南一仓库起火", *PARAGRAPHS, "相关阅读", *teasers]
    document = read(Page("\n\n".join(lines), kind=Kind.TEXT))
    given = signals(document, lines.index("相关阅读"), len(lines))
    assert mark_boxes(document, given) == given
