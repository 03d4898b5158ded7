"""What is taken out of a line, and what lines share."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaner.judge import template
from cleaner.judge.template import Frame, Part, frames_of, parts, shared


def keys(text: str, *names: tuple[int, int]) -> str:
    return " ".join(part.key for part in parts(text, names))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("三分钟了解(微乐陕西)有挂", "分 钟 了 解 * 有 挂"),
        ("12分钟了解【哈灵】有挂", "分 钟 了 解 * 有 挂"),
        ("1、3月12日成都天气", "月 0 日 成 都 天 气"),
        ("[04-24] 今日教程“九哥”必胜...这里是摘要", "今 日 教 程 * 必 胜"),
        ("上一篇:今日教程", "今 日 教 程"),
        ("Situs Resmi RAJA99", "situs resmi raja 0"),
        ("有 挂 吗 ？！", "有 挂 吗"),
        ("", ""),
        ("。。。", ""),
        ("长" * 61, ""),
    ],
)
def test_what_is_left_of_a_line(text: str, left: str) -> None:
    assert keys(text) == left


def test_names_that_are_known_are_taken_out() -> None:
    assert keys("微乐麻将有挂吗", (0, 2), (2, 4)) == "* 有 挂 吗"


def test_parts_point_into_the_line_as_it_was_written() -> None:
    line = "３分钟了解（微乐）有​挂"
    assert [line[p.start : p.end] for p in parts(line)] == ["分", "钟", "了", "解", "（微乐）", "有", "挂"]


def test_a_name_is_short_and_of_one_clause() -> None:
    first, second = parts("微乐麻将有挂吗现在就教你"), parts("他说,今天的会议有挂吗现在就教你")
    frame = shared(first, second)
    assert frame.holds(first)
    assert not frame.holds(second)


def test_frames_hold_all_their_lines_whatever_the_order() -> None:
    texts = ["甲乙有挂吗快来看", "天地今天开会了呀", "丙丁戊有挂吗快来看", "己庚辛壬有挂吗快来看"]
    for order in (texts, texts[::-1]):
        found = frames_of([parts(text) for text in order], 4, range(len(order)))
        assert [sorted(order[i] for i in members) for members in found.values()] == [
            sorted(text for text in texts if "有挂" in text)
        ]


def test_neighbours_only_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counted(first: Sequence[Part], second: Sequence[Part]) -> Frame:
        nonlocal compared
        compared += 1
        return shared(first, second)

    monkeypatch.setattr(template, "shared", counted)
    names = ["甲乙丙丁戊己庚辛"[i % 8] + "天地人和风水火山"[i // 8 % 8] for i in range(500)]
    lines = [parts(f"第{name}家{i}的规律教你看") for i, name in enumerate(names)]
    frames_of(lines, 4, range(len(lines)))
    assert compared == 2 * (len(lines) - 1)


def test_only_frames_of_known_lines_are_looked_for() -> None:
    texts = ["泉水棋社有挂吗", "山南棋社有挂吗", "泉水公园几点开门", "山南公园几点开门"]
    lines = [parts(text) for text in texts]
    assert sorted(frames_of(lines, 4, [0, 2]).values()) == [[0, 1], [2, 3]]
    assert list(frames_of(lines, 4, [1]).values()) == [[0, 1]]
    assert frames_of(lines, 4, []) == {}
