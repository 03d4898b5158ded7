"""An article does not end in links to other pages of its site."""

from __future__ import annotations

import pytest

from cleaner.judge.closing import drop_closing_links
from cleaner.judge.decision import Decision
from cleaner.model import KEPT_LABELS, Kind, Label, Page
from cleaner.reading import read
from cleaner.reading.addresses import leads_within

from ..content.documents import PARAGRAPHS

URL = "https://www.river.example/a/1.html"
STORIES = ("老城区菜市场改造完成", "周末降温明显", "县图书馆下月开放")


def left(ending: str, *, url: str | None = URL, kind: Kind = Kind.HTML) -> list[str]:
    """What is left of a page whose blocks were all kept, below its paragraphs; headings are headings."""
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    document = read(Page(f"<div>{body}{ending}</div>", url, Kind.HTML))
    document.kind = kind
    labels = [Label.HEADING if "/h2" in (b.path or "") else Label.BODY for b in document.blocks]
    decision = Decision(labels, [()] * len(labels))
    drop_closing_links(document, decision)
    kept = [b.text for b, label in zip(document.blocks, decision.labels, strict=True) if label in KEPT_LABELS]
    assert kept[: len(PARAGRAPHS)] == list(PARAGRAPHS)
    dropped = [i for i, label in enumerate(decision.labels) if label not in KEPT_LABELS]
    assert all(decision.evidence[i][0].code == "related.closing" for i in dropped)
    return kept[len(PARAGRAPHS) :]


def links(start: str = "/b/", tag: str = "p") -> str:
    return "".join(f'<{tag}><a href="{start}{i}.html">{s}</a></{tag}>' for i, s in enumerate(STORIES))


@pytest.mark.parametrize(
    "ending",
    [
        links(),
        f"<ul>{links(tag='li')}</ul>",
        links("https://m.river.example/b/"),
        links(URL.replace("www.", "")),
        f"<h2>更多报道</h2>{links()}",
        "<p>" + "、".join(f'<a href="/b/{i}">{story}</a>' for i, story in enumerate(STORIES)) + "</p>",
    ],
)
def test_links_to_other_stories_go_with_their_heading(ending: str) -> None:
    assert left(ending) == []


@pytest.mark.parametrize("start", ["https://law.example/", "mailto:desk@river.example?", "#note"])
def test_what_leads_elsewhere_stays(start: str) -> None:
    assert left(links(start)) == list(STORIES)


def test_links_above_the_last_words_stay() -> None:
    assert left(f"{links()}<p>以上三处均已开工。</p>") == [*STORIES, "以上三处均已开工。"]


@pytest.mark.parametrize(
    "inset",
    [
        '<ul><li>风机26台</li><li><a href="/x">装机容量300兆瓦</a></li></ul>',
        '<table><tr><td>风机</td><td><a href="/x">26台</a></td></tr></table>',
    ],
)
def test_lists_and_tables_that_are_more_than_links_stay_whole(inset: str) -> None:
    assert len(left(inset)) == 2
    assert len(left(f"{inset}{links()}")) == 2


def test_an_unknown_address_speaks_for_targets_without_a_host_only() -> None:
    assert left(links(), url=None) == []
    assert left(links("https://www.river.example/b/"), url=None) == list(STORIES)


def test_a_page_of_links_and_flattened_text_are_left_alone() -> None:
    document = read(Page(links(), URL, Kind.HTML))
    decision = Decision([Label.BODY] * len(STORIES), [()] * len(STORIES))
    drop_closing_links(document, decision)
    assert decision.labels == [Label.BODY] * len(STORIES)
    assert left(links(), kind=Kind.TEXT) == list(STORIES)


@pytest.mark.parametrize(
    ("href", "within"),
    [
        ("/b/2.html", True),
        ("2.html", True),
        ("?page=2", True),
        ("//news.river.example/b", True),
        ("https://river.example", True),
        ("https://driver.example/", False),
        ("https://[broken/", False),
        ("//[broken/b", False),
        ("javascript:void(0)", False),
        ("tel:110", False),
        ("#top", False),
    ],
)
def test_which_targets_are_within_the_site(href: str, within: bool) -> None:
    assert leads_within(href, "river.example") is within


def test_headings_alone_are_no_article_above_links() -> None:
    document = read(Page(f"<div><h2>更多报道</h2><h2>本地</h2>{links()}</div>", URL, Kind.HTML))
    labels = [Label.HEADING if "/h2" in (b.path or "") else Label.BODY for b in document.blocks]
    decision = Decision(list(labels), [()] * len(labels))
    drop_closing_links(document, decision)
    assert decision.labels == labels
