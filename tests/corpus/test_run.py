"""Whole runs: nothing is lost, whatever the records do and whenever the run is killed."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.corpus.files import write_json
from cleaner.corpus.lock import locked
from cleaner.corpus.manifest import RunError
from cleaner.corpus.options import Cleaning, Columns
from cleaner.corpus.pool import PoolError
from cleaner.corpus.run import run
from cleaner.corpus.runs import Run
from cleaner.corpus.schema import COLUMNS, Removed
from cleaner.corpus.settings import Form, Settings
from cleaner.corpus.sources import Input, read_input
from cleaner.model import Verdict
from tests.conftest import ROOT, SAMPLES
from tests.corpus.cheap import Cheap, NeverReady, Stillborn, numbered
from tests.corpus.made_run import made_rows, write_run

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")
SMALL = Settings(shard_records=30)


def lines(path: Path, *texts: str) -> Path:
    with open(path, "w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": f"r{number}", "text": text}) + "\n")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a run but the one that says how long it took."""
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    files.pop("timing.json", None)
    return files


def test_a_run_gives_what_clean_gives_and_accounts_for_every_record(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "x", "html": \n{"id": "y", "url": "https://n.example"}\n', "utf-8")
    settings = Settings(cleaning=Cleaning(removed=Removed.ALL), shard_records=4)
    manifest = run([str(SAMPLES), str(broken)], tmp_path / "out", settings, workers=2)
    pages = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".html", ".txt"))
    assert manifest["records"] == len(pages) + 2
    assert manifest["adds_up"]
    found = Run(tmp_path / "out")
    rows = {row["id"]: row for row in found.rows()}
    assert list(rows) != []
    for page in pages:
        article = cleaner.clean(page.read_bytes())
        row = rows.pop(str(page))
        assert row["text"] == article.text
        assert row["verdict"] == article.verdict.value
        assert list(row) == [column.name for column in COLUMNS]
        assert len(row["removed"]) == len(article.removed)
    assert not rows
    assert {row["verdict"] for row in found.rejected()} <= {"spam", "no_article"}
    assert {row["verdict"] for row in found.articles()} <= {"clean", "spam_removed"}
    first, second = found.errors()
    assert (first["file"], first["position"]) == (str(broken), 1)
    assert "not JSON" in first["reason"]
    assert (second["id"], second["url"], second["position"]) == ("y", "https://n.example", 2)


def test_records_that_kill_hang_or_fail_cost_themselves_only(tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(100)]
    bad = {7: "die", 8: "fail", 9: "unsendable", 20: "hang", 33: "abort", 34: "die"}
    for number, text in bad.items():
        texts[number] = text
    settings = Settings(shard_records=30, page_seconds=5)
    source = lines(tmp_path / "in.jsonl", *texts)
    manifest = run([str(source)], tmp_path / "out", settings, workers=2, make=Cheap())
    found = Run(tmp_path / "out")
    assert [row["id"] for row in found.articles()] == [f"r{n}" for n in range(100) if n not in bad]
    reasons = {error["id"]: error["reason"] for error in found.errors()}
    assert list(reasons) == [f"r{number}" for number in sorted(bad)]
    assert "status 3" in reasons["r7"]
    assert "KeyError" in reasons["r8"]
    assert "pickle" in reasons["r9"]
    assert "longer than 5 s" in reasons["r20"]
    assert "SIGABRT" in reasons["r33"]
    assert (manifest["records"], manifest["errors"], manifest["adds_up"]) == (100, 6, True)


