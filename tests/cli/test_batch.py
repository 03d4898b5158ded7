"""``cleaner batch`` as a user meets it: summary, manifest, refusals, Ctrl-C."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleaner.cli import batch_progress, main
from cleaner.corpus.runs import Run
from tests.conftest import SAMPLES

BATCH = [sys.executable, "-m", "cleaner", "batch"]


def call(*argv: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*BATCH, *map(str, argv)], input=stdin, capture_output=True, timeout=300)


def test_standard_input_summary_and_manifest(tmp_path: Path) -> None:
    record = json.dumps({"id": "a", "text": (SAMPLES / "flattened.txt").read_text("utf-8")}).encode()
    done = call("-", "-o", tmp_path / "out", "--json", "--workers", "1", stdin=record + b"\n{broken\n")
    manifest = json.loads(done.stdout)
    assert (done.returncode, manifest["records"], manifest["articles"], manifest["errors"]) == (1, 2, 1, 1)
    assert b"2 records: 1 article, 0 rejected, 1 error (" in done.stderr
    written = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert {key: manifest[key] for key in written} == written


def test_files_of_other_kinds_are_told_of_in_one_line(tmp_path: Path) -> None:
    for name in ("a.html", "style.css", "more.CSS", "data.csv.gz", "README", "index.php?id=1", ".hidden"):
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes((SAMPLES / "clean-driving.html").read_bytes())
    done = call(tmp_path / "in", "-o", tmp_path / "out", "--workers", "1")
    (said,) = [line for line in done.stderr.decode().splitlines() if "passed over" in line]
    assert said == "5 files of kinds that are not read, passed over: 2 .css, 1 .csv.gz, 2 other"
    (account,) = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["inputs"]
    assert account["passed_over"] == 5
    assert account["passed_over_endings"] == {".css": 2, ".csv.gz": 1, "other": 2}
    again = call(tmp_path / "in" / "a.html", "-o", tmp_path / "two", "--workers", "1")
    assert b"passed over" not in again.stderr


def test_of_many_endings_the_most_frequent_are_told(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"x.{number:03d}").touch()
        (tmp_path / f"y.{number // 10:03d}").touch()
    out = tmp_path / ".out"
    done = call(tmp_path, "-o", out, "--workers", "1")
    assert b"33 files of kinds that are not read, passed over: 2 .000, 2 .001, 2 .002, 1" in done.stderr
    (account,) = json.loads((out / "run.json").read_text("utf-8"))["inputs"]
    assert len(account["passed_over_endings"]) == 21
    assert sum(account["passed_over_endings"].values()) == 33


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page.html.gz"])
def test_an_empty_page_file_is_an_error_as_it_is_for_clean(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page, out = tmp_path / name, tmp_path / "out"
    page.write_bytes(gzip.compress(b"") if name.endswith(".gz") else b"")
    assert main(["batch", str(page), "-o", str(out), "--workers", "1", "--quiet"]) == 1
    (error,) = Run(out).errors()
    assert (error["id"], error["file"], error["reason"]) == (str(page), str(page), "empty file")
    if not name.endswith(".gz"):
        assert main(["clean", str(page)]) == 1
        assert capsys.readouterr().err == f"cleaner: {page}: empty file\n"


def test_an_empty_page_in_a_record_is_no_article_as_it_is_for_pipe(tmp_path: Path) -> None:
    done = call("-", "-o", tmp_path / "out", "--workers", "1", stdin=b'{"html": ""}\n')
    assert done.returncode == 0
    assert [row["verdict"] for row in Run(tmp_path / "out").rejected()] == ["no_article"]
    piped = subprocess.run([*BATCH[:-1], "pipe"], input=b'{"html": ""}\n', capture_output=True, check=True)
    assert json.loads(piped.stdout)["article"]["verdict"] == "no_article"


def test_a_run_that_does_not_add_up_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"

    class Saboteur(batch_progress.Progress):
        """Damages a part that is done while the run goes on."""

        def record(self, verdict: str | None, read: int) -> None:
            super().record(verdict, read)
            if self.records == 2:
                (out / "articles" / "part-00000.jsonl").write_bytes(b"")

    monkeypatch.setattr(batch_progress, "open_progress", lambda quiet: Saboteur())
    names = [str(SAMPLES / name) for name in ("clean-driving.html", "flattened.txt")]
    assert main(["batch", *names, "-o", str(out), "--workers", "1", "--shard-records", "1"]) == 1
    manifest = json.loads((out / "run.json").read_text("utf-8"))
    assert (manifest["complete"], manifest["adds_up"]) == (True, False)
    assert manifest["problems"] == ["articles/part-00000.jsonl is not as it was written"]
    assert f"the run does not add up: {manifest['problems'][0]}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "what"),
    [
        (["x.html"], "-o"),
        (["-o", "out"], "nothing to read"),
        (["none.html", "-o", "out"], "no such file"),
        (["-", "-o", "out", "--worker-memory", "lots"], "is not a size"),
        (["-", "-o", "out", "--keep-verdicts", "good"], "unknown verdict"),
        (["-", "-o", "out", "--carry", "title"], "the output has a column"),
    ],
)
def test_misuse_is_one_line(tmp_path: Path, argv: list[str], what: str) -> None:
    argv = [str(tmp_path / "out") if word == "out" else word for word in argv]
    done = call(*argv)
    assert done.returncode == 2
    assert what in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_a_file_in_the_place_of_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("mine", "utf-8")
    assert main(["batch", str(SAMPLES / "flattened.txt"), "-o", str(tmp_path / "out")]) == 2
    assert (
        capsys.readouterr().err
        == f"cleaner: {tmp_path / 'out'}: is a file, not a folder; choose another OUT\n"
    )
    assert (tmp_path / "out").read_text("utf-8") == "mine"


def test_the_summary_says_where_the_errors_are(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"body": "x"}\n', "utf-8")
    done = call(str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out"))
    assert f"{tmp_path / 'out' / 'errors'}" in done.stderr.decode()


def test_a_missing_package_is_told_before_there_is_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "run"
    argv = ["batch", str(SAMPLES / "flattened.txt"), "--quiet", "--format", "parquet", "-o"]
    assert main([*argv, str(run)]) == 0
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    for command in ([*argv, str(tmp_path / "out")], ["report", str(run)], ["campaigns", str(run)]):
        assert main(command) == 1
        said = capsys.readouterr().err
        assert 'needs pyarrow: pip install ".[corpus]"' in said
        assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("z.parquet", "pyarrow"),
        ("z.warc.gz", "fastwarc"),
        ("z.wet.zst", "fastwarc"),
        ("z.jsonl.zst", "zstandard"),
        ("z.html.zstd", "zstandard"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--learn-sites",)])
def test_a_package_that_only_the_last_input_needs_is_asked_for_at_once(
    name: str,
    module: str,
    more: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"text": "one"}\n', "utf-8")
    (folder / name).write_bytes(b"whatever it is")
    for missing in (module, f"{module}.parquet", f"{module}.warc"):
        monkeypatch.setitem(sys.modules, missing, None)
    assert main(["batch", str(folder), "-o", str(out), *more]) == 1
    assert f"needs {module}: pip install" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("name", ["a.md", "a.markdown", "A.MD"])
def test_the_ending_tells_markdown(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / name
    page.write_text("# A pier\n\nThe council said that it is **steel**, and not wood.\n", "utf-8")
    assert main(["clean", "-q", "-f", "json", str(page)]) == 0
    first = json.loads(capsys.readouterr().out)["blocks"][0]
    assert first["text"] == "A pier"
    if name != "A.MD":
        assert main(["batch", "--quiet", str(page), "-o", str(tmp_path / "out"), "--workers", "1"]) == 0
        (row,) = Run(tmp_path / "out").rows()
        assert (row["title"], "**" in row["text"]) == ("A pier", False)


def test_closed_standard_input_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["batch", "-", "-o", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == "cleaner: standard input: is closed\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("more", [[], ["--learn-sites"]])
def test_a_run_in_its_own_input_is_refused(
    tmp_path: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.jsonl").touch()
    assert main(["batch", str(tmp_path), "-o", str(tmp_path / "run"), *more]) == 2
    assert f"is in the input {tmp_path}" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


POSIX = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def _interruptible() -> None:
    """For a new process: what starts these tests in the background may have told it to ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@POSIX
