"""Word boundaries, asked for late and without leaving traces."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from cleaner.spam.boundaries import Boundaries
from cleaner.spam.hits import Hit
from cleaner.spam.lexicon import Row

BOUNDARIES = Boundaries(["微乐"])


def stands(text: str, term: str) -> bool:
    row = Row("r", "cheat-good", "", (), "", 0.5, (term,), (), True, {"en": "", "zh": ""}, (), ())
    start = text.index(term)
    return BOUNDARIES.stands(text, Hit(row, start, start + len(term)))


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("当代打工人的一天", "代打", False),
        ("公开挂牌督办", "开挂", False),
        ("影片剧透视频流出", "透视", False),
        ("微乐麻将透视软件", "透视", True),
        ("微乐麻将外挂", "外挂", True),
    ],
)
def test_a_term_must_be_a_word_of_the_text(text: str, term: str, expected: bool) -> None:
    assert stands(text, term) is expected


def test_equal_surroundings_are_taken_apart_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Segmenter:
        def cut(self, text: str, HMM: bool) -> list[str]:  # noqa: N803 (as jieba names it)
            asked.append(text)
            return list(text)

    boundaries = Boundaries()
    monkeypatch.setattr(boundaries, "_segmenter", Segmenter())
    row = Row("r", "cheat-good", "", (), "", 0.5, ("外挂",), (), True, {"en": "", "zh": ""}, (), ())
    hits = [Hit(row, start, start + 2) for start in range(0, 20_000, 2)]
    assert boundaries.stand("外挂" * 10_000, hits) == [True] * 10_000
    assert len(asked) < 20


def test_nothing_loads_before_it_is_needed() -> None:
    assert not Boundaries(["微乐"]).loaded


def test_loading_writes_no_cache_and_says_nothing() -> None:
    code = (
        "from cleaner.spam.boundaries import Boundaries, Hit\n"
        "from cleaner.spam.lexicon import Row\n"
        "row = Row('r', 'game', '', (), '', 0.5, ('外挂',), (), True, {'en': '', 'zh': ''}, (), ())\n"
        "assert Boundaries().stands('麻将外挂', Hit(row, 2, 4))\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).resolve().parents[2],
            env={"PATH": "", "TMPDIR": folder, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert list(Path(folder).iterdir()) == []
