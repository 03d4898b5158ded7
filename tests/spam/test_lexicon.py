"""Every term's own cases, and what a bad file is told."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import cleaner
from cleaner.spam import Lexicon, LexiconError, normalize
from cleaner.spam.hits import Finder
from cleaner.spam.lexicon import CLASSES
from cleaner.spam.shapes import Shape, load_shapes

LEXICON = Lexicon.load()
FINDER = Finder(LEXICON)
FIRES = [pytest.param(row.id, text, id=row.id) for row in LEXICON.rows for text in row.fires]
SILENT = [pytest.param(row.id, text, id=row.id) for row in LEXICON.rows for text in row.silent]


def found_in(text: str) -> set[str]:
    return {hit.row.id for hit in FINDER.find(normalize(text), thorough=True)}


@pytest.mark.parametrize(("row", "text"), FIRES)
def test_term_fires(row: str, text: str) -> None:
    assert row in found_in(text)


@pytest.mark.parametrize(("row", "text"), SILENT)
def test_term_is_silent(row: str, text: str) -> None:
    assert row not in found_in(text)


def test_every_term_has_both_cases_and_both_reasons() -> None:
    for row in LEXICON.rows:
        assert row.fires, row.id
        assert row.silent, row.id
        assert all(row.reasons[lang].strip() for lang in ("en", "zh")), row.id


def test_every_class_has_terms_and_no_form_stands_twice() -> None:
    assert {row.kind for row in LEXICON.rows} == set(CLASSES)
    forms = Counter(form for row in LEXICON.rows for form in (*row.forms, *row.variants))
    assert [form for form, count in forms.items() if count > 1] == []


@pytest.mark.parametrize("shape", load_shapes(), ids=lambda shape: shape.id)
def test_shape_cases(shape: Shape) -> None:
    assert shape.regex.search(normalize(shape.fires).text)
    assert not shape.regex.search(normalize(shape.silent).text)


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return path


def test_own_terms_join_and_replace(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '[defaults]\nclass = "cheat-good"\n[[term]]\nid = "mine.hammer"\nforms = ["锤子怪招"]\n'
        '[[term]]\nid = "cheat.waigua"\nforms = ["别的词"]\n',
    )
    finder = Finder(Lexicon.load([path]))
    assert {h.row.id for h in finder.find(normalize("锤子怪招"))} == {"mine.hammer"}
    assert "cheat.waigua" not in {h.row.id for h in finder.find(normalize("麻将外挂"))}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[term]]\nid = "a"\nforms = ["词语"]\n', "row a: class is missing"),
        ('[[term]]\nid = "a"\nclass = "wares"\nforms = ["词语"]\n', "unknown class 'wares'"),
        ('[[term]]\nid = "a"\nclass = "game"\n', "forms is missing"),
        ('[[term]]\nid = "a"\nclass = "game"\nforms = ["词"]\n', "2 to 40 characters"),
        ('[[term]]\nid = "a"\nclass = "game"\nforms = ["a*b"]\n', "only at its ends"),
        ('[[term]]\nid = "a"\nclass = "game"\nforms = ["词语"]\nweight = 2\n', "weight must be"),
        ('[[term]]\nid = "a"\nclass = "game"\nforms = ["词语"]\nwieght = 1\n', "unknown key 'wieght'"),
        (
            '[[term]]\nid = "a"\nclass = "game"\nforms = ["词语"]\ncategory = "X y"\n',
            "the category 'X y' must be",
        ),
        ('[[term]]\nclass = "game"\nforms = ["词语"]\n', "row number 1: id is missing"),
        ('[[term]]\nid = "a"\nclass = "game"\nforms = ["词语"]\n' * 2, "another row with this id"),
        ("[[terms]]\n", "unknown table 'terms'"),
        ("term = 3\n", "a list of tables"),
        ("[[term", "not TOML"),
    ],
)
def test_a_bad_file_is_told_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(LexiconError) as error:
        Lexicon.load([path])
    assert str(path) in str(error.value)
    assert says in str(error.value)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"gone\.toml: no such file"):
        Lexicon.load([tmp_path / "gone.toml"])


def test_the_documented_file_is_one(tmp_path: Path) -> None:
    document = Path(__file__).parents[2] / "docs" / "lexicon.md"
    (block,) = re.findall(r"```toml\n(.*?)```", document.read_text("utf-8"), re.S)
    path = tmp_path / "mine.toml"
    path.write_text(block, "utf-8")
    judge = cleaner.Cleaner(lexicons=[path], categories=["slimming"])
    assert judge.judge_line("三天见效燃脂丸,无效退款").spam
    assert not judge.judge_line("脂肪燃烧的原理").evidence
    for name in CLASSES:
        assert f"`{name}`" in document.read_text("utf-8")
