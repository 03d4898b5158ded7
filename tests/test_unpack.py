"""Packed streams come out whole, and a bomb goes off nowhere."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Limits
from cleaner.unpack import Packing, UnpackError, UnpackLimitError, open_capped, packing_of

KINDS: list[Packing] = ["gz", "zst"]
SMALL = Limits(unpacked=100_000, ratio=20, unpacked_freely=10_000)


def pack(data: bytes, kind: Packing) -> bytes:
    return gzip.compress(data, mtime=0) if kind == "gz" else zstandard.compress(data)


def drain(reader: io.BufferedReader, into: bytearray, step: int = 10_000) -> None:
    while data := reader.read1(step):
        into += data


@pytest.mark.parametrize("kind", KINDS)
@given(parts=st.lists(st.binary(max_size=2_000), max_size=5), step=st.integers(1, 5_000))
def test_members_come_out_one_after_the_other(kind: Packing, parts: list[bytes], step: int) -> None:
    packed = b"".join(pack(part, kind) for part in parts)
    reader = open_capped(io.BytesIO(packed), kind)
    assert b"".join(iter(lambda: reader.read(step), b"")) == b"".join(parts)


@pytest.mark.parametrize("kind", KINDS)
def test_lines_are_read_as_from_a_file(kind: Packing) -> None:
    reader = open_capped(io.BytesIO(pack("一\n二\n三".encode(), kind)), kind)
    assert [line.decode() for line in reader] == ["一\n", "二\n", "三"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_bomb_is_cut_at_the_ratio(kind: Packing) -> None:
    packed = pack(bytes(50_000_000), kind)
    stream = io.BytesIO(packed)
    reader = open_capped(stream, kind, Limits(unpacked_freely=100_000))
    got = bytearray()
    with pytest.raises(UnpackLimitError, match="each packed byte"):
        drain(reader, got)
    assert len(got) < 400_000 + 200 * len(packed)
    assert not stream.closed


@pytest.mark.parametrize("kind", KINDS)
def test_bombs_inside_bombs_are_only_bytes(kind: Packing) -> None:
    inner = pack(bytes(10_000_000), kind)
    assert open_capped(io.BytesIO(pack(inner, kind)), kind).read() == inner


@pytest.mark.parametrize("kind", [*KINDS, None])
def test_size_is_capped_whatever_the_ratio(kind: Packing | None) -> None:
    import random

    noise = random.Random(1).randbytes(100_001)
    for size in (99_999, 100_000):
        data = noise[:size]
        assert open_capped(io.BytesIO(pack(data, kind) if kind else data), kind, SMALL).read() == data
    reader = open_capped(io.BytesIO(pack(noise, kind) if kind else noise), kind, SMALL)
    assert reader.read(50_000) == noise[:50_000]
    with pytest.raises(UnpackLimitError, match="100,000 bytes"):
        reader.read()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_good_is_read_before_a_fault_is_told(kind: Packing) -> None:
    import random

    data = random.Random(2).randbytes(800_000)
    packed = pack(data, kind)
    reader = open_capped(io.BytesIO(packed[: len(packed) * 3 // 4]), kind)
    got = bytearray()
    with pytest.raises(UnpackError, match="ends in the middle"):
        drain(reader, got)
    assert len(got) > 100_000
    assert data.startswith(got)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("step", [1_000, 1_000_000])
def test_nothing_good_is_lost_before_bytes_that_are_none(kind: Packing, step: int) -> None:
    data = b"".join(b"line %d\n" % number for number in range(100_000))
    reader = open_capped(io.BytesIO(pack(data, kind) + b"no member, no frame"), kind)
    got = bytearray()
    with pytest.raises(UnpackError, match="broken"):
        drain(reader, got, step)
    assert got == data


def test_all_blocks_of_a_frame_that_breaks_off_come_out() -> None:
    import random

    data = random.Random(2).randbytes(800_000)
    packed = pack(data, "zst")[:600_000]
    expected = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    file = io.BytesIO(b"before" + packed)
    file.seek(6)
    for stream, least in ((file, len(expected)), (Pipe(packed), 1)):
        got = bytearray()
        with pytest.raises(UnpackError, match="ends in the middle"):
            drain(open_capped(stream, "zst"), got)
        assert len(got) >= least
        assert expected.startswith(got)


class Pipe(io.BytesIO):
    """A stream in which nobody can go back."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise io.UnsupportedOperation

    def seek(self, offset: int, whence: int = 0) -> int:
        raise io.UnsupportedOperation


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_packed_stream_says_so(kind: Packing) -> None:
    with pytest.raises(UnpackError, match="broken"):
        open_capped(io.BytesIO(b"<html>no</html>"), kind).read()


def test_a_wrong_checksum_is_told() -> None:
    packed = bytearray(gzip.compress(b"a" * 100))
    packed[-6] ^= 1
    with pytest.raises(UnpackError, match="broken"):
        open_capped(io.BytesIO(bytes(packed)), "gz").read()


def test_a_window_that_asks_for_too_much_memory_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=28, enable_ldm=True)
    packer = zstandard.ZstdCompressor(compression_params=parameters)
    stream = packer.compressobj()
    packed = stream.compress(b"a" * 1000) + stream.flush()
    with pytest.raises(UnpackError, match="broken"):
        open_capped(io.BytesIO(packed), "zst").read()


def test_packing_is_told_by_the_first_bytes_then_by_the_name() -> None:
    assert packing_of(gzip.compress(b""), "x.zst") == "gz"
    assert packing_of(zstandard.compress(b"")) == "zst"
    assert packing_of(b"<html>", "page.html.gz") is None
    assert packing_of(b"", "PAGES.JSONL.ZST") == "zst"
    assert packing_of(b"", "pages.jsonl") is None
    assert packing_of(zlib.compress(b"x")) is None


@pytest.mark.parametrize("name", ["size", "ratio", "seconds"])
def test_a_limit_must_be_above_nothing(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Limits(**{name: 0})
