"""Crawls a server with a real Scrapy, in a process of its own: ``python crawl.py ADDRESS OUT SETTINGS``.

Writes ``OUT/items.jsonl`` and ``OUT/stats.json``; SETTINGS is a JSON object.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess


class News(scrapy.Spider):
    """Follows every link of the index, and yields each page as it came over the wire."""

    name = "news"

    def __init__(self, address: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start_urls = [address]

    def parse(self, response: Any) -> Iterator[Any]:
        """The index: its links, and an item that holds no page."""
        yield {"url": response.url, "note": "index"}
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.parse_page)

    def parse_page(self, response: Any) -> Iterator[Any]:
        """A page, its bytes and its address."""
        yield {"url": response.url, "html": response.body}


def main() -> None:
    """Runs one crawl."""
    address, out, settings = sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3])
    process = CrawlerProcess(
        {
            "ITEM_PIPELINES": {"cleaner.integrations.scrapy.CleanerPipeline": 300},
            "FEEDS": {str(out / "items.jsonl"): {"format": "jsonlines", "encoding": "utf-8"}},
            "TELNETCONSOLE_ENABLED": False,
            "LOG_LEVEL": "ERROR",
            **settings,
        }
    )
    crawler = process.create_crawler(News)
    process.crawl(crawler, address=address)
    process.start()
    (out / "stats.json").write_text(json.dumps(crawler.stats.get_stats(), default=str), "utf-8")


if __name__ == "__main__":
    main()
