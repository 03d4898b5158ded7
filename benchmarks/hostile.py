"""Pages made to hurt: every one a way to make some program slow, swollen or wrong, in any size asked for.

``hostile(size)`` gives each by name, about ``size`` bytes long. The tests clean small ones and look at what
comes out; ``benchmarks/reliability.py`` cleans large ones and looks at the clock.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable

__all__ = ["REPEATED", "hostile"]

_ZH = "这是一座小城的书店如何度过最难的一年,后来又怎样重新开门。"
_SPAM = "麻将外挂透视确实有挂加微信"
_LONG = "【外挂】Ａ外\u200b挂 器助辅" * 250
_MARKS = "\u0301\u0316" * 1_900
_RU = "<p>Съешь ещё этих мягких французских булок, да выпей чаю.</p>"
_FR = "<p>Dès Noël, où un zéphyr haï me vêt de glaçons würmiens, je dîne exquisément.</p>"
_JA = "<p>いろはにほへと散りぬるを、我が世誰ぞ常ならむ。</p>"

REPEATED: dict[str, str] = {
    # depth and tags that never close
    "div in div": "<div>",
    "div in div, with text": "<div>x ",
    "span in span": "<span>",
    "b in b, with text": "<b>x",
    "font in font, with text": "<font>x ",
    "link in link": "<a href=x>x ",
    "hidden in hidden": "<span hidden>x ",
    "table in table": "<table><tr><td>x ",
    "list in list": "<ul><li>x ",
    "quote in quote": "<blockquote>x ",
    "svg in svg": "<svg><g>",
    "unknown in unknown": "<x-y>x",
    "select in select": "<select><option>x",
    "unclosed paragraphs": "<p>x",
    "unclosed cells": "<td>x",
    "unclosed forms": "<form>x",
    "headings in headings": "<h1><h2>x",
    "frames": "<iframe><noscript><noframes>x",
    # many of something
    "tiny paragraphs": "<p>x</p>",
    "line breaks": "<br>",
    "line breaks with text": "x<br>",
    "huge colspan": "<table><tr><td colspan=999999999 rowspan=99999999>x</table>",
    "cells": "<td>x</td>",
    "list items with links": "<li><a href='http://example.com/x'>link text</a></li>",
    "links in a line": "<a href='http://example.com/x'>link text</a> ",
    "pictures": "<p>x</p><img src=a.jpg alt='y'>",
    "titles": "<title>x</title>",
    "metas": "<meta name=author content=x>",
    "times": "<time datetime=2020-01-01>x",
    "style sheets": "<style>.a{display:none}</style>",
    "JSON-LD scripts": '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>',
    "ends of the page": f"{_ZH}</html>",
    "bodies": "<html><body><p>x",
    "dates": "<p>2024-07-24 17:40:56</p>",
    "bylines": "<p>来源:海风日报 作者:阿澜 2024-07-24</p>",
    "advertisements": f"<p>{_SPAM}</p>",
    "hidden text": f"<p style='display:none'>{_ZH}</p>",
    # markup that is none
    "ampersands": "&",
    "entities": "&amp;",
    "unknown entities": "&xyzzyabc;",
    "character references": "&#x4e00;",
    "impossible character references": "&#999999999999;",
    "less-than signs": "<",
    "open tags": "<a ",
    "open quotes": '<a href="x ',
    "open attributes": "<a b=",
    "declarations": "<!",
    "instructions": "<?",
    "open comments": "<!--",
    "empty comments": "<!-->x",
    "CDATA": "<![CDATA[",
    "open scripts": "<script>",
    "open styles": "<style>",
    "open text areas": "<textarea>",
    "plaintext": "<plaintext>",
    "end tags": "</p>",
    "end tags of nothing": "</nothing>x",
    # characters
    "NUL": "\0",
    "lone surrogates": "\ud800",
    "noncharacters": "\ufffe\uffff",
    "bidi marks": "\u202e\u202d",
    "zero-width characters": "外\u200b挂\u200d",
    "combining marks": "\u0301",
    "emoji joined": "👩\u200d",
    "private use": "\ue000",
}
"""What is repeated inside a page, by name."""


def _page(body: str) -> str:
    return f"<html><body><p>{_ZH}</p>{body}</body></html>"


def _fill(piece: str, size: int) -> str:
    return piece * max(1, size // len(piece.encode("utf-8", "replace")))


def hostile(size: int) -> dict[str, Callable[[], bytes | str]]:
    """Makers of hostile pages of about ``size`` bytes, by name; the same pages every time."""
    makers: dict[str, Callable[[], bytes | str]] = {
        name: lambda piece=piece: _page(_fill(piece, size)) for name, piece in REPEATED.items()
    }
    return makers | _structures(size) | _styles(size) | _lines(size) | _bytes(size)


def _structures(size: int) -> dict[str, Callable[[], bytes | str]]:
    """Markup that repeats with a difference."""
    third = size // 3
    soup = (
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<table>",
        "</table>",
        "<a href=x>",
        "</a>",
        "<td>",
    )
    soup += ("<li>", "<ul>", "x ", "<form>", "</form>", "<script>", "</script>", "<!--", "-->", "<h2>")
    chooser = random.Random(7)
    return {
        "attributes": lambda: _page("<p " + " ".join(f"a{i}=1" for i in range(size // 9)) + ">x</p>"),
        "attributes with angle brackets": lambda: _page(
            "<p " + " ".join(f"a{i}='>'" for i in range(size // 11)) + ">x</p>"
        ),
        "one attribute again and again": lambda: _page("<p " + _fill("a=1 ", size) + ">x</p>"),
        "end tags in the depth": lambda: _page(_fill("<div>", third) + _fill("</span>", 2 * third)),
        "end tags in the depth, with text": lambda: _page(_fill("<i>", third) + _fill("</b>x", 2 * third)),
        "different paragraphs": lambda: _page(
            "".join(f"<p>第{i}段讲的是小城{i * 7919 % 10007}的事,德州辅助。</p>" for i in range(size // 60))
        ),
        "different advertisements": lambda: _page(
            "".join(f"<p>{_SPAM}{i}号{i * 7919 % 10007}</p>" for i in range(size // 57))
        ),
        "tag soup": lambda: "<html>" + "".join(chooser.choices(soup, k=size // 5)),
        "deep JSON-LD": lambda: "<script type='application/ld+json'>" + "[" * size + "</script>" + _page(""),
        "big JSON-LD": lambda: (
            "<script type='application/ld+json'>"
            + json.dumps([{"@type": "NewsArticle", "headline": f"h{i}"} for i in range(size // 45)])
            + "</script>"
            + _page("")
        ),
        "many headlines": lambda: (
            "".join(_headline(f"headline {i} of words {7 * i}") for i in range(min(500, third // 90)))
            + _page("".join(f"<h1>heading of number {i} and word {3 * i}</h1>" for i in range(third // 22)))
        ),
        "many publishers": lambda: (
            "".join(
                _publisher(f"headline - Daily {i}", f"Daily {i} {'of words ' * 20}")
                for i in range(size // 300)
            )
            + _page("<h1>a heading</h1>")
        ),
        "authors by reference": lambda: (
            _linked(
                [{"@type": "Person", "@id": f"#{i}", "name": f"Ada {i}"} for i in range(size // 110)]
                + [{"@type": "NewsArticle", "author": [{"@id": f"#{i}"} for i in range(size // 40)]}]
            )
            + _page("<h1>a heading</h1>")
        ),
        "lines of one width": lambda: _page(
            "<p>"
            + _fill("words that go on behind the break, and over again<br>as if somebody wrapped them ", size)
        ),
        "an endless headline": lambda: _headline(_fill("word - ", size)) + _page("<h1>a heading</h1>" * 20),
        "a paragraph of many seams": lambda: _page(
            f"<p>{_fill(f'{_SPAM}。<a href=x>The council</a> met on Monday, and it was short. ', size)}</p>"
        ),
        "long advertisements": lambda: _page(
            "".join(f"<p>{i}{_LONG}</p>" for i in range(max(1, size // len(_LONG.encode()))))
        ),
        "base64 picture": lambda: _page("<img src='data:image/png;base64," + "A" * size + "'>"),
        "base64 text": lambda: _page("<p>" + "QUJD" * (size // 4) + "</p>"),
        "lines of code": lambda: _page("<pre>" + _fill("x\n", size) + "</pre>"),
        "a tower of marks": lambda: _page(_fill("a" + "\u0301" * 50, size)),
        "towers of marks out of order": lambda: _page(
            "".join(f"<p>外挂{i}a{_MARKS}</p>" for i in range(max(1, size // len(_MARKS.encode()))))
        ),
    }


def _headline(text: str) -> str:
    """A script that declares it."""
    return _linked({"@type": "NewsArticle", "headline": text})


def _publisher(headline: str, name: str) -> str:
    """A script that declares both."""
    return _linked({"@type": "NewsArticle", "headline": headline, "publisher": {"name": name}})


def _linked(said: object) -> str:
    """A script with linked data."""
    return f"<script type='application/ld+json'>{json.dumps(said)}</script>"


def _styles(size: int) -> dict[str, Callable[[], bytes | str]]:
    """Style sheets that hide."""
    count = size // 50
    paragraphs = "".join(f"<p class='z c{i}'>x</p>" for i in range(count))
    return {
        "rules": lambda: (
            "<style>"
            + "".join(f".c{i}{{display:none}}" for i in range(count))
            + "</style>"
            + _page(paragraphs)
        ),
        "rules for two classes": lambda: (
            "<style>"
            + "".join(f".c{i}.z{{display:none}}" for i in range(count))
            + "</style>"
            + _page(paragraphs)
        ),
        "classes on one element": lambda: (
            "<style>.a{display:none}</style>"
            + _page("<p class='" + " ".join(f"k{i}" for i in range(size // 8)) + "'>x</p>")
        ),
        "open braces": lambda: "<style>" + _fill("a{", size) + "</style>" + _page(""),
        "media in media": lambda: "<style>" + _fill("@media x{", size) + "</style>" + _page(""),
    }


def _lines(size: int) -> dict[str, Callable[[], bytes | str]]:
    """Flattened text."""
    pieces = {
        "empty lines": "\n",
        "tiny lines": "x\n",
        "tiny words": "x ",
        "spaces": " ",
        "tabs": "x\t",
        "ideographic spaces": "中\u3000",
        "one word": "A",
        "one Chinese word": "中",
        "one Chinese line": _ZH,
        "one English line": "lorem ipsum dolor sit amet ",
        "one advertisement": _SPAM,
        "initials": "A. ",
        "full stops": ".",
        "Chinese full stops": "。",
        "quoted stops": '."',
        "ellipses": "…",
        "digits": "1",
        "numbers": "1 ",
        "date after date": "2024-07-24 ",
        "brackets": "(",
        "stars": "麻*",
        "labels": "作者:来源:",
        "bars": "|",
        "crumbs": "首页>",
        "addresses": "http://a.b/",
        "mail": "a@b.",
        "phone numbers": "加微13800138000",
    }
    return {
        f"text of {name}": lambda piece=piece: _ZH + "\n" + _fill(piece, size)
        for name, piece in pieces.items()
    }


def _bytes(size: int) -> dict[str, Callable[[], bytes | str]]:
    """Bytes that are not what they say, or nothing at all."""
    noise = random.Random(5)
    real = {
        "gb18030": f"<p>{_ZH}</p>",
        "big5": "<p>這是一座小城的書店如何度過最難的一年。</p>",
        "koi8_r": _RU,
        "cp1252": _FR,
        "shift_jis": _JA,
        "euc_jp": _JA,
        "iso2022_jp": _JA,
        "utf_16_le": f"<p>{_ZH}</p>",
        "utf_16_be": f"<p>{_ZH}</p>",
        "utf_32_le": f"<p>{_ZH}</p>",
        "utf_7": f"<p>{_ZH}</p>",
    }
    makers: dict[str, Callable[[], bytes | str]] = {
        "bytes 0xFF": lambda: b"<html>" + b"\xff" * size,
        "lead bytes": lambda: b"<html>" + b"\x81" * size,
        "escape sequences": lambda: b"\x1b$B0l" * (size // 5),
        "unpaired UTF-16": lambda: b"\x00\xd8" * (size // 2),
        "noise": lambda: b"<html>" + noise.randbytes(size),
        "noise of markup": lambda: bytes(noise.choices(b"<>/abp &;=\"'!-\n", k=size)),
        "UTF-8 cut in the middle": lambda: _fill(_ZH, size).encode()[:-1],
    }
    for codec, text in real.items():
        makers[f"{codec}, undeclared"] = lambda text=text, codec=codec: _fill(text, size).encode(codec)
    for codec, text in real.items():
        for other in ("gb2312", "utf-8", "utf-16", "iso-8859-1", "big5", "utf-7"):
            start = f'<html><meta charset="{other}">'
            makers[f"{codec} that says {other}"] = lambda text=text, codec=codec, start=start: (
                start + _fill(text, size)
            ).encode(codec)
    return makers
