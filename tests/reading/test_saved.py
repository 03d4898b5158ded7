"""Pages that a browser saved as one file, and mails, are read like the page in them."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Kind, Page, Verdict
from cleaner.reading.saved import SAVED, unpack_saved

ADDRESS = "https://harbour.example/news/bridge.html"
SENTENCES = [
    f"The council closed the old bridge – the {nth} in the county – while engineers replace worn bearings."
    for nth in ("first", "second", "third", "fourth")
]
HTML = (
    "<!DOCTYPE html><html><head><title>Bridge closed</title></head><body><a href='/'>Home</a>"
    f"<h1>Bridge closed</h1>{''.join(f'<p>{s}</p>' for s in SENTENCES)}</body></html>"
)


def saved(html: str = HTML, cte: str = "quoted-printable", charset: str = "utf-8") -> bytes:
    """What Chromium writes: the document, a frame and a picture."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = ADDRESS
    message["Subject"] = "Bridge closed"
    message.set_content(html, subtype="html", cte=cte, charset=charset)
    message["Content-Location"] = ADDRESS
    message.make_related()
    message.add_related(b"\x89PNG\r\n", "image", "png", cid="<1@mhtml.blink>")
    message.add_related("<p>An advertisement in a frame.</p>", subtype="html", cid="<2@mhtml.blink>")
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_a_saved_page(cte: str, charset: str) -> None:
    article = cleaner.clean(saved(cte=cte, charset=charset))
    assert article.text.split("\n\n") == SENTENCES
    assert (article.title, article.url, article.verdict) == ("Bridge closed", ADDRESS, Verdict.CLEAN)
    assert SAVED in article.notes
    assert "frame" not in " ".join(block.text for block in article.blocks)


def test_as_str_and_with_an_address() -> None:
    article = cleaner.clean(saved().decode(), url="https://mirror.example/bridge")
    assert (article.text.split("\n\n"), article.url) == (SENTENCES, "https://mirror.example/bridge")
    eight_bits = cleaner.clean(saved(cte="8bit").decode())
    assert eight_bits.text.split("\n\n") == SENTENCES


def test_a_mail_in_two_forms() -> None:
    message = EmailMessage()
    message["Subject"] = "Bridge closed"
    message.set_content("\n\n".join(SENTENCES))
    assert cleaner.clean(message.as_bytes()).text.split("\n\n") == SENTENCES
    message.add_alternative(HTML, subtype="html")
    message.add_attachment(b"%PDF-", "application", "pdf", filename="bridge.pdf")
    assert cleaner.clean(message.as_bytes()).title == "Bridge closed"
    assert cleaner.clean(message.as_bytes()).text.split("\n\n") == SENTENCES


def test_cut_off_in_the_middle() -> None:
    whole = saved(cte="base64")
    article = cleaner.clean(whole[: whole.index(b"PCFE") + 401])
    assert article.blocks[-1].text
    assert SENTENCES[1].startswith(article.blocks[-1].text)


def test_nothing_to_read() -> None:
    picture = saved().replace(b"text/html", b"image/webp").replace(b"text/plain", b"image/webp")
    article = cleaner.clean(picture)
    assert (article.verdict, article.blocks) == (Verdict.NO_ARTICLE, ())
    assert {SAVED, "the page is empty"} <= set(article.notes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Note: the bridge is closed.\n\nIt opens in May.",
        "MIME-Version: 1.0\n\nSo began every mail.",
        HTML,
    ],
)
def test_nothing_that_was_saved(text: str) -> None:
    assert unpack_saved(Page(text)) is None
    assert unpack_saved(Page(saved(), kind=Kind.TEXT)) is None


FIELDS = st.lists(
    st.tuples(
        st.sampled_from(["Content-Type", "Content-Transfer-Encoding", "Content-Location", "X"]),
        st.sampled_from(["multipart/related", "text/html", "base64", "quoted-printable", "https://[", "a"]),
        st.text(max_size=20).map(lambda text: text.replace("\n", " ")),
    ),
    max_size=4,
)


@given(FIELDS, FIELDS, st.binary(max_size=60), st.sampled_from(["b", "", "*", "é", "b" * 300]), st.booleans())
def test_anything_is_read(fields: list, inner: list, body: bytes, boundary: str, as_str: bool) -> None:
    def header(rows: list) -> bytes:
        return "".join(f"{name}: {value};{rest}\n" for name, value, rest in rows).encode("utf-8", "replace")

    data = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="%s"\n' % boundary.encode()
        + header(fields)
        + b"\n--%s\n" % boundary.encode()
        + header(inner)
        + b"\n"
        + body
    )
    article = cleaner.clean(data.decode("latin-1") if as_str else data)
    assert SAVED in article.notes or unpack_saved(Page(data)) is None
