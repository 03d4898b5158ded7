"""Kinds of Chinese articles whose lines look like furniture: warnings, chronicles, verse, interviews."""

from __future__ import annotations

import pytest

import cleaner
from cleaner import Label, Verdict

MENU = "<ul><li><a href='/a'>首页</a></li><li><a href='/b'>新闻</a></li><li><a href='/c'>天气</a></li></ul>"
FOOT = "<div>关于我们 | 广告服务 | 联系我们</div>"
REPORT = [
    "昨天傍晚，城西的老粮仓重新开门，三百多名街坊带着自家的旧物前来布置展柜，队伍一直排到了河边。",
    "展览的发起人邵文清说，粮仓闲置了二十一年，木梁还结实，修屋顶用掉了大半年的时间和所有的积蓄。",
    "按照计划，展览会一直开到秋收之后，粮仓每逢周末还会教孩子们认识各种谷物，参加的人不用付钱。",
]


def page(title: str, byline: str, lines: list[str]) -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    head = f"<title>{title}_乡音网</title>"
    return (
        f"<html><head>{head}</head><body>{MENU}<h1>{title}</h1><div>{byline}</div>"
        f"<div class='content'>{body}</div>{FOOT}</body></html>"
    )


def text_of(title: str, byline: str, lines: list[str]) -> str:
    return "\n".join(["首页", "新闻", "天气", title, byline, *lines, "关于我们 | 广告服务 | 联系我们"])


WARNING = [
    "松桥县气象台2024年6月19日16时05分升级发布雷电黄色预警信号：",
    "预计未来3小时，我县北部乡镇将出现雷电活动，可能造成雷电灾害事故，并可能伴有短时强降水。",
    "请各乡镇和有关单位做好防范工作，户外人员应当躲入有防雷设施的建筑物或者汽车内。",
]


@pytest.mark.parametrize(
    "opening",
    [
        WARNING[0],
        "水厂定于2024年6月20日8:00至22:00检修管道，届时城区全部停水，请提前蓄水，",
        "渡口自2024年6月19日起停航，两岸的人要绕行七里，",
    ],
)
@pytest.mark.parametrize("write", [page, text_of])
def test_a_date_inside_a_sentence_makes_no_byline(write, opening: str) -> None:
    lines = [opening, *WARNING[1:]]
    article = cleaner.clean(write("松桥县发布重要提示", "2024-06-19 16:10　来源：松桥发布", lines))
    assert article.text == "\n\n".join(lines)
    assert article.date == "2024-06-19T16:10"


def test_the_days_of_a_chronicle_are_no_bylines() -> None:
    days = [
        "2018年4月 渡口停航",
        "2019年7月 旧船送进修理厂",
        "2021年3月 第一座浮桥下水",
        "2022年10月5日 浮桥通车，两岸步行只要四分钟",
    ]
    lines = [REPORT[0], *days, *REPORT[1:]]
    flat = text_of("从渡口到浮桥：一条河的五年", "2022-10-06 09:00 来源：河畔周刊", lines)
    article = cleaner.clean(flat)
    assert article.text == "\n\n".join(lines)
    assert all(block.label is not Label.BYLINE for block in article.blocks if block.text in days)


def test_the_first_verse_is_no_name_below_a_byline_that_has_one() -> None:
    verse = [
        "细雨湿了青石板",
        "燕子回来找旧檐",
        "卖花的人走远了",
        "巷口只剩一把伞",
        "外婆说",
        "春天是这样来的",
    ]
    article = cleaner.clean(
        page("巷口（外一首）", "<span>2023-03-02 08:00</span> <a href='/u'>河畔文学</a>", verse)
    )
    assert all(block.label is not Label.BYLINE for block in article.blocks if block.text in verse)
    assert article.source == "河畔文学"


GLUED = "天天德州app能不能透视？用过的人都说赢麻了"


def test_an_advertisement_that_asks_first_is_cut_off_whole() -> None:
    for advertisement in (GLUED, "一直输怎么办？约局吧德州辅助工具告诉你答案"):
        lines = [REPORT[0], REPORT[1] + advertisement, REPORT[2]]
        article = cleaner.clean(page("老粮仓里的展览", "2024-08-01 10:00 来源：乡音网", lines))
        assert article.text == "\n\n".join(REPORT)
        assert article.verdict is Verdict.SPAM_REMOVED


