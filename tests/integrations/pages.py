"""The pages that every engine cleans, what ``cleaner.clean`` makes of them, and the documented code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import cleaner
from tests.conftest import SAMPLES

NAMES = ("portal-related.html", "clean-driving.html", "gb18030-table.html", "cards.html", "en-hidden.html")
DOCUMENTATION = SAMPLES.parent / "docs" / "integrations.md"
ADVERTISEMENT = "<h1>微乐麻将外挂透视确实有挂</h1><p>微乐麻将有挂，加微信购买透视辅助器，包赢。</p>"


def pages() -> list[dict[str, Any]]:
    """Five articles and a page that is an advertisement, with ids and addresses."""
    html = [(SAMPLES / name).read_bytes() for name in NAMES] + [ADVERTISEMENT.encode()]
    return [{"id": str(i), "url": f"https://n.example/{i}", "html": page} for i, page in enumerate(html)]


def write_parquet(folder: Path, *, text: bool = False) -> None:
    """``pages.parquet`` in a folder; the pages decoded if ``text``, as some engines want them."""
    import pyarrow as pa
    from pyarrow import parquet

    records = pages()
    if text:
        records = [{**each, "html": decoded(each["html"])} for each in records]
    parquet.write_table(pa.Table.from_pylist(records), folder / "pages.parquet")


def decoded(page: bytes) -> str:
    """A page as str."""
    return page.decode("gb18030" if b"charset=gb2312" in page.lower() else "utf-8")


def assert_same_articles(rows: Iterable[Mapping[str, Any]], *, text: bool = False) -> None:
    """Fails unless the rows, in any order, are the articles that ``cleaner.clean`` gives."""
    found = {row["id"]: row for row in rows}
    wanted = pages()
    assert sorted(found) == [each["id"] for each in wanted]
    for each in wanted:
        row = found[each["id"]]
        page = decoded(each["html"]) if text else each["html"]
        article = cleaner.clean(cleaner.Page(page, url=each["url"], kind=cleaner.Kind.HTML))
        assert row["error"] is None
        assert row["text"] == article.text
        assert row["title"] == article.title
        assert row["verdict"] == article.verdict.value
        assert list(row["spam"]) == [block.text for block in article.spam]
        assert row["url"] == each["url"]


def documented(engine: str) -> str:
    """The documentation's code for one engine."""
    found = re.search(rf"```python {engine}\n(.*?)```", DOCUMENTATION.read_text("utf-8"), re.S)
    assert found, f"{DOCUMENTATION} has no code for {engine}"
    return found[1]


def run_documented(engine: str, places: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The variables that code leaves behind, run in the present folder; ``places`` replace file names."""
    code = documented(engine)
    for name, place in (places or {}).items():
        code = code.replace(f'"{name}"', repr(place))
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102
    return names
