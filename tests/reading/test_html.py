"""HTML to blocks: nothing lost, nothing twice, boundaries where a reader sees them."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Kind, Page
from cleaner.reading import read
from cleaner.reading.document import Document
from cleaner.reading.entities import ESCAPED_TWICE


def html(source: str) -> Document:
    return read(Page(source, kind=Kind.HTML))


def texts(source: str) -> list[str]:
    return [b.text for b in html(source).blocks]


def squeeze(text: str) -> str:
    return "".join(text.split())


# -- every character in exactly one block ---------------------------------------------------------

WORDS = st.text(alphabet="ab 中文。,<&>\"'\u3000\n1·é", max_size=12)
BLOCK_TAGS = ["div", "p", "li", "ul", "td", "table", "tr", "h2", "section", "blockquote", "pre", "center"]
INLINE_TAGS = ["span", "b", "a href='/x'", "font", "em", "custom-tag", "time", "code"]


def wrap(tag: str, inside: list[tuple[str, str]], closed: bool) -> tuple[str, str]:
    name = tag.split()[0]
    end = f"</{name}>" if closed else ""
    return f"<{tag}>" + "".join(h for h, _ in inside) + end, "".join(t for _, t in inside)


LEAVES = (
    WORDS.map(lambda t: (escape(t), t))
    | st.sampled_from(
        ["<br>", "<br/>", "<hr>", "<img src=x>", "<!-- c -->", "<input>", "</p>", "</div>"]
    ).map(lambda t: (t, ""))
    | WORDS.map(lambda t: (f"<script>{squeeze(t).replace('<', '')}</script>", ""))
)
TREES = st.recursive(
    LEAVES,
    lambda children: st.builds(
        wrap, st.sampled_from(BLOCK_TAGS + INLINE_TAGS), st.lists(children, max_size=4), st.booleans()
    ),
    max_leaves=25,
)


@given(st.lists(TREES, max_size=6), st.lists(TREES, max_size=3))
def test_every_character_is_in_exactly_one_block(
    inside: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    source = "<html><head><title>no</title></head><body>" + "".join(h for h, _ in inside)
    source += "</body></html>" + "".join(h for h, _ in after)
    document = html(source)
    expected = squeeze("".join(t for _, t in inside) + "".join(t for _, t in after))
    assert squeeze("".join(b.text for b in document.blocks)) == expected
    check(document)


@given(st.text(max_size=200))
def test_any_text_between_tags_survives(text: str) -> None:
    document = html(f"<body><p>{escape(text)}</p><p>end</p></body>")
    seen = re.sub("[\x00-\x08\x0e-\x1b\ufffe\uffff]", "\ufffd", squeeze(text))
    assert squeeze("".join(b.text for b in document.blocks)) == seen + "end"


@given(st.text(alphabet="<>/!-p a=\"'&;div#x0", max_size=120) | st.text(max_size=80))
def test_any_soup_can_be_read(source: str) -> None:
    check(html(source))


def check(document: Document) -> None:
    """What must hold of every document."""
    elements = document.elements
    for index, element in enumerate(elements):
        assert element.parent < index
        assert element.depth == (elements[element.parent].depth + 1 if element.parent >= 0 else 0)
        assert 0 <= element.link_chars <= element.chars > 0
    for block in document.blocks:
        assert block.text == " ".join(block.text.split()) != ""
        assert elements[block.element].tag == block.tag
        assert block.path is not None
        assert block.path.startswith("/")
        end = 0
        for link in block.links:
            assert end <= link.start < link.end <= len(block.text)
            assert block.text[link.start : link.end].strip() == block.text[link.start : link.end]
            end = link.end
    total = sum(len(squeeze(b.text)) for b in document.blocks)
    assert sum(e.chars for e in elements if e.parent < 0) == total


# -- boundaries -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a<p>b", ["a", "b"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("a<br>b<br><br>c", ["a", "b", "c"]),
        ("<p>one <b>two</b>\n<i>three</i>four</p>", ["one two threefour"]),
        ("<ul><li>a<li>b<ul><li>c</ul>d</ul>", ["a", "b", "c", "d"]),
        ("<table><tr><td>a<td>b<tr><th>c</table>", ["a", "b", "c"]),
        ("<dl><dt>a<dd>b</dl>", ["a", "b"]),
        ("<h1>a</h1><hr>b", ["a", "b"]),
        ("<p>a<span style='display:block'>b</span>c</p>", ["a", "b", "c"]),
        ("<p>a<span style='display:inline-block'>b</span>c</p>", ["abc"]),
        ("<a href=x><div>a</div><div>b</div></a>", ["a", "b"]),
        ("<select><option>a<option>b</select><textarea>c</textarea><button>d</button>", ["a", "b", "c", "d"]),
        ("<p>\u3000\u3000中文\u3000段落\u3000</p>", ["中文 段落"]),
        ("<p>a&nbsp;&nbsp;b</p>", ["a b"]),
        ("<pre>a  b\n\nc\r\nd</pre>", ["a b", "c", "d"]),
        ("<pre class=highlight>a\nb</pre>", ["a b"]),
        ("<pre><code>a\nb</code></pre>", ["a b"]),
        ("<svg><title>no</title><desc>d</desc></svg><p>x</p>", ["d", "x"]),
        ("<b-x><template shadowrootmode=open><p>a<p>b</template></b-x>c", ["a", "b", "c"]),
        ("<template><p>no</p></template><style>no</style><script>no</script>x", ["x"]),
        ("<!-- no --><p>a<!-- no -->b</p>", ["ab"]),
        ("x < y <b>and</b> z", ["x < y and z"]),
        ("<o:p>a</o:p> <my-thing>b</my-thing>", ["a b"]),
        ("", []),
        ("  \n ", []),
        ("<html></html>", []),
        ("\ufeff<p>a</p>", ["a"]),
    ],
)
def test_boundaries(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_text_behind_the_end_of_the_page_is_text() -> None:
    source = "<html><body><p>a</p></body></html>b<p>c</p></body></html><div>d</div>"
    assert texts(source) == ["a", "b", "c", "d"]


def test_control_characters_are_replaced_and_end_nothing() -> None:
    assert texts("<p>a\x00b\x01</p><p>\x0bc\x1cd\uffff</p>") == ["a\ufffdb\ufffd", "c d\ufffd"]


def test_an_encoding_declaration_in_str_is_ignored() -> None:
    source = (
        '<?xml version="1.0" encoding="gb2312"?><html><head><meta charset="big5"></head><body>中文é</body>'
    )
    assert texts(source) == ["中文é"]


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul><li", "table><tr><td", "custom-x"])
@pytest.mark.parametrize("depth", [300, 5_000, 100_000])
def test_deep_nesting(tag: str, depth: int) -> None:
    document = html(f"<body><p>first</p>{f'<{tag}>' * depth}<div>deep</div><p>deeper</p>")
    assert [b.text for b in document.blocks] == ["first", "deep", "deeper"]
    assert all(len(b.path or "") < 2_000 for b in document.blocks)
    assert any("nested more than 512 deep" in note for note in document.notes) or depth < 512


def test_links_that_never_end_are_not_deep() -> None:
    document = html(f"<body><p>first</p>{'<a href=x>' * 100_000}<div>deep</div><p>deeper</p>")
    assert [b.text for b in document.blocks] == ["first", "deep", "deeper"]
    assert document.notes == []


def test_text_at_every_depth() -> None:
    document = html("<div>x" * 20_000)
    assert len(document.blocks) == 20_000
    assert document.elements[0].chars == 20_000


def test_many_siblings() -> None:
    document = html("".join(f"<p>{i}</p>" for i in range(20_000)))
    assert document.blocks[-1].path == "/html/body/p[20000]"


# -- what is known of a block ---------------------------------------------------------------------

PAGE = """<html><body class="News Page" id=top><div class=main role=main><h2>Head <a href="/h">line</a></h2>
<ul><li itemprop=x>one <a href=" /1 ">two  three</a><br>four</li></ul><p></p><div><img></div></div>
</body></html>"""


def test_paths_tags_and_levels() -> None:
    blocks = html(PAGE).blocks
    assert [(b.text, b.tag, b.level, b.path) for b in blocks] == [
        ("Head line", "h2", 2, "/html/body/div[1]/h2[1]"),
        ("one two three", "li", 0, "/html/body/div[1]/ul[1]/li[1]"),
        ("four", "li", 0, "/html/body/div[1]/ul[1]/li[1]"),
    ]


def test_paths_lead_to_the_element() -> None:
    from lxml import etree

    tree = etree.fromstring(PAGE, etree.HTMLParser()).getroottree()
    for block in html(PAGE).blocks:
        (element,) = tree.xpath(block.path)
        assert element.tag == block.tag
        assert block.text.split()[0] in "".join(element.itertext())


def test_elements() -> None:
    elements = html(PAGE).elements
    assert [(e.parent, e.tag, e.names, e.depth, e.chars, e.link_chars) for e in elements] == [
        (-1, "html", "", 0, 23, 12),
        (0, "body", "news page top", 1, 23, 12),
        (1, "div", "main main", 2, 23, 12),
        (2, "h2", "", 3, 8, 4),
        (2, "ul", "", 3, 15, 8),
        (4, "li", "x", 4, 15, 8),
    ]


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("<p><a href=/a>x y</a></p>", [("x y", "/a")]),
        ("<p> \n<a href=/a> x </a> \n</p>", [("x", "/a")]),
        ("<p>1 <a href=/a>x</a>2 <a href=/b> y </a> 3</p>", [("x", "/a"), ("y", "/b")]),
        ("<p><a href=/a>x</a><a href=/b>y</a></p>", [("x", "/a"), ("y", "/b")]),
        ("<p><a href=/a><img></a><a>y</a></p>", []),
        ("<p><a href=/a>x<b> y</b></a>z</p>", [("x y", "/a")]),
        ("<a href=/a><p>x</p><p>y</p></a>", [("x", "/a"), ("y", "/a")]),
        ("<a href=/a>x<br>y</a>", [("x", "/a"), ("y", "/a")]),
        ("<a href=/a>x<a href=/b>y</a>z", [("x", "/a"), ("y", "/b")]),
        ("<a href=/a>x<div>1<a href=/b>y</a>2</div>3</a>4", None),
    ],
)
def test_links(source: str, links: list[tuple[str, str]] | None) -> None:
    document = html(source)
    check(document)
    found = [(b.text[k.start : k.end], k.href) for b in document.blocks for k in b.links]
    assert links is None or found == links


def test_a_heading_around_a_block_gives_it_its_level() -> None:
    assert html("<h1><div>Title</div></h1>").blocks[0].level == 1
    assert html("<h1><div><div>far</div></div></h1>").blocks[0].level == 0


def test_pictures_go_to_the_text_that_comes_next() -> None:
    page = (
        "<p>前文。</p><img src='data:image/gif;base64,R0' data-original='/a.jpg' alt=' 一  只 鸟 '>"
        "<img src='/dot.gif' width=1 height=1><p><img srcset='/b.jpg 1x, /b2.jpg 2x'>后文。</p>"
        "<div style='display:none'><img src='/hidden.jpg'></div><p>末文。</p><img src='/lost.jpg'>"
    )
    blocks = read(Page(page, kind=Kind.HTML)).blocks
    assert [[(i.source, i.alt) for i in b.images] for b in blocks] == [
        [],
        [("/a.jpg", "一 只 鸟"), ("/b.jpg", "")],
        [],
    ]


@pytest.mark.parametrize(
    ("attributes", "source"),
    [
        ("srcset='data:image/gif;base64,R0 1x' alt='a'", None),
        ("src='data:,' srcset='blob:x'", None),
        ("srcset='/b.jpg, /b2.jpg 2x'", "/b.jpg"),
        ("src='data:,' srcset=' /resize,w=80/b.jpg 1x, /b2.jpg 2x'", "/resize,w=80/b.jpg"),
    ],
)
def test_where_a_picture_is(attributes: str, source: str | None) -> None:
    (block,) = read(Page(f"<p><img {attributes}>words</p>", kind=Kind.HTML)).blocks
    assert [image.source for image in block.images] == ([] if source is None else [source])


def test_references_that_were_escaped_twice_are_read_once() -> None:
    page = "<p>&amp;nbsp;&amp;nbsp;The &amp;ldquo;old&amp;rdquo; pier &amp;mdash; rebuilt &amp;amp; open.</p>"
    document = read(Page(page, kind=Kind.HTML))
    assert [block.text for block in document.blocks] == ["The “old” pier — rebuilt &amp; open."]
    assert ESCAPED_TWICE in document.notes


@pytest.mark.parametrize(
    "page",
    [
        "<p>Write &amp;nbsp; for a space and &amp;mdash; for a dash.</p>",
        "<p>Write <code>&amp;nbsp;</code>, <code>&amp;mdash;</code>, <code>&amp;ldquo;</code>.</p>",
        "<p>A &amp; B &amp; C &amp; D</p>",
    ],
)
def test_references_that_are_meant_are_shown(page: str) -> None:
    document = read(Page(page, kind=Kind.HTML))
    assert document.blocks[0].text == unescape(re.sub("<[^>]*>", "", page))
    assert document.notes == []
