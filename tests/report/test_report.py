"""Reports of made runs: the figures are those of the rows, and nothing that a page says is markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from cleaner.corpus.runs import Run
from cleaner.render.words import load_words
from cleaner.report import Report, gather, report_html, report_to_dict
from cleaner.report.page import _HERE
from tests.corpus.made_run import NEW, made_rows, write_run

HOSTILE = (
    '<script>document.title="run"</script><img src="http://n.example/x" onerror=alert(1)>'
    "</style></svg></del></bdi>\"'&amp;\u202e\x00<a href='javascript:1'>"
)
ERRORS = (
    {"id": None, "file": "crawl/part-1.jsonl", "position": 17, "reason": "not JSON"},
    {"id": "e2", "file": "b.warc.gz", "position": 99, "reason": "not JSON"},
    {"id": "e3", "file": None, "position": None, "reason": "too big"},
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def report_of(folder: Path, rows: Any, errors: Any = (), **manifest: Any) -> Report:
    return gather(Run(write_run(folder, rows, errors, **manifest)))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(tmp_path_factory.mktemp("made") / "run", made_rows(), ERRORS)


def table(document: Any, section: str) -> list[list[str]]:
    """The rows of a section's table, as text."""
    rows = document.xpath(f"//section[@id='{section}']//table//tr")
    return [[cell.text_content() for cell in row] for row in rows]


def test_the_figures_are_those_of_the_rows(report: Report) -> None:
    rows = made_rows()
    assert report.records == len(rows) + len(ERRORS) == 17
    assert report.adds_up
    assert report.verdicts == Counter(row["verdict"] for row in rows)
    for label in ("body", "spam", "boilerplate"):
        assert report.characters[label] == sum(row["characters"][label] for row in rows)
    assert report.campaigns.lines == sum(len(row["spam"]) for row in rows)
    assert sum(site.blocks for site in report.sites.values()) == report.campaigns.lines
    assert sum(site.pages for site in report.sites.values()) == len(rows)
    assert sum(each.total for each in report.periods) + report.undated == report.campaigns.lines
    assert report.undated == 2
    assert report.reasons == {"not JSON": 2, "too big": 1}
    assert report.error_places["not JSON"] == ["crawl/part-1.jsonl:17", "b.warc.gz:99"]


def test_the_page_has_the_numbers_behind_each_picture(report: Report) -> None:
    document = html.fromstring(report_html(report))
    sections = [each.get("id") for each in document.xpath("//section")]
    assert sections == [
        "verdicts",
        "removed",
        "families",
        "time",
        "sites",
        "campaigns",
        "new",
        "languages",
        "errors",
        "notes",
    ]
    for name in ("verdicts", "removed", "families", "time", "sites", "languages"):
        assert document.xpath(f"//section[@id='{name}']//*[name()='rect']"), name
        assert len(table(document, name)) > 1, name
    assert table(document, "verdicts")[2][:2] == ["spam removed", "12"]
    assert ["微乐", "36", "12", "3", "2026-03-01", "2026-03-12"] in table(document, "campaigns")
    assert table(document, "errors")[1] == ["not JSON", "2", "crawl/part-1.jsonl:17, b.warc.gz:99"]
    sites = {row[0]: row[1:] for row in table(document, "sites")[1:]}
    assert sites["site0.example"][:2] == ["4", "4"]
    assert table(document, "new")[1][0] == NEW


def test_bars_are_as_long_as_their_numbers(report: Report) -> None:
    document = html.fromstring(report_html(report))
    values = [
        int(each.text.replace(",", ""))
        for each in document.xpath("//section[@id='verdicts']//span[@class='value']")
    ]
    widths = [
        float(each.get("width")[:-1])
        for each in document.xpath("//section[@id='verdicts']//*[name()='rect']")
    ]
    assert widths == pytest.approx([100 * value / max(values) for value in values], abs=0.01)


def test_it_is_one_file_that_loads_nothing_and_runs_nothing(report: Report) -> None:
    page = report_html(report)
    document = html.fromstring(page)
    assert not document.xpath("//script | //link | //img | //iframe | //object | //a | //@style")
    assert not [name for element in document.iter() for name in element.attrib if name.startswith("on")]
    assert not re.search(r"url\(|@import", page)
    css = document.xpath("//style")[0].text
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"


