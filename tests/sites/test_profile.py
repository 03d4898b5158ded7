"""Profiles: what a site is, when two blocks are one, and what is written is what is read."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.sites import SiteProfile, SiteProfileError, SiteProfiles, fingerprint, site_of
from cleaner.sites.profile import Repeated

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
BLOCKS = st.dictionaries(
    st.from_regex(r"[0-9a-f]{16}", fullmatch=True), st.builds(Repeated, st.integers(1, 99), TEXTS)
)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.News.example:8080/a?b", "news.example"),
        ("http://sport.news.example./", "sport.news.example"),
        ("//cdn.example/x", "cdn.example"),
        ("/a/b.html", None),
        ("http://[broken/", None),
        ("https://www./", None),
        ("", None),
        (None, None),
    ],
)
def test_the_site_of_an_address(url: str | None, site: str | None) -> None:
    assert site_of(url) == site


@given(st.text(), st.text("。，!？ -\u3000\n", max_size=3))
def test_a_fingerprint_sees_letters_and_digits_only(text: str, marks: str) -> None:
    assert fingerprint(marks.join(["", text, ""])) == fingerprint(text)


def test_digits_make_a_difference() -> None:
    assert fingerprint("今日最高气温23度") != fingerprint("今日最高气温24度")
    assert fingerprint("——！") is None


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}\.example", fullmatch=True), BLOCKS, max_size=3))
def test_what_is_saved_is_what_is_loaded(tmp_path_factory: pytest.TempPathFactory, sites: dict) -> None:  # type: ignore[type-arg]
    path = tmp_path_factory.mktemp("profiles") / "sites.json"
    profiles = SiteProfiles({name: SiteProfile(name, 100, blocks) for name, blocks in sites.items()})
    profiles.save(path)
    assert SiteProfiles.load(path) == profiles
    first = path.read_bytes()
    SiteProfiles(dict(reversed(profiles.sites.items()))).save(path)
    assert path.read_bytes() == first


def test_a_disk_that_fails_leaves_the_old_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(number: int) -> None:
        raise OSError(errno.EIO, "the disk fails")

    path = tmp_path / "sites.json"
    path.write_text("old", "utf-8")
    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="the disk fails"):
        SiteProfiles().save(path)
    assert (path.read_text("utf-8"), list(tmp_path.iterdir())) == ("old", [path])


@pytest.mark.skipif(os.name != "posix", reason="not everybody may make links")
def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    link = tmp_path / "sites.json"
    link.symlink_to("kept/sites.json")
    for _ in range(2):
        SiteProfiles().save(link)
        assert link.is_symlink()
        assert SiteProfiles.load(tmp_path / "kept" / "sites.json") == SiteProfiles()
    assert len(list((tmp_path / "kept").iterdir())) == 1


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("{", "not JSON"),
        ("[]", "not a site profile"),
        ('{"format": "cleaner.sites", "version": 9}', "version 9, not 1"),
        ('{"format": "cleaner.sites", "version": 1}', "not well formed"),
        ('{"format": "cleaner.sites", "version": 1, "sites": []}', "not well formed"),
        ({"a.example": {"pages": 0, "repeated": []}}, "0 is not a number of pages"),
        ({"a.example": {"pages": 3, "repeated": [{"fingerprint": "x", "pages": "2", "text": ""}]}}, "'2'"),
        ({"a.example": {"pages": 3, "repeated": [{"pages": 2}]}}, "fingerprint"),
    ],
)
def test_a_file_that_is_something_else_is_told(tmp_path: Path, content: object, what: str) -> None:
    path = tmp_path / "sites.json"
    if not isinstance(content, str):
        content = json.dumps({"format": "cleaner.sites", "version": 1, "sites": content})
    path.write_text(content, "utf-8")
    with pytest.raises(SiteProfileError, match=what) as caught:
        SiteProfiles.load(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SiteProfileError, match="no such file"):
        SiteProfiles.load(tmp_path / "none.json")


def test_a_tower_of_marks_takes_no_quadratic_time() -> None:
    tower = "a" + "\u0301\u0316" * 200_000
    assert fingerprint(tower) == fingerprint(tower)
