"""``--site-profile``: learned once, used for single pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Page
from cleaner.cli import main
from cleaner.corpus.sites import learn_sites
from tests.sites.made import CONTACT, page, story, url


def test_a_saved_profile_cleans_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = [page(n, [*story(n), CONTACT]) for n in range(10)]
    profile, name = tmp_path / "sites.json", tmp_path / "page.html"
    learn_sites(Page(html, url(n)) for n, html in enumerate(made)).save(profile)
    name.write_text(made[0], "utf-8")
    assert main(["clean", "-q", "--url", url(0), str(name)]) == 0
    assert CONTACT in capsys.readouterr().out
    arguments = ["clean", "--explain", "--url", url(0), "--site-profile", str(profile), str(name)]
    assert main(arguments) == 0
    assert "site.repeated  stands on 10 of 10 pages of evening.example" in capsys.readouterr().out


def test_a_profile_that_cannot_be_read_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sites.json").write_text("{}", "utf-8")
    assert main(["clean", "--site-profile", str(tmp_path / "sites.json"), "-"]) == 2
    assert "not a site profile" in capsys.readouterr().err
