"""Lines of HTML that were broken at a fixed width are paragraphs; all other lines stay lines."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.reading.html import read_html
from cleaner.reading.wrap import JOINED

PARAGRAPHS = [
    "The ministry said on Tuesday that it would spend two billion crowns on bridges over the northern "
    "rivers, after an inspection found that one in four crossings no longer meets the standard for lorries.",
    "Work on the first three of them will start in spring, a spokeswoman said, and all will be open to "
    "traffic by the end of the decade. The ministry had first promised them when floods took the old one.",
    "Local councils welcomed the announcement but warned that detours would be long. In Holm, where the "
    "nearest other bridge is far away, the council wants a ferry for the time of the works.",
]
VERSE = "<br>".join(
    ["The lamps go out along the pier,", "one by one, without a sound;", "the last of them was burning here"]
    * 4
)


def page(body: str) -> str:
    return f"<html><body><h1>Bridges in the north</h1>{body}<p>Copyright Harbour News</p></body></html>"


def wrapped(ends: str, between: str, paragraphs: list[str] = PARAGRAPHS) -> str:
    return between.join(ends.join(textwrap.wrap(text, 60)) for text in paragraphs)


@pytest.mark.parametrize(
    "body",
    [
        f"<pre>{wrapped(chr(10), chr(10) * 2)}</pre>",
        f"<pre>\r\n{wrapped(chr(13) + chr(10), chr(13) + chr(10) + ' ' + chr(13) + chr(10))}</pre>",
        f"<p>{wrapped('<br>' + chr(10), '<br><br>')}</p>",
        f"<div><font>{wrapped('<br>', '<br>')}</font></div>",
        "".join(f"<p>{wrapped('<br/>', '', [text])}</p>" for text in (" ".join(PARAGRAPHS), PARAGRAPHS[0])),
    ],
)
def test_wrapped_lines_are_paragraphs(body: str) -> None:
    article = cleaner.clean(page(body))
    assert " ".join(article.text.split("\n\n")).startswith(" ".join(PARAGRAPHS))
    assert len(article.text.split("\n\n")) <= len(PARAGRAPHS)
    assert JOINED in article.notes


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{VERSE}</p>",
        f"<pre>{VERSE.replace('<br>', chr(10))}</pre>",
        f"<pre><code>{wrapped(chr(10), chr(10))}</code></pre>",
        "".join(f"<p>{line}</p>" for line in textwrap.wrap(PARAGRAPHS[0], 60)),
        f"<p>{'<hr>'.join(textwrap.wrap(PARAGRAPHS[0], 40))}</p>",
        f"<p>{'<br><br>'.join(textwrap.wrap(' '.join(PARAGRAPHS), 60))}</p>",
    ],
)
def test_other_lines_are_left_alone(body: str) -> None:
    assert JOINED not in read_html(page(body)).notes


def test_dense_script() -> None:
    text = (
        "市政府周二表示将投入二十亿元在北部河流上修建新桥因为检查发现四分之一的旧桥已经不符合重型车辆的标准而且维修费用很高"
        * 3
    )
    lines = [text[at : at + 32] for at in range(0, len(text), 32)]
    blocks = read_html(page(f"<div>{'<br>'.join(lines)}。</div>")).blocks
    assert blocks[1].text == f"{text}。"


def test_links_and_pictures_move_with_their_words() -> None:
    lines = textwrap.wrap(" ".join(PARAGRAPHS), 70)
    lines[3] = (
        f'<img src="/holm.jpg" alt="Holm">{lines[3][:5]}<a href="/three">{lines[3][5:20]}</a>{lines[3][20:]}'
    )
    lines[6] = f'<a href="/six">{lines[6]}</a>'
    block = read_html(page(f"<p>{'<br>'.join(lines)}</p>")).blocks[1]
    assert [block.text[link.start : link.end] for link in block.links] == [
        textwrap.wrap(" ".join(PARAGRAPHS), 70)[3][5:20],
        textwrap.wrap(" ".join(PARAGRAPHS), 70)[6],
    ]
    assert [image.alt for image in block.images] == ["Holm"]


WORDS = st.lists(
    st.sampled_from(["bridge", "over", "well-", "Holm.", "桥", "…", "<b>the</b>", "  "]), max_size=40
)


@given(
    st.lists(
        st.tuples(WORDS, st.sampled_from(["<br>", "<br><br>", "<p>", "<i hidden>x</i><br>", "\n"])),
        max_size=12,
    )
)
def test_no_character_is_lost(parts: list[tuple[list[str], str]]) -> None:
    lines = [(line, end) for words, end in parts for line in textwrap.wrap(" ".join(words), 50)]
    body = "".join(line + end for line, end in lines)
    said = "".join(block.text for block in read_html(f"<div>{body}</div>").blocks).replace(" ", "")
    plain = "".join(
        (line + ("x" if "hidden" in end else "")).replace("<b>", "").replace("</b>", "")
        for line, end in lines
    )
    assert sorted(said) == sorted("".join(plain.split()))


def test_a_list_of_lines_beside_wrapped_ones() -> None:
    lines = "<br>".join(f"Mile {number}" for number in range(40))
    blocks = read_html(page(f"<p>{wrapped('<br>', '<br><br>')}</p><p>{lines}</p>")).blocks
    assert [block.text for block in blocks[1:4]] == PARAGRAPHS
    assert [block.text for block in blocks[4:44]] == lines.split("<br>")
