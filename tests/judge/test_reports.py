"""News about cheats and gambling: what tells of them stays, what sells them among such news goes."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.model import Kind, Page, Verdict

REPORT = [
    "警方捣毁一个制售游戏外挂的团伙,抓获犯罪嫌疑人十九名。",
    "法院认定,被告人出售外挂程序,构成犯罪。",
    "警方提醒,使用外挂可能被植入木马,造成财产损失。",
    "目前,案件正在进一步办理中。",
]
BRIDGE = [
    "江面上的新桥昨天上午正式通车，市民可以步行过江。",
    "新桥全长一千二百米，两侧设有自行车道。",
    "工程历时三年，总投资二十亿元。",
]
CANAL = [
    "The new bridge opened to traffic on Tuesday, and residents can walk across the river.",
    "It is twelve hundred metres long, with cycle lanes on both sides.",
    "The work took three years and cost two billion.",
]


def html(title: str, paragraphs: list[str]) -> str:
    return f"<h1>{title}</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs)


@pytest.mark.parametrize("kind", [Kind.HTML, Kind.TEXT])
@pytest.mark.parametrize(
    "line",
    [
        "永利真人厅开户即送八十八,首充一百返五十,秒提不限额",
        "微乐麻将辅助器软件下载,百分百透视底牌,稳定不封号",
    ],
)
def test_a_line_that_sells_between_paragraphs_that_report_is_spam(line: str, kind: Kind) -> None:
    paragraphs = [*REPORT[:2], line, *REPORT[2:]]
    page = "\n".join(paragraphs) if kind is Kind.TEXT else html("警方捣毁外挂团伙", paragraphs)
    article = cleaner.clean(Page(page, kind=kind))
    assert [b.text for b in article.spam] == [line]
    assert all(paragraph in article.text for paragraph in REPORT)


def test_a_sentence_that_tells_how_the_swindle_worked_stays() -> None:
    told = (
        "警方调查发现,主犯王某在家编写外挂程序,再通过三级代理往下销售。代理们在聊天群里打出"
        "“稳定不封号”“先试后买”的口号,一张天卡卖三十元,一张月卡卖三百八十元。"
    )
    article = cleaner.clean(html("江州警方捣毁外挂团伙", [*REPORT[:2], told, *REPORT[2:]]))
    assert not article.spam
    assert told in article.text


def test_what_a_report_opens_with_in_quotation_marks_stays() -> None:
    opening = "“注册就送88元彩金,提现秒到账。”去年十一月,家住城南的吴女士看到了这样一条广告，充值三万多元。"
    article = cleaner.clean(
        html("刷短视频被骗三万", [opening, *REPORT[2:], "民警提醒，先充值再提现的都是诈骗。"])
    )
    assert opening in article.text


@pytest.mark.parametrize(
    ("around", "line"),
    [
        (CANAL, "Want to win every match? Get our undetected wallhack for CS2 now"),
        (CANAL, "¿Quieres ganar siempre? Descarga ya nuestro aimbot indetectable para Warzone"),
        (BRIDGE, "十三水老输?装个“天眼”小助手,底牌明明白白,滴滴 kf8821zx"),
    ],
)
def test_the_question_that_an_advertisement_opens_with_goes_with_it(around: list[str], line: str) -> None:
    article = cleaner.clean(html("Bridge", [*around[:2], line, *around[2:]]))
    assert [b.text for b in article.spam] == [line]
    assert article.text.split("\n\n")[-len(around) :] == around


RING = (
    "Three brothers have been arrested on suspicion of renting out cheat software by the week.",
    "The group sold wallhacks and aimbots for shooters, and a “poker vision” tool that claimed to show "
    "opponents' hole cards, detectives said.",
    "Its adverts promised “undetectable, free trial, instant win”. In fact, most accounts were closed soon.",
    "Two computers were taken from a flat above a bakery.",
)
SOLD = "Download free CS2 aimbot 2026 undetected no ban instant"


@pytest.mark.parametrize("kind", [Kind.HTML, Kind.TEXT])
def test_a_sentence_that_reports_needs_but_one_reporter_beside_it(kind: Kind) -> None:
    title = "Police arrest brothers who sold aimbots"
    links = "".join(
        f'<li><a href="/{n}">{line}</a></li>' for n, line in enumerate((SOLD, "Snow closes the pass"))
    )
    page = f"{html(title, list(RING))}<h3>Related stories</h3><ul>{links}</ul>"
    if kind is Kind.TEXT:
        page = "\n".join([title, *RING, "Related stories", SOLD, "Snow closes the pass"])
    article = cleaner.clean(Page(page, kind=kind))
    assert all(paragraph in article.text for paragraph in RING)
    assert [block.text for block in article.spam] == [SOLD]


def test_a_paragraph_with_weak_words_only_is_let_go_where_it_stands_alone() -> None:
    told = (
        "A luz da igreja, de 84 reais por mês, é paga com um bingo todo domingo. "
        "O prêmio é sempre o mesmo: um bode."
    )
    around = [
        "A vila de São Bento do Sul fica a doze quilômetros da estrada e tem cento e quarenta moradores.",
        "O ônibus passa às terças e às sextas, se não chover, e leva as crianças para a escola da cidade.",
        "A prefeitura prometeu asfaltar o caminho até o fim do ano que vem, segundo o secretário de obras.",
    ]
    article = cleaner.clean(html("Vila espera o asfalto há trinta anos", [*around[:2], told, *around[2:]]))
    assert not article.spam
    assert told in article.text


RESEARCH = [
    "研究团队介绍,新芯片针对深度学习中的大量参数做了压缩,推理的准确率没有下降。",
    "论文显示,在图像识别的标准数据集上,它的能效是上一代的三倍,概率模型的训练也更快。",
    "教授说,下一步将把它装进医院的影像设备,医生看片的时间有望缩短一半。",
]
PLANTED = [
    "四分钟了解(海湾麻将辅助器)能根据系统规律调整发牌概率,胜率从三成提到八成,全程防封防检测。",
    "海湾棋牌开挂软件帮你翻盘,起手就是好牌,还能查看底牌,装上之后朋友都夸你手气好。",
    "海湾牛牛作弊插件,为什么总是输,看底牌神器一装就赢,用户都说好。",
    "斗牛透视外挂,提前看牌不是梦,稳赢不封号。",
]


@pytest.mark.parametrize("kind", [Kind.HTML, Kind.TEXT])
def test_words_of_reporting_in_advertisements_make_no_report(kind: Kind) -> None:
    """概率, 为什么, 用户: several such lines do not vouch for each other."""
    title = "新芯片让影像设备更省电"
    lines = [*RESEARCH, *PLANTED]
    page = html(title, lines) if kind is Kind.HTML else "\n\n".join(lines)
    article = cleaner.clean(Page(page, kind=kind))
    assert article.text == "\n\n".join(RESEARCH)
    assert [block.text for block in article.spam] == PLANTED


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        (
            "Betting firms face new limits on online slot stakes",
            [
                "The regulator said on Monday that operators must limit stakes on fast games from April.",
                "The limits follow two years of consultation with charities, which had asked for lower ones.",
                "Shares in the biggest firms fell by four per cent after the announcement.",
            ],
        ),
    ],
)
def test_a_headline_about_what_is_sold_stays(title: str, paragraphs: list[str]) -> None:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    article = cleaner.clean(page)
    assert (article.verdict, article.title) == (Verdict.CLEAN, title)
    assert article.text.split("\n\n") == paragraphs
