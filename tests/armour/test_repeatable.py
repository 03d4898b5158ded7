"""The same page gives the same article, whatever the process, its surroundings, threads or order of calls."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cleaner import Cleaner

from ..conftest import ROOT, SAMPLES

PAGES = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".html", ".txt"))

PROGRAM = """
import hashlib, sys
from pathlib import Path
import cleaner
order = [Path(name) for name in sys.argv[1:]]
found = {p.name: hashlib.sha256(cleaner.clean(p.read_bytes()).to_json().encode()).hexdigest() for p in order}
print(*(f"{name} {found[name]}" for name in sorted(found)), sep="\\n")
"""

SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC", "OMP_NUM_THREADS": "1"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai", "OMP_NUM_THREADS": "2"},
    {"PYTHONHASHSEED": "4242", "LANG": "tr_TR.UTF-8", "TZ": "America/Los_Angeles", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "random", "LC_ALL": "POSIX", "TZ": "Pacific/Chatham", "OPENBLAS_NUM_THREADS": "4"},
]


def digests(cleaner: Cleaner) -> dict[str, str]:
    return {p.name: digest(cleaner, p.read_bytes()) for p in PAGES}


def digest(cleaner: Cleaner, page: bytes) -> str:
    return hashlib.sha256(cleaner.clean(page).to_json().encode()).hexdigest()


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    return digests(Cleaner())


@pytest.mark.parametrize("number", range(len(SURROUNDINGS)))
def test_in_every_process(number: int, expected: dict[str, str]) -> None:
    order = [str(p) for p in PAGES]
    random.Random(number).shuffle(order)
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON", "TZ"))}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *order],
        env={**keep, **SURROUNDINGS[number]},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert dict(line.split() for line in run.stdout.splitlines()) == expected


def test_in_every_order_and_as_often_as_one_likes(expected: dict[str, str]) -> None:
    cleaner = Cleaner()
    order = PAGES * 4
    random.Random(3).shuffle(order)
    for page in order:
        assert digest(cleaner, page.read_bytes()) == expected[page.name]


def test_in_eight_threads_that_share_one_cleaner(expected: dict[str, str]) -> None:
    cleaner = Cleaner()  # fresh, so that the threads race for whatever is loaded late
    order = PAGES * 8
    random.Random(4).shuffle(order)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda p: (p.name, digest(cleaner, p.read_bytes())), order))
    assert {(name, digest) for name, digest in found} == set(expected.items())


def test_a_late_start_in_eight_threads(expected: dict[str, str]) -> None:
    """Everything that a process loads once is loaded while eight threads ask for it."""
    program = PROGRAM.replace(
        "found = {p.name: hashlib.sha256(cleaner.clean(p.read_bytes()).to_json().encode()).hexdigest() "
        "for p in order}",
        "from concurrent.futures import ThreadPoolExecutor\n"
        "def one(p):\n"
        "    article = cleaner.clean(p.read_bytes())\n"
        "    return p.name, hashlib.sha256(article.to_json().encode()).hexdigest()\n"
        "found = dict(ThreadPoolExecutor(8).map(one, order))",
    )
    assert "ThreadPoolExecutor" in program
    run = subprocess.run(
        [sys.executable, "-c", program, *map(str, PAGES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert dict(line.split() for line in run.stdout.splitlines()) == expected


def test_with_one_two_and_four_workers(tmp_path: Path) -> None:
    found = {}
    for workers in (1, 2, 4):
        out = tmp_path / str(workers)
        command = [sys.executable, "-m", "cleaner", "batch", str(SAMPLES), "-o", str(out), "--quiet"]
        options = ["--removed", "all", "--shard-records", "3", "--workers", str(workers)]
        env = {**os.environ, "PYTHONHASHSEED": str(workers), "LC_ALL": "C", "TZ": "Asia/Shanghai"}
        subprocess.run([*command, *options], cwd=ROOT, env=env, check=True)
        files = {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}
        del files["timing.json"]
        found[workers] = files
    assert len([name for name in found[1] if name.startswith("articles")]) > 3
    assert found[1] == found[2] == found[4]


def test_the_first_call_equals_the_thousandth(expected: dict[str, str]) -> None:
    program = """
import sys, hashlib, cleaner
page = open(sys.argv[1], "rb").read()
made = [hashlib.sha256(cleaner.clean(page).to_json().encode()).hexdigest() for _ in range(1000)]
print(*set(made))
"""
    page = min(PAGES, key=lambda p: p.stat().st_size)
    run = subprocess.run(
        [sys.executable, "-c", program, str(page)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == [expected[page.name]]


def test_nothing_of_a_page_stays_in_the_modules() -> None:
    """What the modules of the package hold after a hundred pages is what they held after a few."""
    program = """
import gc, sys, cleaner
from pathlib import Path
def held():
    seen, todo, size = set(), [], 0
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "cleaner":
            todo += [v for v in vars(module).values() if isinstance(v, (dict, list, set))]
            for value in vars(module).values():
                if hasattr(value, "cache_info"):
                    size += value.cache_info().currsize
                    info = value.cache_info()
                    assert info.maxsize is not None or info.currsize < 2_000, (name, value, info)
    return sum(len(v) for v in todo), size
pages = [p.read_bytes() for p in sorted(Path(sys.argv[1]).iterdir()) if p.suffix in (".html", ".txt")]
for page in pages:
    cleaner.clean(page)
before = held()
for number in range(5):
    for page in pages:
        cleaner.clean(page.replace(b"2", b"%d" % number))
after = held()
print(after[0] - before[0])
"""
    run = subprocess.run(
        [sys.executable, "-c", program, str(SAMPLES)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "0"


def test_cleaners_are_independent(expected: dict[str, str]) -> None:
    one, other = Cleaner(), Cleaner(categories=["gambling"], lang="zh", keep=["title"])
    for page in PAGES:
        other.clean(page.read_bytes())
        assert digest(one, page.read_bytes()) == expected[page.name]
