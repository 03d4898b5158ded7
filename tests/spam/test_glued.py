"""A paragraph in pieces: nothing lost, cut where an advertisement could have been glued on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Judgement
from cleaner.spam.glued import glued, split


@given(st.text(alphabet="外挂。!?;.…★【】” \n文章正文很长", max_size=80))
def test_pieces_are_the_whole_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in split(text)) == text


def test_sentences_keep_their_closing_marks() -> None:
    text = "三文鱼在水下洄游,水温适宜。“温度是鱼的命。”负责人这样说道。"
    assert [text[a:b] for a, b in split(text)] == [
        "三文鱼在水下洄游,水温适宜。",
        "“温度是鱼的命。”",
        "负责人这样说道。",
    ]


def test_a_decorated_phrase_is_a_piece() -> None:
    text = "★牌友福利★掌上大厅限时送★ 从收鱼到上岸不超过十八个小时。"
    assert next(text[a:b].strip() for a, b in split(text)) == "★牌友福利★掌上大厅限时送★"


def test_equal_sentences_are_judged_once() -> None:
    asked: list[str] = []

    def judge(text: str) -> Judgement:
        asked.append(text)
        return Judgement("外挂" in text, float("外挂" in text))

    found = glued("这里出售游戏外挂。这是一座小城的书店。" * 1_000, judge, 0.5)
    assert len(found) == 1_000
    assert asked == ["这里出售游戏外挂。", "这是一座小城的书店。"]


def test_a_sentence_glued_on_without_a_space_is_a_piece_of_its_own() -> None:
    text = "The mayor said that work would begin within weeks.Get 500 free spins now. It rained."
    assert [text[start:end].strip() for start, end in split(text)] == [
        "The mayor said that work would begin within weeks.",
        "Get 500 free spins now.",
        "It rained.",
    ]
    for whole in (
        "He wrote to mail.example.com about it",
        "version 2.Beta of U.S.Army code",
        "See e.g.Smith on it",
    ):
        assert len(split(whole)) == 1
