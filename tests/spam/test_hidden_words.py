"""Words written backwards, as initials and in look-alikes: found where they hide a ware, and only there."""

from __future__ import annotations

import pytest

from cleaner.spam import Detector

DETECTOR = Detector()


@pytest.mark.parametrize(
    "text",
    [
        "揭晓!雨花石将麻暗藏视透",
        "买助辅找老K,V在简介",
        "dz局怎么装TS",
        "最新战报:本店TS挂用户昨夜全线飘红",
        "承德两副牌刨幺kaiguajc全解",
        "高手都在用“填大坑铺注",
    ],
)
def test_hidden_wares_are_found(text: str) -> None:
    judgement = DETECTOR.judge(text)
    assert judgement.spam
    assert any(evidence.code == "spam.disguise" for evidence in judgement.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "电视透露了这一消息",
        "重视透明度和公开",
        "帮助辅导孩子写作业",
        "将麻烦留给自己",
        "倒挂开始收窄",
        "广州德国领事馆",
        "女团PK赛今晚开播",
        "TS文件怎么播放",
        "MJ的经典舞步",
        "关于TS与JS的区别",
        "威信县的桂花开了",
        "卦象如何解读",
        "他的瓜真甜,桂花也香",
    ],
)
def test_the_same_characters_in_honest_words_are_not(text: str) -> None:
    assert not DETECTOR.judge(text).spam


def test_a_word_written_backwards_is_shown_as_it_reads() -> None:
    evidence = DETECTOR.judge("揭晓!雨花石将麻暗藏视透").evidence
    assert any("“视透” reads “透视”" in one.reason for one in evidence)


@pytest.mark.parametrize("name", ["永劫无间手游", "四川麻将", "和平精英"])
def test_the_bare_name_of_a_game_is_no_advertisement(name: str) -> None:
    assert DETECTOR.judge(name).score < 0.1


def test_a_season_ticket_is_no_licence_for_a_cheat() -> None:
    assert not DETECTOR.judge("下月起,老年卡可以在地铁站自助充值").spam
