"""Outputs: whole or not at all, the old file until then, and standard output wherever one is named."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from cleaner.cli import main
from cleaner.spam.line_model import read_model
from tests.conftest import ROOT, SAMPLES
from tests.corpus.made_run import NEW, made_rows, write_run

from .conftest import Run

POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes, limits and permissions of POSIX")
Write = Callable[..., Path]
_NOBODY = 65534


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_command_that_breaks_off_leaves_the_old_file(run: Run, write: Write, tmp_path: Path) -> None:
    pages = [write("a.txt", "一" * 100_000), write("b.txt", "ctrl-c")]
    (tmp_path / "out").mkdir()
    output = tmp_path / "out" / "all.txt"
    assert run("clean", *pages, "-o", output).status == 130
    assert names_in(output.parent) == [], "no half of a file either"
    output.write_text("old")
    assert run("clean", *pages, "-o", output).status == 130
    assert (output.read_text(), names_in(output.parent)) == ("old", ["all.txt"])
    assert run("clean", *pages[:1], "-o", output).status == 0
    assert output.read_text("utf-8").startswith("一一一")
    assert names_in(output.parent) == ["all.txt"]


def test_a_page_that_fails_costs_itself_only(run: Run, write: Write, tmp_path: Path) -> None:
    pages = [write("a.txt", "一"), write("b.txt", "boom"), write("c.txt", "三")]
    assert run("clean", *pages, "-o", tmp_path / "all.txt").status == 1
    text = (tmp_path / "all.txt").read_text("utf-8")
    assert "一\n" in text
    assert "三\n" in text


@POSIX
@pytest.mark.parametrize("command", ["clean", "report"])
def test_a_disk_that_is_full_leaves_the_old_file(command: str, tmp_path: Path) -> None:
    import resource

    made = write_run(tmp_path / "run", made_rows())
    source = SAMPLES / "portal-related.html" if command == "clean" else made
    (tmp_path / "out").mkdir()
    output = tmp_path / "out" / "result"
    output.write_text("old")
    argv = [sys.executable, "-m", "cleaner", command, str(source), "-o", str(output)]
    done = subprocess.run(
        argv,
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
    )
    assert done.returncode == 1
    assert f"cleaner: {output}: cannot be written: file too large" in done.stderr
    assert (output.read_text(), names_in(output.parent)) == ("old", ["result"])


@POSIX
def test_links_and_permissions_stay(run: Run, write: Write, tmp_path: Path) -> None:
    page, there = write("a.txt", "一"), tmp_path / "there.txt"
    there.write_text("old")
    there.chmod(0o640)
    (tmp_path / "link").symlink_to(there)
    assert run("clean", page, "-o", tmp_path / "link").status == 0
    assert (tmp_path / "link").is_symlink()
    assert there.read_text("utf-8") == "一\n"
    assert stat.S_IMODE(there.stat().st_mode) == 0o640


@contextmanager
def unprivileged(*paths: Path) -> Iterator[None]:
    """Who may not write everywhere: root becomes nobody, to whom the paths are given."""
    if os.geteuid() != 0:
        yield
        return
    for path in paths:
        os.chown(path, _NOBODY, _NOBODY)
    os.setresuid(_NOBODY, _NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(not hasattr(os, "setresuid"), reason="root cannot become somebody else for a while")
def test_a_file_that_is_closed_to_us_is_not_replaced(run: Run) -> None:
    with tempfile.TemporaryDirectory() as name:  # the folders of pytest are closed to nobody
        folder, page, output = Path(name) / "out", Path(name) / "a.txt", Path(name) / "out" / "kept.txt"
        folder.mkdir()
        page.write_text("一", "utf-8")
        output.write_text("old", "utf-8")
        assert run("clean", page).status == 0, "all that the command needs is imported"
        output.chmod(0o444)
        with unprivileged(Path(name), folder, page, output):
            assert "permission denied" in run("clean", page, "-o", output).err
            assert output.read_text() == "old"
            output.chmod(0o644)
            folder.chmod(0o555)
            assert run("clean", page, "-o", output).status == 0, "its folder is closed: written in its place"
            folder.chmod(0o755)
        assert output.read_text("utf-8") == "一\n"


@POSIX
def test_pipes_and_devices_are_written_as_they_are(run: Run, write: Write, tmp_path: Path) -> None:
    page, pipe, got = write("a.txt", "一"), tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()
    assert run("clean", page, "-o", pipe).status == 0
    reader.join(30)
    assert got == ["一\n"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert run("clean", page, "-o", os.devnull).status == 0
    assert not Path(os.devnull).is_file()


@POSIX
@pytest.mark.parametrize("to_file", [False, True])
def test_the_device_of_standard_output(to_file: bool, tmp_path: Path) -> None:
    if not Path("/dev/stdout").exists():
        pytest.skip("no /dev/stdout on this system")
    argv = [sys.executable, "-m", "cleaner", "clean", "-q", str(SAMPLES / "glued.txt")]
    wanted = subprocess.run(argv, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    argv += ["-o", "/dev/stdout"]
    with open(tmp_path / "out.txt", "w+b") as file:
        before = os.fstat(file.fileno()).st_ino
        done = subprocess.run(argv, cwd=ROOT, stdout=file if to_file else subprocess.PIPE, check=True)
        file.seek(0)
        assert (file.read() if to_file else done.stdout) == wanted
    assert os.stat(tmp_path / "out.txt").st_ino == before


def test_a_hyphen_is_standard_output_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = write_run(tmp_path / "run", made_rows())
    lines = tmp_path / "lines.jsonl"
    spam = [{"text": f"微乐麻将外挂透视{n}", "label": "spam"} for n in range(60)]
    legit = [{"text": f"警方破获外挂案，抓获{n}人", "label": "legit"} for n in range(60)]
    lines.write_text("".join(json.dumps(each) + "\n" for each in [*spam, *legit]), "utf-8")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    told = SimpleNamespace(spam=60, honest=60, found=60, flagged=0, mute=0)
    monkeypatch.setattr("cleaner.spam.teaching.teach", lambda lines, detector, start: (start, told))

    def out(*argv: str) -> str:
        assert main(list(argv)) == 0
        return capsys.readouterr().out

    model = tmp_path / "model.json"
    model.write_text(out("train-lines", str(lines), "-o", "-"), "utf-8")
    assert read_model(model)
    rows = out("campaigns", str(made), "--rows", "-")
    assert rows.startswith("# Names and phrases")
    assert NEW in rows
    assert "planted blocks on" not in rows, "the table would be in the way"
    assert out("report", str(made), "-o", "-").startswith("<!DOCTYPE html>")
    assert out("clean", str(SAMPLES / "glued.txt"), "-o", "-")
    assert out("explain", str(SAMPLES / "glued.txt"), "--html", "-").startswith("<!DOCTYPE html>")
    pytest.importorskip("starlette", reason="starlette is not installed")
    from cleaner.web.corrections import Choice
    from cleaner.web.feedback import Feedback

    kept = Feedback(tmp_path / "f.sqlite")
    kept.add("一行广告", Choice.SPAM, "body")
    kept.close()
    assert "一行广告" in out("feedback", "export", str(tmp_path / "f.sqlite"), "-o", "-")
    assert names_in(tmp_path / "here") == []


def test_what_cannot_go_to_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    made = write_run(tmp_path / "run", made_rows())
    assert main(["campaigns", str(made), "--json", "--rows", "-"]) == 2
    assert "both write to standard output" in capsys.readouterr().err
    assert main(["batch", str(SAMPLES), "-o", "-"]) == 2
    assert "cannot be standard output" in capsys.readouterr().err
    assert names_in(tmp_path) == ["run"]
