"""``cleaner batch --learn-sites``: two passes, and what they leave of a made site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner import Limits
from cleaner.cli import main
from cleaner.corpus.learning import learn_inputs
from cleaner.corpus.options import Cleaning
from cleaner.corpus.runs import Run
from cleaner.corpus.settings import Settings
from cleaner.sites import SiteProfiles
from tests.sites.made import CONTACT, page, story, url


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """Twelve pages with a contact line, and a line that is no JSON."""
    records = [{"id": str(n), "url": url(n), "html": page(n, [*story(n), CONTACT])} for n in range(12)]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path = tmp_path / "crawl.jsonl"
    path.write_text("\n".join([*lines[:5], "{", *lines[5:]]) + "\n", "utf-8")
    return path


def test_the_contact_line_goes_with_evidence_and_no_story_loses_a_word(
    crawl: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    command = ["batch", str(crawl), "-o", str(out), "--workers", "1", "--removed", "all", "--learn-sites"]
    assert main(command) == 1, "the broken line is an error"
    assert "1 sites; see" in capsys.readouterr().err
    rows = list(Run(out).rows())
    assert len(rows) == 12
    for row in rows:
        assert row["text"] == "\n\n".join(story(int(row["id"])))
        (gone,) = [block for block in row["removed"] if block["text"] == CONTACT]
        assert gone["evidence"][0]["code"] == "site.repeated"
        assert gone["evidence"][0]["reason"] == "stands on 12 of 12 pages of evening.example"
    (error,) = Run(out).errors()
    assert error["position"] == 6
    profile = tmp_path / "run.sites.json"
    assert SiteProfiles.load(profile).sites["evening.example"].pages == 12
    before = profile.read_bytes()
    assert main([*command, "--resume", "--quiet"]) == 1
    assert profile.read_bytes() == before
    assert main(command) == 2, "the folder is not empty"
    assert "is not empty" in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--resume"]])
def test_a_file_in_the_place_of_the_profile_is_not_overwritten(
    more: list[str], crawl: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, profile = tmp_path / "run", tmp_path / "run.sites.json"
    profile.write_text("mine")
    assert main(["batch", str(crawl), "-o", str(out), "--workers", "1", "--learn-sites", *more]) == 2
    said = capsys.readouterr().err
    assert f"{profile}: " in said
    assert ("not JSON" if more else "is there already, not overwritten") in said
    assert profile.read_text() == "mine"
    assert not out.exists()


def test_the_number_of_workers_changes_nothing(crawl: Path) -> None:
    one, two = (learn_inputs([str(crawl)], Settings(), workers) for workers in (1, 2))
    assert one == two
    assert one.sites["evening.example"].pages_with(CONTACT) == 12


def test_no_more_of_a_page_is_learned_than_is_cleaned(crawl: Path) -> None:
    def learned(limits: Limits) -> SiteProfiles:
        return learn_inputs([str(crawl)], Settings(cleaning=Cleaning(limits=limits)))

    assert learned(Limits()).sites
    assert not learned(Limits(blocks=4)).sites, "the contact line stands at the foot"


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (["crawl.jsonl", "--site-profile", "x.json"], "exclude each other"),
        (["-"], "standard input can be read only once"),
    ],
)
def test_misuse_is_told(
    more: list[str], what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", "--learn-sites", "-o", str(tmp_path / "run"), *more]) == 2
    assert what in capsys.readouterr().err


def test_a_folder_without_a_name_is_refused(
    crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert main(["batch", str(crawl), "-o", ".", "--learn-sites"]) == 2
    assert "OUT.sites.json" in capsys.readouterr().err
