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
    "XML error message": '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>Gone.</Message></Error>',
    "JSON": DATA,
    "robots.txt": "# all\nUser-agent: *\nDisallow: /search\n",
    "script": "/* menu */\n!function(e){" + "var t=e.body;t.show(1);" * 20 + "}(document);",
    "style sheet": "/* menu */\n.menu > li{color:red}\n" * 20,
}


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("kind", [None, Kind.HTML, Kind.TEXT])
def test_what_programs_read(name: str, kind: Kind | None) -> None:
    article = cleaner.clean(Page(MADE[name].encode(), kind=kind))
    assert (article.verdict, article.blocks) == (Verdict.NO_ARTICLE, ())
    assert f"not a page: {name}" in article.notes


def test_json_in_a_call() -> None:
    assert sniff_other(f"/**/show.it({DATA});") == "JSON"
    assert sniff_other(f"\ufeff[{DATA},\n{DATA}]\n") == "JSON"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "{" + DATA,
        "import duties on steel rose; {the figure is a record}; analysts said so. " * 10,
        "Let us begin; let others follow. " * 20,
        '<?xml version="1.0"?><!DOCTYPE html><html><body><p>The town rebuilt its pier.</p></body></html>',
        "<error>The town</error>"[7:],
        "User-agents are what browsers call themselves: a story.\n",
        "<p>.menu {color: red} is how a rule begins.</p>" * 10,
    ],
)
def test_what_people_read(text: str) -> None:
    assert sniff_other(text) is None
