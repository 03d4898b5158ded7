"""Lists and tables among the article's own paragraphs stay whole; lists of links do not come back."""

from __future__ import annotations

import pytest

from cleaner import clean

from ..content.documents import PARAGRAPHS

CELLS = ("乡镇", "改造村数", "受益人口(人)", "高墟镇", "21", "23100", "龙河乡", "17", "18640")
ITEMS = ("转移老人:16人", "倒塌房屋:3间", "伤亡:0")


def table() -> str:
    rows = [CELLS[start : start + 3] for start in range(0, len(CELLS), 3)]
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
        + "</table>"
    )


def page(inset: str) -> str:
    parts = [f"<p>{text}</p>" for text in PARAGRAPHS]
    parts.insert(2, inset)
    body = "".join(parts)
    return (
        f"<ul><li><a href='/'>首页</a></li></ul><h1>海上风电场投运</h1><div>{body}</div><div>版权所有</div>"
    )


@pytest.mark.parametrize(
    ("inset", "members"),
    [(table(), CELLS), ("<ul>" + "".join(f"<li>{item}</li>" for item in ITEMS) + "</ul>", ITEMS)],
    ids=["table", "list"],
)
def test_all_of_an_inset_is_kept(inset: str, members: tuple[str, ...]) -> None:
    article = clean(page(inset))
    kept = [block.text for block in article.kept]
    assert [text for text in kept if text in members] == list(members)


def test_a_list_of_links_between_paragraphs_is_not_taken_in() -> None:
    links = "".join(
        f'<li><a href="/{i}">{t}</a></li>' for i, t in enumerate(("老城区菜市场改造完成", "周末降温明显"))
    )
    article = clean(page(f"<ul>{links}</ul>"))
    assert "菜市场" not in article.text
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
