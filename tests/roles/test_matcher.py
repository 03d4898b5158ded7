"""What the matcher says of blocks, through its public face."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Label
from cleaner.roles import RoleMatcher

from ..conftest import ROOT, SHARED, shared

MATCHER = RoleMatcher()
POSSIBLE = (
    "编辑责任记者作者来源:：/|()【】 图摄供网报年月日时分前0123456789-.@#>»©ByPhoto,A a、。上一下篇页相关阅读"
)


def best(text: str) -> Label | None:
    hits = MATCHER.match(text)
    return hits[0].label if hits else None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2024-07-24 17:40:56", Label.BYLINE),
        ("城建周刊 | 记者 彭一舟 通讯员 段晓", Label.BYLINE),
        ("【责任编辑:庄言】", Label.CREDIT),
        ("如有需要请联系 editor(at)example.com", Label.CREDIT),
        ("裂成三块的镜子。林溪 摄", Label.CAPTION),
        ("热门资讯", Label.RELATED),
        ("上一篇:县级联赛的草根裁判", Label.RELATED),
        ("首页 > 科技 > 新能源", Label.BOILERPLATE),
        ("0", Label.BOILERPLATE),
        ("互联网新闻信息服务许可证(示例) 违法和不良信息举报入口", Label.BOILERPLATE),
    ],
)
def test_label(text: str, label: Label) -> None:
    assert best(text) is label


def test_a_long_menu_is_read_as_a_whole_where_another_row_has_a_key_in_it() -> None:
    text = "About Contact Advertise Jobs Privacy Terms Corrections ADVERTISEMENT"
    assert [hit.id for hit in MATCHER.match(text)] == ["boilerplate.menu"]
    assert MATCHER.match("Home News Sport Culture Weather, as everybody said, Jobs Shop Search ago") == []


@pytest.mark.parametrize(
    "text",
    [
        "记者从县文体局了解到,总决赛三天共吸引游客十九万人次,周边农家乐全部客满。",
        "编辑把标题改了三遍,最后还是用回了第一个。",
        "他说,书店最大的收入来源是自习室。",
        "By the end of the week the river had reached the second step of the chapel.",
        "相关内容由法院另行公布,双方均未上诉。",
        "Share prices fell on Monday as investors waited for the central bank.",
        "图书馆的灯一直亮到十一点。",
    ],
)
def test_body_sentences_match_nothing(text: str) -> None:
    assert MATCHER.match(text) == []


def test_groups_stand_as_in_the_text() -> None:
    hit = MATCHER.match("來源：海岸日報 作者：周以恩")[0]
    assert hit.groups == {"source": "海岸日報", "author": "周以恩"}


def test_reasons_come_in_the_language_asked_for() -> None:
    english = MATCHER.match("编辑:宋词")[0]
    chinese = RoleMatcher(lang="zh").match("编辑:宋词")[0]
    assert english.reason.isascii()
    assert "编辑" in chinese.reason
    assert chinese.as_evidence().code == "role.credit.editor"


def test_unknown_language_raises() -> None:
    with pytest.raises(ValueError, match="fr"):
        RoleMatcher(lang="fr")


def test_headings_of_lists_say_so() -> None:
    assert MATCHER.match("猜你喜欢")[0].list_heading
    assert not MATCHER.match("下一篇:渡口的清晨")[0].list_heading


@given(st.text(alphabet=POSSIBLE, max_size=220))
def test_any_block_is_matched_the_same_twice_with_spans_inside(text: str) -> None:
    hits = MATCHER.match(text)
    assert hits == RoleMatcher().match(text)
    for hit in hits:
        start, end = hit.span
        assert 0 <= start < end <= len(text)
        assert 0 < hit.weight <= 1
        for group in hit.groups.values():
            assert group in text
    assert [h.weight for h in hits] == sorted((h.weight for h in hits), reverse=True)


@given(st.text(max_size=400))
def test_arbitrary_text_never_raises(text: str) -> None:
    MATCHER.match(text)


def _gold_pages() -> list[str]:
    return sorted(
        str(p.relative_to(SHARED))
        for d in ("pages", "html")
        for p in (SHARED / "spam-dev" / d).glob("*.json")
    )


@pytest.mark.parametrize("name", _gold_pages() or ["spam-dev"])
def test_development_pages(name: str) -> None:
    """No gold paragraph has a role but caption, and every caption is seen as one."""
    import json

    path = shared("spam-dev").parent / name
    answer = json.loads(path.read_text("utf-8"))
    for paragraph in answer["gold_article"].split("\n\n"):
        labels = {hit.label for hit in MATCHER.match(" ".join(paragraph.split()))}
        assert labels <= {Label.CAPTION}
    for caption in answer["captions"]:
        assert Label.CAPTION in {hit.label for hit in MATCHER.match(caption)}


def test_patterns_are_found_where_the_package_is() -> None:
    assert list((ROOT / "cleaner" / "roles" / "patterns").glob("*.toml"))


@given(st.lists(st.text(POSSIBLE + "\n", max_size=90), max_size=6))
def test_blocks_matched_together_match_as_they_do_alone(texts: list[str]) -> None:
    assert MATCHER.match_many(texts) == [MATCHER.match(text) for text in texts]
