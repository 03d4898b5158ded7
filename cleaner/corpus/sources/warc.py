"""WARC and WET: pages that a server answered with, and the texts made from them.

Of a WARC file the responses with status 200 and HTML are records, of a WET file the conversions; all else
is passed over. Where an archive is broken, reading goes on at the next record that can be read.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from ...extras import require
from ...model import Kind
from ...unpack import packing_of
from .http_body import BodyError, decode_body
from .items import MOST_BYTES, Fault, Item, Record
from .meter import Meter
from .packed import fault_of

__all__ = ["read_archive"]

_HTML = ("text/html", "application/xhtml+xml")
_GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"
_PLAIN = b"WARC/1."
_BLOCK = 2**20


def read_archive(path: str, name: str, meter: Meter | None = None) -> Iterator[Item]:
    """The pages of an archive, with their offsets in bytes; a fault for each place that cannot be read.

    Raises:
        ImportError: where fastwarc is missing.
    """
    _fastwarc()
    try:
        with open(path, "rb") as file:
            if meter is not None:
                meter.open(file)
            if not file.peek(1) and packing_of(b"", path) is not None:
                yield Fault(name, None, "empty file")
                return
            yield from _Archive(file, name).items()
    except OSError as error:
        yield Fault(name, None, fault_of(error))


class _Archive:
    """An archive that is read from its beginning, and again behind each place that is broken."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name
        start = file.read(8)
        self._mark = next((mark for mark in (_GZIP, _ZSTD) if start.startswith(mark)), _PLAIN)
        self._can_skip = self._mark is not _PLAIN or start.startswith(b"WARC")
        self._last = 0  # offset of the last record that was seen
        self._seen = False
        self._cut = False  # the last record was known to be cut off

    def items(self) -> Iterator[Item]:
        """Everything from beginning to end."""
        start: int | None = 0
        broken: tuple[int, str] | None = None
        while start is not None:
            self._seen = False
            try:
                for item in self._from(start):
                    if broken is not None:
                        yield Fault(self._name, broken[0], f"{broken[1]}; reading goes on at byte {start}")
                        broken = None
                    yield item
            except OSError as error:
                at = self._last if self._seen else start
                broken = broken or (at, fault_of(error))
                start = self._next(at + 1)
            else:
                start = None
        if broken is not None:
            yield Fault(self._name, broken[0], f"{broken[1]}; what comes after is lost")
        elif not self._cut and not self._ends_whole():
            yield Fault(self._name, self._last, "the archive ends in the middle of a record behind this one")

    def _from(self, start: int) -> Iterator[Item]:
        """The pages from an offset on; raises ``OSError`` where the archive is broken."""
        warc = _fastwarc()
        types = warc.WarcRecordType.response | warc.WarcRecordType.conversion
        self._file.seek(start)
        for record in warc.ArchiveIterator(self._file, record_types=types):
            self._last = record.stream_pos
            self._seen = True
            item = self._item(record, warc)
            if item is not None:
                yield item

    def _item(self, record: Any, warc: Any) -> Item | None:
        """The page of a record; ``None`` if it holds none."""
        is_text = record.record_type == warc.WarcRecordType.conversion
        if not is_text and not _is_page(record):
            return None
        headers = record.headers
        url = headers.get("WARC-Target-URI")
        record_id = (headers.get("WARC-Record-ID") or "").strip("<>").removeprefix("urn:uuid:")
        record_id = record_id or f"{self._name}:{self._last}"
        expected = record.content_length
        if expected > MOST_BYTES:
            reason = f"longer than {MOST_BYTES:,} bytes"
            return Fault(self._name, self._last, reason, record_id, url)
        content = record.reader.read(expected)
        if len(content) < expected:
            self._cut = True
            reason = f"cut off: {len(content):,} of {expected:,} bytes are there"
            return Fault(self._name, self._last, reason, record_id, url)
        if is_text:
            return Record(self._name, self._last, record_id, url, content, Kind.TEXT, "utf-8")
        try:
            content = decode_body(content, record.http_headers)
        except BodyError as error:
            return Fault(self._name, self._last, str(error), record_id, url)
        return Record(self._name, self._last, record_id, url, content, Kind.HTML, record.http_charset)

    def _next(self, start: int) -> int | None:
        """Where the next record may begin; ``None`` if nothing looks like one."""
        if not self._can_skip:
            return None
        mark = self._mark
        self._file.seek(start)
        rest = b""
        while block := self._file.read(_BLOCK):
            at = (rest + block).find(mark)
            if at >= 0:
                return start - len(rest) + at
            start += len(block)
            rest = (rest + block)[-len(mark) + 1 :]
        return None

    def _ends_whole(self) -> bool:
        """Whether the archive ends behind a whole record; fastwarc takes any end for the end.

        Not so of a frame of Zstandard that breaks off: that is an error, which has been told.
        """
        if self._mark is _ZSTD:
            return True
        self._file.seek(self._last)
        if self._mark is _GZIP:
            return _members_are_whole(self._file)
        return _records_are_whole(self._file)


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    return headers is not None and headers.status_code == 200 and record.http_content_type in _HTML


def _members_are_whole(file: BinaryIO) -> bool:
    """Whether the members of gzip from here to the end of the file are all there."""
    unpacker: Any = None
    while block := file.read(_BLOCK):
        while block:
            unpacker = unpacker or zlib.decompressobj(wbits=31)
            try:
                unpacker.decompress(block, _BLOCK)
                while unpacker.unconsumed_tail:
                    unpacker.decompress(unpacker.unconsumed_tail, _BLOCK)
            except zlib.error:
                return True  # bytes behind the last member that are none: nothing of ours
            block, done = unpacker.unused_data, unpacker.eof
            unpacker = None if done else unpacker
    return unpacker is None


def _records_are_whole(file: BinaryIO) -> bool:
    """Whether the records from here to the end of the file are all there."""
    start = file.tell()
    end = file.seek(0, io.SEEK_END)
    file.seek(start)
    length: int | None = None
    while line := file.readline(_BLOCK):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value) if value.strip().isdigit() else None
        elif not line.strip() and length is not None:
            if file.seek(length, io.SEEK_CUR) > end:
                return False
            length = None
            file.readline(2)  # two empty lines end a record
            file.readline(2)
            if file.tell() == end:
                return True
    return start == end


def _fastwarc() -> Any:
    return require("fastwarc.warc", "warc", "reading WARC")