def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    argv = [*BATCH, "-", "-o", str(out), "--workers", "1"]
    streams = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(argv, **streams, preexec_fn=_interruptible) as process:
        while not (out / "run.json").exists():
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.stdin is not None
        process.stdin.close()
        assert process.stderr is not None
        said = process.stderr.read().decode()
        assert process.wait(60) == 130
    assert said.count("\n") == 1
    assert "to go on: cleaner batch - -o" in said
    assert said.rstrip().endswith("--resume")
    assert not list(out.rglob("*.tmp"))


@POSIX
@pytest.mark.parametrize("parts", [0, 1])
def test_after_ctrl_c_the_command_that_is_told_gives_the_same_bytes(tmp_path: Path, parts: int) -> None:
    """The interrupt goes to all processes, as from a terminal: while they start, and while they work."""
    page = (SAMPLES / "flattened.txt").read_text("utf-8")
    records = [json.dumps({"id": str(number), "text": f"{page}\n{number}"}) for number in range(100)]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(records), "utf-8")
    options = ["--workers", "2", "--shard-records", "10"]
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert call(source, "-o", whole, *options, "--workers", "1", "--quiet").returncode == 0
    argv = [*BATCH, str(source), "-o", str(out), *options]
    streams = {"stderr": subprocess.PIPE, "preexec_fn": _interruptible}
    with subprocess.Popen(argv, start_new_session=True, **streams) as process:
        while not (out / "run.json").exists() or len(list(out.glob("done/part-*.json"))) < parts:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        said = [line for line in process.stderr.read().decode().splitlines() if "read: " not in line]
        assert process.wait(60) == 130
    (told,) = said
    assert told.startswith("cleaner: stopped; to go on: cleaner ")
    assert not list(out.rglob("*.tmp"))
    command = shlex.split(told.partition("to go on: cleaner ")[2])
    assert subprocess.run([sys.executable, "-m", "cleaner", *command], timeout=300).returncode == 0
    for path in (path for path in whole.rglob("*") if path.is_file() and path.name != "timing.json"):
        assert (out / path.relative_to(whole)).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("option", "learn"),
    [
        *((option, []) for option in ("--category", "--spam-model", "--lexicon", "--site-profile")),
        *((option, ["--learn-sites"]) for option in ("--category", "--spam-model", "--lexicon")),
    ],
)
def test_a_wrong_option_is_told_as_clean_tells_it_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, learn: list[str]
) -> None:
    page, value = str(SAMPLES / "flattened.txt"), str(tmp_path / "nosuch")
    assert main(["clean", page, option, value]) == 2
    said = capsys.readouterr().err
    assert "nosuch" in said
    argv = ["batch", page, "-o", str(tmp_path / "out"), "--workers", "1", *learn]
    assert main([*argv, option, value]) == 2
    assert capsys.readouterr().err == said
    assert list(tmp_path.iterdir()) == []
    assert main(argv) == 0, "the corrected command is carried out"


