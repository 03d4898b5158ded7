"""What callers hand over: misuse is told at once, by name, and a Cleaner goes wherever its arguments go."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner import Cleaner, Label, Limits, Page
from cleaner.corpus.options import Cleaning
from cleaner.corpus.schema import Removed
from cleaner.corpus.sites import learn_sites
from cleaner.sites import SiteProfiles
from tests.conftest import SAMPLES
from tests.sites.made import CONTACT, page, story, url

PAGES = [(SAMPLES / name).read_bytes() for name in ("flattened.txt", "glued.txt", "clean-driving.html")]
LEXICON = """
[[term]]
id = "mine.pill"
category = "pills"
class = "ware"
forms = ["miracle pill"]
"""


@pytest.fixture(scope="module")
def profiles() -> SiteProfiles:
    return learn_sites([Page(page(n, [*story(n), CONTACT]), url(n)) for n in range(12)])


def roads() -> list[Any]:
    return [
        lambda made: pickle.loads(pickle.dumps(made)),  # noqa: S301
        lambda made: pickle.loads(pickle.dumps(made, 0)),  # noqa: S301
        copy.deepcopy,
        copy.copy,
    ]


@pytest.mark.parametrize("road", roads())
def test_a_cleaner_that_was_pickled_or_copied_cleans_the_same(
    road: Any, profiles: SiteProfiles, tmp_path: Path
) -> None:
    profiles.save(tmp_path / "sites.json")
    (tmp_path / "mine.toml").write_text(LEXICON, "utf-8")
    asked: list[dict[str, Any]] = [
        {},
        {"keep": (label for label in ("body", "spam")), "lang": "zh"},
        {"categories": iter(["gambling"]), "limits": Limits(blocks=5, seconds=None)},
        {"lexicons": [tmp_path / "mine.toml"], "categories": ["pills"]},
        {"site_profile": profiles},
        {"site_profile": str(tmp_path / "sites.json"), "thorough": True},
    ]
    pages = [*PAGES, Page(page(1, [*story(1), CONTACT]), url(1))]
    for options in asked:
        first = Cleaner(**options)
        second = road(first)
        assert second is not first
        assert [second.clean(each) for each in pages] == [first.clean(each) for each in pages]
    assert road(second).clean(pages[-1]) == first.clean(pages[-1]), "and a copy of the copy"


def test_a_subclass_stays_what_it_is() -> None:
    assert type(pickle.loads(pickle.dumps(Other(lang="zh")))) is Other  # noqa: S301


class Other(Cleaner):
    """A Cleaner of somebody's own."""


def test_a_file_that_is_gone_is_told_where_the_cleaner_is_made_anew(tmp_path: Path) -> None:
    lexicon = tmp_path / "mine.toml"
    lexicon.write_text(LEXICON, "utf-8")
    sent = pickle.dumps(Cleaner(lexicons=[lexicon]))
    lexicon.unlink()
    with pytest.raises(cleaner.LexiconError, match=r"mine\.toml"):
        pickle.loads(sent)  # noqa: S301


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"keep": None}, "keep must be a list, not NoneType"),
        ({"keep": "body"}, "keep must be a list, not a single str"),
        ({"lexicons": 5}, "lexicons must be a list, not int"),
        ({"categories": "cheats"}, "categories must be a list, not a single str"),
        ({"site_profile": 5}, "site_profile must be a path or SiteProfiles, not int"),
    ],
)
def test_arguments_of_a_wrong_type_are_named(options: dict[str, Any], what: str) -> None:
    with pytest.raises(TypeError, match=what):
        Cleaner(**options)


def test_no_category_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match="categories names none; known are cheats, gambling"):
        Cleaner(categories=[])


@pytest.mark.parametrize("name", ["blocks", "seconds"])
def test_a_limit_is_neither_true_nor_false(name: str) -> None:
    with pytest.raises(TypeError, match=f"{name} must be .*, not bool"):
        Limits(**{name: True})


def test_an_encoding_and_an_address_are_str() -> None:
    with pytest.raises(TypeError, match="encoding must be str or None, not int"):
        cleaner.clean(Page(b"a", encoding=5))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="url must be str, not int"):
        cleaner.fetch(5)  # type: ignore[arg-type]


@pytest.mark.parametrize("single", ["<p>a</p>", b"<p>a</p>", bytearray(b"a"), Page("a")])
def test_one_page_is_not_several(single: Any) -> None:
    for take in (Cleaner().clean_many, learn_sites):
        with pytest.raises(TypeError, match=f"not a single {type(single).__name__}"):
            take(single)
    assert [len(article.blocks) for article in Cleaner().clean_many([single])] == [1]


def test_the_blocks_to_list_are_asked_for_by_name() -> None:
    assert Cleaning(removed="all").removed is Removed.ALL  # type: ignore[arg-type]
    assert Cleaning(removed="none") == Cleaning(removed=Removed.NONE)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="removed must be one of none, spam, all, not 'bogus'"):
        Cleaning(removed="bogus")  # type: ignore[arg-type]


def test_labels_are_asked_for_by_name() -> None:
    assert Cleaner(keep=["body"]).clean("a").keep == {Label.BODY}
