"""Word boundaries, asked for late and without leaving traces."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.spam.boundaries import Boundaries, words_of
from cleaner.spam.dictionary import Segmenter, segmenter_of
from cleaner.spam.hits import Hit
from cleaner.spam.lexicon import Lexicon, Row, lexicon_digest

BOUNDARIES = Boundaries(lambda: ["微乐"])
WRITTEN = [
    "外挂",
    "辅助器",
    "中华人民共和国",
    "研究生命起源",
    "A",
    "卡拉OK",
    "B超",
    "T恤",
    "3D",
    "x-1",
    "c++",
    "c#",
    "90%",
]
MARKS = " \n\u3000\x85，·★😀\ud800𠀀㐀\u9fd5\u9fd6ｗé"


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
    assert not Boundaries(lambda: ["微乐"]).loaded


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


def test_words_read_as_they_are_needed_are_the_words_of_the_whole_dictionary() -> None:
    words = tuple(words_of(Lexicon.load()))
    prepared, whole = segmenter_of(words, lexicon_digest()), segmenter_of(words)
    assert isinstance(prepared, Segmenter)
    texts = [
        text for row in Lexicon.load().rows for text in (*row.fires, *row.silent, "".join(row.forms)[:200])
    ]
    for text in texts:
        assert list(prepared.cut(text)) == list(whole.cut(text, HMM=False))


@pytest.fixture(scope="module")
def segmenters() -> tuple[Segmenter, jieba.Tokenizer]:
    words = tuple(words_of(Lexicon.load()))
    return segmenter_of(words, lexicon_digest()), segmenter_of(words)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*WRITTEN, *MARKS, "\r\n"])
        | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
        | st.characters(),
        max_size=20,
    ).map("".join)
)
def test_any_text_is_cut_as_jieba_cuts_it(segmenters: tuple[Segmenter, jieba.Tokenizer], text: str) -> None:
    ours, theirs = segmenters
    assert list(ours.cut(text)) == list(theirs.cut(text, HMM=False))


def test_of_other_terms_nothing_is_prepared() -> None:
    assert not isinstance(segmenter_of(["微乐"], "0"), Segmenter)


def test_without_jieba_no_dictionary_is_taken_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tuple(words_of(Lexicon.load()))
    (tmp_path / "dict.txt").write_bytes((Path(jieba.__file__).parent / "dict.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("cleaner.spam.dictionary.find_spec", lambda name: None)
    assert not isinstance(segmenter_of(words, lexicon_digest()), Segmenter)
