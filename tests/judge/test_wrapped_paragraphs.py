"""Articles whose paragraphs are parted by wrappers, boxes or lines of furniture stay whole."""

from __future__ import annotations

import pytest

import cleaner
from cleaner import Kind, Label, Page, Verdict
from cleaner.content.names import NameTable
from cleaner.reading import read

TITLE = "Village buys its pub back from the brewery"
PARAGRAPHS = [
    "The Plough at Little Denny will reopen on Friday under the ownership of its drinkers.",
    "It shut without notice eighteen months ago, when the brewery that owned it sold the building.",
    "More than three hundred people bought shares in it, the youngest of them a girl of nine.",
    "A landlord has been hired from Norwich and he starts with a quiz night.",
]
THAI = [
    "ชาวบ้านในตำบลริมคลองร่วมกันซื้อโรงเลื่อยเก่าคืนจากบริษัทเอกชน หลังปิดร้างมานานกว่าสองปี",
    "ผู้ใหญ่บ้านเปิดเผยว่า มีผู้ร่วมลงหุ้นกว่าสามร้อยคน คนที่อายุน้อยที่สุดเป็นเด็กหญิงวัยเก้าขวบ",
    "อาคารหลังนี้จะเปิดเป็นห้องสมุดและตลาดชุมชน โดยจะเริ่มซ่อมหลังคาในเดือนหน้า",
    "สมาชิกทุกคนจะมีสิทธิออกเสียงเท่ากัน ไม่ว่าจะถือหุ้นมากหรือน้อย ผู้ใหญ่บ้านกล่าวเพิ่มเติม",
]
NAV = (
    "<nav><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li><li><a href=/s>Sport</a></li></ul></nav>"
)
BELOW = (
    '<div class="related"><h3>Related stories</h3><ul>'
    "<li><a href=/1>Ferry timetable changes again from Monday</a></li>"
    "<li><a href=/2>Swimmers find rare seahorse off pier</a></li></ul></div><footer>© 2024 Gazette</footer>"
)
BOX = "<section><h4>Related stories</h4><a href=/3>School kitchen wins regional award</a></section>"
WRAPPERS = {
    "none": "<p>{}</p>",
    "one": "<div><p>{}</p></div>",
    "two": '<div class="text"><div class="cmp-text"><p>{}</p></div></div>',
    "builder": (
        '<div class="elementor-element elementor-element-3f2a{n}c elementor-widget-text-editor">'
        '<div class="elementor-widget-container"><p>{}</p></div></div>'
    ),
}


def page(body: str, title: str = TITLE) -> str:
    head = f"<html><head><title>{title}</title></head><body>{NAV}<main><h1>{title}</h1>"
    return f"{head}<p>By Dan Whitlock</p><p>9 January 2024</p><div>{body}</div></main>{BELOW}</body></html>"


def wrapped(wrapper: str, texts: list[str] = PARAGRAPHS) -> list[str]:
    return [wrapper.replace("{n}", str(n)).replace("{}", text) for n, text in enumerate(texts)]


def kept(source: str, kind: Kind = Kind.HTML) -> list[str]:
    return [block.text for block in cleaner.clean(Page(source, kind=kind)).kept]


@pytest.mark.parametrize("name", WRAPPERS)
def test_each_in_wrappers_of_its_own(name: str) -> None:
    assert kept(page("".join(wrapped(WRAPPERS[name])))) == PARAGRAPHS
    assert kept(page("".join(wrapped(WRAPPERS[name])[:3]))) == PARAGRAPHS[:3]


@pytest.mark.parametrize("name", WRAPPERS)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_box_of_other_stories_between_them(name: str, place: int) -> None:
    parts = wrapped(WRAPPERS[name])
    assert kept(page("".join([*parts[:place], BOX, *parts[place:]]))) == PARAGRAPHS


def test_a_form_between_them() -> None:
    form = '<div class="signup"><h2>The Gazette by mail</h2><button>Subscribe</button></div>'
    parts = wrapped(WRAPPERS["none"])
    assert kept(page("".join([*parts[:3], form, parts[3]]))) == PARAGRAPHS


def test_kin_have_the_same_wrappers_but_for_numbers() -> None:
    first, second = wrapped(WRAPPERS["builder"])[:2]
    other = '<div class="elementor-element elementor-widget-share-buttons"><div><p>Share</p></div></div>'
    plain = "<p>One line.</p><p>Another.</p>"
    kin = read(Page(f"<div>{first}{second}{other}{plain}</div>", kind=Kind.HTML)).kin
    assert kin[0] == kin[1]
    assert kin[3] == kin[4]
    assert len({kin[0], kin[2], kin[3]}) == 3


def test_names_of_page_builders_say_nothing() -> None:
    names = NameTable()
    assert names.bits("elementor-widget-text-editor wp-block-column aem-grid") == 0
    assert names.bits("elementor-widget-sidebar") != 0


@pytest.mark.parametrize(
    "line",
    [
        "Read more: School kitchen wins award",
        "Sign up for our morning newsletter",
        "Subscribe",
    ],
)
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.MARKDOWN])
def test_a_line_above_the_last_one_of_flattened_text(line: str, kind: Kind) -> None:
    below = [
        "Related stories",
        "Ferry timetable changes again from Monday",
        "© 2024 Gazette. All rights reserved.",
    ]
    head = ["Home", "News", "# " * (kind is Kind.MARKDOWN) + TITLE, "By Dan Whitlock", "9 January 2024"]
    lines = [*head, *PARAGRAPHS[:3], line, PARAGRAPHS[3], *below]
    assert kept("\n\n".join(lines) if kind is Kind.MARKDOWN else "\n".join(lines), kind) == PARAGRAPHS


def test_paragraphs_in_a_script_without_sentence_marks() -> None:
    article = cleaner.clean(page("".join(wrapped("<p>{}</p>", THAI)), THAI[0][:28]))
    assert (article.verdict, article.text.split("\n\n")) == (Verdict.CLEAN, THAI)
    flat = cleaner.clean("\n".join(["หน้าแรก", "ข่าว", THAI[0][:28], *THAI]))
    assert flat.verdict is Verdict.CLEAN
    assert set(THAI) <= {block.text for block in flat.kept}


def test_an_unknown_line_among_paragraphs_makes_no_list_of_them() -> None:
    report = [
        "תושבי הכפר קנו בחזרה את המסבאה הישנה מידי החברה, שנה וחצי לאחר שנסגרה.",
        "יותר משלוש מאות איש רכשו מניות, והצעירה שבהם היא ילדה בת תשע.",
        "פרסומת",
        "הבניין ישמש גם ספרייה, והגג יתוקן בחודש הבא.",
        "המנהל החדש הגיע מנורוויץ' והוא מתחיל בערב חידות.",
    ]
    article = cleaner.clean("\n".join(["תושבים קנו את המסבאה", "מאת דן ויטלוק", "09.01.2024", *report]))
    assert article.verdict is Verdict.CLEAN
    assert {*report} - {"פרסומת"} <= {block.text for block in article.kept}
    assert Label.SPAM not in {block.label for block in article.blocks}
