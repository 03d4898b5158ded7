"""A data table inside an article is kept whole, without what never belongs to one."""

from __future__ import annotations

import pytest

import cleaner
from cleaner import Label

HEAD = (
    "<p>昨天傍晚六点,随着最后一台风机并网,海州湾外侧的海上风电场全部投运,这是国内离岸最远的风电场之一。</p>"
    "<p>按照设计,它每年能送出四十亿度电,相当于一百二十万吨标准煤的发电量,各年的数字见下表。</p>"
)
TAIL = "<p>据项目方介绍,二期工程正在做环境影响评价,如果顺利,明年秋天就会开工,那时的数字还会再高一些。</p>"
ROWS = [
    ("2023", "全年送出二十亿度,当年秋天第一批风机并网。"),
    ("2024", "全年送出三十亿度,风况好于往年。"),
    ("2025", "全年送出四十亿度,为历年最高。"),
]


def page(rows: list[tuple[str, str]]) -> str:
    cells = "".join(f"<tr><td>{year}</td><td>{text}</td></tr>" for year, text in rows)
    body = f"<h1>海上风电场全部投运</h1>{HEAD}<table>{cells}</table>{TAIL}"
    return f"<html><body><article>{body}</article></body></html>"


def test_numbers_in_the_cells_stay() -> None:
    article = cleaner.clean(page(ROWS))
    for year, text in ROWS:
        assert f"| {year} | {text} |" in article.to_markdown()
    assert cleaner.clean(article.text).text == article.text


@pytest.mark.parametrize(
    "spam", ["微乐麻将外挂透视确实有挂,加微信了解", "三分钟了解(海湾麻将外挂透视辅助)确实有挂"]
)
def test_spam_in_a_cell_goes(spam: str) -> None:
    article = cleaner.clean(page([*ROWS, ("2026", spam)]))
    assert spam not in article.text
    assert [block.text for block in article.spam] == [spam]


def test_a_hidden_cell_goes() -> None:
    hidden = page(ROWS).replace("<td>2024</td>", '<td style="display:none">2024</td>')
    (cell,) = [block for block in cleaner.clean(hidden).blocks if block.text == "2024"]
    assert cell.label is Label.BOILERPLATE
