"""The last sentence of a report is short, and stands next to the list of other stories."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.model import Kind, Page

from .documents import ENGLISH, OTHERS, PARAGRAPHS

LAST = ["事故原因正在调查之中。", "“我不后悔。”他说。", "目前，孩子已经康复出院。", "调查仍在继续。"]


def page(last: str, kind: Kind) -> Page:
    if kind is Kind.TEXT:
        return Page("\n".join(["首页", *PARAGRAPHS, last, "相关阅读", *OTHERS]), kind=kind)
    body = "".join(f"<p>{text}</p>" for text in [*PARAGRAPHS, last])
    links = "".join(f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate(OTHERS))
    return Page(f"<h1>城南一仓库起火</h1>{body}<ul>{links}</ul>", kind=kind)


@pytest.mark.parametrize("kind", [Kind.HTML, Kind.TEXT])
@pytest.mark.parametrize("last", LAST)
def test_a_short_last_sentence_is_kept(last: str, kind: Kind) -> None:
    article = cleaner.clean(page(last, kind))
    assert article.text.endswith(last)
    assert not any(headline in article.text for headline in OTHERS)


@pytest.mark.parametrize("kind", [Kind.HTML, Kind.TEXT])
@pytest.mark.parametrize("line", ["点击查看更多精彩图片", "这座城市为什么总在下雨？"])
def test_a_line_that_does_not_end_as_a_sentence_is_not_kept_for_its_place(line: str, kind: Kind) -> None:
    assert line not in cleaner.clean(page(line, kind)).text


FURNITURE = (
    "Share",
    "Tags: rivers, dams",
    "More on this story",
    "Rural bus route gets reprieve",
    "© 2024 The Ledger",
)


def test_the_last_paragraph_of_flattened_text_is_kept_above_known_furniture() -> None:
    article = cleaner.clean(Page("\n".join(["The salmon came home", *ENGLISH, *FURNITURE]), kind=Kind.TEXT))
    assert article.text.endswith(ENGLISH[-1])


SHORT = {
    "de": [
        "Anmelden",
        "Die Brücke über die Ohle bleibt bis zum Frühjahr gesperrt, teilte das Straßenbauamt am Montag mit.",
        "Taucher hatten im September Risse in zwei Pfeilern gefunden, seither dürfen nur Fußgänger hinüber.",
        "Die Reparatur kostet nach ersten Schätzungen 1,4 Millionen Euro und wird vom Land bezahlt.",
        "Für die Bauern am anderen Ufer bedeutet das jeden Tag zwanzig Kilometer Umweg.",
        "Sturm deckt Scheune in Altenhof ab",
        "Neue Leiterin für die Stadtbücherei",
        "Impressum",
    ],
    "fr": [
        "Se connecter",
        "Le pont sur l’Ohle restera fermé jusqu’au printemps, a annoncé lundi la direction des routes.",
        "Des plongeurs avaient découvert en septembre des fissures dans deux piles, fermées depuis.",
        "La réparation doit coûter 1,4 million d’euros, à la charge de la région.",
        "Les habitants de l’autre rive font chaque jour un détour de vingt kilomètres.",
        "La tempête emporte le toit d’une grange à Altenay",
        "Une nouvelle directrice à la bibliothèque",
        "Mentions légales",
    ],
}


@pytest.mark.parametrize("language", SHORT)
def test_the_last_paragraph_of_a_short_article_is_kept_above_headlines(language: str) -> None:
    menu, *paragraphs = SHORT[language][:-3]
    others = SHORT[language][-3:]
    article = cleaner.clean(Page("\n".join([menu, paragraphs[0][:30], *paragraphs, *others]), kind=Kind.TEXT))
    assert article.text.endswith(paragraphs[-1])