def hostile_run(folder: Path) -> Report:
    """A run that has something hostile in every field that a report shows."""
    odd: Mapping[str, Any] = {
        **made_rows()[0],
        "spam": [f"微乐麻将外挂{HOSTILE}", *[f"{HOSTILE}透视挂{n}" for n in range(5)]],
        "url": f"https://{HOSTILE}.example/{HOSTILE}",
        "language": HOSTILE,
        "date": HOSTILE,
        "notes": [HOSTILE],
    }
    errors = [{"id": HOSTILE, "file": HOSTILE, "position": 1, "reason": HOSTILE}]
    return report_of(folder / "<b>run", [odd, *made_rows()], errors)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_text_is_text(tmp_path: Path, lang: str) -> None:
    page = report_html(hostile_run(tmp_path), lang)
    document = html.fromstring(page)
    assert not document.xpath("//script | //img | //a | //b[not(ancestor::ul[@class='tiles'])]")
    assert "<script" not in page
    assert "\u202e" not in page
    assert "\x00" not in page
    assert len(document.xpath("//style")) == 1
    assert document.xpath("//section[@id='notes']//bdi")[0].text_content().startswith("<script>")


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_real_browser_runs_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(report_html(hostile_run(tmp_path)), "utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )
    document = html.fromstring(done.stdout.decode())
    assert document.xpath("//title")[0].text == "<b>run · cleaner"
    assert len(document.xpath("//section")) == 10
    assert not document.xpath("//script | //img | //a")


def test_a_run_that_does_not_add_up_or_end_says_so(tmp_path: Path) -> None:
    odd = report_of(tmp_path / "run", made_rows(), complete=False, records=99, problems=["a part is gone"])
    warnings = html.fromstring(report_html(odd)).xpath("//p[@class='warning']")
    assert [each.text for each in warnings] == [
        "This run is not complete: its figures are those of the parts that are done.",
        "a part is gone",
        "The run says that it has 99 records, but there are 14.",
    ]
    good = report_of(tmp_path / "good", made_rows())
    assert not html.fromstring(report_html(good)).xpath("//p[@class='warning']")


def test_an_empty_run_has_a_page_too(tmp_path: Path) -> None:
    page = report_html(report_of(tmp_path / "run", []))
    assert "No spam was found." in page
    assert "Every record was cleaned." in page


@pytest.mark.parametrize(
    ("dates", "names"),
    [
        (["2026-01-01", "2026-01-02T08:00", "2026"], ["2026", "2026-01-01", "2026-01-02"]),
        (
            [f"2026-{m:02d}-{d:02d}" for m in (1, 2, 3) for d in range(1, 29)],
            ["2026-01", "2026-02", "2026-03"],
        ),
        (
            [f"{y}-{m:02d}" for y in range(2010, 2020) for m in range(1, 13)],
            [str(y) for y in range(2010, 2020)],
        ),
    ],
)
def test_periods_are_as_fine_as_can_be_told_apart(tmp_path: Path, dates: list[str], names: list[str]) -> None:
    rows = [{**made_rows()[0], "spam": ["微乐麻将外挂"], "date": date} for date in dates]
    report = report_of(tmp_path / "run", rows)
    assert [each.name for each in report.periods] == names
    assert sum(each.total for each in report.periods) == len(dates)


def test_the_figures_as_json(report: Report) -> None:
    figures = json.loads(json.dumps(report_to_dict(report)))
    assert figures["records"] == 17
    assert figures["adds_up"] is True
    assert figures["verdicts"]["spam_removed"] == 12
    assert figures["spam"]["campaigns"][0]["product"] == "微乐"
    assert sum(each["blocks"] for each in figures["sites"]) == figures["spam"]["lines"]


def test_the_same_run_gives_the_same_bytes(report: Report) -> None:
    assert report_html(report) == report_html(report)


def test_the_words_of_both_languages_have_the_same_names_and_holes(report: Report) -> None:
    english, chinese = (load_words(lang, _HERE / "words").texts for lang in ("en", "zh"))
    assert english.keys() == chinese.keys()
    for name, text in english.items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", chinese[name])), name
    page = report_html(report, "zh")
    assert '<html lang="zh-Hans">' in page
    assert "最大的广告团伙" in page
    with pytest.raises(ValueError, match="unknown language"):
        report_html(report, "fr")
