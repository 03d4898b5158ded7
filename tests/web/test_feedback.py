"""Corrections: kept in a file, laid over articles, exported for training and as a lexicon."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import KEPT_LABELS, Article, Block, Label, Verdict
from cleaner.spam.lexicon import Lexicon
from cleaner.web.corrections import Choice, corrected, key_of, reader_choice
from cleaner.web.export import lexicon_rows, training_lines
from cleaner.web.feedback import Feedback, FeedbackError

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "portal-related.html"
GAPS = ("\n\n", " ", "")


def small(*blocks: tuple[str, Label, str], verdict: Verdict = Verdict.CLEAN) -> Article:
    made = tuple(Block(i, text, label, 0.5, gap=gap) for i, (text, label, gap) in enumerate(blocks))
    return Article(None, None, None, None, None, None, verdict, made)


# --- the file --------------------------------------------------------------------------------------


def test_corrections_outlive_the_server(tmp_path: Path) -> None:
    path = tmp_path / "f.sqlite"
    first = Feedback(path)
    first.add(" 一  行\n字 ", Choice.SPAM, "body", "https://a.example/", "zh-Hans")
    first.add("lone \ud800 surrogate", Choice.OTHER, "body")
    first.close()
    again = Feedback(path)
    assert again.choices()["一 行 字"] is Choice.SPAM
    newest, oldest = again.all()
    assert (oldest.text, oldest.label, oldest.url) == ("一 行 字", "body", "https://a.example/")
    assert newest.choice is Choice.OTHER


def test_a_later_word_replaces_the_first_but_not_what_the_judge_said() -> None:
    feedback = Feedback()
    feedback.add("一行", Choice.SPAM, "body")
    feedback.add("一行", Choice.ARTICLE, "spam")
    (only,) = feedback.all()
    assert (only.choice, only.label) == (Choice.ARTICLE, "body")
    feedback.remove("一行")
    assert not feedback.all()
    assert not feedback.choices()


def test_what_another_process_writes_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "f.sqlite"
    here, there = Feedback(path), Feedback(path)
    assert not here.choices()
    there.add("一行", Choice.SPAM, "body")
    assert here.choices() == {"一行": Choice.SPAM}


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>no database</p>" * 100)
    with pytest.raises(FeedbackError, match=r"page\.html: file is not a database"):
        Feedback(path)
    newer = tmp_path / "newer.sqlite"
    Feedback(newer).close()
    database = sqlite3.connect(newer)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(FeedbackError, match="newer cleaner"):
        Feedback(newer)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE account (name TEXT)",
        "CREATE TABLE correction (id INTEGER PRIMARY KEY, word TEXT)",
        "CREATE VIEW one AS SELECT 1",
        "PRAGMA user_version = 1",
        "PRAGMA user_version = 7",
    ],
)
def test_a_database_of_somebody_else_is_left_as_it_is(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "mine.sqlite"
    database = sqlite3.connect(path)
    database.execute(statement)
    database.commit()
    database.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(FeedbackError, match="holds no corrections; it was not made by cleaner serve"):
            Feedback(path, read_only=read_only)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["mine.sqlite"]


def test_an_empty_file_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "f.sqlite"
    path.touch()
    Feedback(path).add("一行", Choice.SPAM, "body")
    assert Feedback(path).choices() == {"一行": Choice.SPAM}


# --- laid over an article ----------------------------------------------------------------------------


def test_equal_blocks_get_the_readers_label() -> None:
    article = cleaner.clean(SAMPLE.read_bytes())
    spam, teaser, paragraph = article.spam[0], article.removed[-1], article.kept[0]
    said = {
        key_of(spam.text): Choice.ARTICLE,
        key_of(teaser.text): Choice.OTHER,
        key_of(paragraph.text): Choice.SPAM,
    }
    new = corrected(article, said)
    assert new.blocks[spam.index].label is Label.BODY
    assert spam.text in new.text
    assert new.blocks[paragraph.index].label is Label.SPAM
    assert paragraph.text not in new.text
    assert new.blocks[paragraph.index].evidence[0].code == "feedback.spam"
    assert reader_choice(new.blocks[paragraph.index]) is Choice.SPAM
    assert reader_choice(new.blocks[0]) is None
    assert corrected(article, {"something else": Choice.SPAM}) is article
    chinese = corrected(article, said, "zh")
    assert chinese.notes[-1] == "由读者标记的段落：3 段"
    assert chinese.blocks[paragraph.index].evidence[0].reason == "读者说这是广告"


def test_the_verdict_follows() -> None:
    page = small(("甲", Label.BODY, "\n\n"), ("乙", Label.SPAM, "\n\n"), verdict=Verdict.SPAM_REMOVED)
    assert corrected(page, {"乙": Choice.ARTICLE}).verdict is Verdict.CLEAN
    assert corrected(page, {"甲": Choice.OTHER}).verdict is Verdict.NO_ARTICLE
    sold = small(("甲", Label.SPAM, "\n\n"), ("乙", Label.SPAM, "\n\n"), verdict=Verdict.SPAM)
    assert corrected(sold, {"甲": Choice.ARTICLE}).verdict is Verdict.SPAM_REMOVED
    assert corrected(sold, {"甲": Choice.OTHER}).verdict is Verdict.SPAM


def test_a_piece_without_its_paragraph_does_not_join_the_one_before() -> None:
    page = small(("甲。", Label.BODY, "\n\n"), ("乙。", Label.BODY, "\n\n"), ("丙。", Label.BODY, ""))
    assert page.text == "甲。\n\n乙。丙。"
    assert corrected(page, {"乙。": Choice.SPAM}).text == "甲。\n\n丙。"
    words = small(("a.", Label.BODY, "\n\n"), ("b.", Label.SPAM, " "), ("c.", Label.BODY, " "))
    assert corrected(words, {"b.": Choice.ARTICLE}).text == "a. b. c."


blocks = st.lists(
    st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from(list(Label)), st.sampled_from(GAPS)), max_size=8
)
said = st.dictionaries(st.sampled_from("甲乙丙丁"), st.sampled_from(list(Choice)))


@given(blocks, said)
def test_corrections_change_labels_and_lose_nothing(
    made: list[tuple[str, Label, str]], choices: dict[str, Choice]
) -> None:
    page = small(*made)
    new = corrected(page, choices)
    assert [b.text for b in new.blocks] == [b.text for b in page.blocks]
    assert new.text.replace("\n\n", "").replace(" ", "") == "".join(b.text for b in new.kept)
    for block in new.blocks:
        choice = choices.get(block.text)
        if choice is not None:
            assert (block.label is Label.SPAM) == (choice is Choice.SPAM)
            assert (block.label in KEPT_LABELS) == (choice is Choice.ARTICLE)
    assert corrected(new, {}) is new


# --- exports -----------------------------------------------------------------------------------------


def test_training_lines_have_the_fields_of_the_training_set() -> None:
    with (ROOT / "training" / "spam" / "lines.jsonl").open(encoding="utf-8") as file:
        known = json.loads(file.readline())
    feedback = Feedback()
    feedback.add("麻★将★外★卦,确实有桂", Choice.SPAM, "body", None, "zh-Hans")
    feedback.add("辅助驾驶新国标征求意见", Choice.ARTICLE, "spam")
    feedback.add("相关阅读", Choice.OTHER, "body")
    other, article, spam = (json.loads(line) for line in training_lines(feedback.all()))
    assert set(other) == set(article) == set(spam) == set(known)
    assert {name: type(value) for name, value in spam.items()} == {n: type(v) for n, v in known.items()}
    assert (spam["label"], spam["lang"], spam["obfuscated"]) == ("spam", "zh", True)
    assert (article["label"], article["obfuscated"]) == ("legit", False)
    assert other["label"] == "legit"


def test_a_lexicon_of_corrections_changes_the_judgement(tmp_path: Path) -> None:
    unknown, accused = "麻将桌上的神奇小工具,老铁都在用", "三分钟了解(海湾麻将外挂透视辅助)确实有挂"
    feedback = Feedback()
    feedback.add(unknown, Choice.SPAM, "body")
    feedback.add(accused, Choice.ARTICLE, "spam")
    path = tmp_path / "mine.toml"
    path.write_text(lexicon_rows(feedback.all()), "utf-8")
    own = cleaner.Cleaner(lexicons=[path])
    assert not cleaner.judge_line(unknown).spam
    assert own.judge_line(unknown).spam
    assert cleaner.judge_line(accused).spam
    assert own.judge_line(accused).score < cleaner.judge_line(accused).score


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=90), st.sampled_from(list(Choice)), st.sampled_from(["spam", "body"]))
    )
)
def test_whatever_was_corrected_gives_a_lexicon_that_loads(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, Choice, str]]
) -> None:
    feedback = Feedback()
    for text, choice, label in rows:
        feedback.add(text, choice, label)
    path = tmp_path_factory.mktemp("lexicon") / "mine.toml"
    path.write_text(lexicon_rows(feedback.all()), "utf-8", newline="\n")
    Lexicon.load([path])
