"""What a line is taken for that stands alone on its page, and what a heap of search phrases is."""

from __future__ import annotations

from pathlib import Path

import pytest

import cleaner
from cleaner.spam.line_model import LineModel

PAGE = """<html><head><title>老城区雨水调蓄池完工</title></head><body><h1>老城区雨水调蓄池完工</h1>
<p>本报讯 市水务局昨日介绍,新建的雨水调蓄池已经完工,可容纳两万立方米雨水,下月起投入试运行。</p>
<p>工程位于老城区北侧,历时十四个月,施工期间周边道路的积水点减少了三处,居民出行有所改善。</p>
{more}
<p>水务局表示,今后两年还将改造八公里排水管道,并在低洼路段加装水位监测设备,提前发布提醒。</p></body></html>"""
PHRASES = (
    "海苔 卷帘门 洗衣机 亚洲杯竞猜 电玩城 澳门新皇冠 苹果下载 试玩 "
    "凤梨酥 玉米 庄闲 出千 一元夺宝 装修报价 二手车 红烧肉做法 "
    "英语四级 减速机 水泵厂家 防水涂料 鱼缸 机票 招聘信息 快递查询 "
)


def test_a_line_that_only_just_sells_is_let_go_where_it_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "always.json"
    path.write_text(LineModel(0.4, {}, {}).to_json(), "utf-8")  # 0.6 for every line that holds a term
    judge = cleaner.Cleaner(spam_model=path)
    line, other = "麻将神器限时抢购", "棋牌辅助到店即领"
    alone = judge.clean(PAGE.format(more=f"<div>{line}</div>"))
    assert alone.verdict == cleaner.Verdict.CLEAN
    among = judge.clean(PAGE.format(more=f"<div>{line}</div><div>{other}</div>"))
    assert [block.text for block in among.spam] == [line, other]


def test_a_line_that_is_let_go_costs_the_lines_around_it_nothing(tmp_path: Path) -> None:
    path = tmp_path / "always.json"
    path.write_text(LineModel(0.4, {}, {}).to_json(), "utf-8")
    lead = "市文化和旅游局昨天公布旅游日免费开放的图书馆名单,三天里这些图书馆向所有读者开放,请读者提前预约。"
    names = [f"{street}路{number}号图书馆 58{number:06d}" for street in "东西南北" for number in range(1, 13)]
    text = "\n".join([lead, *names, "麻将神器限时抢购"])
    article = cleaner.Cleaner(spam_model=path).clean(cleaner.Page(text, kind=cleaner.Kind.TEXT))
    assert not article.removed


@pytest.mark.parametrize("repeats", [3, 30, 800])
@pytest.mark.parametrize("style", ["", ' style="display:none"'])
def test_a_heap_of_search_phrases_is_guilty_as_a_whole(repeats: int, style: str) -> None:
    article = cleaner.clean(PAGE.format(more=f"<div{style}>{PHRASES * repeats}</div>"))
    assert article.verdict == cleaner.Verdict.SPAM_REMOVED
    assert "卷帘门" not in article.text
    assert "水位监测设备" in article.text


@pytest.mark.parametrize("repeats", [30, 800])
@pytest.mark.parametrize("markup", ["{}", "<div style='display:none'>{}</div>"])
def test_no_heap_makes_the_article_an_advertisement(repeats: int, markup: str) -> None:
    page = PAGE.format(more="").replace(
        "</body>", markup.format(f"<div>{PHRASES * repeats}</div>") + "</body>"
    )
    article = cleaner.clean(page)
    assert article.verdict == cleaner.Verdict.SPAM_REMOVED
    assert article.text.count("\n\n") == 2


@pytest.mark.parametrize("times", [1, 3, 8])
def test_honest_filler_behind_an_advertisement_does_not_take_the_article_along(times: int) -> None:
    filler = "专家认为,海绵城市的理念应当贯穿全过程。近日的研讨会上,各地代表分享了经验,讨论了难题。" * times
    ad = "三分钟了解(微乐麻将外挂透视)确实有挂。"
    article = cleaner.clean(PAGE.format(more=f"<p>{ad}{filler}</p><p>{ad}{filler}会议还谈到了资金。</p>"))
    assert article.verdict == cleaner.Verdict.SPAM_REMOVED
    assert ad not in article.text
    assert "水位监测设备" in article.text


def test_a_line_in_quotation_marks_among_reports_is_a_quotation() -> None:
    lines = [
        "本报讯 近日,市公安局网安支队破获一起销售游戏外挂案,抓获犯罪嫌疑人七名,涉案金额三百余万元。",
        "据办案民警介绍,嫌疑人在短视频平台发布“微乐麻将有挂吗,3分钟教你”等广告吸引玩家。",
        "“三分钟了解(微乐麻将外挂透视)确实有挂”",
        "警方查明,所谓的透视辅助器不过是一张截图,买家付款后就被拉黑。",
        "民警提醒,凡是声称“有挂”“包赢”的都是诈骗,切勿轻信,更不要转账。",
    ]
    body = "".join(f"<p>{line}</p>" for line in lines)
    article = cleaner.clean(f"<title>销售外挂案告破</title><h1>销售外挂案告破</h1><div>{body}</div>")
    assert article.verdict == cleaner.Verdict.CLEAN
    assert all(line in article.text for line in lines)


def test_two_links_side_by_side_make_no_advertisement() -> None:
    row = '<div><a href="/">百度首页</a><a href="/login">登录</a></div>'
    assert cleaner.clean(PAGE.format(more=row)).verdict is cleaner.Verdict.CLEAN


def test_a_lone_line_that_sells_almost_for_certain_is_not_taken_into_the_article() -> None:
    offer = "股票内幕消息，加群免费领取牛股。"
    lines = [
        "江州防汛工作取得新进展",
        "来源：江州日报 2024-07-24 10:00",
        "江州市今天召开防汛工作会议，通报了最新的进展情况，要求各区县做好准备。",
        "市长林守拙在会上表示，要继续做好各项工作，确保群众安全度汛，不能有半点松懈。",
        "村民们说，今年修好的堤坝比去年高出一米，大家心里踏实多了。",
        offer,
    ]
    article = cleaner.clean(cleaner.Page("\n".join(lines), kind=cleaner.Kind.TEXT))
    assert offer not in article.text
    assert lines[-2] in article.text
