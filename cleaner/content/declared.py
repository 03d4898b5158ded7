"""What a page declares itself to be, and what its address looks like: figures for the page as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ..model import Kind
from ..reading.document import Document

__all__ = ["declared_figures"]

_ARTICLE = ("article", "posting", "report", "howto", "recipe")
_OTHER = (
    "collectionpage",
    "itemlist",
    "product",
    "searchresultspage",
    "offercatalog",
    "productgroup",
    "profilepage",
)
_NAMES = (
    "ld_article", "ld_other", "og_article", "og_site", "author", "dated",
    "url_depth", "url_hyphens", "url_digits",
)  # fmt: skip
_MOST = 50


def declared_figures(document: Document) -> dict[str, float]:
    """Figures by name; not a number where the page cannot say (flattened text, no address)."""
    unknown = float("nan")
    figures = dict.fromkeys((f"page_{name}" for name in _NAMES), unknown)
    if document.kind is Kind.TEXT:
        return figures
    types = list(_types(document))
    meta = document.hints.meta
    og = " ".join(meta.get("og:type", ())).lower()
    figures |= {
        "page_ld_article": float(any(t.endswith(_ARTICLE) for t in types)),
        "page_ld_other": float(any(t in _OTHER for t in types)),
        "page_og_article": float("article" in og),
        "page_og_site": float("website" in og or "product" in og),
        "page_author": float("author" in meta or "article:author" in meta),
        "page_dated": float(any("published" in k or k in ("date", "pubdate", "publishdate") for k in meta)),
    }
    return figures | _address(document.url)


def _types(document: Document) -> Iterator[str]:
    """The types of the structured data, lower-cased."""
    for thing in document.hints.jsonld[:_MOST]:
        kinds = thing.get("@type")
        for kind in kinds if isinstance(kinds, list) else [kinds]:
            if isinstance(kind, str):
                yield kind.lower()


def _address(url: str | None) -> dict[str, float]:
    """The shape of the address: addresses of articles are long, hyphenated or numbered."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return {}
    if not url:
        return {}
    parts = [part for part in path.split("/") if part]
    last = max(parts[-2:], key=len) if parts else ""
    return {
        "page_url_depth": float(min(8, len(parts))),
        "page_url_hyphens": float(min(12, last.count("-") + last.count("_"))),
        "page_url_digits": float(min(12, sum(c.isdigit() for c in last))),
    }
