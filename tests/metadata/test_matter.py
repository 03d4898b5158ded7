"""The title of flattened text is known by its words, which come up in the article; those of a menu do not."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.model import Kind, Page

GERMAN = (
    "Als Bürgermeisterin Petra Lindner am Freitag das Tor aufschloss, standen schon achtzig Kinder davor.",
    "Der Gemeinderat hatte das Freibad schließen wollen, dann nahmen die Leute Pinsel in die Hand.",
    "Mehr als dreihundert Helferinnen und Helfer leisteten viertausend Stunden, sagte der Verein.",
)
TITLE = "Bürger retten ihr Freibad: 312 Helfer, 4000 Stunden"
MENU = "Startseite Lokales Sport Kultur Trauer Anzeigen"
CHINESE = (
    "昨天傍晚，随着最后一台风机并网，海州湾外侧的海上风电场全部投运，这是国内离岸最远的风电场之一。",
    "风电场共安装六十四台风机，叶轮转一圈可以发出十几度电，足够一户人家用上两天，项目方这样介绍。",
    "把电送回岸上并不容易，距离超过七十公里以后，交流电在海缆里的损耗会大到不划算，于是建了换流站。",
)


def title(*lines: str) -> str | None:
    return cleaner.clean(Page("\n".join(lines), kind=Kind.TEXT)).title


def test_of_a_menu_and_a_headline_above_a_byline_the_headline_is_the_title() -> None:
    byline = "Von Jürgen Hägele | 23.05.2025, 17:00 Uhr"
    assert title(MENU, "Schwarzbach", TITLE, byline, *GERMAN) == TITLE


@pytest.mark.parametrize(
    ("headline", "furniture", "paragraphs"),
    [
        (TITLE, (MENU, "Menü schließen"), GERMAN),
        ("远帆海上风电场全部投运", ("网站首页", "要闻动态", "专题专栏"), CHINESE),
    ],
)
def test_without_a_byline_too(headline: str, furniture: tuple[str, ...], paragraphs: tuple[str, ...]) -> None:
    page = [*furniture, headline, *paragraphs]
    assert title(*page) == headline
    article = cleaner.clean(Page("\n".join(page), kind=Kind.TEXT))
    assert all(paragraph in article.text for paragraph in paragraphs)


def test_what_names_something_else_is_no_title() -> None:
    assert title(MENU, "Wetter am Wochenende: Regen im Norden", *GERMAN) is None
