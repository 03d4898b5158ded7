"""What is text but made for programs is no page, and says so."""

from __future__ import annotations

import json

import pytest

import cleaner
from cleaner import Kind, Page, Verdict
from cleaner.reading.other import sniff_other

ITEM = "<item><title>Pier rebuilt</title><description>The town rebuilt its pier.</description></item>"
DATA = json.dumps({"title": "Pier rebuilt", "body": "The town rebuilt its old pier. " * 10})

MADE = {
    "RSS feed": f'<?xml version="1.0"?>\n<!-- made daily -->\n<rss><channel>{ITEM}</channel></rss>',
    "Atom feed": "<feed><entry><title>Pier rebuilt</title></entry></feed>",
    "sitemap": '<?xml version="1.0"?><urlset><url><loc>https://harbour.example/1</loc></url></urlset>',
    "JSON": DATA,
    "JSON Lines": f"{DATA}\n\n{DATA}\r\n{DATA}\n",
    "robots.txt": "# all\nUser-agent: *\nDisallow: /search\n",
    "script": "/* menu */\n!function(e){" + "if(e.a){t.show(1)}" * 20 + "}(document);",
    "style sheet": "/* menu */\n.menu > li{color:red}\n" * 20,
}


@pytest.mark.parametrize("name", MADE)
def test_what_programs_read(name: str) -> None:
    article = cleaner.clean(MADE[name].encode())
    assert (article.verdict, article.blocks) == (Verdict.NO_ARTICLE, ())
    assert f"not a page: {name}" in article.notes


def test_who_knows_what_a_page_is_is_believed() -> None:
    article = cleaner.clean(Page(json.dumps(["The town rebuilt its old pier in May."] * 9), kind=Kind.TEXT))
    assert article.blocks


def test_a_text_may_begin_with_code() -> None:
    text = (
        "import {show} from 'menu'; const [a, b] = show({}); let c = {a}; if (b) { show({a, b, c}); }\n" * 4
    )
    assert sniff_other(text) == "script"
    assert cleaner.clean(text).blocks


def test_json_in_a_call() -> None:
    assert sniff_other(f"/**/show.it({DATA});") == "JSON"
    assert sniff_other(f"\ufeff[{DATA},\n{DATA}]\n") == "JSON"


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{DATA}\n{DATA[:40]}",
        '{"a": 1}\n{"a": 2}',
        f'{{"html": "{"<p>The town rebuilt its pier." * 2_000}"}}\n{DATA}',
        f"{DATA}\n" * 30,
    ],
)
def test_json_lines_of_any_length(text: str) -> None:
    assert sniff_other(text) == "JSON Lines"
    article = cleaner.clean(text.encode())
    assert (article.verdict, article.blocks) == (Verdict.NO_ARTICLE, ())


def test_a_short_object_is_data_where_it_was_fetched() -> None:
    text = '{"error": "not found"}\n'
    assert "not a page: JSON" in cleaner.clean(text.encode()).notes
    assert sniff_other(text, fetched=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        '{"error": "not found"} is what the town\'s server says.',
        f"{DATA}\nis what the town's server says.",
        '{"a": 1}\nThe town\n{"b": 2}\n',
        "{the first}\n{the second}\n",
        "{\n{\n{\n",
        "[1]\n[2]\n",
        "[1, 2]",
        "{}",
        "{" + DATA,
        "import duties on steel rose; {the figure is a record}; analysts said so. " * 10,
        "Let us begin; let others follow. " * 20,
        '<?xml version="1.0"?><!DOCTYPE html><html><body><p>The town rebuilt its pier.</p></body></html>',
        "<error>The town</error>"[7:],
        "User-agents are what browsers call themselves: a story.\n",
        "User-agent: what browsers call themselves\nA story of names.\nAllow: me to explain.\n",
        "let us go then; you and I; when the evening is spread out; like a patient on a table; let us go. "
        * 4,
        "var det dags; sade ministern; alla visste det; ingen trodde det; så blev det; den kvällen. " * 4,
        "window.a = [];\n<html><head><style>a{b:c}p{d:e}</style></head><body><p>A town.</p></body></html>"
        * 3,
        "<?xml version='1.0'?><error><html><body><p>The town rebuilt its pier.</p></body></html></error>",
        "<p>.menu {color: red} is how a rule begins.</p>" * 10,
    ],
)
def test_what_people_read(text: str) -> None:
    assert sniff_other(text) is None
