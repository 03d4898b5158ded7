"""What the line judge says of advertisements and of the honest lines that look like them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.spam import Detector

DETECTOR = Detector()
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "text",
    [
        "三分钟了解(某某麻将外挂透视辅助)确实有挂,2024已更新",
        "某某棋牌到底有没有挂?其实真的有挂,客服微信********",
        "和平精英直装科技透视自瞄,卡密自动发货",
        "麻★将★外★挂★透★视,加薇信领取",
        "wepoker俱乐部底牌透视挂怎么安装",
        "Undetected Warzone aimbot + ESP, instant key delivery",
        "Situs slot gacor hari ini gampang maxwin deposit pulsa",
        "스포츠토토 먹튀검증 1위 업체",
        "Las mejores tragamonedas con dinero real",
        "קזינו אונליין הטוב ביותר בישראל עם בונוס הצטרפות",
        "آن لائن کیسینو میں رجسٹر کریں اور ویلکم بونس حاصل کریں",
    ],
)
def test_advertisements_are_spam(text: str) -> None:
    assert DETECTOR.judge(text).spam


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "清华团队让机器人学会叠衣服",
        "Đăng ký nhận bản tin",
        "Betting firms face new limits on online slot stakes",
        "UK caps online casino slot bets",
        "警方破获一起麻将透视外挂诈骗案,三人获刑",
        "辅助驾驶标准升级,三部门联合发文",
        "窗外挂着的空调外机突然坠落",
        "四川麻将世界锦标赛开赛,三十国选手同台",
        "威信县桂花开了,老人算卦看八卦",
        "Police arrest three over sale of game cheats",
        "Polisi tangkap pengelola situs judi slot",
    ],
)
def test_honest_lines_are_not(text: str) -> None:
    assert not DETECTOR.judge(text).spam


@pytest.mark.parametrize(
    "word",
    [
        *("外挂", "麻将", "客服", "教程", "微信", "开户", "百家乐", "认牌器"),
    ],
)
def test_one_ordinary_word_alone_is_never_enough(word: str) -> None:
    assert not DETECTOR.judge(word).spam


def test_a_line_without_terms_has_no_score_and_no_evidence() -> None:
    judgement = DETECTOR.judge("今天天气很好")
    assert (judgement.score, judgement.evidence) == (0.0, ())


def test_evidence_points_at_the_characters_as_written() -> None:
    text = "麻\u200b将外★挂,确实有挂"
    judgement = DETECTOR.judge(text)
    spans = {text[slice(*e.span)] for e in judgement.evidence if e.span}
    assert {"外★挂", "确实有挂"} <= spans
    assert "spam.disguise" in {e.code for e in judgement.evidence}


def test_evidence_is_strongest_first_and_opposes_with_a_negative_weight() -> None:
    evidence = DETECTOR.judge("警方通报:微乐麻将透视挂确实有挂纯属骗局").evidence
    assert any(e.weight < 0 for e in evidence)
    weights = [abs(e.weight) for e in evidence]
    assert weights == sorted(weights, reverse=True)


def test_reasons_come_in_the_language_asked_for() -> None:
    text = "微乐麻将外挂确实有挂"
    reasons = {lang: [e.reason for e in Detector(lang=lang).judge(text).evidence] for lang in ("en", "zh")}
    assert any("claims that there is a cheat" in r for r in reasons["en"])
    assert any("声称确实有挂" in r for r in reasons["zh"])


def test_both_categories_are_on_by_default() -> None:
    assert DETECTOR.judge("百家乐开户注册送彩金,首存返水秒到账").spam
    assert DETECTOR.judge("微乐麻将外挂确实有挂").spam


def test_a_category_can_be_turned_off() -> None:
    gambling = "百家乐开户注册送彩金,首存返水秒到账"
    assert not Detector(categories=("cheats",)).judge(gambling).spam


@pytest.mark.parametrize(
    ("lang", "reason"),
    [
        ("en", "an advertisement of the kind cheats, but only gambling is looked for"),
        ("zh", "是 cheats 类广告，但只找 gambling 类"),
    ],
)
def test_an_advertisement_of_a_kind_that_is_not_looked_for_says_so(lang: str, reason: str) -> None:
    detector = Detector(categories=("gambling",), lang=lang)
    first, *_ = detector.judge("三分钟了解(微乐麻将外挂透视)确实有挂").evidence
    assert (first.code, first.reason, first.weight, first.span) == ("spam.category", reason, 0.0, None)
    for line in ("微乐麻将", "百家乐开户注册送彩金,首存返水秒到账", "警方打掉一个出售麻将外挂的团伙"):
        assert "spam.category" not in [each.code for each in detector.judge(line).evidence]


def test_own_terms_count(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[term]]\nid = "m"\nclass = "cheat-good"\nforms = ["锤子怪招"]\n', "utf-8")
    found = Detector(lexicons=[path]).judge("麻将锤子怪招").evidence
    assert any("锤子怪招" in e.reason for e in found)
    assert not any("锤子怪招" in e.reason for e in DETECTOR.judge("麻将锤子怪招").evidence)


@pytest.mark.parametrize("options", [{"categories": ("x",)}, {"lang": "fr"}, {"threshold": 2}])
def test_misuse_is_told(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"unknown|between"):
        Detector(**options)  # type: ignore[arg-type]


def test_an_advertisement_glued_to_a_paragraph_is_cut_at_the_seam() -> None:
    honest = "黄海中部的网箱静静伫立,三十万尾三文鱼正在水下二十五米的冷水团中洄游。"
    advert = "微乐麻将透视辅助软件下载,装了就赢,客服微信备注隐藏。"
    for text in (honest + advert, advert + honest, honest + advert + honest):
        assert [text[a:b] for a, b, _ in DETECTOR.seams(text)] == [advert]


@pytest.mark.parametrize("text", ["", "一句话。", "第一句话很正常。第二句话也很正常,没有别的。"])
def test_honest_paragraphs_have_no_seams(text: str) -> None:
    assert DETECTOR.seams(text) == []


def test_many_lines_are_judged_as_one_by_one() -> None:
    lines = ["微乐麻将外挂确实有挂", "今天天气很好", "微乐麻将外挂确实有挂"]
    assert DETECTOR.judge_many(lines) == [DETECTOR.judge(line) for line in lines]


@given(
    st.one_of(st.text(), st.text(alphabet="麻将外挂★\u200b确实有挂【】“《!?…Ａ①加微信xx***", max_size=200))
)
def test_any_text_gets_a_judgement_with_spans_inside_it(text: str) -> None:
    judgement = DETECTOR.judge(text)
    assert 0.0 <= judgement.score <= 1.0
    assert judgement == DETECTOR.judge(text)
    for evidence in judgement.evidence:
        if evidence.span:
            assert 0 <= evidence.span[0] < evidence.span[1] <= len(text)
    for start, end, _ in DETECTOR.seams(text):
        assert 0 <= start < end <= len(text)


def test_the_dictionary_stays_unread_until_a_doubtful_line() -> None:
    code = (
        "import sys\nfrom cleaner.spam import Detector, Lexicon\n"
        "read = []\nsys.addaudithook(lambda event, args: event == 'open' and read.append(str(args[0])))\n"
        "used = lambda: any(name.endswith('dict.txt') for name in read)\n"
        "d = Detector()\n"
        "d.judge('今天天气很好,适合出门散步')\nassert not used()\n"
        "d.judge('微乐麻将透视外挂代打软件,加微信')\nassert used() and 'jieba' not in sys.modules\n"
        "other = Detector(Lexicon(Lexicon.load().rows))\n"
        "other.judge('今天天气很好,适合出门散步')\nassert 'jieba' not in sys.modules\n"
        "other.judge('微乐麻将透视外挂代打软件,加微信')\nassert 'jieba' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
