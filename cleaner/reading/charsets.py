"""Names of character encodings: which Python codec a declared label means.

The table follows the labels of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/), with
its rule that a label names what browsers decode it as: gb2312 means GB18030, iso-8859-1 means
windows-1252, shift_jis means Microsoft's superset of it.
"""

from __future__ import annotations

import codecs
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Charset", "codec_of", "find_charset"]


class Charset(NamedTuple):
    """An encoding: the name that is reported, and the name of Python's codec for it."""

    name: str
    codec: str


# reported name | Python codec | labels
_TABLE = """
utf-8 | utf-8 | unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 utf-8-sig utf8mb4
gb18030 | gb18030 | chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030 gb-2312 euc-cn cp936 windows-936 ms936 gb2312-80
hz-gb-2312 | hz | hz-gb-2312 hz
big5-hkscs | big5hkscs | big5 big5-hkscs big5hkscs cn-big5 csbig5 x-x-big5 big-5 cp950 windows-950 ms950
euc-jp | euc_jp | cseucpkdfmtjapanese euc-jp x-euc-jp eucjp
iso-2022-jp | iso2022_jp_ext | csiso2022jp iso-2022-jp
shift_jis | cp932 | csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis cp932
euc-kr | cp949 | cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ksc_5601 windows-949 cp949 uhc
ibm866 | cp866 | 866 cp866 csibm866 ibm866
iso-8859-2 | iso8859_2 | csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
iso-8859-3 | iso8859_3 | csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
iso-8859-4 | iso8859_4 | csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
iso-8859-5 | iso8859_5 | csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
iso-8859-6 | iso8859_6 | arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
iso-8859-7 | iso8859_7 | csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek
iso-8859-8 | iso8859_8 | csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical
iso-8859-10 | iso8859_10 | csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6
iso-8859-13 | iso8859_13 | iso-8859-13 iso8859-13 iso885913
iso-8859-14 | iso8859_14 | iso-8859-14 iso8859-14 iso885914
iso-8859-15 | iso8859_15 | csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9
iso-8859-16 | iso8859_16 | iso-8859-16
koi8-r | koi8_r | cskoi8r koi koi8 koi8-r koi8_r
koi8-u | koi8_u | koi8-ru koi8-u
macintosh | mac_roman | csmacintosh mac macintosh x-mac-roman
windows-874 | cp874 | dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 tis620
windows-1250 | cp1250 | cp1250 windows-1250 x-cp1250
windows-1251 | cp1251 | cp1251 windows-1251 x-cp1251 win-1251 win1251
windows-1252 | cp1252 | ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 latin-1
windows-1253 | cp1253 | cp1253 windows-1253 x-cp1253
windows-1254 | cp1254 | cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254
windows-1255 | cp1255 | cp1255 windows-1255 x-cp1255
windows-1256 | cp1256 | cp1256 windows-1256 x-cp1256
windows-1257 | cp1257 | cp1257 windows-1257 x-cp1257
windows-1258 | cp1258 | cp1258 windows-1258 x-cp1258
x-mac-cyrillic | mac_cyrillic | x-mac-cyrillic x-mac-ukrainian
utf-16be | utf_16_be | unicodefffe utf-16be
utf-16le | utf_16_le | csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le utf16
utf-32be | utf_32_be | utf-32be
utf-32le | utf_32_le | utf-32 utf-32le
"""  # noqa: E501 (one encoding a line)


@lru_cache(maxsize=1)
def _labels() -> dict[str, Charset]:
    """Every label of the table, lower case, to its encoding."""
    labels = {}
    for row in _TABLE.strip().splitlines():
        name, codec, names = (cell.strip() for cell in row.split("|"))
        for label in names.split():
            labels[label] = Charset(name, codec)
    return labels


def find_charset(label: str | None) -> Charset | None:
    """The encoding that a declared label means; ``None`` for an unknown one.

    Takes a whole ``Content-Type`` value too (``text/html; charset=GBK``).
    """
    if not label:
        return None
    label = label[:200].lower()
    if "charset=" in label:
        label = label.partition("charset=")[2].partition(";")[0]
    return _labels().get(label.strip(" \t\r\n\f\"';"))


@lru_cache(maxsize=256)
def codec_of(codec: str) -> Charset | None:
    """The encoding of the table that Python calls ``codec``; ``None`` if the table lacks it."""
    try:
        wanted = codecs.lookup(codec).name
    except (LookupError, ValueError):
        return None
    for charset in _labels().values():
        if codecs.lookup(charset.codec).name == wanted:
            return charset
    return find_charset(codec)
