"""Search phrases poured into one block, and text that is as long."""

from __future__ import annotations

import pytest

from cleaner import Page
from cleaner.reading import read
from cleaner.reading.heaps import is_heap

PHRASES = "卷帘门 洗衣机 水泵厂家 防水涂料 鱼缸 机票 招聘信息 快递查询 "
SENTENCES = "工程位于老城区北侧,历时十四个月。居民出行有所改善。"


@pytest.mark.parametrize(
    ("text", "heap"),
    [
        (PHRASES * 40, True),
        (PHRASES.replace(" ", ",") * 40, True),
        ("cheap flights hotel deals car insurance " * 40, True),
        (PHRASES * 3, False),
        (SENTENCES * 60, False),
        ("ประเทศไทยมีประชากรมาก " * 100, False),
    ],
)
def test_what_a_heap_is(text: str, heap: bool) -> None:
    assert is_heap(text) is heap


def test_a_hidden_heap_does_not_wait_for_its_script() -> None:
    page = f"<h1>题目</h1><p>{SENTENCES}</p><div style='display:none'>{{}}</div>"
    document = read(Page(page.format(PHRASES * 400)))
    assert [block.hidden for block in document.blocks] == [False, False, True]
    document = read(Page(page.format(SENTENCES * 400)))
    assert not any(block.hidden for block in document.blocks)
