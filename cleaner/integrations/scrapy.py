"""Scrapy: an item pipeline that cleans the page in each item, and drops items that are advertisements.

In the settings of a project::

    ITEM_PIPELINES = {"cleaner.integrations.scrapy.CleanerPipeline": 300}

The settings, with their defaults, are the rows of ``SETTINGS``: those of the pipeline itself, and one for
each field of :class:`cleaner.corpus.options.Cleaning` but ``limits``.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import fields
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..corpus.arrow import clean_row
from ..corpus.options import Cleaning, Columns
from ..corpus.schema import Removed
from ..extras import require
from ..model import Label, Verdict

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from ..pipeline import Cleaner

__all__ = ["SETTINGS", "CleanerPipeline"]

_LISTS = ("lexicons", "keep", "categories")
_NO_SETTINGS = ("limits",)
"""Fields of Cleaning that are for programs only."""


def _setting(name: str) -> str:
    """The setting for a field of Cleaning."""
    return f"CLEANER_{name.upper()}"


def _plain(default: Any) -> Any:
    """The default of a field of Cleaning as settings are written."""
    if isinstance(default, frozenset):
        return [label.value for label in Label if label in default]
    if isinstance(default, tuple):
        return list(default)
    return default.value if isinstance(default, Enum) else default


_CLEANING = tuple(field for field in fields(Cleaning) if field.name not in _NO_SETTINGS)

SETTINGS: Mapping[str, Any] = MappingProxyType(
    {
        "CLEANER_HTML_FIELD": "html",  # the item's field with the page as HTML, bytes or str; goes first
        "CLEANER_TEXT_FIELD": "text",  # the field with the page as flattened text
        "CLEANER_URL_FIELD": "url",
        "CLEANER_ARTICLE_FIELD": "article",  # where the article goes: a dict, see cleaner.corpus.schema
        "CLEANER_DROP_PAGE": False,  # take the page out of the item; a field of an object becomes None
        "CLEANER_DROP_VERDICTS": ["spam"],  # of clean, spam_removed, spam, no_article
        # CLEANER_ENGINE, CLEANER_KEEP and so on: how to clean
        **{_setting(field.name): _plain(field.default) for field in _CLEANING},
    }
)


class CleanerPipeline:
    """Puts the article of each item's page into the item; counts in Scrapy's stats under ``cleaner/``.

    An item without a page passes as it is. An item whose page cannot be cleaned passes too, with ``error``
    in its article: what to do with it is the project's business.
    """

    def __init__(self, settings: Mapping[str, Any], stats: Any) -> None:
        self._columns = Columns(
            html=settings["CLEANER_HTML_FIELD"],
            text=settings["CLEANER_TEXT_FIELD"],
            url=settings["CLEANER_URL_FIELD"],
        )
        self._article: str = settings["CLEANER_ARTICLE_FIELD"]
        self._drop_page = settings["CLEANER_DROP_PAGE"]
        self._drop = frozenset(Verdict(verdict).value for verdict in settings["CLEANER_DROP_VERDICTS"])
        self._cleaning = _cleaning(settings)
        self._cleaner: Cleaner = self._cleaning.cleaner()
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanerPipeline:
        """The pipeline of a crawler.

        Raises:
            ValueError: for a setting ``CLEANER_...`` that there is not, or a value that makes no sense.
        """
        given = crawler.settings
        unknown = [name for name in given if name.startswith("CLEANER_") and name not in SETTINGS]
        if unknown:
            raise ValueError(f"unknown setting {min(unknown)}; there are {', '.join(SETTINGS)}")
        return cls({name: _read(given, name) for name in SETTINGS}, crawler.stats)

    def process_item(self, item: Any, *_spider: Any) -> Any:
        """The item with its article; the spider that older versions of Scrapy hand over is not needed.

        Raises:
            DropItem: for a page with a verdict to drop.
            ValueError: for an item that has no field for the article.
        """
        adapter = require("itemadapter", "scrapy").ItemAdapter(item)
        page = {name: adapter.get(name) for name in (self._columns.html, self._columns.text)}
        if not any(value is not None for value in page.values()):
            self._stats.inc_value("cleaner/without_page")
            return item
        row = clean_row(
            {**page, self._columns.url: adapter.get(self._columns.url)},
            self._cleaner,
            self._cleaning,
            self._columns,
        )
        self._count(row)
        if row["verdict"] in self._drop:
            raise require("scrapy.exceptions", "scrapy").DropItem(f"cleaner: {row['verdict']}")
        self._put(adapter, row)
        return item

    def _put(self, adapter: Any, row: dict[str, Any]) -> None:
        try:
            adapter[self._article] = row
        except KeyError as error:
            raise ValueError(
                f"the item has no field {self._article!r}; add it, or set CLEANER_ARTICLE_FIELD"
            ) from error
        if self._drop_page:
            for name in (self._columns.html, self._columns.text):
                if name == self._article or name not in adapter:
                    continue
                if isinstance(adapter.item, MutableMapping):
                    del adapter[name]
                else:  # whoever reads the field of an object expects one
                    adapter[name] = None

    def _count(self, row: dict[str, Any]) -> None:
        self._stats.inc_value("cleaner/pages")
        self._stats.inc_value(f"cleaner/verdict/{row['verdict'] or 'error'}")
        for label, count in (row["blocks"] or {}).items():
            if count:
                self._stats.inc_value(f"cleaner/blocks/{label}", count)


def _cleaning(settings: Mapping[str, Any]) -> Cleaning:
    """How the settings say to clean."""
    given = {field.name: settings[_setting(field.name)] for field in _CLEANING}
    for name in _LISTS:
        given[name] = None if given[name] is None else tuple(given[name])
    given["keep"] = frozenset(map(Label, given["keep"]))
    given["removed"] = Removed(given["removed"])
    return Cleaning(**given)


def _read(settings: Any, name: str) -> Any:
    """One setting with the type that it needs; the command line gives strings for all of them."""
    default = SETTINGS[name]
    if isinstance(default, bool):
        return settings.getbool(name, default)
    if isinstance(default, list) or name in map(_setting, _LISTS):
        return None if settings.get(name, default) is None else settings.getlist(name, default)
    return settings.get(name, default)
