"""A small invented crawl for ``cleaner batch``: stories of invented sites, some of them with planted lists.

Nothing in it is anybody's page: sites, people and stories are made from the short lists below.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from random import Random

__all__ = ["write_crawl"]

# site, pages, share of pages that were planted
SITES = (
    ("haifeng.example", 150, 0.62),
    ("yanan-evening.example", 120, 0.35),
    ("jiangcheng-daily.example", 140, 0.18),
    ("news.qingshan.example", 90, 0.48),
    ("nanhu.example", 70, 0.06),
    ("northern-tide.example", 60, 0.30),
    ("harbour-post.example", 50, 0.0),
)
GAMES = ("微乐麻将", "海湾麻将", "哈灵麻将", "WePoker", "豆蔻互娱", "德州扑克")
GAME_WEIGHTS = (9, 6, 4, 4, 3, 2)
LINES = (
    "三分钟了解({game}外挂透视)确实有挂-知乎",
    "今日科普!{game}辅助器是真的吗,其实确实有挂",
    "{game}开挂神器下载安装教程,包赢不封号",
    "【{game}】透视辅助软件,一分钟教会你",
    "必看教程：{game}有挂吗？客服微信一键生成好牌",
)
CASINO = (
    "best online casino {year} free spins no deposit bonus",
    "online slots real money welcome bonus {year}",
)
TEASERS = (
    "候鸟提前十天抵达盐城湿地",
    "老城区的书店为什么又热闹起来",
    "地铁新线下月试运营",
    "这座小镇用十年种出一片林子",
)
WHO = ("渔民老周", "总工程师孟昭海", "返乡青年阿澜", "社区医生林溪", "小学教师何平")
WHAT = ("验收了新的码头", "修好了沿河步道", "公布了水质检测结果", "讨论了旧城改造方案", "迎来第一批游客")
HOW = ("现场比预想的热闹", "过程并不顺利", "下一步还有很多工作要做", "附近的居民大多表示支持")
PEOPLE = ("Ingrid Moffat", "Callum Reid", "the harbour master", "a council spokesman")
DID = (
    "opened the new pier",
    "published the figures for the winter",
    "asked for a second boat",
    "repaired the old weir",
)


def write_crawl(path: Path, seed: int = 7) -> None:
    """Writes the crawl: one record a line, and a few lines that are none."""
    rng = Random(seed)
    records = []
    for site, pages, share in SITES:
        for number in range(pages):
            date = f"2025-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            # the planters arrive in spring and go in autumn
            season = (0.25, 0.3, 0.6, 1, 1.2, 1.4, 1.5, 1.3, 1, 0.7, 0.4, 0.3)[int(date[5:7]) - 1]
            planted = rng.random() < share * season
            english = site in ("northern-tide.example", "harbour-post.example")
            page = (_english if english else _chinese)(rng, date, planted)
            records.append(
                {"id": f"{site}-{number}", "url": f"https://{site}/{date}/{number}.html", "html": page}
            )
    records += [{"id": f"broken-{number}", "url": f"https://nanhu.example/{number}"} for number in range(3)]
    sold = "".join(f"<p>{LINES[i].format(game=GAMES[i])}，加微信购买。</p>" for i in range(4))
    records += [
        {
            "id": f"sold-{n}",
            "url": f"https://news.qingshan.example/s/{n}.html",
            "html": f"<h1>{GAMES[n]}有挂</h1>{sold}",
        }
        for n in range(5)
    ]
    menu = "<ul><li><a href='/'>首页</a></li><li><a href='/n'>新闻</a></li></ul>"
    records += [
        {"id": f"index-{n}", "url": f"https://nanhu.example/list/{n}", "html": menu} for n in range(12)
    ]
    rng.shuffle(records)
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records), "utf-8")


def _chinese(rng: Random, date: str, planted: bool) -> str:
    title = f"{rng.choice(WHO)}：这一年，我们{rng.choice(WHAT)}"
    paragraphs = [
        "".join(
            f"{rng.randint(1, 28)}日，{rng.choice(WHO)}和同事们{rng.choice(WHAT)}，{rng.choice(HOW)}，"
            f"前后用了{rng.randint(2, 90)}天。"
            for _ in range(3)
        )
        for _ in range(4)
    ]
    teasers = rng.sample(TEASERS, 3)
    if planted:
        (game,) = rng.choices(GAMES, GAME_WEIGHTS)
        teasers += [line.format(game=game) for line in rng.sample(LINES, rng.randint(2, 4))]
        rng.shuffle(teasers)
    return _page("zh-CN", title, date, paragraphs, "相关阅读", teasers)


def _english(rng: Random, date: str, planted: bool) -> str:
    person = rng.choice(PEOPLE)
    title = f"How {person} {rng.choice(DID)}"
    paragraphs = [
        " ".join(
            f"On day {rng.randint(2, 90)} {rng.choice(PEOPLE)} {rng.choice(DID)}, which took"
            f" {rng.randint(2, 90)} weeks and more patience than anyone on the quay had expected."
            for _ in range(2)
        )
        for _ in range(4)
    ]
    teasers = ["The last wave from Skarrow quay", "A winter without ice", "Why the lighthouse stays"]
    if planted:
        teasers += [line.format(year=date[:4]) for line in CASINO]
    return _page("en", title, date, paragraphs, "Read next", teasers)


def _page(language: str, title: str, date: str, paragraphs: list[str], more: str, teasers: list[str]) -> str:
    body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
    items = "".join(f"<li><a href='/x/{i}'>{escape(each)}</a></li>" for i, each in enumerate(teasers))
    return (
        f"<!DOCTYPE html><html lang='{language}'><head><title>{escape(title)}</title>"
        f"<meta property='article:published_time' content='{date}'></head><body>"
        f"<article><h1>{escape(title)}</h1>{body}</article><aside><h3>{more}</h3><ul>{items}</ul></aside></body></html>"
    )
