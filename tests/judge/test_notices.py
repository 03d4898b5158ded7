"""Error pages, checks for robots, consents and logins are no articles; articles about them are."""

from __future__ import annotations

from pathlib import Path

import pytest

import cleaner
from cleaner import Verdict
from cleaner.judge import notices
from cleaner.tables import parse_table

NOTICES = [
    ("missing", "404 Not Found", "The requested URL /a/1.html was not found on this server."),
    (
        "missing",
        "Not here - Harbour Daily",
        "We're sorry. The page that you were looking for does not exist any more.",
    ),
    ("missing", "提示信息", "抱歉,您访问的页面不存在或已被删除,三秒后将返回首页。"),
    (
        "missing",
        "Seite nicht gefunden | Hafenbote",
        "Leider gibt es hier nichts zu sehen. Zurück zur Startseite.",
    ),
    ("missing", "", "К сожалению, запрашиваемая вами страница не существует."),
    ("failed", "Error", "The server encountered an internal error and was unable to complete your request."),
    ("failed", "系统维护公告", "本站将于今晚零时起升级,期间暂停访问,给您带来的不便敬请谅解。"),
    ("failed", "harbour.example", "This domain is for sale. Call our experts today to make an offer."),
    ("refused", "Harbour Daily", "You don't have permission to access this page. Reference 18.2f."),
    ("refused", "The pier reopens", "You are using an ad blocker. Please switch it off to read this story."),
    ("refused", "海风日报", "由于您访问的地址可能对网站造成安全威胁,您的访问被阻断。"),
    (
        "robot",
        "Just a moment...",
        "harbour.example needs a moment. This will not take long, please stay here.",
    ),
    ("robot", "Harbour Daily", "Please verify you are a human by pressing and holding the button below."),
    ("robot", "安全验证", "您的访问过于频繁,请拖动滑块后继续浏览。"),
    (
        "",
        "Harbour Daily",
        "JavaScript is disabled in this browser. Please enable JavaScript and reload.",
    ),
    ("script", "跳转中", "页面正在跳转,请稍候。如果您的浏览器没有自动跳转,请点击这里。"),
    ("consent", "Before you continue", "We and our partners store and access information on your device."),
    ("", "论坛", "您需要登录后才可以浏览本帖的全部内容和下载附件。"),
]


@pytest.mark.parametrize(("name", "title", "text"), NOTICES)
@pytest.mark.parametrize("form", ["<title>{0}</title><h1>{0}</h1><p>{1}</p>", "{0}\n\n{1}"])
def test_a_notice_is_no_article(name: str, title: str, text: str, form: str) -> None:
    article = cleaner.clean(form.format(title, text).encode())
    assert (article.verdict, article.text) == (Verdict.NO_ARTICLE, "")
    if name:  # else the wording of the one line gave it away before
        (row,) = (row for row in notices._rows() if row.evidence.code == f"page.{name}")
        assert row.evidence in [why for block in article.blocks for why in block.evidence]
        assert row.evidence.reason in article.notes


HONEST = [
    (
        "500-year-old pier found - Harbour Daily",
        "Divers found the piles of a pier from 1520 below the new quay.",
    ),
    ("Maintenance-worker strike ends | Herald", "Workers went back to the yards on Monday after nine weeks."),
    (
        "Tunnel gesperrt",
        "Wegen Wartungsarbeiten bleibt der Tunnel bis Montag gesperrt, teilte die Stadt mit.",
    ),
    ("Метро", "На станции идут технические работы, поезда не останавливаются до вечера, сообщили в метро."),
    ("地铁致歉", "地铁公司发布声明,对昨日停运给您带来的不便深表歉意,并公布了退票办法。"),
    ("网站被查", "警方通报,涉嫌传播盗版影视的某网站已关闭,三名犯罪嫌疑人被依法刑事拘留。"),
    ("取引停止", "サーバーエラーのため、取引所は二日午前の売買を停止したと発表した。"),
    ("Road closed", "The highway has been blocked by the security forces since Tuesday, officials said."),
    (
        "Farm sold",
        "The domain, a vineyard of forty hectares above the river, is for sale for the first time.",
    ),
    ("Survey", "One reader in three is using an ad blocker on a phone, a survey of eight countries found."),
    (
        "Village puts up a 404 sign",
        "The town of Ellery has put up a road sign that says “page not found” where a lane ends.",
    ),
    (
        "购票网站承诺改进验证码",
        "不少市民反映,在购票网站上反复被要求输入验证码,常常是验证还没通过,票已经卖完了。",
    ),
    (
        "Regulator fines broadcaster",
        "Its cookie banner made it harder to reject all than to accept, the regulator said on Monday.",
    ),
    ("某平台未备案被约谈", "市网信办昨天约谈一家未备案的短视频平台,要求其暂停服务并在十五日内完成整改。"),
    (
        "Server outage delays trains",
        "An internal error on a server delayed forty trains on Tuesday morning, the operator said.",
    ),
    (
        "Access denied to lake path",
        "Walkers were denied access to the lake path for a third week as repairs went on.",
    ),
]


@pytest.mark.parametrize(("title", "text"), HONEST)
def test_news_about_such_things_is_news(title: str, text: str) -> None:
    article = cleaner.clean(f"<title>{title}</title><h1>{title}</h1><p>{text}</p>".encode())
    assert (article.verdict, article.text) == (Verdict.CLEAN, text)


def test_an_article_may_quote_a_notice_at_its_end() -> None:
    told = [text for _, text in HONEST]
    page = "".join(f"<p>{text}</p>" for text in [*told, "You don't have permission to access this page."])
    assert cleaner.clean(f"<h1>Six stories</h1>{page}".encode()).verdict is Verdict.CLEAN


def test_the_table_repeats_nothing() -> None:
    table = parse_table(Path(notices.__file__).with_name("notices.toml"))
    for name in ("titles", "says"):
        phrases = [phrase for row in table["row"] for phrase in row[name]]
        assert sorted({each for each in phrases if phrases.count(each) > 1}) == []
        assert phrases == [phrase.lower() for phrase in phrases]
