"""What a mistake costs is the same whatever the command: 2 where nothing could be done, 1 where some was.

And whoever mistypes an option is told which.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.cli import main
from cleaner.corpus.run import run as run_batch
from tests.conftest import SAMPLES

PAGE = SAMPLES / "flattened.txt"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a page, a run and lines to learn from."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_bytes(PAGE.read_bytes())
    lines = [{"text": f"line {n}", "label": label} for n in range(20) for label in ("spam", "legit")]
    (tmp_path / "lines.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return tmp_path


@pytest.fixture
def run_folder(work: Path) -> Path:
    from tests.corpus.cheap import Cheap

    (work / "in.jsonl").write_text('{"text": "one"}\n', "utf-8")
    run_batch([str(work / "in.jsonl")], work / "run", make=Cheap())
    return work / "run"


@pytest.mark.parametrize(
    "command",
    [
        "clean none",
        "clean none gone",
        "explain none",
        "batch none.txt -o out",
        "report none",
        "campaigns none",
        "serve none",
        "feedback export none",
        "train-lines none -o out",
        "clean page.txt --lexicon none",
        "batch page.txt -o out --lexicon none",
        "pipe --lexicon none",
        "line --lexicon none a",
        "serve --lexicon none --port 0",
        "train-lines lines.jsonl --lexicon none -o out",
        "clean page.txt --site-profile none",
        "batch page.txt -o out --site-profile none",
        "clean page.txt --spam-model none",
        "batch page.txt -o out --spam-model none",
        "train-lines lines.jsonl --spam-model none -o out",
    ],
)
def test_what_is_not_there(work: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main(shlex.split(command)) == 2
    said = capsys.readouterr().err.splitlines()
    assert said
    for line in said:
        assert line.startswith("cleaner: ")
        assert line.endswith(": no such file or directory")
    assert not (work / "out").exists()


@pytest.mark.parametrize(
    "command",
    [
        "clean page.txt -o no/out",
        "clean page.txt -o page.txt",
        "clean page.txt -o no/out/",
        "explain page.txt --html no/out",
        "report run -o no/out",
        "report run -o run/run.json",
        "campaigns run --rows no/out",
        "batch page.txt -o page.txt",
        "batch page.txt -o page.txt/out",
        "train-lines lines.jsonl -o no/out",
    ],
)
def test_an_output_that_cannot_be_used(
    run_folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main(shlex.split(command)) == 2
    assert len([line for line in capsys.readouterr().err.splitlines() if line.startswith("cleaner: ")]) == 1


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_one_page_of_several_is_no_reason_for_2(work: Path, command: str) -> None:
    (work / "empty.txt").touch()
    assert main([command, "none", "page.txt"]) == 1
    assert main([command, "empty.txt"]) == 1, "it is there, and was read"
    assert main([command, "none", "empty.txt"]) == 1
    assert main([command, "page.txt"]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits for files")
def test_a_file_that_is_too_large_is_named(work: Path) -> None:
    (work / "in.jsonl").write_text(json.dumps({"text": "a", "big": "x" * 200_000}), "utf-8")
    command = [sys.executable, "-m", "cleaner", "batch", "in.jsonl", "-o", "out", "--carry", "big", "-q"]
    limited = f"ulimit -f 64; exec {shlex.join([*command, '--workers', '1'])}"
    done = subprocess.run(["bash", "-c", limited], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    (said,) = done.stderr.splitlines()
    assert said.startswith("cleaner: out/rejected/part-00000.jsonl: file too large; to go on: ")
    assert not list((work / "out").rglob("*.tmp"))


@pytest.mark.parametrize(
    ("command", "what"),
    [
        ("clean ''", "the name of an input is empty"),
        ("explain page.txt ''", "the name of an input is empty"),
        ("batch '' -o out", "the name of an input is empty"),
        ("clean page.txt -o ''", "argument -o/--output: the name is empty"),
        ("batch page.txt -o ''", "argument -o/--output: the name is empty"),
        ("clean page.txt --lexicon ''", "argument --lexicon: the name is empty"),
        ("clean page.txt --spam-model ''", "argument --spam-model: the name is empty"),
        ("clean page.txt --site-profile ''", "argument --site-profile: the name is empty"),
        ("explain page.txt --html ''", "argument --html: the name is empty"),
        ("serve --feedback ''", "argument --feedback: the name is empty"),
        ("serve ''", "argument RUN: the name is empty"),
        ("report ''", "argument RUN: the name is empty"),
        ("campaigns run --rows ''", "argument --rows: the name is empty"),
        ("feedback export ''", "argument FILE: the name is empty"),
        ("train-lines '' -o out", "argument FILE: the name is empty"),
        ("explain page.txt --only ''", "argument --only: '' names nothing"),
        ("clean page.txt --keep ,", "argument --keep: ',' names nothing"),
        ("clean page.txt --category ''", "argument --category: '' names nothing"),
        ("batch page.txt -o out --carry ''", "argument --carry: '' names nothing"),
        ("--bogus", "unknown argument: --bogus"),
        ("--bogus clean page.txt", "unknown argument: --bogus"),
        ("line -x", "unknown argument: -x"),
        ("report --bogus=1", "unknown argument: --bogus=1"),
        ("batch page.txt --bogus", "unknown argument: --bogus"),
        ("line", "the following arguments are required: TEXT"),
        ("line -f json", "the following arguments are required: TEXT"),
        ("batch page.txt -q", "the following arguments are required: -o/--output"),
        ("batch -- --bogus", "the following arguments are required: -o/--output"),
        ("serve --host nosuch.invalid", "nosuch.invalid: cannot listen there: "),
    ],
)
def test_what_is_mistyped_is_named(
    work: Path, capsys: pytest.CaptureFixture[str], command: str, what: str
) -> None:
    assert main(shlex.split(command)) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(f"cleaner: {what}")
    assert "Errno" not in said
    assert not (work / "out").exists()


def test_nothing_at_all_is_a_question_for_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "exit status: 0 done; 1 it ran" in capsys.readouterr().err


def test_categories_are_separated_by_commas_or_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    line = "三分钟了解(微乐麻将外挂透视)确实有挂"
    shown = []
    for asked in (["--category", "cheats, gambling"], ["--category", "cheats", "--category", "gambling"], []):
        assert main(["line", "-f", "json", *asked, line]) == 0
        shown.append(json.loads(capsys.readouterr().out))
    assert shown[0] == shown[1] == shown[2]
    assert shown[0]["spam"]


def test_short_options_of_batch(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    assert main(["batch", "page.txt", "-o", "out", "-q", "-f", "parquet", "--workers", "1"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (work / "out" / "articles" / "part-00000.parquet").is_file()
