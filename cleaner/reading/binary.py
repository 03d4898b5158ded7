"""Tells files that are no text at all, by their first bytes."""

from __future__ import annotations

import re

from .utf16 import utf16_without_bom

__all__ = ["sniff_binary"]

_SAMPLE = 4096
_MOST_CONTROL = 0.05
"""Share of control bytes from which a sample is no text; a broken page has a few."""

# (offset, first bytes, what it is), from https://en.wikipedia.org/wiki/List_of_file_signatures
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "PDF document"),
    (0, b"{\\rtf", "RTF document"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG image"),
    (0, b"\xff\xd8\xff", "JPEG image"),
    (0, b"GIF87a", "GIF image"),
    (0, b"GIF89a", "GIF image"),
    (8, b"WEBP", "WebP image"),
    (4, b"ftypavif", "AVIF image"),
    (4, b"ftyp", "MPEG-4 media"),
    (0, b"II*\x00", "TIFF image"),
    (0, b"MM\x00*", "TIFF image"),
    (0, b"\x00\x00\x01\x00", "icon"),
    (0, b"PK\x03\x04", "ZIP archive or office document"),
    (0, b"PK\x05\x06", "ZIP archive"),
    (0, b"\x1f\x8b\x08", "gzip archive"),
    (0, b"BZh91AY", "bzip2 archive"),
    (0, b"\xfd7zXZ\x00", "xz archive"),
    (0, b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (0, b"Rar!\x1a\x07", "RAR archive"),
    (257, b"ustar", "tar archive"),
    (0, b"\x7fELF", "ELF program"),
    (0, b"MZ\x90\x00", "Windows program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"\x00asm", "WebAssembly program"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
    (0, b"SQLite format 3\x00", "SQLite database"),
    (0, b"ID3\x03", "MP3 audio"),
    (0, b"ID3\x04", "MP3 audio"),
    (0, b"OggS\x00", "Ogg media"),
    (0, b"fLaC\x00", "FLAC audio"),
    (8, b"WAVEfmt", "WAVE audio"),
    (8, b"AVI LIST", "AVI video"),
    (0, b"\x1aE\xdf\xa3", "Matroska video"),
    (0, b"wOFF", "web font"),
    (0, b"wOF2", "web font"),
    (0, b"\x00\x01\x00\x00\x00", "font"),
    (0, b"PAR1", "Parquet file"),
)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# white space and escape sequences (ISO-2022-JP) are text
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def sniff_binary(content: bytes) -> str | None:
    """What kind of file this is, such as ``PDF document``, if it is not text; else ``None``.

    Looks at the first 4,096 bytes. Text in any encoding is text, UTF-16 with or without a byte order
    mark included; a few NUL or control bytes are damage, many are ``binary data``.
    """
    head = content[:_SAMPLE]
    if not head or head.startswith(_BOMS):
        return None
    for offset, signature, name in _SIGNATURES:
        if head.startswith(signature, offset):
            return name
    control = len(_CONTROL.findall(head))
    if control <= 2 or control <= _MOST_CONTROL * len(head) or utf16_without_bom(head):
        return None
    return "binary data"
