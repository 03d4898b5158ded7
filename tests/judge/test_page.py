"""Whether a page holds an article, from what the other rooms say of it."""

from __future__ import annotations

import pytest

from cleaner.content import BodyScore
from cleaner.judge import Findings, decide
from cleaner.metadata import find_metadata
from cleaner.model import Judgement, Kind, Page, Verdict
from cleaner.reading import read
from cleaner.roles import RoleHit, RoleMatcher

MENU = "".join(
    f'<p><a href="/{n}">Managed databases, networks and storage of kind {n}, in all regions.</a></p>'
    for n in range(40)
)
STORY = (
    "<p>The service keeps three copies of each file, and tells its owner when one of them is lost.</p>"
    "<p>What it costs depends on the region, on the number of requests, and on the traffic out of it.</p>"
    "<p>Most customers start with a small bucket, and move their archives once they trust the bill.</p>"
)


def verdict(html: str, article: float) -> Verdict:
    """The verdict on a page whose blocks are all kept by the content engine."""
    document = read(Page(html, kind=Kind.HTML))
    count = len(document.blocks)
    spam, body = [Judgement(False, 0.0)] * count, [BodyScore(0.9)] * count
    roles: list[list[RoleHit]] = RoleMatcher().match_many([block.text for block in document.blocks])
    findings = Findings(
        roles, spam, [0.0] * count, body, find_metadata(document, roles), tail=count, article=article
    )
    return decide(document, findings).verdict


@pytest.mark.parametrize(
    ("html", "article", "expected"),
    [
        (STORY, 0.7, Verdict.CLEAN),
        (STORY, 0.1, Verdict.NO_ARTICLE),
        (MENU + STORY, 0.7, Verdict.CLEAN),
        (MENU + STORY, 0.5, Verdict.NO_ARTICLE),
        (MENU, 0.7, Verdict.NO_ARTICLE),
        (MENU, 0.97, Verdict.CLEAN),
        (MENU, 1.0, Verdict.NO_ARTICLE),
    ],
    ids=[
        "story",
        "unlikely",
        "story below a menu",
        "doubtful below a menu",
        "menu",
        "list of sources",
        "not judged",
    ],
)
def test_links_alone_are_no_article_but_take_none_away(html: str, article: float, expected: Verdict) -> None:
    assert verdict(html, article) is expected


def test_a_byline_above_several_paragraphs_shows_that_a_page_is_no_list() -> None:
    byline = "<div>By Priya Anand | 6 November 2025</div>"
    assert verdict(f"<h1>The bill for storage</h1>{byline}{STORY}", 0.05) is Verdict.CLEAN
    assert verdict(f"<h1>The bill for storage</h1>{STORY}", 0.05) is Verdict.NO_ARTICLE
    assert verdict(f"<h1>The bill for storage</h1>{byline}{MENU}", 0.05) is Verdict.NO_ARTICLE
