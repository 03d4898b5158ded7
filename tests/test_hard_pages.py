"""Pages that a cleaner gets wrong easily: planted in odd places, quoted, nested, cut short, mislabelled."""

from __future__ import annotations

import pytest

import cleaner
from cleaner import Kind, Label, Page, Verdict

TITLE = "市政府召开经济发布会"
PARAGRAPHS = [
    "昨天上午,市政府召开新闻发布会,介绍前三季度经济运行情况,全市生产总值同比增长百分之五点二。",
    "市统计局负责人说,工业和服务业是增长的主要来源,其中装备制造业的订单已经排到了明年春天。",
    "在回答记者提问时,他表示,下一步将继续支持小微企业,落实好各项减税政策,让企业轻装上阵。",
    "发布会还公布了就业数据:前三季度新增就业四点八万人,完成全年目标的百分之九十二。",
]
ADS = [
    "三分钟了解(微乐麻将外挂透视)确实有挂",
    "【实测分享】德扑之星透视辅助器怎么用(原来真的有挂)",
    "玩家必看教程!哈灵麻将有挂吗(辅助器下载)",
]
each_ad = pytest.mark.parametrize("ad", ADS)


def html(body: str, title: str = TITLE) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{p}</{tag}>" for p in PARAGRAPHS)


def assert_whole(article: cleaner.Article) -> None:
    for paragraph in PARAGRAPHS:
        assert paragraph in article.text


@each_ad
def test_an_advertisement_above_the_headline_is_not_the_title(ad: str) -> None:
    article = cleaner.clean("\n\n".join([ad, TITLE, "2024-07-24 10:00:00", *PARAGRAPHS]))
    assert article.title == TITLE
    assert article.verdict is Verdict.SPAM_REMOVED
    assert [b.text for b in article.spam] == [ad]
    assert_whole(article)


@each_ad
def test_an_advertisement_in_the_title_element_is_not_the_title(ad: str) -> None:
    article = cleaner.clean(html(f"<h1>{TITLE}</h1>{paragraphs()}", title=ad))
    assert article.title == TITLE
    assert_whole(article)


def test_a_bait_title_in_brackets_is_cut_off_the_start_of_a_paragraph() -> None:
    glued = [PARAGRAPHS[0], ADS[1] + PARAGRAPHS[1], *PARAGRAPHS[2:]]
    article = cleaner.clean("\n\n".join([TITLE, "2024-07-24 10:00:00", *glued]))
    assert ADS[1] not in article.text
    assert_whole(article)


@each_ad
@pytest.mark.parametrize("place", range(1, 4))
def test_an_advertisement_between_paragraphs_goes_alone(ad: str, place: int) -> None:
    lines = [*PARAGRAPHS[:place], ad, *PARAGRAPHS[place:]]
    article = cleaner.clean(html(f"<h1>{TITLE}</h1>" + "".join(f"<p>{x}</p>" for x in lines)))
    assert [b.text for b in article.spam] == [ad]
    assert_whole(article)


@pytest.mark.parametrize("depth", [250, 300, 10_000])
def test_deep_nesting_loses_nothing(depth: int) -> None:
    article = cleaner.clean(html(f"<h1>{TITLE}</h1>" + "<div>" * depth + paragraphs()))
    assert_whole(article)


def test_text_behind_a_stray_end_of_the_page_is_text() -> None:
    page = f"<html><body><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p></body></html>" + "".join(
        f"<p>{p}</p>" for p in PARAGRAPHS[1:]
    )
    assert_whole(cleaner.clean(page))


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "big5"])
def test_gbk_bytes_under_another_name(declared: str) -> None:
    page = html(f'<meta charset="{declared}"><h1>{TITLE}</h1>{paragraphs()}')
    article = cleaner.clean(page.encode("gbk"))
    assert article.encoding == "gb18030"
    assert_whole(article)
    assert any("declared" in note for note in article.notes)


def test_french_in_latin_1_stays_what_it_says() -> None:
    text = "L'été dernier, le maire a présenté le nouveau théâtre à la presse, où il a été très applaudi."
    page = f'<meta charset="iso-8859-1"><h1>Théâtre</h1><p>{text}</p><p>{text} À bientôt.</p>'
    article = cleaner.clean(page.encode("latin-1"))
    assert article.encoding == "windows-1252"
    assert text in article.text


def test_an_advertisement_quoted_at_the_head_of_a_report_stays() -> None:
    lead = "“微乐麻将外挂透视辅助器，确实有挂，加微信详聊。”"
    rest = [
        "看到这样的消息，大学生小周动了心，转了268元，却再也联系不上对方，随后他向派出所报警。",
        "民警介绍，这类外挂广告几乎都是骗局，如遇诈骗请及时报警，不要轻信先试后付的说法。",
        "目前警方已抓获三名犯罪嫌疑人，案件正在进一步侦办之中。",
    ]
    article = cleaner.clean(
        html("<h1>警方提醒：小心外挂陷阱</h1>" + "".join(f"<p>{x}</p>" for x in [lead, *rest]))
    )
    assert article.verdict is Verdict.CLEAN
    for paragraph in [lead, *rest]:
        assert paragraph in article.text


