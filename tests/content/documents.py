"""Hand-made documents for the tests of the content engine."""

from __future__ import annotations

import pytest

from cleaner.content import Signal
from cleaner.model import Kind, Label, Page
from cleaner.reading import read
from cleaner.reading.document import Document

PARAGRAPHS = [
    "昨天傍晚，随着最后一台风机并网，海州湾外侧的远帆海上风电场全部投运，这是国内离岸最远的风电场之一。",
    "风电场共安装六十四台风机，叶轮转一圈可以发电三十四度，够一户普通人家用上四五天，而且不占用土地。",
    "把电送回岸上并不容易，距离超过七十公里以后，交流电在海缆里损耗太大，项目组最终选择了柔性直流输电。",
    "换流站在船坞里建好，由半潜船拖到现场，整个安装窗口只有三天，海况好的日子一年也没有多少。",
]
ENGLISH = (
    "For the first time in ninety-one years, salmon have been counted above the old dam, barely ten weeks "
    "after the last of its concrete was hauled away by barge.",
    "The river board had expected the fish to need three or four seasons to find their way back, and had "
    "planned its counts for the spring of the year after next.",
    "Volunteers who have walked the banks every morning since August said that they stopped counting at four "
    "hundred, because it had become too dark to see.",
    "On Friday the school closed at noon, so that every child in the valley could see the fish for itself.",
)
OTHERS = [
    "本市地铁三号线延长线年底试运行",
    "周末降温明显出门记得添衣",
    "中学生机器人大赛落幕",
    "老城区菜市场改造完成",
]


def html_page(paragraphs: list[str] = PARAGRAPHS, copies: int = 1) -> str:
    """A news page: navigation, the article, a list of other stories, a footer."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    links = "".join(f'<li><a href="/{i}.html">{t}</a></li>' for i, t in enumerate(OTHERS))
    menu = "".join(f'<li><a href="/{t}">{t}</a></li>' for t in ("首页", "新闻", "体育", "财经", "天气"))
    return (
        "<html><head><title>远帆海上风电场全部投运</title></head><body>"
        f'<div class="nav"><ul>{menu}</ul></div><div class="wrap"><h1>远帆海上风电场全部投运</h1>'
        + f'<div class="article-content">{body}</div>'
        * copies
        + f'</div><div class="related"><h3>相关阅读</h3><ul>{links}</ul></div>'
        '<div class="footer"><p>版权所有 海州在线 联系我们</p></div></body></html>'
    )


def document(page: str, kind: Kind = Kind.HTML) -> Document:
    """The page as it is read."""
    return read(Page(page, None, kind))


def plain(doc: Document) -> list[Signal]:
    """Signals of judges who have nothing to say."""
    return [Signal() for _ in doc.blocks]


def worded(doc: Document) -> list[Signal]:
    """Signals as the pattern rows would give them for ``html_page``."""
    heads = ("相关阅读",)
    return [Signal(Label.RELATED, True) if b.text in heads else Signal() for b in doc.blocks]


pytest.importorskip("numpy", reason="the block engine needs numpy")
