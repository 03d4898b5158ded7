"""A made site: stories of sentences that never repeat, and whatever furniture a test puts around them."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

WHO = ("渔民", "市民", "专家", "工程师", "学生", "医生", "村民", "代表")
WHEN = ("昨天", "今天上午", "上周", "去年", "近日", "本月初")
WHAT = ("验收了新的码头", "讨论了旧城改造", "观察到候鸟南迁", "修好了沿河步道", "公布了水质检测结果")
HOW = ("现场十分热闹", "过程并不顺利", "大家都很满意", "下一步还有很多工作", "工期预计九个月")
CONTACT = "如果您有新闻线索，欢迎拨打本报热线，我们会第一时间派记者前往核实。"
NOTE = "编辑手记：本栏目每天记录这座城市里普通人的生活，愿这些故事给你一点温暖。"
SERIAL = "这是本报连载小说的一章，上文说到老船长独自出海，三天没有消息。"
SITE = "https://www.evening.example"


def story(number: int, paragraphs: int = 4) -> list[str]:
    """The paragraphs of one story; no sentence is in another."""
    rng = Random(number)
    return ["".join(_sentence(rng, number) for _ in range(3)) for _ in range(paragraphs)]


def _sentence(rng: Random, number: int) -> str:
    side, cost = rng.choice("东西南北"), f"{number}{rng.randint(100, 999)}"
    what = f"{rng.choice(WHEN)}，{rng.choice(WHO)}在{side}岸{rng.choice(WHAT)}"
    return f"{what}，{rng.choice(HOW)}，费用{cost}元。"


def title(number: int) -> str:
    """The headline of one story."""
    return f"沿岸工程进入第{number}天，{Random(number).choice(WHO)}说出心里话"


def page(number: int, content: Sequence[str], *, headline: str | None = None) -> str:
    """The page of a story: ``content`` as elements of HTML, or as bare paragraphs."""
    headline = headline or title(number)
    body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in content)
    return (
        f"<html><head><title>{headline}_晚报网</title></head><body><div class='nav'><a href='/'>首页</a>"
        f"<a href='/a'>新闻</a></div><div class='content'><h1>{headline}</h1>{body}</div>"
        "<div class='foot'>版权所有 晚报网</div></body></html>"
    )


def url(number: int) -> str:
    """The address of a story's page."""
    return f"{SITE}/news/{number}.html"
