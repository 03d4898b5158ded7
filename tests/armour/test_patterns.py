"""No regular expression that ships with the program takes long on a string that is made to hurt it."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from ..conftest import ROOT
from .bait import LENGTH, Pattern, baits, slow_baits


def test_every_expression_stands_its_baits() -> None:
    """In a process of its own, so that a hang in one of them ends that and not the tests."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.armour.bait"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=590,
    )
    *slow, count = map(json.loads, run.stdout.splitlines())
    assert slow == []
    assert count["patterns"] > 200


@pytest.mark.parametrize(
    "regex",
    [
        r"(a+)+$",
        r"(?:x|xx)+y",
        r"\s+\|",
        r"[!?]+(?=\s)",
        r"(?:[\w.]+\s?)*@",
        r"a.*b.*c",
        r"\d+,\d+ ",
    ],
)
def test_the_baits_catch_what_is_not_linear(regex: str) -> None:
    assert list(slow_baits(Pattern("here", re.compile(regex), False)))


@pytest.mark.parametrize("regex", [r"a+", r"(?<!\s)\s+\|", r"\bx{1,9}y", r"<[^<>]*>", r"(?:ab)+"])
def test_the_baits_let_pass_what_is(regex: str) -> None:
    assert not list(slow_baits(Pattern("here", re.compile(regex), False)))


def test_baits_are_long_and_go_wrong_at_the_end() -> None:
    made = baits(re.compile(r"x(?:ab|cd)+y"), LENGTH)
    assert any(text.startswith("xabab") and text.endswith("ab\0") for text in made)
    assert all(len(text) > LENGTH / 2 for text in made)
