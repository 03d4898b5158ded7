"""Unpacks gzip and Zstandard streams with a cap on size and ratio, so that a small file stays small work.

Nothing is written to disk and no name inside an archive is ever used: only bytes come out.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO, Literal

from .extras import require
from .limits import DEFAULT_LIMITS, Limits

__all__ = ["Packing", "UnpackError", "UnpackLimitError", "open_capped", "packing_of"]

Packing = Literal["gz", "zst"]

_MAGIC: tuple[tuple[bytes, Packing], ...] = ((b"\x1f\x8b", "gz"), (b"\x28\xb5\x2f\xfd", "zst"))
_SUFFIXES: tuple[tuple[str, Packing], ...] = ((".gz", "gz"), (".zst", "zst"), (".zstd", "zst"))
_MOST_WINDOW = 128 * 2**20
"""Bytes of memory that a Zstandard frame may ask for: what its own command line tool allows."""
_BUFFER = 256 * 1024
_NEAR = 2 * _BUFFER
"""Packed bytes up to the place that was read to in which a fault must lie: more than are read ahead."""
_CRUMB = 256
"""Packed bytes that are unpacked at a time, whatever is in them: a few of this format may be 128 KB."""
_SEAL = b"seal" * 32
"""Long and regular, so that its frame is shorter and cannot itself be read as the seal."""


class UnpackError(OSError):
    """A packed stream that is broken or ends too early; what came before the fault has been read."""


class UnpackLimitError(UnpackError):
    """A packed stream that grew past a limit; what came before has been read."""


def packing_of(start: bytes, name: str = "") -> Packing | None:
    """How a file is packed, by its first bytes, or by its name where there are none to look at."""
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    if start:
        return None
    return next((kind for suffix, kind in _SUFFIXES if name.lower().endswith(suffix)), None)


def open_capped(stream: BinaryIO, kind: Packing | None, limits: Limits = DEFAULT_LIMITS) -> io.BufferedReader:
    """The unpacked bytes of ``stream``, to be read like a file.

    Args:
        stream: packed bytes, open for reading; members and frames may follow one another. It stays open.
        kind: ``gz``, ``zst``, or ``None`` for a stream that is not packed, which is capped by size only.
        limits: ``unpacked``, ``ratio`` and ``unpacked_freely`` count here.

    Reading raises :class:`UnpackLimitError` behind the last byte that the limits allow, and
    :class:`UnpackError` behind the last good byte of a broken stream: bytes in bulk are never lost
    without a word. At most a read-ahead of 256 KB and a window of 128 MB are held in memory.

    Raises:
        ImportError: for ``zst`` without the package zstandard.
        ValueError: for an unknown kind.
    """
    counted = _Counted(stream)
    return io.BufferedReader(_Capped(_unpacker(counted, kind), counted, limits, kind), _BUFFER)


def _unpacker(stream: _Counted, kind: Packing | None) -> io.RawIOBase | io.BufferedIOBase:
    """The stream that unpacks."""
    if kind is None:
        return stream
    if kind == "gz":
        import gzip

        return gzip.GzipFile(fileobj=stream, mode="rb")
    if kind != "zst":
        raise ValueError(f"unknown packing: {kind!r}")
    zstandard = require("zstandard", "corpus", "reading Zstandard")
    # the reader takes a frame that stops early for the end: a frame of ours behind it tells
    stream.appendix = zstandard.compress(_SEAL)

    return _Sealed(
        lambda: zstandard.ZstdDecompressor(max_window_size=_MOST_WINDOW), stream, zstandard.ZstdError
    )


class _Counted(io.RawIOBase):
    """A packed stream that knows how much of it was read.

    Attributes:
        count: bytes read.
        ended: there are no more.
        appendix: is given out once behind the end.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._start = stream.tell() if _is_seekable(stream) else None
        self.count = 0
        self.ended = False
        self.appendix = b""

    def readable(self) -> bool:
        return True

    def from_its_start(self) -> BinaryIO | None:
        """The packed stream from where it began, uncounted; ``None`` where nobody can go back."""
        if self._start is None:
            return None
        self._stream.seek(self._start)
        return self._stream

    def read(self, size: int | None = -1) -> bytes:
        data = self._stream.read(-1 if size is None else size) or b""
        self.count += len(data)
        if not data and size != 0 and not self.ended:
            self.ended = True
            return self.appendix
        return data

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)


