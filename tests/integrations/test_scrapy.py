"""A real crawl of a server on 127.0.0.1, and the pipeline alone with items of several kinds."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import cleaner
from tests.conftest import ROOT, SAMPLES
from tests.integrations.pages import ADVERTISEMENT, NAMES

scrapy = pytest.importorskip("scrapy", reason="Scrapy is not installed")

from scrapy.exceptions import DropItem  # noqa: E402
from scrapy.utils.test import get_crawler  # noqa: E402

from cleaner.corpus.options import Cleaning  # noqa: E402
from cleaner.integrations.scrapy import CleanerPipeline  # noqa: E402

CRAWL = Path(__file__).with_name("crawl.py")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a site of the sample pages, an advertisement and an index."""
    folder = tmp_path / "site"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    (folder / "sold.html").write_text(ADVERTISEMENT, "utf-8")
    links = "".join(f'<a href="{name}">{name}</a>' for name in [*NAMES, "sold.html"])
    (folder / "index.html").write_text(f"<html><body>{links}</body></html>", "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()
    thread.join()


def crawl(address: str, out: Path, **settings: Any) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """The items of a crawl by file name, and its stats."""
    command = [sys.executable, str(CRAWL), address, str(out), json.dumps(settings)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    lines = (out / "items.jsonl").read_text("utf-8").splitlines()
    items = {each["url"].rsplit("/", 1)[1]: each for each in map(json.loads, lines)}
    return items, json.loads((out / "stats.json").read_text("utf-8"))


def test_a_crawl_gives_the_articles_and_drops_the_advertisement(site: str, tmp_path: Path) -> None:
    items, stats = crawl(site, tmp_path, CLEANER_DROP_PAGE=True, CLEANER_REMOVED="all")
    assert sorted(items) == sorted([*NAMES, "index.html"])
    assert items["index.html"]["note"] == "index"
    assert "article" not in items["index.html"]
    for name in NAMES:
        item, article = items[name], cleaner.clean((SAMPLES / name).read_bytes(), url=items[name]["url"])
        assert "html" not in item
        assert item["article"]["text"] == article.text
        assert item["article"]["verdict"] == article.verdict.value
        assert item["article"]["spam"] == [block.text for block in article.spam]
        assert len(item["article"]["removed"]) == len(article.removed)
    assert stats["cleaner/pages"] == len(NAMES) + 1
    assert stats["cleaner/without_page"] == 1
    assert stats["cleaner/verdict/spam"] == 1
    assert stats["item_dropped_count"] == 1
    assert stats["item_dropped_reasons_count/DropItem"] == 1
    assert stats["cleaner/blocks/spam"] >= sum(
        len(item["article"]["spam"]) for item in items.values() if "article" in item
    )


def pipeline(**settings: Any) -> CleanerPipeline:
    return CleanerPipeline.from_crawler(get_crawler(settings_dict=settings))


FLAT = (SAMPLES / "flattened.txt").read_text("utf-8")


class Typed(scrapy.Item):
    text = scrapy.Field()
    article = scrapy.Field()


class Narrow(scrapy.Item):
    text = scrapy.Field()


@dataclass
class Record:
    text: str = FLAT
    article: dict[str, Any] = field(default_factory=dict)


@pytest.mark.parametrize(
    "item", [{"text": FLAT}, Typed(text=FLAT), Record()], ids=["dict", "Item", "dataclass"]
)
def test_items_of_every_kind(item: Any) -> None:
    done = pipeline().process_item(item)
    article = done.article if isinstance(done, Record) else done["article"]
    assert article["text"] == cleaner.clean(FLAT).text


def test_the_page_is_taken_out_of_items_of_every_kind() -> None:
    made = pipeline(CLEANER_DROP_PAGE=True)
    for item in ({"text": FLAT, "html": None, "url": None}, Typed(text=FLAT)):
        done = made.process_item(item)
        assert not {"text", "html"} & set(done)
        assert done["article"]["verdict"] == "spam_removed"
    assert made.process_item(Record()).text is None


def test_no_category_at_all_is_an_error() -> None:
    for written in ("", []):
        with pytest.raises(ValueError, match="categories names none; known are cheats, gambling"):
            pipeline(CLEANER_CATEGORIES=written)


def test_an_item_without_room_for_the_article_is_told() -> None:
    with pytest.raises(ValueError, match="no field 'article'"):
        pipeline().process_item(Narrow(text=FLAT))


def test_the_verdicts_to_drop_are_a_setting_and_may_come_from_the_command_line() -> None:
    page = {"html": "<p>x"}
    assert pipeline().process_item(dict(page))["article"]["verdict"] == "no_article"
    with pytest.raises(DropItem, match="no_article"):
        pipeline(CLEANER_DROP_VERDICTS="spam,no_article").process_item(dict(page))
    kept = pipeline(CLEANER_DROP_VERDICTS=[]).process_item({"html": ADVERTISEMENT})
    assert kept["article"]["verdict"] == "spam"


def test_a_page_that_is_no_text_has_the_error_in_its_article() -> None:
    made = pipeline()
    assert "is not a string" in made.process_item({"html": 3})["article"]["error"]


def test_every_setting_reaches_the_cleaner_also_from_the_command_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr("cleaner.pipeline.Cleaner", lambda **options: asked.append(options))
    pipeline()
    written = {
        "ENGINE": "trafilatura",
        "LEXICONS": "a.toml,b.toml",
        "KEEP": "body,spam",
        "CATEGORIES": "cheats,gambling",
        "LANG": "zh",
        "SPAM_MODEL": "model.json",
        "THOROUGH": "1",
        "SITE_PROFILE": "sites.json",
    }
    pipeline(**{f"CLEANER_{name}": text for name, text in written.items()})
    usual, told = asked
    assert {**usual, "removed": Cleaning.removed} == vars(Cleaning())
    assert told == {
        "engine": "trafilatura",
        "lexicons": ("a.toml", "b.toml"),
        "keep": frozenset({cleaner.Label.BODY, cleaner.Label.SPAM}),
        "categories": ("cheats", "gambling"),
        "lang": "zh",
        "spam_model": "model.json",
        "thorough": True,
        "site_profile": "sites.json",
        "limits": cleaner.Limits(),
    }


def test_an_unknown_setting_is_told() -> None:
    with pytest.raises(ValueError, match="unknown setting CLEANER_LEXICON;"):
        pipeline(CLEANER_LEXICON=["mine.toml"])
