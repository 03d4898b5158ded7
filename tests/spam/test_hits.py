"""Terms through their disguises, and the innocent words that hold the same characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.spam import Lexicon, normalize
from cleaner.spam.features import features
from cleaner.spam.hits import Finder, Hit
from cleaner.spam.indexes import index_for
from cleaner.spam.matcher import Matcher

LEXICON = Lexicon.load()
FINDER = Finder(LEXICON)
FORMS = [form.strip("*") for row in LEXICON.rows for form in (*row.forms, *row.variants)]
MATCHERS = [Matcher(index_for(LEXICON, name), LEXICON.rows) for name in ("core", "all")]


def find(text: str) -> list[Hit]:
    return FINDER.find(normalize(text), thorough=True)


@pytest.mark.parametrize(
    ("text", "written", "disguise"),
    [
        ("麻将外★挂", "外★挂", "filler"),
        ("麻将透 视 辅 助", "透 视 辅 助", "filler"),
        ("麻将外\u200b挂", "外\u200b挂", "invisible"),
        ("麻将夕卜扌圭", "夕卜扌圭", "look_alike"),
        ("麻将外卦", "外卦", "spelling"),
        ("tｏushi麻将", "tｏushi", "spelling"),
        ("a1mb0t download", "a1mb0t", "look_alike"),
    ],
)
def test_a_disguised_term_points_at_its_characters(text: str, written: str, disguise: str) -> None:
    normalized = normalize(text)
    hidden = [hit for hit in FINDER.find(normalized) if hit.disguise]
    spans = {text[slice(*normalized.span(hit.start, hit.end))]: hit.disguise for hit in hidden}
    assert spans.get(written) == disguise


@pytest.mark.parametrize(
    "text",
    [
        "窗外挂着一轮明月",
        "威信县召开会议",
        "八卦与卦象",
        "桂花飘香",
        "白大褂下的医生",
        "剧透视频",
        "刘诗诗路透视频",
        "辅助驾驶新规",
        "辅助生殖纳入医保",
        "数据透视表怎么用",
        "明星透视装亮相",
        "当代打工人",
        "人生开挂",
        "公开挂牌督办",
        "文件系统透明挂载实践",
        "确实有挂起的任务",
        "俄别尔哥罗德州遭袭",
        "★社区公告★",
        "芝麻酱拌面",
    ],
)
def test_innocent_words_hold_no_ware(text: str) -> None:
    wares = {"cheat-good", "claim", "device", "question", "gambling"}
    assert [hit.row.id for hit in find(text) if hit.row.kind in wares] == []


def test_a_line_of_weak_terms_only_has_no_hits_unless_asked() -> None:
    normalized = normalize("微信走进社区")
    assert FINDER.find(normalized) == []
    assert FINDER.find(normalized, thorough=True)


@given(st.text(alphabet="麻将外挂透视★ .卦gua确实有\u200bＡ1", max_size=60))
def test_hits_are_in_order_and_apart(text: str) -> None:
    normalized = normalize(text)
    end = 0
    for hit in FINDER.find(normalized, thorough=True):
        assert end <= hit.start < hit.end <= len(normalized.text)
        end = hit.end


@given(st.lists(st.sampled_from(FORMS) | st.text(alphabet=" a外.é1", max_size=2), max_size=8).map("".join))
def test_the_places_of_all_terms_serve_for_those_that_carry_an_advertisement(text: str) -> None:
    core, every = MATCHERS
    assert list(core.find_at(text, every.places(text))) == core.find(text)


def test_many_disguised_terms_are_not_quadratic() -> None:
    hits = find("外\u200b挂Ａ" * 30_000)
    assert len(hits) == 30_000
    assert {hit.disguise for hit in hits} == {"invisible"}


def test_many_terms_in_brackets_are_not_quadratic() -> None:
    text = "【外挂】“透视”" * 20_000
    normalized = normalize(text)
    assert features(text, normalized, find(text))["shape.bracketed"] == 1.0


def test_a_hindi_word_goes_on_with_its_vowel_signs() -> None:
    assert "hi.word" in {hit.row.id for hit in find("फ्री बेट आईडी, बेट लगाओ")}
    assert not find("मेरी बेटी और बेटे")
