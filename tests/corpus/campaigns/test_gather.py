"""Campaigns of made runs, cleaned for real."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.corpus.campaigns import Campaigns, find_campaigns, gather, lexicon_toml
from cleaner.corpus.campaigns.lines import Line, read_line
from cleaner.spam.hits import Finder
from cleaner.spam.lexicon import Lexicon
from tests.corpus.made_run import DISGUISED, NEW, OPENER, made_rows, planted


@pytest.fixture(scope="module")
def found() -> Campaigns:
    return find_campaigns(made_rows)


def test_every_planted_block_is_in_one_campaign(found: Campaigns) -> None:
    rows = made_rows()
    assert found.lines == sum(len(row["spam"]) for row in rows) > 60
    assert found.lines == sum(campaign.lines for campaign in found.campaigns)
    assert found.pages == sum(bool(row["spam"]) for row in rows)
    assert sum(found.families.values()) == found.lines
    for campaign in found.campaigns:
        assert sum(each.lines for each in campaign.templates.values()) == campaign.lines
        assert sum(campaign.families.values()) == campaign.lines
        assert sum(campaign.sites.values()) == campaign.pages


def test_a_known_product_with_its_sites_and_dates(found: Campaigns) -> None:
    campaign = next(each for each in found.campaigns if each.product == "微乐")
    assert (campaign.lines, campaign.pages, campaign.new) == (36, 12, False)
    assert campaign.sites == {"site0.example": 4, "site1.example": 4, "site2.example": 4}
    assert (campaign.first, campaign.last) == ("2026-03-01", "2026-03-12")
    assert set(campaign.templates) >= {"cover product tool claim", "product tool"}
    assert campaign.addresses[0] == "https://site0.example/0.html"


def test_a_new_name_is_one_campaign_disguised_or_not(found: Campaigns) -> None:
    campaign = next(each for each in found.campaigns if each.product == NEW)
    assert campaign.new
    assert campaign.pages == 9
    assert "site9.example" in campaign.sites
    assert campaign.first == "2026-03-05"
    assert any(DISGUISED in each.example for each in campaign.templates.values()) or any(
        DISGUISED in text for text in campaign.examples
    )


def test_new_terms_become_rows_that_a_lexicon_takes(found: Campaigns, tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    path.write_text(lexicon_toml(found.terms), "utf-8")
    own = {row.forms[0]: row for row in Lexicon.load([path]).rows if row.id.startswith("found.")}
    assert own[NEW].kind == "platform"
    assert own[NEW].category == "cheats"
    assert own[OPENER].kind == "cover-phrase"
    again = find_campaigns(made_rows, [str(path)])
    assert not {NEW, OPENER} & {term.text for term in again.terms}
    campaign = next(each for each in again.campaigns if each.product == NEW)
    assert not campaign.new


def test_the_new_rows_help_the_judge(found: Campaigns, tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    path.write_text(lexicon_toml(found.terms), "utf-8")
    line = f"{NEW}插件"
    assert cleaner.judge_line(line, lexicons=[path]).score > cleaner.judge_line(line).score


def test_words_of_the_runs_own_articles_are_not_new() -> None:
    honest: dict[str, Any] = {**made_rows()[0], "spam": [], "text": f"记者{OPENER}地说，{NEW}公司昨天上市。"}
    found = find_campaigns(lambda: [*made_rows(), *[honest] * 5])
    assert not {NEW, OPENER} & {term.text for term in found.terms}
    assert found.lines > 60


def test_a_run_without_spam_and_rows_with_nothing_in_them() -> None:
    empty = {"spam": None, "text": None, "url": None, "date": None}
    found = find_campaigns(lambda: [empty])
    assert (found.campaigns, found.terms, found.lines, found.pages) == ((), (), 0, 0)


def test_the_same_rows_give_the_same_campaigns(found: Campaigns) -> None:
    assert find_campaigns(made_rows) == found


@pytest.mark.parametrize("text", ['引"号\\反斜杠', "制\x7f表\t符", "换\n行", "\u202e倒过来", "# [[term]]"])
def test_hostile_examples_stay_comments(text: str, tmp_path: Path, found: Campaigns) -> None:
    term = found.terms[0]
    hostile = type(term)(f"{term.text}{text}", True, False, 3, "cheats", (f"{text}\n[[term]]\nid=1",))
    path = tmp_path / "new.toml"
    path.write_text(lexicon_toml([hostile]), "utf-8")
    assert len([row for row in Lexicon.load([path]).rows if row.id.startswith("found.")]) == 1


def rows_of(*texts: str) -> Callable[[], Iterator[dict[str, Any]]]:
    """The rows of a run, one for each planted block, made anew each time."""
    empty = {"text": "", "date": None, "url": None}
    return lambda: ({**empty, "spam": [text]} for text in texts)


def test_blocks_as_long_as_pages_take_no_more_memory_than_their_heads() -> None:
    held = []

    def rows() -> Iterator[dict[str, Any]]:
        tracemalloc.start()
        for number in range(200):
            line = f"{planted(number % 8)[0]}{'填充的文字' * 5_000}{number}"
            yield {"spam": [line], "text": "", "date": None, "url": None}
        held.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()

    (campaign,) = find_campaigns(rows).campaigns
    assert max(held) < 8_000_000, "the blocks themselves are 10 MB, tables of terms 4"
    assert (campaign.lines, [len(example) for example in campaign.examples]) == (200, [200] * 3)


@pytest.mark.parametrize(("room", "times"), [(10, 12), (400_000, 4)])
def test_equal_lines_are_taken_apart_once_in_a_pass_while_there_is_room(
    room: int, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []

    def noted(finder: Finder, text: str) -> Line:
        taken.append(text)
        return read_line(finder, text)

    monkeypatch.setattr(gather, "read_line", noted)
    monkeypatch.setattr(gather, "_REMEMBERED", room)
    first, second = planted(0)[:2]
    found = find_campaigns(rows_of(*[first, second] * 3))
    assert len(taken) == times
    assert [campaign.lines for campaign in found.campaigns] == [6]
