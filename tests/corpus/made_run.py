"""A made run: pages with planted lists, cleaned for real, written as ``cleaner batch`` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from cleaner import Page, __version__
from cleaner.corpus.digests import Mark
from cleaner.corpus.files import write_json
from cleaner.corpus.options import Cleaning
from cleaner.corpus.parts import Part
from cleaner.corpus.schema import Removed, row
from cleaner.corpus.settings import Form, Settings
from cleaner.corpus.sinks import sink_maker
from cleaner.corpus.work import Outcome, encode_row
from tests.sites.made import page, story

KNOWN = "微乐麻将"
NEW = "豆蔻互娱"
DISGUISED = "豆★蔻★互★娱"
OPENER = "老玩家掏心窝"


def planted(number: int) -> list[str]:
    """The advertisements of one page; from the fourth page on those of a name that is not in the lexicon."""
    lines = [
        f"三分钟了解({KNOWN}外挂透视)确实有挂-第{number}期",
        f"{OPENER}！{KNOWN}开挂神器下载安装教程{number}",
        f"微·乐·麻·将透视辅助软件，{number}人已经在用",
    ]
    if number >= 4:
        lines += [
            f"{OPENER}：{NEW}透视挂怎么安装{number}",
            f"【{NEW}】外挂辅助器{number}天卡，确实有挂",
            f"教程({DISGUISED}开挂软件)真的有挂{number}",
        ]
    return lines


@lru_cache(maxsize=1)
def made_rows() -> tuple[dict[str, Any], ...]:
    """Twelve pages on three sites and one advertisement, cleaned; and an index page."""
    cleaning = Cleaning(removed=Removed.ALL)
    cleaner = cleaning.cleaner()
    rows = []
    for number in range(12):
        links = "".join(f"<li><a href='/x/{i}'>{line}</a></li>" for i, line in enumerate(planted(number)))
        html = page(number, [*story(number), f"<div class='related'><ul>{links}</ul></div>"])
        meta = f"<meta property='article:published_time' content='2026-03-{number + 1:02d}T08:00:00+08:00'>"
        url = f"https://site{number % 3}.example/{number}.html"
        rows.append((Page(html.replace("<head>", f"<head>{meta}"), url), str(number)))
    sold = f"<h1>{NEW}外挂透视确实有挂</h1><p>{NEW}有挂，加微信购买透视辅助器，包赢不封号。</p>"
    rows.append((Page(sold, "https://site9.example/sold.html"), "sold"))
    rows.append((Page("<ul><li><a href='/a'>首页</a></li></ul>", None), "index"))
    return tuple(row(cleaner.clean(each), name, Removed.ALL) for each, name in rows)


def write_run(
    folder: Path,
    rows: Iterable[Mapping[str, Any]],
    errors: Iterable[Mapping[str, Any]] = (),
    **manifest: Any,
) -> Path:
    """Writes rows and errors as a run, in parts of five records; returns its folder."""
    outcomes = [Outcome(row["verdict"], encode_row(row)) for row in rows]
    outcomes += [Outcome(None, encode_row(error)) for error in errors]
    settings = Settings()
    folder.mkdir(parents=True)
    for number in range(0, len(outcomes), 5):
        part = Part(folder, number // 5, settings, sink_maker(Form.JSONL, {}))
        for outcome in outcomes[number : number + 5]:
            part.add(outcome, Mark(0, b""))
        part.finish()
    known = {"complete": True, "records": len(outcomes), "versions": {"cleaner": __version__}}
    write_json(folder / "run.json", {**known, **manifest})
    return folder
