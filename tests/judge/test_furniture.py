"""What players, galleries and pictures leave among the paragraphs of an article."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.model import Block, Kind, Label, Page

from ..content.documents import ENGLISH

PARAGRAPHS = ENGLISH[:3]


def block_of(line: str, kind: Kind) -> Block:
    """The block of a line that stands between the paragraphs of an article."""
    lines = (PARAGRAPHS[0], line, *PARAGRAPHS[1:])
    if kind is Kind.TEXT:
        article = clean(Page("\n\n".join(lines), kind=kind))
    else:
        inside = "".join(f"<p>{text}</p>" for text in lines)
        article = clean(f"<html><body><article><h1>The salmon came home</h1>{inside}</article></body></html>")
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
    return next(block for block in article.blocks if block.text == line)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "line",
    [
        "Play Video",
        "Beginning of dialog window. Escape will cancel and close the window.",
        "Current Time 0:00",
        "Slide 1 of 10",
        "Enlarge this image",
        "Your browser does not support the video tag.",
        "View this post on Instagram",
        "This article is more than 3 years old",
        "\ue900 Share",
    ],
)
def test_furniture_between_paragraphs_goes_with_a_reason(line: str, kind: Kind) -> None:
    block = block_of(line, kind)
    assert block.label is Label.BOILERPLATE
    assert block.evidence[0].code.startswith("role.boilerplate.")


@pytest.mark.parametrize("kind", Kind)
def test_what_is_only_a_picture_credit_goes_and_a_caption_with_one_stays(kind: Kind) -> None:
    credit = block_of("Credit: Marcus Oyelaran / River Trust", kind)
    assert (credit.label, credit.evidence[0].code) == (Label.CREDIT, "role.caption.photo")
    caption = "A chinook salmon leaps near the former dam site. Photograph: River Trust"
    assert block_of(caption, kind).label is Label.CAPTION


NAMES = ("Rivers", "Dams", "Salmon")


def test_links_above_the_title_are_no_part_of_the_article() -> None:
    menu = "".join(f"<div><a href='/{i}'>{name}</a></div>" for i, name in enumerate(NAMES))
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2])
    article = clean(f"<html><body>{menu}<h1>The salmon came home</h1>{body}</body></html>")
    assert article.kept[0].text == PARAGRAPHS[0]
    assert all(block.evidence for block in article.removed)
