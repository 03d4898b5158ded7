"""A short report in one element with an advertisement stays; a whole page of advertisement does not."""

from __future__ import annotations

import itertools

import pytest

import cleaner
from cleaner import Label, Verdict

BRIEFS = [
    "记者从市水务局获悉,老城区北侧的雨水调蓄池昨天完工,下月起试运行,周边三处积水点有望在汛期前消除。",
    "省气象台今晨发布大风蓝色预警,预计傍晚起沿海阵风可达八级,出海的渔船已经陆续回港避风。",
    "第三十二届城市马拉松周日鸣枪,两万名跑者从码头广场出发,终点设在新落成的体育公园。",
    "The harbour board said on Monday that the last of the twelve cranes had been moved to the new quay.",
]
ADVERTISEMENTS = ["微乐麻将确实有挂,添加客服微信安装", "三分钟了解(海湾麻将外挂透视辅助)确实有挂"]
HIDDEN = '<p style="display:none">'


@pytest.mark.parametrize("brief", BRIEFS)
@pytest.mark.parametrize("advertisement", ADVERTISEMENTS)
@pytest.mark.parametrize(
    "layout",
    [
        "<div><p>{brief}</p><p>{planted}</p></div>",
        "<div>{brief}<br>{planted}</div>",
        "<section><p>{brief}</p><p>{planted}</p><p>{planted}</p></section>",
        f"<div><p>{{brief}}</p>{HIDDEN}{{planted}}</p></div>",
        "<ul><li>{brief}<br>{planted}</li></ul>",
    ],
)
def test_what_stands_with_an_advertisement_in_a_small_element_stays(
    brief: str, advertisement: str, layout: str
) -> None:
    article = cleaner.clean(layout.format(brief=brief, planted=advertisement).encode())
    assert article.text == brief
    assert article.verdict is Verdict.SPAM_REMOVED
    assert {block.text for block in article.spam} == {advertisement}


def test_a_teaser_that_goes_with_an_advertisement_goes_with_it() -> None:
    """Cut short, it is no finished sentence."""
    card = "<li><a href=/1>三分钟了解(海湾麻将外挂透视辅助)确实有挂</a><p>很多玩家都在问其中的规律…</p></li>"
    page = "".join(f"<p>{brief}</p>" for brief in BRIEFS) + f"<ul>{card}</ul>"
    article = cleaner.clean(page.encode())
    assert article.text == "\n\n".join(BRIEFS)
    assert [b.text for b in article.blocks if b.label is Label.SPAM][-1] == "很多玩家都在问其中的规律…"


SOLD = [
    "海湾麻将这款游戏可以开挂,确实是有挂的,需要了解请加客服微信。",
    "很多用户在这款游戏中打牌都会发现别人的牌特别好,总是好牌,所以怀疑这款游戏是不是有挂。",
    "点击添加客服微信安装辅助软件,打开后自动连接,全程后台运行,绝对没有被封号的危险。",
    "选择开挂辅助的理由:必赢,概率高,稳定防封,售后有保障。",
]


@pytest.mark.parametrize("join", ["html", "text"])
def test_words_that_ads_share_with_news_do_not_make_them_news(join: str) -> None:
    """用户, 概率: one such word in a paragraph says little."""
    title = "实操教程“海湾麻将开挂透视辅助下载”(详细开挂教程)"
    page = "\n\n".join([title, *SOLD])
    if join == "html":
        page = f"<title>{title}</title><h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in SOLD)
    article = cleaner.clean(page.encode())
    assert (article.verdict, article.text) == (Verdict.SPAM, "")


def test_a_report_under_the_title_of_an_advertisement_is_a_report() -> None:
    title = "“海湾麻将开挂透视辅助下载”真能赢?"
    told = [
        "记者调查发现,所谓的透视挂多是骗局,付款后卖家便把人拉黑,平台方面称将封禁违规账号。",
        "受害人刘先生告诉记者,他花三百元买来的外挂根本打不开,卖家随后失联,他已向派出所报案。",
        "律师表示,制作并出售外挂涉嫌犯罪,最高可判处七年有期徒刑,提醒市民切勿上当受骗。",
    ]
    page = f"<title>{title}</title><h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in told)
    article = cleaner.clean(page.encode())
    assert (article.verdict, article.text) == (Verdict.CLEAN, "\n\n".join(told))


BRIDGE = [
    "Die Stadt hat am Dienstag die neue Fußgängerbrücke am alten Hafen eröffnet.",
    "Oberbürgermeisterin Anna Vogel sprach vor gut dreihundert Gästen von einem Geschenk an die Stadt.",
    "Im vergangenen Jahr nutzten 12.000 Fahrgäste die Straße, weil die Brücke gesperrt war.",
    "Die restlichen Bänke will die Stadt im Herbst erneuern.",
]
CASINO = [
    "Online Casino ohne Einzahlung Bonus sofort",
    "Beste Online Casinos Freispiele ohne Einzahlung 2026",
    "Sportwetten Bonus ohne Einzahlung jetzt sichern",
]


@pytest.mark.parametrize("told", [p for n in (2, 3) for p in itertools.permutations(BRIDGE, n)])
def test_what_is_planted_below_a_short_flattened_report_takes_nothing_of_it(told: tuple[str, ...]) -> None:
    article = cleaner.clean("\n".join(["Neue Brücke am Hafen eröffnet", *told, *CASINO]))
    assert [text for text in told if text not in article.text] == []
    assert [text for text in CASINO if text in article.text] == []


def parted(*parts: str) -> str:
    title = "Neue Brücke am Hafen eröffnet"
    menu = "<nav><a href=/>Start</a> <a href=/n>Stadt</a></nav>"
    return f"<title>{title}</title>{menu}<h1>{title}</h1><div class=content>{''.join(parts)}</div>"


def element(*texts: str, name: str = "") -> str:
    return f"<div class='{name}'>" + "".join(f"<p>{text}</p>" for text in texts) + "</div>"


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize(
    "between", ["", "<div class=ad>Anzeige</div>", "<div><a href=/x><img src=a.jpg></a></div>"]
)
def test_a_short_report_goes_on_in_the_next_element(at: int, between: str) -> None:
    article = cleaner.clean(parted(element(*BRIDGE[:at]), between, element(*BRIDGE[at:])).encode())
    assert article.text == "\n\n".join(BRIDGE)


@pytest.mark.parametrize(
    "below",
    [
        element("Unser Rundbrief kommt jeden Morgen um sechs in Ihr Postfach.", name="newsletter"),
        "<h3>Rundbrief</h3>" + element("Unser Rundbrief kommt jeden Morgen um sechs in Ihr Postfach."),
        element("Wollen Sie unseren Rundbrief jeden Morgen um sechs lesen?"),
    ],
)
def test_what_the_next_element_holds_may_be_something_else(below: str) -> None:
    article = cleaner.clean(parted(element(*BRIDGE), below).encode())
    assert article.text == "\n\n".join(BRIDGE)


@pytest.mark.parametrize("brief", BRIEFS)
@pytest.mark.parametrize("planted", [[], ADVERTISEMENTS[:1], ADVERTISEMENTS])
def test_a_report_in_one_sentence_is_an_article(brief: str, planted: list[str]) -> None:
    """Title, time and one sentence, flattened: too little for the engine to tell an article from a list."""
    article = cleaner.clean("\n\n".join(["老城区新消息", "2026-06-24 10:00", brief, *planted]))
    assert article.text == brief
    assert [block.text for block in article.spam] == planted