@pytest.mark.parametrize("kind", list(Kind))
def test_one_paragraph_is_an_article(kind: Kind) -> None:
    page = PARAGRAPHS[0] if kind is Kind.TEXT else html(f"<h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p>")
    article = cleaner.clean(Page(page, kind=kind))
    assert article.text == PARAGRAPHS[0]
    assert article.verdict is Verdict.CLEAN


def test_headings_between_paragraphs_stay() -> None:
    text = "The council approved the plan on Monday, and work on the new bridge will begin in the spring."
    body = "".join(
        f"<h2>{h}</h2><p>{text} {h} is part of it.</p><p>{text}</p>" for h in ("The plan", "The reaction")
    )
    article = cleaner.clean(
        html(f"<article><h1>A bridge at last</h1><p>{text}</p>{body}</article>", "A bridge at last")
    )
    assert [b.text for b in article.blocks if b.label is Label.HEADING] == ["The plan", "The reaction"]


def test_misuse_is_named() -> None:
    with pytest.raises(TypeError, match="text must be str"):
        cleaner.judge_line(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="keep must be a list"):
        cleaner.Cleaner(keep="body")
    with pytest.raises(TypeError, match="lexicons must be a list"):
        cleaner.Cleaner(lexicons="a.toml")


@pytest.mark.parametrize(
    ("line", "author", "date", "source"),
    [
        ("人民网记者 张三 李四 2024年07月24日", "张三, 李四", "2024-07-24", "人民网"),
        ("2024年07月24日 08:00 来源：中国新闻网 参与互动", None, "2024-07-24T08:00", "中国新闻网"),
        ("2024/07/24 09:05 | 央视新闻", None, "2024-07-24T09:05", "央视新闻"),
        ("2024年07月24日(三) 17:40", None, "2024-07-24T17:40", None),
        ("原创 赵六 南方周末 2024-07-24 05:40 广东", "赵六", "2024-07-24T05:40", "南方周末"),
        ("《光明日报》（2024年07月24日 第05版）", None, "2024-07-24", "光明日报"),
        ("Posted on Wednesday, July 24th, 2024 by admin", None, "2024-07-24", None),
    ],
)
def test_bylines_of_flattened_pages(line: str, author: str | None, date: str, source: str | None) -> None:
    article = cleaner.clean("\n".join([TITLE, line, *PARAGRAPHS]))
    assert (article.title, article.author, article.date, article.source) == (TITLE, author, date, source)
    assert line not in article.text


def test_an_agency_byline_in_brackets() -> None:
    article = cleaner.clean("\n".join([TITLE, "（中央社記者王小明台北24日電）", *PARAGRAPHS]))
    assert article.author == "王小明"


def test_a_title_that_stays_in_the_text_is_shown_once() -> None:
    page = "\n\n".join([TITLE, *PARAGRAPHS])
    article = cleaner.clean(page)
    assert article.title == TITLE
    assert article.to_markdown().count(TITLE) == 1


def test_evidence_of_what_was_cut_off_points_into_the_piece() -> None:
    glued = PARAGRAPHS[0] + "看牌器到货。微乐斗地主透视辅助软件下载,确实有挂。"
    article = cleaner.clean("\n\n".join([TITLE, "2024-07-24 10:00:00", glued, *PARAGRAPHS[1:]]))
    assert article.spam
    for block in article.spam:
        terms = [e for e in block.evidence if e.code == "spam.term" and e.span]
        assert terms
        for evidence in terms:
            start, end = evidence.span or (0, 0)
            assert f"“{block.text[start:end]}”" in evidence.reason


POEM = [
    "昨夜的雨", "落在旧车站的屋檐上", "我数着灯", "一盏一盏地灭", "你说过要回来", "在麦子黄了的时候",
    "我把窗子开着", "等远处的脚步", "后来麦子割了", "后来雪下了", "后来我忘了灯的数目", "只记得雨声",
]  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        html(
            "<div class=nav><a href=/>首页</a> <a href=/p>诗歌</a></div><h1>旧车站</h1>"
            "<div class=info>作者:阿澜 2024-07-24 来源:海风文学网</div>"
            f"<div class=content>{''.join(f'<p>{line}</p>' for line in POEM)}</div>",
            title="旧车站 - 诗歌 - 海风文学网",
        ),
        "旧车站\n作者:阿澜 2024-07-24\n\n" + "\n".join(POEM),
    ],
)
def test_a_poem_without_a_full_stop_is_an_article(page: str) -> None:
    article = cleaner.clean(page)
    assert article.verdict is Verdict.CLEAN
    assert all(line in article.text for line in POEM)
    assert cleaner.clean(article.text).text == article.text
