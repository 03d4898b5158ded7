"""``cleaner pipe``: every line in gives one line out, in order, whatever it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import Run, lines_of


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.split("\n")[:-1]]


def piped(run: Run, *lines: str, argv: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    return records(run("pipe", *argv, stdin=lines_of(lines)).out)


def test_a_record_comes_back_with_its_article(run: Run) -> None:
    line = {"id": 7, "text": "第一段。\n麻将外挂", "url": "https://a.example/", "other": [1, None]}
    result = run("pipe", stdin=json.dumps(line).encode() + b"\n")
    assert (result.status, result.err) == (0, "")
    (record,) = records(result.out)
    assert {name: record[name] for name in line} == line
    assert record["article"]["text"] == "第一段。"
    assert record["article"]["url"] == "https://a.example/"
    assert record["article"]["title"] == "kind text"
    assert "第一段" in result.out


def test_html_goes_first_and_null_does_not_count(run: Run) -> None:
    both, only, null = piped(
        run, '{"html": "甲", "text": "乙"}', '{"html": "甲"}', '{"html": null, "text": "乙", "url": null}'
    )
    assert (both["article"]["title"], both["article"]["text"]) == ("kind html", "甲")
    assert only["article"]["title"] == "kind html"
    assert (null["article"]["title"], null["article"]["url"]) == ("kind text", None)


def test_other_field_names(run: Run) -> None:
    argv = ("--html-field", "body", "--text-field", "plain", "--url-field", "link")
    a, b = piped(run, '{"body": "甲", "link": "u"}', '{"plain": "乙", "html": 3}', argv=argv)
    assert (a["article"]["title"], a["article"]["url"]) == ("kind html", "u")
    assert (b["article"]["title"], b["html"]) == ("kind text", 3)


def test_drop_input(run: Run) -> None:
    a, b = piped(run, '{"id": 1, "html": "甲", "text": "x"}', '{"id": 2, "html": 5}', argv=("--drop-input",))
    assert set(a) == {"id", "article"}
    assert set(b) == {"id", "error", "line"}


def test_order_is_kept_and_broken_lines_stay_in_their_place(run: Run) -> None:
    lines = ['{"text": "一", "id": 1}', "{broken", "", '{"text": "二", "id": 2}', "[1]", '{"id": 3}']
    result = run("pipe", stdin=lines_of(lines))
    assert result.status == 1
    got = records(result.out)
    assert [r.get("id") for r in got] == [1, None, 2, None, 3]
    assert [r.get("line") for r in got] == [None, 2, None, 5, 6]
    assert got[1]["error"] == "not JSON: Expecting property name enclosed in double quotes at column 2"
    assert got[3]["error"] == "not a JSON object"
    assert got[4]["error"] == "neither field 'html' nor 'text'"


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('{"html": 5}', "field 'html' is not a string"),
        ('{"html": ["x"], "text": "x"}', "field 'html' is not a string"),
        ('{"text": {}}', "field 'text' is not a string"),
        ('{"text": "x", "url": 5}', "field 'url' is not a string"),
        ("null", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ('{"text": "boom"}', "internal error, please report it: KeyError: 'boom'"),
        ('{"x": ' + "[" * 100_000, "nested too deep"),
    ],
)
def test_records_that_cannot_be_cleaned(run: Run, line: str, error: str) -> None:
    before, bad, after = piped(run, '{"text": "一"}', line, '{"text": "二"}')
    assert bad["error"] == error
    assert bad["line"] == 2
    assert "article" not in bad
    assert (before["article"]["text"], after["article"]["text"]) == ("一", "二")


def test_the_other_fields_of_a_failed_record_are_kept(run: Run) -> None:
    (record,) = piped(run, '{"id": "a", "html": 5, "article": "old", "note": "x"}')
    assert record == {
        "id": "a",
        "html": 5,
        "article": "old",
        "note": "x",
        "error": "field 'html' is not a string",
        "line": 1,
    }


def test_a_field_named_article_is_not_lost(run: Run) -> None:
    line = '{"article": {"text": "old"}, "text": "新"}'
    (record,) = piped(run, line)
    error = "has a field 'article' already; --article-field names another"
    assert record == {**json.loads(line), "error": error, "line": 1}
    (record,) = piped(run, line, argv=("--article-field", "cleaned"))
    assert (record["article"], record["cleaned"]["text"]) == ({"text": "old"}, "新")
    (record,) = piped(run, '{"text": "新", "cleaned": null}', argv=("--article-field", "cleaned"))
    assert "already" in record["error"]


@pytest.mark.parametrize("name", ["html", "text", "url", "error", "line"])
def test_the_article_needs_a_field_of_its_own(run: Run, name: str) -> None:
    result = run("pipe", "--article-field", name)
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert f"--article-field {name}: a field of that name has another use" in result.err


@pytest.mark.parametrize("drop", [(), ("--drop-input",)])
def test_other_fields_are_written_as_they_were(run: Run, drop: tuple[str, ...]) -> None:
    fields = (
        r'"a": NaN, "b" :[-Infinity,1e999, 1.10,-0], "c":12345678901234567890.123, "\u00e9": "\u00e9\/é",'
    )
    fields += ' "twice": 1, "twice": {"x" : {"text":"}"}},\t"d":""'
    out = run("pipe", *drop, stdin=f'{{ {fields} , "text": "甲" }}\r\n'.encode()).out
    text = "" if drop else ', "text": "甲"'
    kept = fields.replace(",\t", ", ")
    assert out.startswith(f'{{{kept}{text}, "article": {{"version": ')
    assert run("pipe", stdin=b'{"n": 1.0, "line": 9}').out == (
        '{"n": 1.0, "error": "neither field \'html\' nor \'text\'", "line": 1}\n'
    )


def test_byte_order_marks_blank_lines_and_windows_line_ends(run: Run) -> None:
    stdin = b'\xef\xbb\xbf{"text": "a"}\r\n\r\n \n\xef\xbb\xbf{"text": "b"}'
    assert [r["article"]["text"] for r in records(run("pipe", stdin=stdin).out)] == ["a", "b"]


def test_line_separators_inside_strings_are_no_line_ends(run: Run) -> None:
    (record,) = piped(run, json.dumps({"text": "x", "note": "a\u2028b\x85c"}, ensure_ascii=False))
    assert record["note"] == "a\u2028b\x85c"


@pytest.mark.parametrize("note", [b'"\\ud800x"', b'"\xed\xa0\x80x"'])
def test_lone_surrogates_go_through(run: Run, note: bytes) -> None:
    result = run("pipe", stdin=b'{"text": "a", "note": ' + note + b"}")
    assert records(result.out)[0]["note"] == "\ud800x"
    assert '"\\ud800x"' in result.out


def test_control_characters_never_reach_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    line = '{"id": "a\u009b2J\u202e", "html": "甲\u202e\u009b"}\n{"id": "\u009b", "html": 5}'
    assert "a\u009b2J\u202e" in run("pipe", stdin=line.encode()).out  # a program gets what was sent
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    shown = run("pipe", stdin=line.encode())
    assert shown.status == 1
    assert not set("\u009b\u202e") & set(shown.out)
    assert '"id": "a<U+009B>2J<U+202E>"' in shown.out
    assert shown.out.count("\n") == 2


def test_bytes_that_are_not_utf8(run: Run) -> None:
    stdin = b'{"text": "\xc4\xfa"}\n{"text": "ok"}'
    bad, good = records(run("pipe", stdin=stdin).out)
    assert bad == {"error": "not UTF-8 at byte 11", "line": 1}
    assert good["article"]["text"] == "ok"


@pytest.mark.usefixtures("short_lines")
def test_a_line_that_is_too_long_costs_itself_only(run: Run) -> None:
    long = json.dumps({"text": "x" * 5_000_000})
    before, bad, after = piped(run, '{"text": "一"}', long, '{"text": "二"}')
    assert bad == {"error": "longer than 100 bytes", "line": 2}
    assert (before["article"]["text"], after["article"]["text"]) == ("一", "二")


def test_nan_in_place_of_a_page_is_no_page(run: Run) -> None:
    (record,) = piped(run, '{"html": NaN, "url": NaN, "text": "a"}')
    assert record["article"]["text"] == "a"


def test_nothing_in_nothing_out(run: Run) -> None:
    result = run("pipe", stdin=b"")
    assert (result.status, result.out, result.err) == (0, "", "")


def test_keep_and_drop(run: Run) -> None:
    (record,) = piped(run, '{"text": "一\\n外挂"}', argv=("--keep", "spam", "--drop", "body"))
    assert record["article"]["text"] == "外挂"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["html", "text", "url", "id", "article", "error", "line"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.dictionaries(NAMES, JSON, max_size=4).map(lambda x: json.dumps(x).encode())
        | st.binary(max_size=20).map(lambda x: b"." + x.replace(b"\n", b"")),
        max_size=5,
    )
)
def test_as_many_lines_out_as_in(run: Run, lines: list[bytes]) -> None:
    result = run("pipe", stdin=b"\n".join(lines))
    got = records(result.out)
    assert len(got) == len(lines)
    cleaned = [r for r in got if isinstance(r.get("article"), dict) and "verdict" in r["article"]]
    failed = [r for r in got if r not in cleaned]
    assert all(isinstance(r["error"], str) for r in failed)
    assert result.status == int(len(cleaned) < len(got))
    result.out.encode("utf-8")
