"""Bytes to text, in any encoding, with and without a declaration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import Kind, Page
from cleaner.reading import decode, read, sniff_binary
from cleaner.reading.charsets import find_charset

from ..conftest import shared

SIMPLIFIED = "昨天凌晨,研究团队宣布新一代望远镜完成了第一次观测。"
TRADITIONAL = "傍晚五點四十分,最後一班渡輪鳴笛離港,碼頭邊的賣魚阿伯開始收攤。"
JAPANESE = "研究チームは昨日、新しい望遠鏡による最初の観測が完了したと発表した。"
KOREAN = "연구팀은 어제 새 망원경의 첫 관측을 마쳤다고 발표했다."
GREEK = "Η κυβέρνηση ανακοίνωσε την Τετάρτη την αύξηση των συντάξεων, είπε ο πρωθυπουργός."
RUSSIAN = "Правительство приняло решение о повышении пенсий, сообщил в среду премьер."
FRENCH = "Le café était fermé hier soir à Besançon, a déclaré le maire."


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        (" gb_2312-80 ", "gb18030"),
        ("big5", "big5-hkscs"),
        ("ISO-8859-1", "windows-1252"),
        ("ascii", "windows-1252"),
        ("Shift_JIS", "shift_jis"),
        ("ks_c_5601-1987", "euc-kr"),
        ("UTF8", "utf-8"),
        ("text/html; charset=GBK", "gb18030"),
        ('text/html; charset="Big5"; x=y', "big5-hkscs"),
        ("none-such", None),
        ("", None),
        (None, None),
    ],
)
def test_labels(label: str | None, name: str | None) -> None:
    found = find_charset(label)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLIFIED, "gb18030", "gb18030"),
        ("北京大学", "gbk", "gb18030"),
        ("中文", "gb2312", "gb18030"),
        ("李𬍛在修复室工作。" + SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5-hkscs"),
        ("海岸日報", "big5", "big5-hkscs"),
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (KOREAN, "cp949", "euc-kr"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (FRENCH, "cp1252", "windows-1252"),
        ("café", "latin-1", "windows-1252"),
        *((t, "utf-8", "utf-8") for t in (SIMPLIFIED, JAPANESE, KOREAN, RUSSIAN, FRENCH, "é", "plain")),
        *((t, "utf-16", "utf-16le") for t in (SIMPLIFIED, "plain")),
        ("\ufeff" + SIMPLIFIED, "utf-16-be", "utf-16be"),
        ("plain text", "utf-16-le", "utf-16le"),
        ("plain text", "utf-16-be", "utf-16be"),
        (SIMPLIFIED + "\n" + SIMPLIFIED, "utf-16-le", "utf-16le"),
        ("<p>" + SIMPLIFIED, "utf-16-be", "utf-16be"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
    ],
)
def test_undeclared(text: str, codec: str, name: str) -> None:
    found = decode(text.encode(codec))
    assert (found.text, found.encoding, found.notes) == (text.removeprefix("\ufeff"), name, [])


@pytest.mark.parametrize(
    ("text", "codec"), [(SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5"), (SIMPLIFIED, "utf-8")]
)
@pytest.mark.parametrize("keep", range(9, 26))
def test_a_character_cut_off_at_the_end_does_no_harm(text: str, codec: str, keep: int) -> None:
    data = text.encode(codec)[:keep]
    whole = data.decode(codec, "ignore")
    assert decode(data).text.rstrip("\ufffd") == whole


@pytest.mark.parametrize(
    "declaration",
    [
        '<meta charset="{}">',
        "<META CHARSET={}>",
        '<meta http-equiv="Content-Type" content="text/html; charset={}" />',
        '<?xml version="1.0" encoding="{}"?>',
        "<!-- <meta charset=utf-8> -->" + " " * 5000 + "<meta charset='{}'>",
    ],
)
@pytest.mark.parametrize(
    ("text", "label", "name"), [(SIMPLIFIED, "gb2312", "gb18030"), (TRADITIONAL, "big5", "big5-hkscs")]
)
def test_declared_by_the_page(declaration: str, text: str, label: str, name: str) -> None:
    page = declaration.format(label) + f"<p>{text}</p>"
    found = decode(page.encode(name))
    assert (found.text, found.encoding, found.notes) == (page, name, [])


def test_the_hint_beats_the_page() -> None:
    page = f"<meta charset=big5>{SIMPLIFIED}".encode("gb18030")
    assert decode(page, "gbk").encoding == "gb18030"
    assert read(Page(page, encoding="text/html; charset=gb2312")).blocks[0].text == SIMPLIFIED


def test_the_page_beats_a_hint_of_latin_1_that_servers_send_for_anything() -> None:
    page = f"<meta charset=gbk>{SIMPLIFIED}"
    found = decode(page.encode("gbk"), "ISO-8859-1")
    assert (found.text, found.encoding) == (page, "gb18030")


@pytest.mark.parametrize("label", ["gb2312", "big5", "iso-8859-1", "shift_jis", "windows-1251"])
def test_a_wrong_declaration_loses_to_utf_8(label: str) -> None:
    page = f"<meta charset={label}>{SIMPLIFIED}é"
    found = decode(page.encode())
    assert (found.text, found.encoding) == (page, "utf-8")
    assert "declared" in found.notes[0]


def test_two_bytes_that_happen_to_be_utf_8_stay_what_they_are_declared_to_be() -> None:
    page = "<meta charset=gbk>模"
    assert page.encode("gbk").decode("utf-8") != page
    assert decode(page.encode("gbk")).text == page


@pytest.mark.parametrize("declared", ["utf-8", "gbk", "shift_jis", "nonsense"])
def test_a_declaration_that_makes_no_sense_is_passed_over(declared: str) -> None:
    data = (TRADITIONAL * 3).encode("big5")
    found = decode(data, declared)
    assert (found.text, found.encoding) == (TRADITIONAL * 3, "big5-hkscs")
    assert found.notes


@pytest.mark.parametrize("declared", ["iso-8859-1", "us-ascii", "windows-1252"])
@pytest.mark.parametrize(
    ("text", "codec"), [(RUSSIAN, "cp1251"), (KOREAN, "cp949"), (JAPANESE, "euc_jp"), (GREEK, "cp1253")]
)
def test_latin_1_is_not_believed_of_other_scripts(declared: str, text: str, codec: str) -> None:
    """It is what programs write that were told nothing."""
    assert decode((text * 3).encode(codec), declared).text == text * 3


@pytest.mark.parametrize("codec", ["gb18030", "big5", "utf-8"])
def test_a_little_damage_is_forgiven(codec: str) -> None:
    text = TRADITIONAL * 5
    data = text.encode(codec) + b"\xff" + text.encode(codec)
    found = decode(data, codec)
    assert found.encoding == str(find_charset(codec).name)  # type: ignore[union-attr]
    assert found.text.replace("\ufffd", "") == text * 2
    assert "could not be decoded" in found.notes[0]


@pytest.mark.parametrize(("text", "label"), [(JAPANESE, "iso-2022-jp"), (SIMPLIFIED, "hz-gb-2312")])
def test_encodings_that_use_ascii_bytes_only(text: str, label: str) -> None:
    data = text.encode(label.replace("-gb-2312", "").replace("-", "_"))
    assert data.isascii()
    assert decode(data, label)[:2] == (text, label)


@pytest.mark.parametrize(
    ("hint", "name"), [("gbk", "gb18030"), ("utf-16", "utf-8"), ("iso-2022-jp", "utf-8")]
)
def test_ascii_is_ascii(hint: str, name: str) -> None:
    assert decode(b"plain text", hint) == ("plain text", name, [], b"plain text")


@given(
    st.one_of(st.binary(max_size=40), st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace")))
)
def test_what_is_said_to_be_the_text_in_utf8_is_that(content: bytes) -> None:
    found = decode(content)
    assert found.utf8 in (None, found.text.encode("utf-8", "replace"))


def test_text_pages_have_no_declarations() -> None:
    essay = f"An essay on <meta charset=big5> and such. {FRENCH}"
    assert read(Page(essay.encode("cp1252"))).encoding == "windows-1252"


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "gbk", "big5", "utf-16", "iso-2022-jp", "hz", "x"]),
)
def test_anything_can_be_decoded(data: bytes, hint: str | None) -> None:
    found = decode(data, hint)
    found.text.encode()
    assert find_charset(found.encoding)
    assert decode(data, hint) == found


def test_str_needs_no_decoding() -> None:
    document = read(Page("a \ud800 b\udfff", kind=Kind.TEXT))
    assert (document.encoding, document.blocks[0].text) == (None, "a \ufffd b\ufffd")
    assert document.notes == ["2 lone surrogates replaced by U+FFFD"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF document"),
        (rb"{\rtf1\ansi\deff0 {\b The council} met.}", "RTF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG image"),
        (b"GIF89a\x01\x00", "GIF image"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP image"),
        (b"PK\x03\x04\x14\x00", "ZIP archive or office document"),
        (b"\x1f\x8b\x08\x00", "gzip archive"),
        (b"\x7fELF\x02\x01", "ELF program"),
        (bytes(range(256)) * 2, "binary data"),
        (b"\x00" * 40, "binary data"),
    ],
)
def test_what_is_not_text(data: bytes, kind: str) -> None:
    assert sniff_binary(data) == kind
    document = read(Page(data))
    assert (document.blocks, document.notes) == ([], [f"not text: {kind}"])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain",
        b"one \x00 NUL and \x01",
        SIMPLIFIED.encode("gbk"),
        TRADITIONAL.encode("big5"),
        ("<p>" + SIMPLIFIED).encode("utf-16-le"),
        "plain".encode("utf-16"),
        JAPANESE.encode("iso2022_jp"),
        b"BM is no bitmap, MZ no program, PK no archive",
    ],
)
def test_what_is_text(data: bytes) -> None:
    assert sniff_binary(data) is None


def test_shared_pages() -> None:
    folder = shared("spam-dev") / "html"
    for name, encoding in [
        ("big5-island", "big5-hkscs"),
        ("portal-gb18030", "gb18030"),
        ("portal-utf8", "utf-8"),
    ]:
        data = (folder / f"{name}.html").read_bytes()
        assert decode(data).encoding == encoding
        undeclared = data.replace(b"charset", b"chraset")
        assert decode(undeclared).encoding == encoding
