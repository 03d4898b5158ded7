"""What the program touches: importing it, and cleaning with it, writes nothing and connects to nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ..conftest import ROOT, SAMPLES

WATCHED = """
import os, sys, tempfile
home = os.path.expanduser("~")
package, base = sys.argv[1], tuple({sys.prefix, sys.base_prefix, sys.exec_prefix})
temporary = os.path.abspath(tempfile.gettempdir())
seen = []
def watch(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__",):
        seen.append(f"{event} {args}")
    elif event.startswith(("os.mkdir", "os.remove", "os.ren", "os.rmdir", "shutil.", "subprocess.")):
        seen.append(f"{event} {args}")
    elif event in ("pickle.find_class", "marshal.load"):
        seen.append(f"{event} {args}")
    elif event == "open" and isinstance(args[0], str):
        path, mode = os.path.abspath(args[0]), args[1] or "r"
        if any(letter in mode for letter in "wax+"):
            seen.append(f"writes {path}")
        elif path.startswith((home + os.sep, temporary + os.sep)) and not path.startswith((package, *base)):
            seen.append(f"reads {path}")
sys.dont_write_bytecode = True
sys.addaudithook(watch)
"""


def watched(program: str) -> list[str]:
    run = subprocess.run(
        [sys.executable, "-c", WATCHED + program + "\nprint(*seen, sep='\\n')", str(ROOT)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in run.stdout.splitlines() if line]


def test_import_writes_nothing_opens_no_socket_and_reads_no_home_folder() -> None:
    assert watched("import cleaner, cleaner.pipeline, cleaner.cli") == []


def test_the_watch_sees_what_it_is_for(tmp_path: Path) -> None:
    found = watched(
        f"import socket, marshal\nopen({str(tmp_path / 'x')!r}, 'w')\nsocket.getaddrinfo('localhost', 80)\n"
        f"marshal.dump(1, open({str(tmp_path / 'y')!r}, 'wb'))\n"
        f"temporary = {str(tmp_path)!r}\nmarshal.load(open({str(tmp_path / 'y')!r}, 'rb'))"
    )
    assert any(line.startswith("writes ") for line in found)
    assert any(line.startswith("marshal.load") for line in found)
    assert any(line.startswith("reads ") for line in found)
    assert any(line.startswith("socket.getaddrinfo") for line in found)


def test_import_is_light() -> None:
    program = (
        "import cleaner, sys\nheavy = {'lxml', 'numpy', 'jieba', 'trafilatura', 'langdetect', 'urllib3'}"
    )
    run = subprocess.run(
        [sys.executable, "-c", program + "\nprint(*sorted(heavy & set(sys.modules)))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == ""


def test_a_dictionary_that_somebody_planted_is_not_read(tmp_path: Path) -> None:
    """jieba would load a marshal file from a predictable place that anybody can write to."""
    planted = tmp_path / "jieba.cache"
    planted.write_bytes(b"planted")
    program = f"""
os.environ["TMPDIR"] = tempfile.tempdir = temporary = {str(tmp_path)!r}
from cleaner.spam import Detector, Lexicon
Detector().judge("微乐麻将透视外挂代打软件,加微信")
assert "jieba" not in sys.modules
Detector(Lexicon(Lexicon.load().rows)).judge("微乐麻将透视外挂代打软件,加微信")
assert "jieba" in sys.modules
"""
    assert watched(program) == []
    assert planted.read_bytes() == b"planted"


def test_cleaning_the_samples_writes_nothing_and_connects_to_nothing() -> None:
    program = f"""
import cleaner
from pathlib import Path
for page in sorted(Path({str(SAMPLES)!r}).iterdir()):
    if page.suffix in (".html", ".txt"):
        cleaner.clean(page.read_bytes())
"""
    assert watched(program) == []
