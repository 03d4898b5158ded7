"""Takes the page out of what a browser saved as one file (MHTML), or out of a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..expressions import compiled
from ..model import Kind, Page

if TYPE_CHECKING:
    from email.message import Message

__all__ = ["SAVED", "unpack_saved"]

SAVED = "the page was taken out of a file that a browser saved (MHTML), or a mail"
_FIELD = r"[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}"
_HEADER = compiled(rf"(?:From [^\n]{{0,200}}\n)?(?:{_FIELD}){{1,60}}(?=\r?\n)")
_MIME = compiled(r"^MIME-Version:", re.I | re.M)
_CONTENT = compiled(r"^Content-Type:\s{0,10}(?:multipart|text)/", re.I | re.M)
_SAMPLE = 50_000
_DEEPEST = 4
"""Multiparts within multiparts: a mail with pictures, of two forms, with a file attached."""
_MOST_PARTS = 500
"""Of one level; the document comes first."""
_ADDRESSES = ("Content-Location", "Snapshot-Content-Location")


class _Part(NamedTuple):
    """A header and what stands below it."""

    header: Message
    body: bytes


def unpack_saved(page: Page) -> Page | None:
    """The HTML, or else the plain text, in a file with the header of MHTML or of a mail (RFC 2557).

    ``None`` for everything else; a page without content where the file holds neither. Other documents in it,
    pictures and frames, are left out. Time and memory grow with the file: no more than 500 parts of a level
    are looked at, on four levels.
    """
    if page.kind not in (None, Kind.HTML):
        return None
    sample = page.content[:_SAMPLE]
    head = sample if isinstance(sample, str) else sample.decode("latin-1")
    header = _HEADER.match(head)
    if header is None or not (_MIME.search(header[0]) and _CONTENT.search(header[0])):
        return None
    data = page.content if isinstance(page.content, bytes) else page.content.encode("utf-8", "surrogatepass")
    whole = _part(data)
    texts = list(_texts(whole))
    if not texts:
        return Page("", page.url, Kind.TEXT)
    part = next(filter(_is_html, texts), texts[0])
    url = page.url or next((found for name in _ADDRESSES if (found := _address(whole, part, name))), None)
    kind = Kind.HTML if _is_html(part) else Kind.TEXT
    content, encoded = _decoded(part)
    if isinstance(page.content, str) and not encoded:
        return Page(content.decode("utf-8", "surrogatepass"), url, kind)
    return Page(content, url, kind, part.header.get_content_charset())


def _part(data: bytes) -> _Part:
    """The header and the body of a part, or of the whole file."""
    from email.parser import BytesHeaderParser

    end = re.search(rb"\r?\n\r?\n", data[: 2 * _SAMPLE])
    head, body = (data[: end.start()], data[end.end() :]) if end else (data[:_SAMPLE], b"")
    return _Part(BytesHeaderParser().parsebytes(head + b"\n\n"), body)


def _texts(part: _Part, depth: int = 0) -> Iterator[_Part]:
    """The parts that are text, in their order."""
    kind, boundary = part.header.get_content_maintype(), part.header.get_boundary()
    if kind == "text":
        yield part
    elif kind == "multipart" and boundary and depth < _DEEPEST:
        name = re.escape(boundary.encode("utf-8", "replace"))
        line = re.compile(rb"\n--%s(?:--)?[ \t]*\r?(?=\n|\Z)" % name)
        for piece in line.split(b"\n" + part.body, _MOST_PARTS)[1:]:
            if piece.strip():
                yield from _texts(_part(piece.removeprefix(b"\n")), depth + 1)


def _is_html(part: _Part) -> bool:
    return part.header.get_content_subtype() == "html"


def _address(whole: _Part, part: _Part, name: str) -> str | None:
    """Where a browser says that it found the page."""
    for header in (part.header, whole.header):
        address = "".join(str(header.get(name, "")).split())
        if address.startswith(("http://", "https://")):
            return address
    return None


def _decoded(part: _Part) -> tuple[bytes, bool]:
    """The bytes of a part, and whether they were written in other letters for the way."""
    import binascii

    encoding = str(part.header.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(part.body), True
    if encoding == "base64":
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", part.body)
        whole = letters[: len(letters) - (len(letters) % 4 == 1)]  # a single letter is less than a byte
        return binascii.a2b_base64(whole + b"=="), True
    return part.body, False