def test_the_last_question_of_a_paragraph_stays() -> None:
    asked = REPORT[1] + "可是，没有粮食的粮仓还是粮仓吗？"
    lines = [REPORT[0], asked + "时时彩稳赚计划群，导师一对一带单", REPORT[2]]
    article = cleaner.clean(page("老粮仓里的展览", "2024-08-01 10:00 来源：乡音网", lines))
    assert article.text == "\n\n".join([REPORT[0], asked, REPORT[2]])


def test_what_an_interviewer_asks_is_no_bait() -> None:
    lines = [
        REPORT[0],
        "记者：您为什么要修这座粮仓？时时彩稳赚计划群，导师一对一带单，日入过万不是梦",
        "邵文清：因为我是在它的屋檐下长大的，不想看着它一天天塌下去。",
        REPORT[2],
    ]
    article = cleaner.clean(page("老粮仓里的展览", "2024-08-01 10:00 来源：乡音网", lines))
    assert "记者：您为什么要修这座粮仓？" in article.text
    assert "时时彩" not in article.text


INTERVIEW = [
    "立夏前后，邵文清坐在粮仓的门槛上，回答了街坊们最常问起的几个问题，说到高兴处就站起来比划。",
    "问：屋顶还漏雨吗？",
    "答：不漏了，新铺的瓦是从老窑里一片一片挑出来的，能用五十年。",
    "问：明年还办吗？",
    "答：办，只要还有人来看。",
]


@pytest.mark.parametrize("write", [page, text_of])
def test_the_last_answer_belongs_to_the_interview(write) -> None:
    article = cleaner.clean(write("老粮仓里的问答", "2024-08-01 10:00 来源：乡音网", INTERVIEW))
    assert article.text == "\n\n".join(INTERVIEW)


@pytest.mark.parametrize("formula", ["特此通告", "特此公告。", "邵文清先生千古！"])
def test_the_formula_at_the_end_stays(formula: str) -> None:
    lines = [*REPORT, formula, "联系编辑部", "扫码关注"]
    article = cleaner.clean(text_of("关于老粮仓的通告", "2024-08-01 10:00 来源：乡音网", lines))
    assert article.text == "\n\n".join([*REPORT, formula])


LETTER = [
    "各乡镇人民政府，县政府各部门：",
    "《松桥县渡口改造办法》已经县政府同意，现印发给你们，请结合实际认真组织实施，遇到问题及时报告。",
    "松桥县人民政府办公室",
    "2024年1月30日",
    "松桥县渡口改造办法",
    "为了保障两岸居民出行安全，改善渡口的基础设施，根据有关法律、法规的规定，结合本县实际，制定本办法。",
    "一、渡口的改造由县交通运输局负责组织，所在乡镇配合做好沿岸居民的动员、安置和日常宣传工作。",
    "二、渡船的更新费用由县财政和乡镇按照七比三的比例分担，任何单位和个人不得向船工和乘客摊派。",
]


@pytest.mark.parametrize("write", [page, text_of])
def test_the_name_and_day_under_a_letter_stay_where_it_sends_something_along(write) -> None:
    title = "松桥县人民政府办公室关于印发《松桥县渡口改造办法》的通知"
    article = cleaner.clean(write(title, "2024-02-01 09:00　来源：松桥县人民政府", LETTER))
    assert article.text == "\n\n".join(LETTER)
    assert (article.title, article.date) == (title, "2024-02-01T09:00")


def test_a_letter_in_a_page_of_one_line_keeps_its_name_and_day() -> None:
    title = "松桥县人民政府办公室关于印发《松桥县渡口改造办法》的通知"
    menu = "首页 新闻 国内 国际 社会 财经"
    flat = " ".join(
        [menu, title, "2024-02-01 09:00　来源：松桥县人民政府", *LETTER, "责任编辑：苏禾", "河边的树又活了"]
    )
    article = cleaner.clean(flat)
    assert article.text.replace("\n\n", " ").startswith(" ".join(LETTER))


HONOURED = [
    "1月4日，县文明办发布去年的好邻居榜，经过街坊推荐和投票，三个乡镇共有十二人上榜，名单如下。",
    "热心助人",
    "张桂香、李长河、周德海、方小满",
    "诚实守信",
    "刘福全、钱多宝、王淑珍、黄开明",
    "孝老爱亲",
    "何巧云、龙秀英、徐根生、白云飞",
    "县文明办希望大家以榜样为镜，从身边的小事做起，让每一条巷子都有人守望，让每一扇门都敲得开。",
]


