"""Authors in many languages, by mark-up and by the words in front of their names."""

from __future__ import annotations

import pytest

from cleaner.metadata import Metadata
from cleaner.model import Kind

from .test_find import PROSE, PROSE_EN, metadata

MARKS = [
    '<div><span class="author">{}</span> <span class="date">{}</span></div>',
    '<div><time>{1}</time> · <a rel="author" href="/p/1">{0}</a></div>',
    '<p><span itemprop="author"><span itemprop="name">{}</span></span> | <time>{}</time></p>',
    '<div><span class="byline"><span class="author vcard"><a class="url fn n">{}</a></span></span> {}</div>',
    '<div class="byline"><span class="byline__name">{}</span></div><div>{}</div>',
]
NAMES = [
    ("zh", "林晓舟", "2024-03-05 09:20"),
    ("ja", "中野真帆", "2024年3月5日 9時20分"),
    ("ko", "오세민", "2024.03.05. 09:20"),
    ("ru", "Ольга Дрозд", "5 марта 2024, 09:20"),
    ("uk", "Олена Гнатюк", "5 березня 2024, 09:20"),
    ("ar", "هناء عيسى", "5 مارس 2024"),
    ("fa", "رضا کریمی", "2024/03/05 09:20"),
    ("he", "יעל ברק", "5.3.2024, 09:20"),
    ("hi", "राकेश वर्मा", "5 मार्च 2024, 09:20"),
    ("th", "วิชัย แสงทอง", "5 มีนาคม 2567 09:20"),
    ("pl", "Zofia Małecka", "5 marca 2024, 09:20"),
]


def article(lang: str, meta: str) -> Metadata:
    prose = PROSE if lang in ("zh", "ja") else PROSE_EN
    start = f"<!doctype html><html lang='{lang}'><head><title>The old pier</title></head>"
    return metadata(f"{start}<body><h1>The old pier</h1>{meta}<p>{prose}</p><p>{prose}</p></body></html>")


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(("lang", "name", "date"), NAMES)
def test_the_mark_up_says_where_a_name_ends(lang: str, name: str, date: str, mark: str) -> None:
    found = article(lang, mark.format(name, date))
    assert (found.author, found.source) == (name, None)
    assert (found.date or "").startswith("2024-03-05")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Автор: Ольга Дрозд", "Ольга Дрозд"),
        ("Подготовила Ольга Дрозд", "Ольга Дрозд"),
        ("Авторка: Олена Гнатюк", "Олена Гнатюк"),
        ("بقلم هناء عيسى", "هناء عيسى"),
        ("كتبت: هناء عيسى", "هناء عيسى"),
        ("نویسنده: رضا کریمی", "رضا کریمی"),
        ("מאת: יעל ברק", "יעל ברק"),
        ("लेखक: राकेश वर्मा", "राकेश वर्मा"),
        ("โดย วิชัย แสงทอง", "วิชัย แสงทอง"),
        ("Bài: Minh Khôi", "Minh Khôi"),
        ("Penulis Rizky Pratama", "Rizky Pratama"),
        ("Yazan: Elif Yıldız", "Elif Yıldız"),
        ("Text: Jana Möller", "Jana Möller"),
        ("Propos recueillis par Solène Castaing", "Solène Castaing"),
        ("Escrito por Lucía Herrera", "Lucía Herrera"),
        ("A cura di Giulia Ferri", "Giulia Ferri"),
        ("Autorka: Zofia Małecka", "Zofia Małecka"),
        ("글 오세민", "오세민"),
        ("오세민 선임기자", "오세민"),
        ("文・中野真帆", "中野真帆"),
        ("【記者陳怡君台北報導】", "陳怡君"),
        ("Редактор: Ольга Дрозд", None),
        ("Redacción: Lucía Herrera", None),
        ("di Aceh", None),
    ],
)
def test_words_in_front_of_a_name(line: str, author: str | None) -> None:
    assert article("de", f"<p>{line}</p><p>2024-03-05 09:20</p>").author == author
    found = metadata(
        f"Kontakt\nDas alte Ufer und der neue Anleger\n{line}\n2024-03-05\n\n{PROSE}\n\n{PROSE}",
        kind=Kind.TEXT,
    )
    assert found.author == author


@pytest.mark.parametrize(
    "line",
    ["هناء عيسى 23/01/2024", "יעל ברק 16.06.2024 | 09:30", "वर्मा राकेश 16.06.2024", "2024-03-05 WIB"],
)
def test_half_a_name_is_none(line: str) -> None:
    """Without mark-up or a word nothing tells a name from other words, in scripts without capitals."""
    assert article("ar", f"<div>{line}</div>").author is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("오세민 기자 2024.01.30. 19:50", "오세민"),
        ("정하늘 입력 2024. 11. 20. 08:00", "정하늘"),
        ("한겨레 입력 2024. 11. 20. 08:00", None),
        ("Ольга Дрозд 05.02.2024, 16:15", "Ольга Дрозд"),
        ("Волжский Вестник 05.02.2024, 16:15", None),
        ("中野真帆 2024年08月15日 21時00分", "中野真帆"),
    ],
)
def test_bare_names_beside_a_date(line: str, author: str | None) -> None:
    assert article("ko", f"<div>{line}</div>").author == author


def test_the_site_behind_its_author_is_none() -> None:
    page = (
        "<html lang='en'><head><title>The old pier - Prairie Star</title></head><body><h1>The old pier</h1>"
        f"<p>By Ellen Marsh, Prairie Star</p><p>{PROSE_EN}</p><p>{PROSE_EN}</p></body></html>"
    )
    assert metadata(page).author == "Ellen Marsh"
    page = page.replace("By Ellen Marsh, Prairie Star", "Prairie Star | 5 March 2024")
    assert (metadata(page).author, metadata(page).source) == (None, "Prairie Star")
