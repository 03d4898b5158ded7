"""Articles of a made site: the site's own lines go, nothing of any story does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

import cleaner
from cleaner import Article, Cleaner, Label, Page
from cleaner.corpus.sites import learn_sites
from tests.sites.made import CONTACT, NOTE, SERIAL, page, story, title, url

Build = Callable[[int], Sequence[str]]
PLAIN = Cleaner()


def cleaned(build: Build, pages: int = 20, **options: object) -> list[Article]:
    """The articles of a site whose page ``n`` holds ``build(n)``, after its profile was learned."""
    made = [page(n, build(n)) for n in range(pages)]
    profiles = learn_sites(Page(html, url(n)) for n, html in enumerate(made))
    cleaner_of_site = Cleaner(site_profile=profiles, **options)  # type: ignore[arg-type]
    return [cleaner_of_site.clean(html, url(n)) for n, html in enumerate(made)]


def test_the_contact_line_and_the_editors_note_go_with_evidence_and_no_story_loses_a_word() -> None:
    articles = cleaned(lambda n: [NOTE, *story(n), CONTACT])
    for n, article in enumerate(articles):
        assert article.text == "\n\n".join(story(n))
        gone = {block.text: block for block in article.removed}
        for line in (NOTE, CONTACT):
            evidence = gone[line].evidence[0]
            assert gone[line].label is Label.BOILERPLATE
            assert evidence.code == "site.repeated"
            assert evidence.reason == "stands on 20 of 20 pages of evening.example"
    alone = PLAIN.clean(page(3, [NOTE, *story(3), CONTACT]), url(3))
    assert CONTACT in alone.text, "the test needs a line that no single page gives away"
    assert NOTE in alone.text


def test_a_line_of_one_section_goes_from_the_foot() -> None:
    articles = cleaned(lambda n: [*story(n), *([CONTACT] if n % 2 else [])])
    assert all(article.text == "\n\n".join(story(n)) for n, article in enumerate(articles))


def test_a_sentence_between_paragraphs_goes_where_most_pages_have_it() -> None:
    articles = cleaned(lambda n: [*story(n)[:2], CONTACT, *story(n)[2:]])
    assert all(article.text == "\n\n".join(story(n)) for n, article in enumerate(articles))


@pytest.mark.parametrize("episodes", [3, 6])
def test_the_standing_first_sentence_of_a_serial_stays(episodes: int) -> None:
    articles = cleaned(lambda n: [*([SERIAL] if n < episodes else []), *story(n), CONTACT])
    for n, article in enumerate(articles):
        assert (SERIAL in article.text) == (n < episodes)
        assert CONTACT not in article.text


def test_sub_headings_and_lead_ins_that_return_on_every_page_stay() -> None:
    def build(n: int) -> list[str]:
        first, second, *rest = story(n)
        lead_in = "记者在现场向几位当事人提出了同样的问题："
        return [first, "<h2>事情的来龙去脉</h2>", second, lead_in, *rest]

    for n, article in enumerate(cleaned(build)):
        alone = PLAIN.clean(page(n, build(n)), url(n))
        assert article.text == alone.text
        assert "来龙去脉" in article.text


def test_the_cells_of_a_table_stay() -> None:
    def build(n: int) -> list[str]:
        rows = "".join(
            f"<tr><td>{name}</td><td>{n}{i}万元</td></tr>" for i, name in enumerate(("收入", "利润"))
        )
        return [*story(n), f"<table><tr><th>项目</th><th>金额</th></tr>{rows}</table>"]

    for n, article in enumerate(cleaned(build)):
        assert article.text == PLAIN.clean(page(n, build(n)), url(n)).text


def test_a_story_that_was_fetched_many_times_stays_whole() -> None:
    html = page(1, story(1))
    copies = [Page(html, f"{url(1)}?from={n}") for n in range(30)]
    others = [Page(page(n, story(n)), url(n)) for n in range(2, 12)]
    article = Cleaner(site_profile=learn_sites([*copies, *others])).clean(html, url(1))
    assert article.text == PLAIN.clean(html, url(1)).text


def test_a_growing_story_under_changing_headlines_stays_whole() -> None:
    live = story(1, paragraphs=20)
    pages = [page(1, live[: 5 + n], headline=f"{title(1)}（第{n}次更新）") for n in range(12)]
    profiles = learn_sites(Page(html, f"{url(1)}?v={n}") for n, html in enumerate(pages))
    last = Cleaner(site_profile=profiles).clean(pages[-1], url(1))
    assert last.text == PLAIN.clean(pages[-1], url(1)).text


def test_other_sites_and_pages_without_an_address_are_left_alone() -> None:
    made = [page(n, [*story(n), CONTACT]) for n in range(12)]
    profiles = learn_sites(Page(html, url(n)) for n, html in enumerate(made))
    clean = Cleaner(site_profile=profiles).clean
    assert CONTACT not in clean(made[0], url(0)).text
    assert CONTACT in clean(made[0]).text
    assert CONTACT in clean(made[0], "https://morning.example/1").text
    canonical = f"<link rel='canonical' href='{url(0)}'>"
    assert CONTACT not in clean(made[0].replace("<head>", f"<head>{canonical}")).text


def test_cleaning_twice_changes_nothing_and_every_block_is_accounted_for() -> None:
    made = [page(n, [NOTE, *story(n), CONTACT]) for n in range(12)]
    profiles = learn_sites(Page(html, url(n)) for n, html in enumerate(made))
    site_cleaner = Cleaner(site_profile=profiles)
    for n, html in enumerate(made):
        article = site_cleaner.clean(html, url(n))
        assert site_cleaner.clean(Page(article.text, url(n), cleaner.Kind.TEXT)).text == article.text
        plain = PLAIN.clean(html, url(n))
        assert [block.text for block in article.blocks] == [block.text for block in plain.blocks]
        assert all(block.evidence for block in article.removed)


def test_flattened_pages_are_learned_and_cleaned_alike() -> None:
    made = ["\n".join([title(n), "", *story(n), CONTACT]) for n in range(12)]
    profiles = learn_sites(Page(text, url(n), cleaner.Kind.TEXT) for n, text in enumerate(made))
    for n, text in enumerate(made):
        article = Cleaner(site_profile=profiles).clean(Page(text, url(n), cleaner.Kind.TEXT))
        assert CONTACT not in article.text
        assert all(paragraph in article.text for paragraph in story(n))


def test_the_reason_in_chinese_and_boilerplate_that_is_to_be_kept() -> None:
    (first, *_) = cleaned(lambda n: [*story(n), CONTACT], lang="zh")
    reasons = [block.evidence[0].reason for block in first.removed if block.text == CONTACT]
    assert reasons == ["在evening.example的20个页面中，有20个出现同样的内容"]
    (kept, *_) = cleaned(lambda n: [*story(n), CONTACT], keep=["body", "heading", "boilerplate"])
    assert CONTACT in kept.text