@pytest.mark.parametrize("write", [page, text_of])
def test_a_report_that_names_those_honoured_is_an_article(write) -> None:
    article = cleaner.clean(
        write("去年好邻居名单公布，这12人上榜", "2024-01-05 10:30　来源：乡音网", HONOURED)
    )
    assert article.verdict is Verdict.CLEAN
    assert article.text.startswith("\n\n".join(HONOURED[:5]))  # the end of flattened lists may be lost
    assert article.text == "\n\n".join(HONOURED) or write is text_of


@pytest.mark.parametrize("write", [page, text_of])
def test_paragraphs_that_leave_their_stops_out_end_without_one(write) -> None:
    lines = [
        "夜里的雨下了四个小时，河水漫过了石阶，住在低处的人家把粮食和被褥一点一点搬到楼上，谁也没有睡",
        "天快亮的时候，船工老周划着小船挨家送水，他说自己的屋子也进了水，但船还在，人就还能来来回回",
        "中午雨停了，巷子里到处是晒出来的棉被和课本，孩子们踩着水去看河边那棵最老的树有没有倒，树还在",
        "目前，老人们都已经平安",
    ]
    article = cleaner.clean(write("一夜大雨之后的渡口", "2024-07-12 18:36　来源：乡音网", lines))
    assert article.text == "\n\n".join(lines)


@pytest.mark.parametrize(
    "line",
    [
        "攻略｜五一去洛阳，三天吃喝玩乐全安排",
        "教程｜周末去苏州，两天吃喝玩乐全安排",
        "《无畏契约》更新反作弊系统，自瞄外挂将直接封机器码",
    ],
)
def test_headlines_of_lessons_and_of_fair_play_are_no_advertisements(line: str) -> None:
    assert not cleaner.judge_line(line).spam


@pytest.mark.parametrize(
    "line", ["老乡互动的玩法技巧，可以调胡牌几率的软件", "自瞄透视，防封机器码，附使用教程"]
)
def test_lessons_that_sell_still_are(line: str) -> None:
    assert cleaner.judge_line(line).spam


THREAD = """设为首页收藏本站
登录 | 立即注册
论坛 › 社区 › 城市杂谈 › 老粮仓里的展览开到秋收
查看: 2381 | 回复: 2
[新闻转载] 老粮仓里的展览开到秋收
[复制链接]
小报童
主题 321 | 帖子 4502 | 积分 9981
金牌会员
发消息
楼主
发表于 2024-05-30 12:26:11 | 只看该作者
{}
您需要登录后才可以回帖 登录 | 立即注册"""


def test_a_thread_is_titled_by_its_path() -> None:
    article = cleaner.clean(THREAD.format("\n".join(REPORT)))
    assert article.title == "老粮仓里的展览开到秋收"
    assert article.text == "\n\n".join(REPORT)


def test_the_title_of_a_forum_page_ends_before_board_forum_and_software() -> None:
    head = "<title>老粮仓里的展览开到秋收 - 城市杂谈 - 乡音论坛 - Powered by Discuz!</title>"
    body = "".join(f"<p>{line}</p>" for line in REPORT)
    article = cleaner.clean(f"<html><head>{head}</head><body><div>{body}</div></body></html>")
    assert article.title == "老粮仓里的展览开到秋收"


def test_what_a_forum_asks_of_guests_is_no_notice_in_a_page_of_one_line() -> None:
    article = cleaner.clean(THREAD.format("\n".join(REPORT)).replace("\n", " "))
    assert article.verdict is Verdict.CLEAN
    assert all(line in article.text for line in REPORT)


def test_values_below_their_labels() -> None:
    flat = [
        "老粮仓里的展览开到秋收",
        "时间:",
        "2024-05-30 12:26",
        "来源:",
        "文汇乡音报",
        "作者:",
        "苏禾",
        *REPORT,
        "责任编辑：无",
    ]
    article = cleaner.clean("\n".join(flat))
    assert (article.source, article.author, article.date) == ("文汇乡音报", "苏禾", "2024-05-30T12:26")


def test_an_empty_author_is_no_counter() -> None:
    byline = "2024-05-30 12:26:00　来源：文博乡音　作者：　点击数：　我要评论(0)"
    article = cleaner.clean(page("老粮仓里的展览开到秋收", byline, REPORT))
    assert (article.source, article.author) == ("文博乡音", None)


