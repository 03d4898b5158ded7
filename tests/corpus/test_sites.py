"""Learning: counts that are never too high, bounded counters, one story counted once."""

from __future__ import annotations

import tracemalloc
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Kind, Page
from cleaner.corpus.sites import Observation, SiteLearner, learn_sites, observe
from cleaner.sites import fingerprint
from tests.sites.made import CONTACT, page, story, title, url

PAGES = st.lists(st.sets(st.integers(0, 60), max_size=12), min_size=1, max_size=60)


def seen(site: str, number: int, blocks: set[int]) -> Observation:
    return Observation(
        site, f"story {number}", tuple((f"{block:016x}", f"block {block}") for block in sorted(blocks))
    )


@given(PAGES, st.integers(1, 40))
def test_counts_are_never_too_high_and_too_low_by_no_more_than_the_method_allows(
    pages: list[set[int]], counters: int
) -> None:
    learner = SiteLearner(counters=counters)
    for number, blocks in enumerate(pages):
        learner.add(seen("a.example", number, blocks))
    exact = Counter(f"{block:016x}" for blocks in pages for block in blocks)
    profile = learner.profiles().sites.get("a.example")
    found = {key: block.pages for key, block in profile.blocks.items()} if profile else {}
    lost = sum(map(len, pages)) / counters
    for key, count in found.items():
        assert count <= exact[key]
    for key, count in exact.items():
        if count - lost >= max(6, 0.3 * len(pages)):
            assert found[key] >= count - lost


def test_pages_may_be_bytes_and_text() -> None:
    page = "<link rel=canonical href='https://a.example/%d'><p>Subscribe to our letters.</p><p>Story %d.</p>"
    html = [page % (number, number) for number in range(12)]
    given_as_pages = learn_sites(Page(each, kind=Kind.HTML) for each in html)
    assert given_as_pages.sites["a.example"].blocks
    assert learn_sites([html[0].encode(), *html[1:]]) == given_as_pages


@given(PAGES)
def test_with_room_enough_counts_are_exact(pages: list[set[int]]) -> None:
    learner = SiteLearner()
    for number, blocks in enumerate(pages):
        learner.add(seen("a.example", number, blocks))
    exact = Counter(block for blocks in pages for block in blocks)
    least = max(6, 0.3 * len(pages))
    wanted = {f"{block:016x}": count for block, count in exact.items() if count >= least}
    sites = learner.profiles().sites
    assert {key: block.pages for each in sites.values() for key, block in each.blocks.items()} == wanted
    assert all(each.pages == len(pages) for each in sites.values())


def test_furniture_outlives_a_hundred_thousand_blocks_with_few_counters() -> None:
    learner = SiteLearner(counters=64, all_counters=1000, sites=8)
    for number in range(1000):
        unique = {1000 + 100 * number + i for i in range(99)}
        learner.add(seen(f"s{number % 4}.example", number, {number % 4, *unique}))
    sites = learner.profiles().sites
    assert sorted(sites) == [f"s{n}.example" for n in range(4)]
    for n in range(4):
        (key,) = sites[f"s{n}.example"].blocks
        assert int(key, 16) == n


def test_stories_count_towards_the_memory_that_all_sites_share() -> None:
    learner = SiteLearner(all_counters=1000)
    tracemalloc.start()
    try:
        for number in range(40_000):
            learner.add(seen(f"s{number % 100}.example", number, set()))
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 500_000, "40,000 stories would take about 5 MB"


def test_blocks_outlive_many_stories() -> None:
    learner = SiteLearner(all_counters=1000)
    for number in range(40_000):
        learner.add(seen(f"s{number % 4}.example", number, {number % 4}))
    profiles = learner.profiles().sites
    assert [list(profiles[f"s{n}.example"].blocks) for n in range(4)] == [[f"{n:016x}"] for n in range(4)]
    assert all(block.pages == 10_000 for each in profiles.values() for block in each.blocks.values())


def test_sites_with_few_pages_give_way() -> None:
    learner = SiteLearner(sites=10)
    for number in range(20):
        learner.add(seen("often.example", number, {1}))
    for number in range(200):
        learner.add(seen(f"once{number}.example", number, {1}))
    assert list(learner.profiles().sites) == ["often.example"]


def test_a_story_counts_once_whatever_its_address() -> None:
    html = page(1, [*story(1), CONTACT])
    pages = [Page(html, f"{url(1)}?n={n}") for n in range(20)]
    assert not learn_sites(pages).sites
    flat = "\n".join([title(1), *story(1), CONTACT])
    assert not learn_sites(Page(flat, f"{url(1)}?n={n}", Kind.TEXT) for n in range(20)).sites


def test_a_site_that_gives_every_page_the_same_title_is_learned_by_its_headings() -> None:
    pages = [page(n, [*story(n), CONTACT]).replace(f"<title>{title(n)}_", "<title>") for n in range(10)]
    profiles = learn_sites(Page(html, url(n)) for n, html in enumerate(pages))
    assert profiles.sites["evening.example"].pages_with(CONTACT) == 10


def test_links_and_hidden_blocks_are_not_counted_and_each_block_once() -> None:
    hidden = f"<p style='display:none'>{story(2)[0]}</p>"
    html = page(1, [CONTACT, CONTACT, hidden, "<p><a href='/x'>第二天的新闻也很多</a></p>"])
    observation = observe(Page(html, url(1)))
    assert observation is not None
    keys = [key for key, _ in observation.blocks]
    assert keys.count(fingerprint(CONTACT)) == 1
    assert fingerprint(story(2)[0]) not in keys
    assert fingerprint("第二天的新闻也很多") not in keys


@pytest.mark.parametrize(
    "given_page",
    [Page(page(1, story(1))), Page("", url(1)), Page(b"\x00\x01\x02", url(1)), Page("。。", url(1))],
)
def test_pages_that_teach_nothing(given_page: Page) -> None:
    learner = SiteLearner()
    learner.add(observe(given_page))
    assert not learner.profiles().sites


def test_misuse_is_told() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        SiteLearner(counters=0)
