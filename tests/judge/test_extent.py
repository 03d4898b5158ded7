"""A page that shows only a part of its article says so, and so does one that is pictures."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.judge.extent import GALLERY, SEVERAL_PAGES

TEXT = [
    "昨天傍晚六点,随着最后一台风机并网,海州湾外侧的海上风电场全部投运,这是国内离岸最远的风电场之一。",
    "按照设计,它每年能送出四十亿度电,相当于一百二十万吨标准煤的发电量,够二百万户普通人家用上一年。",
    "据项目方介绍,二期工程正在做环境影响评价,如果顺利,明年秋天就会开工,那时的数字还会再高一些。",
]
PAGERS = [
    '<div class="p"><a href="1.html">1</a> <a href="2.html">2</a> <a href="2.html">下一页</a></div>',
    '<p><a href="?page=2">上一页 1 2 3 下一页</a></p>',
    '<p><a href="/x/2">Page 1 of 3</a></p>',
]
RELATED = (
    "<h3>相关阅读</h3><ul>"
    + "".join(f'<li><a href="/{n}">渔港清晨来得晚了{n}刻钟</a></li>' for n in "一二三四五六七八九")
    + "</ul>"
)


def page(*parts: str) -> str:
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    return f"<html><body><article><h1>海上风电场全部投运</h1>{body}{''.join(parts)}</article></body></html>"


@pytest.mark.parametrize("pager", PAGERS)
def test_further_pages(pager: str) -> None:
    article = cleaner.clean(page(pager))
    assert SEVERAL_PAGES in article.notes
    assert "下一页" not in article.text


def test_further_pages_of_flattened_text() -> None:
    assert SEVERAL_PAGES in cleaner.clean("\n".join([*TEXT, "1 2 3 下一页"])).notes


@pytest.mark.parametrize(
    "more",
    [
        "",
        "<p>翻到书的下一页,他看见了自己的名字。</p>",
        RELATED + PAGERS[0],
        '<a href="/9">上一篇:渔港的清晨</a>',
    ],
)
def test_one_page(more: str) -> None:
    assert SEVERAL_PAGES not in cleaner.clean(page(more)).notes


def test_a_gallery() -> None:
    pictures = "".join(
        f'<p><img src="/{n}.jpg"></p><p>图为风机在晚霞中转动的第{n}个瞬间。</p>' for n in range(1, 12)
    )
    assert GALLERY in cleaner.clean(page(pictures)).notes
    assert GALLERY not in cleaner.clean(page('<p><img src="/1.jpg"></p>')).notes