@POSIX
def test_a_record_that_takes_too_much_memory_is_an_error(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", "one", "allocate", "three")
    settings = Settings(worker_memory=2 * 2**30)
    run([str(source)], tmp_path / "out", settings, make=Cheap())
    found = Run(tmp_path / "out")
    assert [row["text"] for row in found.articles()] == ["one", "three"]
    assert ["memory" in error["reason"] for error in found.errors()] == [True]


def test_a_worker_that_cannot_start_ends_the_run_with_the_reason(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", "one")
    with pytest.raises(PoolError, match="no lexicon"):
        run([str(source)], tmp_path / "out", make=NeverReady())


def test_a_worker_that_dies_while_it_starts_is_tried_again_where_one_has_worked(tmp_path: Path) -> None:
    source, starts = lines(tmp_path / "in.jsonl", "one", "die", "three"), tmp_path / "starts"
    manifest = run([str(source)], tmp_path / "out", make=Stillborn(starts, 2))
    assert (manifest["articles"], manifest["errors"]) == (2, 1)
    assert starts.stat().st_size == 4  # for "die" the first, none, and another; and one for what follows
    starts.unlink()
    with pytest.raises(PoolError, match="ended with status 9 while it started"):
        run([str(source)], tmp_path / "other", make=Stillborn(starts, 1))
    assert starts.stat().st_size == 1


@POSIX
def test_killed_five_times_and_resumed_gives_the_same_bytes(tmp_path: Path) -> None:
    count = 20_000
    source = numbered(tmp_path / "in.jsonl", count, bad=(1_234, 15_678))
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    command = [sys.executable, "-m", "tests.corpus.cheap", str(source)]
    start = time.monotonic()
    subprocess.run([*command, str(whole)], check=True, cwd=ROOT, timeout=300)
    takes = time.monotonic() - start
    chance = random.Random(5)
    deaths = 0
    while deaths < 5:
        parts = len(list(killed.glob("done/*.json")))
        process = subprocess.Popen([*command, str(killed)], cwd=ROOT, start_new_session=True)
        if deaths:  # the first is killed at any moment, the others when they have begun to write
            _wait_for_parts(killed, parts + 1)
        time.sleep(chance.random() * takes / 10)
        assert process.poll() is None, "the run ended before it could be killed"
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(60)
        deaths += 1
    subprocess.run([*command, str(killed)], check=True, cwd=ROOT, timeout=300)
    assert contents(killed) == contents(whole)
    found = Run(killed)
    ids = [row["id"] for row in found.articles()]
    assert ids == [f"r{n}" for n in range(count) if n not in (1_234, 15_678)]
    assert [error["position"] for error in found.errors()] == [1_235, 15_679]
    assert found.manifest["adds_up"]


def _wait_for_parts(folder: Path, count: int) -> None:
    for _ in range(3_000):
        if len(list(folder.glob("done/*.json"))) >= count:
            return
        time.sleep(0.01)
    raise AssertionError("the run does not get on")


def test_a_part_whose_files_were_damaged_is_made_again(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in.jsonl", 100), tmp_path / "out"
    run([str(source)], out, SMALL, make=Cheap())
    before = contents(out)
    (out / "articles" / "part-00001.jsonl").write_bytes(b"{}\n")
    (out / "articles" / "part-00003.jsonl").unlink()
    assert Run(out).manifest["complete"]
    run([str(source)], out, SMALL, resume=True, make=Cheap())
    assert contents(out) == before


def test_a_damaged_run_is_not_read_and_one_that_broke_off_is_read_so_far(tmp_path: Path) -> None:
    out = write_run(tmp_path / "out", made_rows())
    (out / "done" / "part-00002.json").unlink()
    write_json(out / "run.json", {"complete": False})
    assert len(list(Run(out).rows())) == 10, "killed before the third part was done"
    write_json(out / "run.json", {"complete": True, "parts": 3})
    with pytest.raises(RunError, match=r"done/part-00002\.json: is damaged or missing"):
        list(Run(out).rows())
    write_json(out / "run.json", {"complete": False})
    (out / "done" / "part-00000.json").write_text("{")
    with pytest.raises(RunError, match=r"done/part-00000\.json: is damaged or missing"):
        list(Run(out).rows())


def test_a_run_is_not_put_into_its_input(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    lines(pages / "a.jsonl", "a")
    for out in (pages / "run", pages / "no" / ".." / "run", pages):
        with pytest.raises(RunError, match="is in the input"):
            run([str(pages)], out, SMALL, make=Cheap())
    assert [path.name for path in pages.iterdir()] == ["a.jsonl"]
    assert run([str(pages)], tmp_path / "run", SMALL, make=Cheap())["records"] == 1


def test_a_folder_in_use_is_refused_and_so_is_a_changed_resume(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in.jsonl", 100), tmp_path / "out"
    run([str(source)], out, SMALL, make=Cheap())
    before = contents(out)
    with pytest.raises(RunError, match="not empty"):
        run([str(source)], out, SMALL, make=Cheap())
    changed = Settings(shard_records=30, cleaning=Cleaning(removed=Removed.ALL))
    with pytest.raises(RunError, match="option removed was 'spam', is now 'all'"):
        run([str(source)], out, changed, resume=True, make=Cheap())
    numbered(source, 101)
    with pytest.raises(RunError, match=r"in\.jsonl had 1 files of"):
        run([str(source)], out, SMALL, resume=True, make=Cheap())
    assert contents(out) == before
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(RunError, match="holds no run"):
        run([str(source)], tmp_path / "other", SMALL, resume=True, make=Cheap())


def test_an_input_changed_without_a_change_of_size_is_refused(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in.jsonl", 100), tmp_path / "out"
    run([str(source)], out, SMALL, make=Cheap())
    (out / "done" / "part-00003.json").unlink()
    source.write_bytes(source.read_bytes().replace(b"text 50", b"next 50"))
    with pytest.raises(RunError, match="input of part 1 has changed"):
        run([str(source)], out, SMALL, resume=True, make=Cheap())


def test_a_changed_input_of_a_finished_run_is_refused(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in.jsonl", 100), tmp_path / "out"
    manifest = run([str(source)], out, SMALL, make=Cheap())
    before, data = contents(out), source.read_bytes()
    source.write_bytes(data.replace(b"text 50", b"next 50"))
    with pytest.raises(RunError, match="input of part 1 has changed"):
        run([str(source)], out, SMALL, resume=True, make=Cheap())
    source.write_bytes(data)
    assert run([str(source)], out, SMALL, resume=True, make=Cheap()) == manifest
    assert contents(out) == before


def test_a_file_put_in_place_of_an_input_with_its_time_is_noticed(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in.jsonl", 100), tmp_path / "out"
    run([str(source)], out, SMALL, make=Cheap())
    status, other = source.stat(), tmp_path / "other"
    other.write_bytes(source.read_bytes().replace(b"text 50", b"next 50"))
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(source)
    with pytest.raises(RunError, match="input of part 1 has changed"):
        run([str(source)], out, SMALL, resume=True, make=Cheap())


def test_inputs_of_a_finished_run_are_read_again_only_if_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = numbered(tmp_path / "in.jsonl", 100), tmp_path / "out"
    manifest = run([str(source)], out, SMALL, make=Cheap())
    opened: list[str] = []

    def noted(each: Input, columns: Columns, meter: Any) -> Any:
        opened.append(each.path)
        return read_input(each, columns, meter)

    def resume() -> None:
        assert run([str(source)], out, SMALL, resume=True, make=Cheap()) == manifest

    monkeypatch.setattr("cleaner.corpus.reader.read_input", noted)
    resume()
    assert opened == []
    os.utime(source)
    resume()
    resume()
    assert opened == [str(source)], "once for each time that it was touched"
    (out / "timing.json").unlink()
    resume()
    assert len(opened) == 2, "nobody knows whether it was touched"


def test_standard_input_of_a_finished_run_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = numbered(tmp_path / "in.jsonl", 100).read_bytes()

    def piped(data: bytes, *, resume: bool) -> dict[str, Any]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        return run(["-"], tmp_path / "out", SMALL, resume=resume, make=Cheap())

    manifest = piped(data, resume=False)
    assert piped(data, resume=True) == manifest
    with pytest.raises(RunError, match="input of part 3 has changed"):
        piped(data[:-20], resume=True)
    with pytest.raises(RunError, match="more records than before"):
        piped(data + b'{"text": "one more"}\n', resume=True)


@POSIX
def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    source, out = numbered(tmp_path / "in.jsonl", 3), tmp_path / "out"
    with locked(out), pytest.raises(RunError, match="another run"):
        run([str(source)], out, SMALL, make=Cheap())


def test_parquet_out_holds_what_json_lines_hold(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    source = tmp_path / "in.jsonl"
    pages = [(SAMPLES / name).read_text("utf-8") for name in ("flattened.txt", "all-spam.txt")]
    records = [{"text": page, "crawl": "2026-1", "n": n} for n, page in enumerate(pages)]
    source.write_text("".join(json.dumps(record) + "\n" for record in [*records, {"n": 9}]), "utf-8")
    found: dict[Form, Any] = {}
    for form in Form:
        settings = Settings(columns=Columns(carry=("crawl", "n")), form=form)
        run([str(source)], tmp_path / form.value, settings)
        found[form] = Run(tmp_path / form.value)
    one, other = (list(found[form].rows()) for form in Form)
    assert [{**row, "n": str(row["n"])} for row in one] == other
    assert [row["crawl"] for row in one] == ["2026-1"] * 2
    assert list(found[Form.JSONL].errors()) == list(found[Form.PARQUET].errors())
    assert (tmp_path / "parquet" / "rejected" / "part-00000.parquet").is_file()


def test_a_carried_field_that_is_nested_too_deep_costs_its_record_only(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyarrow")
    text = json.dumps((SAMPLES / "flattened.txt").read_text("utf-8"))
    deep = "[" * 900 + "]" * 900
    source = tmp_path / "in.jsonl"
    values = ("1", deep, "2")
    source.write_text("".join(f'{{"text": {text}, "n": {n}}}\n' for n in values), "utf-8")
    settings = Settings(columns=Columns(carry=("n",)), form=Form.PARQUET)
    run([str(source)], tmp_path / "out", settings)
    found = Run(tmp_path / "out")
    errors = [(error["position"], error["reason"]) for error in found.errors()]
    kept = [row["n"] for row in found.articles()]
    # how deep is too deep depends on the version of Python
    assert (kept, errors) in ((["1", "2"], [(2, "nested too deep")]), (["1", deep, "2"], []))
    assert capfd.readouterr().err == ""


def test_the_verdicts_to_keep_are_a_choice(tmp_path: Path) -> None:
    settings = Settings(keep_verdicts=frozenset({Verdict.SPAM}))
    names = [str(SAMPLES / name) for name in ("all-spam.txt", "clean-driving.html")]
    run(names, tmp_path / "out", settings)
    found = Run(tmp_path / "out")
    assert [row["id"] for row in found.articles()] == names[:1]
    assert [row["id"] for row in found.rejected()] == names[1:]


@POSIX
def test_memory_does_not_grow_with_the_number_of_records(tmp_path: Path) -> None:
    peaks = []
    for count in (3_000, 30_000):
        source = numbered(tmp_path / f"{count}.jsonl", count)
        command = [sys.executable, "-m", "tests.corpus.cheap", str(source), str(tmp_path / str(count))]
        done = subprocess.run(command, check=True, cwd=ROOT, timeout=300, capture_output=True, text=True)
        peaks.append([int(word) for word in done.stdout.split()])
    for few, many in zip(*peaks, strict=True):
        assert many < 1.2 * few
