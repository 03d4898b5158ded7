"""``cleaner clean``: formats, outputs, options, and a clear word for everything that is no page."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cleaner import Limits
from cleaner.cli import main
from cleaner.cli.inputs import check_encoding
from cleaner.cli.outputs import file_names
from cleaner.limits import Watch

from .conftest import Endless, Run, SimpleCleaner

Write = Callable[..., Path]
GOOD = "第一段。"
SPAM = "麻将外挂下载"


def test_the_article_on_stdout_and_the_summary_on_stderr(run: Run, write: Write) -> None:
    page = write("page.html", GOOD, SPAM, "第二段。")
    result = run("clean", page)
    assert result.status == 0
    assert result.out == "第一段。\n\n第二段。\n"
    assert result.err == f"{page}: spam_removed, 2 blocks kept, 1 removed: 1 spam\n"


@pytest.mark.parametrize("argv", [["clean"], ["clean", "-"]])
def test_standard_input(run: Run, argv: list[str]) -> None:
    result = run(*argv, stdin=GOOD.encode())
    assert result.out == "第一段。\n"
    assert result.err == "standard input: clean, 1 block kept, none removed\n"


def test_a_page_without_end_is_read_up_to_the_limit_and_that_is_said(run: Run, write: Write) -> None:
    size = Limits().size
    note = f"only the first {size:,} bytes of the page were read"
    endless = Endless()
    result = run("clean", "-f", "json", stdin=io.BufferedReader(endless))
    assert json.loads(result.out)["notes"] == [note]
    assert len(json.loads(result.out)["text"]) == size
    assert endless.taken < size + 2**20
    assert result.err.splitlines()[1:] == [f"standard input: {note}"]
    assert run("clean", "-q", stdin=io.BufferedReader(Endless())).err == ""
    chinese = run("clean", "--lang", "zh", stdin=io.BufferedReader(Endless()))
    assert chinese.err.splitlines()[1:] == [f"standard input: 页面只读了前 {size:,} 字节"]
    exact = run("clean", write("a.txt", data=b"A" * size))
    assert exact.err.count("\n") == 1


def test_limits_that_cut_are_told_and_other_notes_are_not(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = ("only the first 50,000 blocks of the page were read", Watch(60.0).note)
    notes = (*cut, "unknown charset 'x' ignored")
    plain = SimpleCleaner.clean
    monkeypatch.setattr(SimpleCleaner, "clean", lambda self, page: replace(plain(self, page), notes=notes))
    page = write("a.txt", GOOD)
    assert run("clean", page).err.splitlines()[1:] == [f"{page}: {note}" for note in cut]


def test_quiet(run: Run, write: Write) -> None:
    assert run("clean", "-q", write("a.txt", GOOD)).err == ""


def test_names_and_options_in_any_order(run: Run, write: Write) -> None:
    a, b = write("a.txt", "甲"), write("b.txt", "乙")
    for argv in (["-f", "jsonl", a, b], [a, "-f", "jsonl", b], [a, b, "-f", "jsonl"]):
        out = run("clean", *argv).out
        assert [json.loads(line)["text"] for line in out.splitlines()] == ["甲", "乙"]


def test_several_pages_as_text_have_separators(run: Run, write: Write) -> None:
    a, b = write("a.txt", "甲"), write("b.txt", "乙")
    assert run("clean", a, b).out == f"==> {a} <==\n甲\n\n==> {b} <==\n乙\n"
    assert run("clean", a).out == "甲\n"


def test_json_of_one_page_is_an_object_and_of_several_an_array(run: Run, write: Write) -> None:
    a, b = write("a.txt", "甲"), write("b.txt", "乙", SPAM)
    one = json.loads(run("clean", "-f", "json", a).out)
    assert (one["page"], one["text"]) == (str(a), "甲")
    many = json.loads(run("clean", "-f", "json", a, b).out)
    assert [x["text"] for x in many] == ["甲", "乙"]
    assert many[1]["spam"] == [SPAM]


def test_json_lines_have_a_line_for_each_page(run: Run, write: Write) -> None:
    out = run("clean", "-f", "jsonl", write("a.txt", "甲")).out
    assert out.count("\n") == 1
    assert json.loads(out)["verdict"] == "clean"


def test_markdown_and_html(run: Run, write: Write) -> None:
    a, b = write("a.txt", "甲"), write("b.txt", "<乙>")
    assert run("clean", "-f", "md", a).out == "# kind guessed\n\n甲\n"
    assert "\n---\n\n# kind" in run("clean", "-f", "md", a, b).out
    assert "<p>甲</p>" in run("clean", "-f", "html", a).out
    both = run("clean", "-f", "html", a, b).out
    assert both.count("<!DOCTYPE html>") == both.count("</html>") == 1
    assert "<p>甲</p>" in both
    assert "<p>&lt;乙&gt;</p>" in both


@pytest.mark.parametrize("form", ["text", "md", "json", "jsonl", "html"])
def test_a_page_that_fails_leaves_the_output_whole(run: Run, write: Write, form: str) -> None:
    a, b = write("a.txt", "甲"), write("b.txt", "乙")
    result = run("clean", "-f", form, a, "missing.html", b)
    assert result.status == 1
    assert "cleaner: missing.html: no such file or directory\n" in result.err
    assert "甲" in result.out
    assert "乙" in result.out
    if form == "json":
        assert len(json.loads(result.out)) == 2


def test_url_kind_and_encoding_are_handed_on(run: Run, write: Write) -> None:
    page = write("a.txt", data="汉字".encode("gbk"))
    argv = ["-f", "json", "--url", "https://a.example/", "--kind", "text", "--encoding", "GBK"]
    data = json.loads(run("clean", *argv, page).out)
    assert (data["url"], data["title"], data["text"]) == ("https://a.example/", "kind text", "汉字")


def test_keep_and_drop(run: Run, write: Write) -> None:
    page = write("a.txt", GOOD, SPAM)
    assert run("clean", "--keep", "spam", page).out == f"{GOOD}\n\n{SPAM}\n"
    assert run("clean", "--keep", "Credit, spam", "--keep", "title", page).out == f"{GOOD}\n\n{SPAM}\n"
    assert run("clean", "--drop", "body", page).out == ""
    assert run("clean", "--drop", "body", "--keep", "spam", page).out == f"{SPAM}\n"


def test_explain(run: Run, write: Write) -> None:
    page = write("a.txt", GOOD, SPAM)
    result = run("clean", "--explain", page)
    assert result.out.startswith(f"{page}:\nspam_removed, 1 block kept")
    assert "+ 0  body         0.99  第一段。\n" in result.out
    assert "+2.00 spam.term  names a cheat: 麻将[[外挂]]下载\n" in result.out
    assert "外挂名称: 麻将[[外挂]]下载" in run("clean", "--explain", "--lang", "zh", page).out


# --- output files ----------------------------------------------------------------------------------


def test_one_file_for_all(run: Run, write: Write, tmp_path: Path) -> None:
    a, b, out = write("a.txt", "甲"), write("b.txt", "乙"), tmp_path / "all.txt"
    result = run("clean", a, b, "-o", out)
    assert (result.status, result.out) == (0, "")
    assert out.read_bytes().decode() == f"==> {a} <==\n甲\n\n==> {b} <==\n乙\n"


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_gets_a_file_for_each(run: Run, write: Write, tmp_path: Path, exists: bool) -> None:
    a, b = write("a.html", "甲"), write("b.tar.html", "乙")
    if exists:
        (tmp_path / "out").mkdir()
    folder = f"{tmp_path}/out" if exists else f"{tmp_path}/out/"
    result = run("clean", a, b, "-", "-f", "md", "-o", folder, stdin="丙".encode())
    assert result.status == 0
    names = {path.name: path.read_text("utf-8") for path in (tmp_path / "out").iterdir()}
    assert sorted(names) == ["a.md", "b.tar.md", "stdin.md"]
    assert names["a.md"] == "# kind guessed\n\n甲\n"


def test_pages_of_one_name_are_numbered(run: Run, write: Write, tmp_path: Path) -> None:
    pages = [write(f"{x}/index.html", x) for x in "甲乙丙"]
    assert run("clean", *pages, "-o", f"{tmp_path}/out/").status == 0
    out = {path.name: path.read_text("utf-8") for path in (tmp_path / "out").iterdir()}
    assert out == {"index.txt": "甲\n", "index-2.txt": "乙\n", "index-3.txt": "丙\n"}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a/x.html", "b/X.html", "x-2.html"], ["x.txt", "X-2.txt", "x-2-2.txt"]),
        (["x-2.html", "x.html", "x.htm"], ["x-2.txt", "x.txt", "x-3.txt"]),
        (["-", "stdin.html"], ["stdin.txt", "stdin-2.txt"]),
        ([".html"], [".html.txt"]),
        (["http://127.0.0.1:80/", "https://a.example/b.html"], ["127.0.0.1:80.txt", "b.txt"]),
        (
            ["https://a.example/v?u=http://b/c.d/e", "https://a.example/%E4%BD%A0.html#a/b"],
            ["v.txt", "你.txt"],
        ),
        (["https://a.example/a%2Fb%00.html", "https://[a.example/b.html"], ["a_b_.txt", "b.txt"]),
        (["https://a.example/" + "%E4%BD%A0" * 100], ["你" * 66 + ".txt"]),
    ],
)
def test_file_names(names: list[str], expected: list[str]) -> None:
    assert file_names(names, ".txt") == expected


def test_many_pages_of_one_name_are_not_quadratic() -> None:
    names = file_names([f"{i}/index.html" for i in range(50_000)], ".txt")
    assert len(set(names)) == 50_000


def test_no_page_is_overwritten(run: Run, write: Write, tmp_path: Path) -> None:
    page = write("a.txt", GOOD, SPAM)
    link = tmp_path / "link.txt"
    link.symlink_to(page)
    for target in (page, link):
        result = run("clean", page, "-o", target)
        assert result.status == 2
        assert result.err == f"cleaner: {target}: is a page to be cleaned, not overwritten\n"
    result = run("clean", page, "-o", tmp_path)
    assert result.status == 2
    assert "not overwritten" in result.err
    assert page.read_text("utf-8") == f"{GOOD}\n{SPAM}"


def test_a_failed_run_leaves_the_old_file_alone(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "old.txt"
    out.write_text("old")
    assert run("clean", "missing.html", "-o", out).status == 2
    assert out.read_text() == "old"


def test_an_output_that_cannot_be_written(run: Run, write: Write, tmp_path: Path) -> None:
    page = write("a.html", GOOD)
    nowhere = tmp_path / "no"
    for output, message in (
        (f"{nowhere}/all.txt", f"{nowhere}/all.txt: no such folder: {nowhere}"),
        (f"{nowhere}/out/", f"{nowhere}/out: no such folder: {nowhere}"),
        (f"{page}/", f"{page}: cannot be written: there is a file of that name"),
    ):
        result = run("clean", page, "-o", output)
        assert (result.status, result.err) == (2, f"cleaner: {message}\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("length", [1, 100_000])
def test_a_full_disk(run: Run, write: Write, length: int) -> None:
    result = run("clean", write("a.html", "长" * length), "-o", "/dev/full")
    assert result.status == 1
    assert "cleaner: /dev/full: cannot be written: the disk is full\n" in result.err


# --- what is no page -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty file"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF document, not a page"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG image, not a page"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG image, not a page"),
        (b"PK\x03\x04\x14\x00", "ZIP archive or office document, not a page; unpack it first"),
        (b"\x1f\x8b\x08\x00\x00", "gzip archive, not a page; unpack it first"),
        (bytes(range(32)) * 40, "binary data, not a page"),
    ],
)
def test_files_that_are_no_pages(run: Run, write: Write, data: bytes, word: str) -> None:
    page = write("page.html", data=data)
    result = run("clean", page)
    assert (result.status, result.out, result.err) == (1, "", f"cleaner: {page}: {word}\n")
    result = run("clean", "-", stdin=data)
    assert (result.status, result.err) == (1, f"cleaner: standard input: {word}\n")


def test_a_folder_a_missing_file_and_an_odd_name(run: Run, tmp_path: Path) -> None:
    assert run("clean", tmp_path).err == f"cleaner: {tmp_path}: is a directory\n"
    assert run("clean", "missing.html").err == "cleaner: missing.html: no such file or directory\n"
    assert run("clean", "a\x00b").err == "cleaner: a␀b: no such file or directory\n"
    assert run("clean", "a\nb\x1b[2J").err == "cleaner: a␊b␛[2J: no such file or directory\n"
    assert run("clean", "x" * 5000).err.endswith(": the name is too long\n")


def test_a_file_that_may_not_be_read(run: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    page = write("a.html", GOOD)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    result = run("clean", page)
    monkeypatch.undo()
    assert (result.status, result.err) == (2, f"cleaner: {page}: permission denied\n")


def test_a_mistake_of_ours_in_one_page_does_not_stop_the_others(run: Run, write: Write) -> None:
    bad, good = write("bad.html", "boom"), write("good.html", GOOD)
    result = run("clean", "-f", "jsonl", bad, good)
    assert result.status == 1
    assert f"cleaner: {bad}: internal error, please report it: KeyError: 'boom'\n" in result.err
    assert json.loads(result.out)["text"] == GOOD


def test_an_interrupted_run_does_not_look_complete(run: Run, write: Write) -> None:
    result = run("clean", "-q", "-f", "json", write("a.html", GOOD), write("b.html", "ctrl-c"))
    assert (result.status, result.err) == (130, "")
    assert result.out.startswith("[\n{")
    assert not result.out.rstrip().endswith("]")


# --- terminals -------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("form", ["text", "md", "jsonl", "json", "html"])
def test_pages_cannot_steer_the_terminal(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    page = write("a.txt", "red \x1b[31m\x9b2J\x07 \u202etxet")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["clean", "-f", form, str(page)]) == 0
    monkeypatch.undo()
    assert not set("\x1b\x9b\x07\u202e") & set(terminal.getvalue())


@pytest.mark.parametrize("rich", [True, False])
def test_explain_is_coloured_on_a_terminal_only(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rich: bool
) -> None:
    if rich:
        pytest.importorskip("rich")
    else:
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    page = write("a.txt", GOOD, SPAM + "\x1b[2J")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["clean", "--explain", str(page)]) == 0
    assert main(["clean", "--explain", str(page), "-o", f"{tmp_path}/out.txt"]) == 0
    assert re.search("\x1b\\[1;[0-9;]+m外挂\x1b\\[0m", terminal.getvalue())
    assert "\x1b[2J" not in terminal.getvalue()
    assert "\x1b" not in (tmp_path / "out.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "argv",
    [
        ("--", "-x.html", "--", "--quiet"),
        ("-q", "--", "-x.html", "--", "--quiet"),
        ("-f", "text", "--", "-x.html", "--", "--quiet"),
    ],
)
@pytest.mark.parametrize("first", [(), ("a.html",), ("a.html", "-q"), ("a.html", "-q", "b.html")])
def test_what_follows_two_dashes_are_names(run: Run, first: tuple[str, ...], argv: tuple[str, ...]) -> None:
    told = run("clean", *first, *argv).err.splitlines()
    names = [word for word in first if word != "-q"] + ["-x.html", "--", "--quiet"]
    assert told == [f"cleaner: {name}: no such file or directory" for name in names]


# --- usage -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["clean", "-", "-"], "standard input can be read only once"),
        (["clean", "a", "b", "--url", "x"], "--url is for one page only"),
        (["clean", "a", "--encoding", "latin-99"], "unknown encoding: latin-99"),
        (["clean", "a", "--explain", "-f", "md"], "--explain and --format exclude each other"),
        (["clean", "a", "--keep", "spam", "--drop", "spam"], "spam: cannot be kept and dropped"),
        (["clean", "a", "--keep", "nonsense"], "unknown label 'nonsense'; there are title, byline"),
        (["clean", "a", "-f", "pdf"], "invalid choice: 'pdf'"),
        (["clean", "a", "--timeout", "x"], "--timeout: 'x' is not a number of seconds from"),
        (["clean", "a", "--kind", "xml"], "invalid choice: 'xml'"),
        (["clean", "a", "--exp"], "unknown argument: --exp"),
        (["clean", "a", "-x", "b"], "unknown argument: -x"),
        (["clean", "a", "-q", "-x", "--", "b"], "unknown argument: -x"),
        (["pipe", "a.jsonl"], "unknown argument: a.jsonl"),
        (["line"], "required: TEXT"),
        (["scrub"], "invalid choice: 'scrub'"),
        (["pipe", "--html-field", "x", "--text-field", "x"], "name the same field"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run: Run, argv: list[str], message: str) -> None:
    result = run(*argv)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("cleaner: ")
    assert message in result.err
    assert result.err.count("\n") == 1


def test_no_command_shows_the_help(run: Run) -> None:
    result = run()
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("usage: cleaner")


@pytest.mark.parametrize("encoding", ["gbk", "GB2312", "utf8", "big5", "latin1", "x-sjis"])
def test_encodings_by_any_of_their_names(encoding: str) -> None:
    check_encoding(encoding)


@pytest.mark.parametrize("command", [[], ["clean"], ["line"], ["pipe"]])
def test_help_has_examples(run: Run, command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.status == 0
    assert "examples:\n  " in result.out
    assert result.err == ""


def test_the_engine_can_be_chosen() -> None:
    page = str(Path(__file__).parents[2] / "samples" / "cards.html")
    for engine in ("blocks", "trafilatura"):
        done = subprocess.run(
            [sys.executable, "-m", "cleaner", "clean", "--engine", engine, page],
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0
        assert "护林员杨福生" in done.stdout.decode()
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", "clean", "--engine", "x", page], capture_output=True, check=False
    )
    assert done.returncode == 2


def test_links_only_where_a_format_can_hold_them(run: Run, write: Write) -> None:
    page = write("a.txt", GOOD)
    assert run("clean", "--links", "-f", "md", page).status == 0
    for argv in ([], ["-f", "json"]):
        result = run("clean", "--links", *argv, page)
        assert result.status == 2
        assert "--links is for -f md and html" in result.err
    assert "--images is for" in run("clean", "--images", page).err
    for form in ("md", "html"):
        assert GOOD in run("clean", "--images", "--links", "-f", form, page).out