def test_what_json_does_not_have_is_null_in_what_is_carried(tmp_path: Path) -> None:
    line = b'{"text": "a", "a": NaN, "b": [-Infinity, 1], "c": 1e999, "d": 1.5}\n'
    done = call("-", "-o", tmp_path / "out", "--workers", "1", "--carry", "a,b,c,d", stdin=line)
    assert done.returncode == 0
    (row,) = Run(tmp_path / "out").rows()
    assert [row[name] for name in "abcd"] == [None, [None, 1], None, 1.5]


def test_the_reasons_and_notes_of_a_run_are_in_the_language_asked_for(tmp_path: Path) -> None:
    spam = (SAMPLES / "all-spam.txt").read_text("utf-8")
    pages: list[dict[str, str]] = [{"text": spam}, {"text": ""}, {"text": "x"}, {"html": "%PDF-1.4"}]
    stdin = "\n".join(map(json.dumps, pages)).encode()
    rows = {}
    for lang in ("en", "zh"):
        argv = ["-", "-o", tmp_path / lang, "--workers", "1", "--lang", lang]
        assert call(*argv, stdin=stdin).returncode == 0
        rows[lang] = list(Run(tmp_path / lang).rows())
    assert [row["verdict"] for row in rows["zh"]] == ["spam", "no_article", "no_article", "no_article"]
    for english, chinese in zip(rows["en"], rows["zh"], strict=True):
        assert english["reason"].isascii()
        assert not chinese["reason"].isascii()
        assert [note.isascii() for note in chinese["notes"]] == [False] * len(english["notes"])
    assert rows["zh"][1]["reason"] == "页面是空的; 没有找到文章"
    assert re.fullmatch(r"这个页面是广告：\d+ 段中有 \d+ 段是广告", rows["zh"][0]["reason"])


def test_a_column_to_carry_that_no_record_has_is_told(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "a", "rare": null}\n{"text": "b", "usual": 1}\n', "utf-8")
    argv = [tmp_path / "in.jsonl", "-o", tmp_path / "out", "--workers", "1", "--shard-records", "1"]
    done = call(*argv, "--carry", "usual,nosuch", "--carry", "rare,other")
    assert done.returncode == 0
    told = "no record has what --carry names: 'nosuch', 'other'"
    assert told in done.stderr.decode().splitlines()
    assert Run(tmp_path / "out").manifest["never_carried"] == ["nosuch", "other"]
    rows = list(Run(tmp_path / "out").rows())
    assert [[row[name] for name in ("usual", "nosuch", "rare", "other")] for row in rows] == [
        [None] * 4,
        [1, None, None, None],
    ]
    (tmp_path / "out" / "done" / "part-00001.json").unlink()
    again = call(*argv, "--carry", "usual,nosuch", "--carry", "rare,other", "--resume")
    assert told in again.stderr.decode().splitlines()
    argv[2] = tmp_path / "two"
    assert b"--carry names" not in call(*argv, "--carry", "usual,rare").stderr
    failed = call("-", "-o", tmp_path / "three", "--carry", "usual", stdin=b"{}\n")
    assert b"--carry names" not in failed.stderr, "of what could not be read nobody knows"
