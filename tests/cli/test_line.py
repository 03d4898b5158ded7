"""``cleaner line``: one judgement, explained."""

from __future__ import annotations

import json

import pytest

from .conftest import Run, lines_of


def test_a_line_is_judged_and_explained(run: Run) -> None:
    result = run("line", "麻将外挂下载")
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "spam      0.99  麻将外挂下载\n          +2.00 spam.term  names a cheat: 麻将[[外挂]]下载\n"
    )


def test_words_make_one_line(run: Run) -> None:
    assert run("line", "Police", "arrest", "eleven").out == "not spam  0.01  Police arrest eleven\n"


@pytest.mark.parametrize("argv", [("-f", "text", "--", "a"), ("--", "a"), ("a", "-f", "text", "--")])
def test_what_follows_two_dashes_is_the_line(run: Run, argv: tuple[str, ...]) -> None:
    assert run("line", *argv, "-b", "--lang").out == "not spam  0.01  a -b --lang\n"


def test_the_language_of_the_reasons(run: Run) -> None:
    assert "外挂名称" in run("line", "--lang", "zh", "麻将外挂下载").out


def test_json(run: Run) -> None:
    out = run("line", "-f", "json", "麻将外挂下载").out
    assert out.count("\n") == 1
    assert json.loads(out) == {
        "text": "麻将外挂下载",
        "spam": True,
        "score": 0.99,
        "evidence": [{"code": "spam.term", "reason": "names a cheat", "weight": 2.0, "span": [2, 4]}],
    }


def test_every_line_of_standard_input(run: Run) -> None:
    stdin = b"\xef\xbb\xbf" + lines_of(["早安", "", "  ", "麻将外挂\r"]) + b"\n\xff\xfe"
    judged = [json.loads(x) for x in run("line", "-f", "json", "-", stdin=stdin).out.splitlines()]
    assert [x["text"] for x in judged] == ["早安", "", "", "麻将外挂", "\ufffd\ufffd"]
    assert [x["spam"] for x in judged] == [False, False, False, True, False]
    rows = ["not spam  0.01  早安", "not spam  0.01  ", "not spam  0.01  ", "spam      0.99  麻将外挂"]
    assert run("line", "-", stdin=stdin).out.startswith("\n".join(rows))


@pytest.mark.usefixtures("short_lines")
def test_a_line_that_is_too_long_keeps_its_row(run: Run) -> None:
    stdin = lines_of(["早安", "x" * 5_000_000, "麻将外挂", "y" * 99, "z" * 101])
    result = run("line", "-f", "json", "-", stdin=stdin)
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert result.status == 1
    assert [row.get("spam") for row in rows] == [False, None, True, False, None]
    assert rows[1] == {"error": "longer than 100 bytes", "line": 2}
    assert "\nerror           line 2: longer than 100 bytes\nspam" in run("line", "-", stdin=stdin).out


def test_hostile_and_broken_lines(run: Run) -> None:
    assert "\x1b" not in run("line", "外挂\x1b[2J").out
    assert json.loads(run("line", "-f", "json", "a\udcff").out)["text"] == "a\udcff"
    assert run("line", "").out == "not spam  0.01  \n"
