"""Authors that mark-up inside a line tells of."""

from __future__ import annotations

import pytest

from cleaner.model import Page
from cleaner.reading import read


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('<span class="author">Тимур Вагин</span> 12.08.2024', ("Тимур Вагин",)),
        ('<a rel="author" href="/1">יעל ברק</a> | 9:30', ("יעל ברק",)),
        ('By <a rel="author">Ana Diaz</a> and <a rel="author">Tom Arden</a>', ("Ana Diaz", "Tom Arden")),
        ('<span class="byline">By <a class="author-name">Ana Diaz</a></span>', ("Ana Diaz",)),
        ('<span class="author vcard">Posted by <span class="fn">Ana Diaz</span> at 9</span>', ("Ana Diaz",)),
        ('<i itemprop="author"><b itemprop="name">هناء عيسى</b></i> 23/01', ("هناء عيسى",)),
        ('<span class="byline__name">陳怡君</span><span class="byline__title">記者</span>', ("陳怡君",)),
        ('<span class="author-bio">Ana Diaz lives in Lima</span>', ()),
        ('<span class="comment-author">Ana Diaz</span>', ()),
        ('<b class="fn">Potato soup</b>', ()),
        ('<span class="author"> </span>', ()),
        ('<span class="author">Ana<br>Diaz</span>', ()),
        ('<span class="author">Ana<p>Diaz</p></span>', ()),
    ],
)
def test_authors_inside_a_line(line: str, named: tuple[str, ...]) -> None:
    blocks = read(Page(f"<html><body><div>{line}</div></body></html>")).blocks
    assert tuple(name for block in blocks for name in block.named) == named
