"""Parts of pages, for the question whether there is an article at all.

Articles with next to no markup, as they are sent to an API. Parts of flattened text: lists are few, so
several parts of each teach what they have in common, and articles are cut likewise, so that being short
means nothing. And where a set has no lists, what stands around its articles makes some.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from .augment import Made, escaped

__all__ = ["bare_article", "index_of", "remainder", "window"]

_FRAMES = (
    "{}",
    "<article>{}</article>",
    "<div>{}</div>",
    "<html><body>{}</body></html>",
    '<html><head><title>{title}</title></head><body><div class="content">{}</div></body></html>',
    "<!doctype html><html><head><title>{title}</title></head><body><main>{}</main></body></html>",
)
_SECTIONS = (
    "国内",
    "国际",
    "社会",
    "财经",
    "体育",
    "娱乐",
    "科技",
    "军事",
    "教育",
    "更多>>",
    "热点推荐",
    "排行榜",
)
_SOURCES = ("新华网", "人民网", "央视新闻", "本报讯", "综合消息")
_LEAST = 60
"""Characters under which a text is too short to be called an article."""


def bare_article(gold: str, title: str | None, teasers: Sequence[str], rng: random.Random) -> Made | None:
    """The first paragraphs of an article and hardly anything else; ``None`` if they say too little.

    Args:
        gold: the article.
        title: what may stand above it.
        teasers: titles of other stories, of which some are linked below it now and then.
        rng: where chance comes from.
    """
    lines = [line.strip() for line in gold.splitlines() if line.strip()]
    some = lines[: rng.choice((1, 2, 3, 4, 6, 8, len(lines)))]
    if sum(map(len, some)) < _LEAST:
        return None
    rows = [f"<p>{escaped(line)}</p>" for line in some]
    if teasers and rng.random() < 0.6:
        tag = rng.choice(("li", "p"))
        others = [rng.choice(teasers) for _ in range(rng.choice((3, 5, 8, 12)))]
        links = [f'<{tag}><a href="/{n}.html">{escaped(t)}</a></{tag}>' for n, t in enumerate(others)]
        rows += ["<ul>", *links, "</ul>"] if tag == "li" else links
    return Made(_framed(rows, title, rng), "\n".join(some))


def window(texts: Sequence[str], shares: Sequence[float] | None, rng: random.Random) -> list[str]:
    """Some blocks of a page in a row; of an article all or the first, and some of what stands around it.

    Args:
        texts: the blocks.
        shares: how much of each is main content, for an article; ``None`` for a page without.
    """
    if shares is None:
        start = rng.choice((0, 0, len(texts) // 4, len(texts) // 2))
        return list(texts[start : start + rng.choice((10, 20, 40, 100, 200, len(texts)))])
    gold = [i for i, share in enumerate(shares) if share >= 0.5]
    if not gold:
        return []
    left_out = set(gold[rng.choice((3, 6, len(gold), len(gold))) :])
    around = range(rng.randint(0, gold[0]), rng.randint(gold[-1] + 1, len(texts)))
    return [texts[i] for i in around if i not in left_out]


def remainder(texts: Sequence[str], shares: Sequence[float]) -> tuple[list[str], list[str]]:
    """What stands around an article: the blocks up to its end that are none of it, and those below."""
    gold = [i for i, share in enumerate(shares) if share >= 0.5]
    end = gold[-1] if gold else -1
    around = [
        (i, text) for i, (text, share) in enumerate(zip(texts, shares, strict=True)) if 0 <= share < 0.5
    ]
    return [text for i, text in around if i < end], [text for i, text in around if i > end]


def index_of(
    headlines: Sequence[str], above: Sequence[str], below: Sequence[str], rng: random.Random
) -> list[str]:
    """An index page: headlines, with dates, summaries or sections, in the furniture of a real page."""
    style, rows = rng.randrange(4), list(above[rng.randint(0, len(above)) :])
    for number in range(rng.choice((8, 15, 30, 60, 120))):
        headline = rng.choice(headlines)
        if style == 1:
            headline += " " + _when(rng)
        if style == 3 and number % 10 == 0:
            rows.append(rng.choice(_SECTIONS))
        rows.append(headline)
        if style == 2:
            summary = "，".join(rng.choice(headlines) for _ in range(rng.randint(2, 5)))
            rows.append(summary[: rng.randint(40, 110)] + rng.choice(("...", "…", "...[详细]", "。")))
            rows.extend([f"{rng.choice(_SOURCES)} {_when(rng)}"] if rng.random() < 0.5 else [])
    return rows + list(below[: rng.randint(0, len(below))])


def _when(rng: random.Random) -> str:
    month, day, hour, minute = (rng.randint(1, most) for most in (12, 28, 23, 59))
    dates = (f"2024-{month:02}-{day:02}", f"{hour:02}:{minute:02}", f"{hour}小时前", f"[{month}月{day}日]")
    return rng.choice(dates)


def _framed(rows: Sequence[str], title: str | None, rng: random.Random) -> str:
    """The rows, below a heading now and then, in one of a few frames."""
    title = escaped(title or "")
    heading = f"<h1>{title}</h1>" if title and rng.random() < 0.7 else ""
    return rng.choice(_FRAMES).replace("{title}", title).replace("{}", heading + "\n".join(rows))
