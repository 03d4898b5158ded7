"""The labelled pages that extraction is measured on: where they are, and how they group into sites."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

__all__ = ["WHERE", "LabelledPage", "data_digest", "load_pages", "script_of"]

WHERE = {
    "wcxb": "Web Content Extraction Benchmark, dev split (CC-BY-4.0)",
    "magic-html": "https://github.com/opendatalab/magic-html (Apache-2.0), its benchmark pages",
    "gne": "https://github.com/GeneralNewsExtractor/GeneralNewsExtractor, its test pages",
    "scrapinghub": "https://github.com/scrapinghub/article-extraction-benchmark, a checkout of it as --data",
}
"""The sets this benchmark knows, and where to get those that are not at hand."""

_TRUTH = "ground-truth.json"
_SUFFIXES = frozenset(
    ["com", "org", "net", "gov", "edu", "ac", "co", "or", "ne", "go", "gob", "gouv", "nom", "web", "info"]
)
_HAN = re.compile("[㐀-鿿豈-﫿]")
_KANA = re.compile("[぀-ヿ]")
_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """One page and what its main content is.

    Attributes:
        page_type: ``article``, ``collection`` or ``listing``; the last two are no articles.
        text: the gold main content.
        must_have, must_not_have: snippets that have to be in the result, or must not be.
        acceptable: lines that may be in or out.
        path: the page's bytes, gzipped.
    """

    id: str
    dataset: str
    page_type: str
    url: str | None
    text: str
    must_have: tuple[str, ...]
    must_not_have: tuple[str, ...]
    acceptable: tuple[str, ...]
    path: Path = field(compare=False)

    @property
    def content(self) -> bytes:
        """The page as it was fetched."""
        return gzip.decompress(self.path.read_bytes())

    @property
    def site(self) -> str:
        """The name that pages of one publisher share, the same in every set: ``sina``, ``bbc``."""
        if self.id.startswith("gne-"):
            parts = [p for p in self.id.split("-")[1:] if p not in ("list", "visiable")]
            return parts[0].split("_")[0]
        host = (urlsplit(self.url).hostname or "") if self.url else ""
        labels = [p for p in host.split(".") if p and p != "www"]
        while len(labels) > 1 and (len(labels[-1]) <= 2 or labels[-1] in _SUFFIXES):
            labels.pop()
        return labels[-1] if labels else self.id

    @property
    def language(self) -> str:
        """A coarse guess from the script of the gold text: zh, ja, ko, latin or other."""
        return script_of(self.text)


def script_of(text: str) -> str:
    """Which writing most of ``text`` is in: zh, ja, ko, latin or other."""
    head = text[:5000]
    han, kana = len(_HAN.findall(head)), len(_KANA.findall(head))
    hangul, latin = len(_HANGUL.findall(head)), len(_LATIN.findall(head))
    if kana * 8 > han + kana and kana > 5:
        return "ja"
    if hangul * 2 > han + latin:
        return "ko"
    if han * 3 > latin and han > 5:
        return "zh"
    return "latin" if latin * 2 > len(head.replace(" ", "")) else "other"


def load_pages(data: Path, sets: Iterable[str] = ()) -> list[LabelledPage]:
    """The pages under ``data``, or of the ``sets`` named.

    Args:
        data: a folder with ``pages.jsonl`` and ``html/``, one above it, or a checkout of scrapinghub's
            article-extraction-benchmark.
        sets: names of data sets; all if empty.

    Raises:
        FileNotFoundError: if there is none of these.
    """
    if (data / _TRUTH).exists():
        found = _truth(data)
    else:
        found = _rows(data if (data / "pages.jsonl").exists() else data / "extraction-dev")
    wanted = set(sets)
    return [page for page in found if not wanted or page.dataset in wanted]


def data_digest(pages: Iterable[LabelledPage]) -> str:
    """Names the data a figure was measured on: the same pages and gold texts give the same digest."""
    digest = hashlib.sha256()
    for page in sorted(pages, key=lambda p: p.id):
        digest.update(f"{page.id}\0{page.page_type}\0{page.text}\0".encode())
        digest.update(hashlib.sha256(page.path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _truth(root: Path) -> Iterator[LabelledPage]:
    """The pages of scrapinghub's benchmark: all are articles."""
    for name, row in sorted(json.loads((root / _TRUTH).read_text(encoding="utf-8")).items()):
        path = root / "html" / f"{name}.html.gz"
        yield LabelledPage(
            name, "scrapinghub", "article", row.get("url"), row.get("articleBody") or "", (), (), (), path
        )


def _rows(root: Path) -> Iterator[LabelledPage]:
    with (root / "pages.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield LabelledPage(
                row["id"],
                row["dataset"],
                row["page_type"],
                row.get("url"),
                row.get("text") or "",
                tuple(row.get("must_have") or ()),
                tuple(row.get("must_not_have") or ()),
                tuple(row.get("acceptable") or ()),
                root / "html" / f"{row['id']}.html.gz",
            )