def _is_seekable(stream: BinaryIO) -> bool:
    seekable = getattr(stream, "seekable", None)  # some streams have the least only
    return seekable is not None and bool(seekable())


class _Sealed(io.RawIOBase):
    """Unpacked bytes that must end in the seal, which is taken off.

    The reader keeps to itself what it had of a step in which it meets a fault, so a stream that can be read
    again is, and near the fault byte by byte.

    Args:
        make: makes an unpacker.
        packed: the stream.
        broken: the error of unpackers.
    """

    def __init__(self, make: Callable[[], Any], packed: _Counted, broken: type[Exception]) -> None:
        self._make = make
        self._source = make().stream_reader(packed, read_across_frames=True, closefd=False)
        self._packed = packed
        self._broken = broken
        self._given = 0
        self._rest: bytes | None = None
        self._fault: Exception | None = None

    def read(self, size: int | None = -1) -> bytes:
        size = _BUFFER if size is None or size < 0 else size
        if self._rest is None:
            try:
                data = self._step(size)
            except (EOFError, self._broken) as error:
                self._fault, self._rest = error, self._salvaged()
        if self._rest is not None:
            data, self._rest = self._rest[:size], self._rest[size:]
            if size and not data and self._fault is not None:
                raise self._fault
        self._given += len(data)
        return data

    def _step(self, size: int) -> bytes:
        """The next bytes; at the end of the stream none, and the rest is known."""
        data: bytes = self._source.read(size) or b""
        if not self._packed.ended:
            return data
        # what is left is at most one block of the format
        rest = data + b"".join(iter(lambda: self._source.read(_BUFFER) or b"", b""))
        if not rest.endswith(_SEAL):
            raise EOFError
        self._rest = rest[: -len(_SEAL)]
        return b""

    def _salvaged(self) -> bytes:
        """What is good between the last byte that was given out and the fault: at most a step."""
        near = self._packed.count - _NEAR
        packed = self._packed.from_its_start()
        if packed is None:
            return b""
        found, passed, fed = bytearray(), 0, 0
        frame = self._make().decompressobj()
        with suppress(self._broken):
            while data := packed.read(_CRUMB if fed < near else 1):
                fed += len(data)
                while data:
                    part = frame.decompress(data)
                    found += part[max(0, self._given - passed) :]
                    passed += len(part)
                    data = frame.unused_data if frame.eof else b""
                    frame = self._make().decompressobj() if frame.eof else frame
        return bytes(found)


class _Capped(io.RawIOBase):
    """Unpacked bytes up to the limits."""

    def __init__(
        self,
        source: io.RawIOBase | io.BufferedIOBase,
        packed: _Counted,
        limits: Limits,
        kind: Packing | None,
    ) -> None:
        self._source = source
        self._packed = packed
        self._limits = limits
        self._kind = kind
        self._count = 0
        self._over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if self._over:
            raise UnpackLimitError(f"more than {self._limits.unpacked:,} bytes unpacked")
        # one byte more than allowed tells a stream that ends at the limit from one that goes on
        room = self._limits.unpacked - self._count
        data = self._read(min(len(view), room + 1))
        if len(data) > room:
            self._over = True
            data = data[:room]
        self._count += len(data)
        self._check_ratio()
        view[: len(data)] = data
        return len(data)

    def _read(self, size: int) -> bytes:
        """At most ``size`` unpacked bytes."""
        try:
            # one step at a time: a read that wants it all loses what it had when it meets a broken end
            read = getattr(self._source, "read1", self._source.read)
            return read(size) or b""
        except EOFError as error:
            raise UnpackError("the packed stream ends in the middle") from error
        except zlib.error as error:
            raise UnpackError(f"the packed stream is broken: {error}") from error
        except OSError as error:
            if self._kind == "gz" and type(error).__name__ == "BadGzipFile":
                raise UnpackError(f"the packed stream is broken: {error}") from error
            raise
        except Exception as error:
            if type(error).__name__ == "ZstdError":
                raise UnpackError(f"the packed stream is broken: {error}") from error
            raise

    def _check_ratio(self) -> None:
        limits, packed = self._limits, self._packed.count
        if self._kind is None or self._count <= limits.unpacked_freely:
            return
        if self._count > limits.ratio * packed:
            raise UnpackLimitError(
                f"{self._count:,} bytes from {packed:,}: more than {limits.ratio} for each packed byte"
            )
