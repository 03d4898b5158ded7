"""How often title, author, date and source of real pages are right, beside others in the same run.

    python benchmarks/metadata.py --data ../shared/extraction-dev

A title is right when its letters and digits are the gold title's; a date when the day is; an author when
the names are the same set, case and punctuation aside; a source when one name holds the other. Where the
gold names no source, the page's own ``og:site_name`` stands in for it, so programs that read little else
do well there. Pages without a gold value for a field do not count for that field, but a value made up where
the page has none is counted as ``invented``. A program that takes longer than ``--seconds`` for a page has
found nothing on it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from cleaner.metadata import find_metadata
from cleaner.metadata.thorough import look_again
from cleaner.metadata.titles import plain
from cleaner.model import Page
from cleaner.reading import read
from cleaner.roles import RoleMatcher

FIELDS = ("title", "author", "date", "source")
Fields = dict[str, str | None]


def rows(data: Path) -> Iterator[dict[str, str]]:
    """The article pages with their gold fields."""
    root = data if (data / "pages.jsonl").exists() else data / "extraction-dev"
    with (root / "pages.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["page_type"] == "article" and any(row.get(f) for f in FIELDS):
                row["file"] = str(root / "html" / f"{row['id']}.html.gz")
                yield row


def site_name(content: bytes) -> str:
    """What the page says its site is called; empty if it does not say."""
    return next(iter(read(Page(content)).hints.meta.get("og:site_name", ())), "")


def ours() -> Callable[[bytes, str | None], Fields]:
    """Reading, roles and metadata of this package."""
    matcher = RoleMatcher()

    def run(content: bytes, url: str | None) -> Fields:
        document = read(Page(content, url=url))
        found = find_metadata(document, [matcher.match(b.text) for b in document.blocks])
        return {f: getattr(found, f) for f in FIELDS}

    return run


def trafilatura() -> Callable[[bytes, str | None], Fields]:
    """trafilatura's metadata, with the settings of its own command line."""
    from trafilatura import extract_metadata, load_html

    def run(content: bytes, url: str | None) -> Fields:
        tree = load_html(content)
        found = extract_metadata(tree, default_url=url) if tree is not None else None
        if found is None:
            return dict.fromkeys(FIELDS)
        return {"title": found.title, "author": found.author, "date": found.date, "source": found.sitename}

    return run


def thorough() -> Callable[[bytes, str | None], Fields]:
    """The same with ``thorough`` metadata."""
    matcher = RoleMatcher()

    def run(content: bytes, url: str | None) -> Fields:
        document = read(Page(content, url=url))
        roles = [matcher.match(b.text) for b in document.blocks]
        found = look_again(document, find_metadata(document, roles))
        return {f: getattr(found, f) for f in FIELDS}

    return run


def newspaper() -> Callable[[bytes, str | None], Fields]:
    """newspaper4k, which takes the site's name for the source."""
    from newspaper import Article

    def run(content: bytes, url: str | None) -> Fields:
        article = Article(url or "https://news.example/")
        article.download(input_html=read(Page(content, url=url)).source)
        try:
            article.parse()
        except Exception as error:  # a page that kills a peer counts as one without fields
            print(f"newspaper4k: {type(error).__name__}", file=sys.stderr)
            return dict.fromkeys(FIELDS)
        date = article.publish_date
        day = date.date().isoformat() if hasattr(date, "date") else (str(date)[:10] if date else None)
        names = ", ".join(article.authors) or None
        return {"title": article.title, "author": names, "date": day, "source": article.meta_site_name}

    return run


def gne() -> Callable[[bytes, str | None], Fields]:
    """GeneralNewsExtractor, made for Chinese news; it knows no source."""
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def run(content: bytes, url: str | None) -> Fields:
        try:
            found = extractor.extract(read(Page(content, url=url)).source)
        except Exception as error:
            print(f"gne: {type(error).__name__}", file=sys.stderr)
            return dict.fromkeys(FIELDS)
        date = str(found.get("publish_time") or "").replace("/", "-")
        return {
            "title": found.get("title"),
            "author": found.get("author"),
            "date": date or None,
            "source": None,
        }

    return run


def within(seconds: float, run: Callable[[bytes, str | None], Fields]) -> Callable[..., Fields]:
    """The same program, stopped when its time for a page is over."""

    def over(*_: object) -> None:
        raise TimeoutError

    def limited(content: bytes, url: str | None) -> Fields:
        before = signal.signal(signal.SIGALRM, over)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            return run(content, url)
        except TimeoutError:
            return dict.fromkeys(FIELDS)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    return limited


def names(text: str) -> frozenset[str]:
    """The names in an author field, for comparison."""
    parts = re.split(r"\s*(?:[,;，；、|/]|\band\b|&)\s*", text)
    if not text.isascii():
        parts = [p for part in parts for p in part.split()]
    return frozenset(plain(p) for p in parts if plain(p))


def right(field: str, gold: str, found: str) -> bool:
    """Whether ``found`` is the gold value, as the docstring of this module says."""
    if field == "date":
        return gold[:10] == found[:10]
    if field == "author":
        return names(gold) == names(found)
    if field == "source":
        one, other = plain(gold), plain(found)
        return bool(one) and bool(other) and (one in other or other in one)
    return plain(gold) == plain(found)


def print_table(counts: dict[tuple[str, str, str], list[int]], systems: list[str]) -> None:
    """One line for each data set and field: the share that is right, and how many were made up."""
    print(f"{'set':12}{'field':8}{'pages':>6}" + "".join(f"{s:>14}{'invented':>10}" for s in systems))
    for dataset in dict.fromkeys(key[0] for key in counts):
        for field in FIELDS:
            cells = [counts[dataset, field, s] for s in systems]
            if cells[0][0]:
                line = "".join(f"{c[1] / c[0]:14.3f}{c[2]:10d}" for c in cells)
                print(f"{dataset:12}{field:8}{cells[0][0]:6d}{line}")


def main() -> None:
    """Prints one table for each data set, and the misses of ours where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with pages.jsonl and html/")
    parser.add_argument("--misses", choices=FIELDS, help="print what we get wrong in this field")
    parser.add_argument("--only-ours", action="store_true", help="leave the others out")
    parser.add_argument("--limit", type=int, help="every n-th page, so that about this many are left")
    parser.add_argument("--seconds", type=float, default=60, help="for one program and page")
    options = parser.parse_args()
    systems = {"cleaner": ours()}
    if not options.only_ours:
        systems |= {"thorough": thorough(), "trafilatura": trafilatura(), "newspaper4k": newspaper()}
        systems |= {"gne": gne()}
    counts: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    seconds: dict[str, float] = defaultdict(float)
    pages = list(rows(options.data))
    if options.limit:
        pages = pages[:: max(1, len(pages) // options.limit)]
    systems = {name: within(options.seconds, run) for name, run in systems.items()}
    for row in pages:
        content = gzip.decompress(Path(row["file"]).read_bytes())
        row.setdefault("source", site_name(content))
        for system, run in systems.items():
            start = time.process_time()
            found = run(content, row.get("url"))
            seconds[system] += time.process_time() - start
            for field in FIELDS:
                gold, value = row.get(field), found[field]
                count = counts[row["dataset"], field, system]
                if gold:
                    good = bool(value) and right(field, gold, value or "")
                    count[0] += 1
                    count[1] += good
                    if not good and system == "cleaner" and options.misses == field:
                        print(f"{row['id']}\n  gold  {gold}\n  found {value}")
                elif value:
                    count[2] += 1
    print_table(counts, list(systems))
    for system, spent in seconds.items():
        print(f"{system}: {spent:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