@pytest.mark.parametrize(
    "shown", ["2024\n05/30\n12:26:11", "2024\n05\n/\n30\n12:26:11", "2024 05 / 30 12:26:11"]
)
def test_a_date_in_pieces(shown: str) -> None:
    flat = "\n".join([shown, "来源：乡音网", "老粮仓里的展览开到秋收", *REPORT, "责任编辑：苏禾"])
    assert cleaner.clean(flat).date == "2024-05-30T12:26:11"


VERSE = [
    "细雨湿了青石板",
    "燕子回来找旧檐",
    "卖花的人走远了",
    "巷口只剩一把伞",
    "渡口",
    "船走了",
    "水还在原地数着桨声",
    "对岸的人举着灯",
    "一盏又一盏",
    "替我把路照完",
    "晨起",
    "推门看见雪，想起少年",
    "扫雪的人已经老了",
    "雪不认得他",
]


def test_verse_right_below_its_byline_is_an_article_in_flattened_text_too() -> None:
    flat = [
        "首页",
        "新闻",
        "巷口（外一首）及其他诗",
        "2023-03-02 08:00　来源：河畔文学",
        *VERSE,
        "责任编辑：苏禾",
    ]
    article = cleaner.clean("\n".join(flat))
    assert article.verdict is Verdict.CLEAN
    assert all(line in article.text for line in VERSE[4:])


@pytest.mark.parametrize(
    "lines",
    [
        ["国内", "国际", "社会", "财经", "体育", "娱乐", "教育", "健康"],
        ["国内", "GDP", "股市3000点", "期货"] * 3,
    ],
    ids=["menu", "figures"],
)
def test_a_menu_below_a_date_is_no_verse(lines: list[str]) -> None:
    flat = ["今日要闻一览表", "2023-03-02 08:00　来源：河畔文学", *lines, "责任编辑：苏禾"]
    assert cleaner.clean("\n".join(flat)).verdict is Verdict.NO_ARTICLE


def test_a_short_heading_between_advertisements_stays() -> None:
    advertisements = [
        "实测揭秘！微乐麻将确实有挂，附开挂教程",
        "三角洲行动透视自瞄辅助，支持天卡周卡",
        "德扑之星辅助工具安装教程，详细开挂方法",
    ]
    lines = [
        REPORT[0],
        advertisements[0],
        advertisements[1],
        "冷：叫好不叫座",
        advertisements[2],
        *REPORT[1:],
    ]
    article = cleaner.clean(page("老粮仓里的展览", "2024-08-01 10:00 来源：乡音网", lines))
    assert article.text == "\n\n".join([REPORT[0], "冷：叫好不叫座", *REPORT[1:]])


def test_a_report_with_a_credit_behind_its_stop_is_no_item_of_a_list_of_advertisements() -> None:
    report = "5月29日，柳河县一只山羊被困悬崖三天，消防员系绳下降近40米将其救起。（剪辑：方可）"
    lines = ["新版上线：平台注册送彩金，百家乐龙虎斗", report]
    article = cleaner.clean(page("视频丨消防员悬崖救下被困山羊", "2024-05-30 12:26 来源：乡音网", lines))
    assert report in article.text
    assert article.verdict is Verdict.SPAM_REMOVED


def test_short_headlines_below_a_date_are_no_verse() -> None:
    headlines = [
        "江州防汛取得新进展",
        "市长视察堤坝工程",
        "青山大桥年底通车",
        "村民喜迎丰收季节",
        "县里派出工作组",
        "新学校九月开学",
        "医院引进先进设备",
        "公园免费对外开放",
        "高速公路全线贯通",
        "非遗展览吸引游客",
    ]
    flat = ["江州新闻要闻列表", "2024-07-24 10:00 来源：江州日报", *headlines]
    assert cleaner.clean("\n".join(flat)).verdict is Verdict.NO_ARTICLE


def test_a_list_of_other_pages_with_their_days_is_no_chronicle() -> None:
    days = [
        "2024年3月8日 医院引进设备",
        "2024年3月7日 新学校开学",
        "2024年3月6日 青山大桥通车",
        "2024年3月5日 江州召开会议部署防汛",
    ]
    lines = [*REPORT, *days, "下一页"]
    article = cleaner.clean(text_of("老粮仓里的展览", "2024-08-01 10:00 来源：乡音网", lines))
    assert article.text == "\n\n".join(REPORT)
