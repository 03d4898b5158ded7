"""Records out of files of every kind, whole and broken: what cannot be read is said, with its place."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner.cli import main
from cleaner.corpus.options import Columns
from cleaner.corpus.runs import Run
from cleaner.corpus.sources import Fault, Line, Record, RecordError, find_inputs, parse_item, read_input
from cleaner.corpus.sources.http_body import BodyError, decode_body
from cleaner.corpus.sources.listing import InputsError
from cleaner.model import Kind

PAGE = "<html><body><p>海州湾外侧的风电场昨天全部投运。</p></body></html>"


def items(*paths: Path, columns: Columns | None = None) -> list[Any]:
    files, _ = find_inputs([str(path) for path in paths])
    return [item for file in files for item in read_input(file, columns or Columns())]


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b/2.html", "b/10.htm", "a.txt", "c.html.gz", ".hidden.html", "x.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(PAGE.encode()) if name.endswith(".gz") else PAGE.encode())
    found = items(tmp_path)
    assert [os.path.relpath(item.file, tmp_path) for item in found] == [
        "a.txt",
        "b/10.htm",
        "b/2.html",
        "c.html.gz",
    ]
    assert {item.content for item in found} == {PAGE.encode()}
    assert [item.kind for item in found] == [Kind.TEXT, Kind.HTML, Kind.HTML, Kind.HTML]
    _, (account,) = find_inputs([str(tmp_path)])
    assert (account["files"], account["passed_over"]) == (4, 1)


@pytest.mark.skipif(os.name != "posix", reason="not everybody may make links")
def test_a_link_that_leads_nowhere_costs_itself_only(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / "sub").mkdir(parents=True)
    (folder / "page.html").write_text(PAGE, "utf-8")
    for name in ("loop.html", "sub/loop.jsonl.gz", "loop.css"):
        (folder / name).symlink_to(Path(name).name)
    (folder / "gone.parquet").symlink_to("nowhere.parquet")
    (folder / "link.html").symlink_to("page.html")
    (folder / "folder.html").symlink_to("sub")
    command = ["batch", str(folder), "-o", str(out), "--workers", "1", "--quiet"]
    assert main(command) == 1
    found = Run(out)
    assert [row["id"] for row in found.rows()] == [f"{folder}/link.html", f"{folder}/page.html"]
    errors = {os.path.relpath(error["file"], folder): error["reason"] for error in found.errors()}
    assert list(errors) == ["gone.parquet", "loop.html", "sub/loop.jsonl.gz"]
    assert "o such file" in errors["gone.parquet"]
    assert "symbolic links" in errors["loop.html"]
    (account,) = found.manifest["inputs"]
    assert (account["files"], account["passed_over_endings"]) == (5, {".css": 1})
    assert main([*command, "--resume"]) == 1


def test_a_folder_has_one_name_with_and_without_a_slash(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE, "utf-8")
    command = ["batch", "-o", str(out), "--workers", "1", "--quiet"]
    assert main([*command, f"{folder}/"]) == 0
    assert [row["id"] for row in Run(out).rows()] == [f"{folder}/page.html"]
    for name in (str(folder), f"{folder}//"):
        assert main([*command, name, "--resume"]) == 0
    assert find_inputs([f"{folder}//"]) == find_inputs([str(folder)])


@pytest.mark.parametrize("where", ["sub", "sub/deeper"])
def test_a_folder_that_cannot_be_looked_into_costs_itself_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    folder, out, scandir = tmp_path / "in", tmp_path / "out", os.scandir
    (folder / "sub" / "deeper").mkdir(parents=True)
    for name in ("a.html", "sub/b.html", "sub/deeper/c.html", "z.html"):
        (folder / name).write_text(PAGE, "utf-8")
    closed = str(folder / where)

    def refusing(path: str) -> Any:
        if path == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)  # to the user who may do everything nothing is closed
    command = ["batch", str(folder), "-o", str(out), "--workers", "1", "--quiet"]
    assert main(command) == 1
    (error,) = Run(out).errors()
    assert (error["file"], error["reason"]) == (closed, "permission denied")
    names = ["a.html", "z.html"] if where == "sub" else ["a.html", "sub/b.html", "z.html"]
    assert [row["id"] for row in Run(out).rows()] == [f"{folder}/{name}" for name in names]
    assert main([*command, "--resume"]) == 1
    monkeypatch.setattr(os, "scandir", scandir)
    assert main([*command, "--resume"]) == 2, "the folder can be read now: these are other inputs"


@pytest.mark.parametrize(("name", "what"), [("none.html", "no such file"), ("x.pdf", "of no kind")])
def test_inputs_that_cannot_be_read_are_refused(tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    with pytest.raises(InputsError, match=what):
        find_inputs([str(tmp_path / name)])


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_json_lines_packed_or_not(tmp_path: Path, packing: str) -> None:
    data = (
        b'\xef\xbb\xbf{"html": "a", "id": 1}\n\n{"text": "b", "url": "u"}\r\n{"x"\n[1]\n{"html": 3}\n\xff{}'
    )
    if packing == ".gz":
        data = gzip.compress(data)
    elif packing == ".zst":
        data = pytest.importorskip("zstandard").compress(data)
    path = tmp_path / f"in.jsonl{packing}"
    path.write_bytes(data)
    found = items(path)
    assert [item.position for item in found] == [1, 3, 4, 5, 6, 7]
    first, second = (parse_item(item, Columns()) for item in found[:2])
    assert (first.id, first.content, first.kind) == ("1", "a", Kind.HTML)
    assert (second.id, second.url, second.kind) == (f"{path}:3", "u", Kind.TEXT)
    reasons = []
    for item in found[2:]:
        with pytest.raises(RecordError) as error:
            parse_item(item, Columns())
        reasons.append(str(error.value))
    assert [
        word in reason for word, reason in zip(("JSON", "object", "string", "UTF-8"), reasons, strict=True)
    ] == [True] * 4


@pytest.mark.parametrize("name", ["a.jsonl", "a.warc", "a.wet"])
def test_a_packed_file_of_no_bytes_is_an_error_and_a_plain_one_holds_nothing(
    name: str, tmp_path: Path
) -> None:
    pytest.importorskip("fastwarc")
    for packing in ("", ".gz", ".zst"):
        path = tmp_path / f"{name}{packing}"
        path.write_bytes(b"")
        faults = [(item.file, item.reason[:10]) for item in items(path) if isinstance(item, Fault)]
        assert faults == ([(str(path), "empty file")] if packing else [])


def test_a_truncated_file_gives_what_is_there_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.gz"
    lines = [json.dumps({"text": os.urandom(30).hex()}) for _ in range(3_000)]
    data = gzip.compress("\n".join(lines).encode())
    path.write_bytes(data[: len(data) // 2])
    *found, last = items(path)
    assert isinstance(last, Fault)
    assert "ends in the middle" in last.reason
    assert "lost" in last.reason
    assert last.position == len(found) + 1
    assert 1_000 < len(found) < 2_000
    assert [item.data.decode() for item in found] == lines[: len(found)]
    page = tmp_path / "page.html.gz"
    page.write_bytes(gzip.compress(os.urandom(1_000))[:-20])
    (fault,) = items(page)
    assert (fault.id, fault.position) == (str(page), None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
@pytest.mark.parametrize(
    "name", ["x.jsonl", "x.jsonl.gz", "x.jsonl.zst", "x.html.gz", "x.parquet", "x.warc", "x.wet.gz"]
)
def test_any_bytes_give_items(tmp_path: Path, name: str, data: bytes) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
        data = b"PAR1" + data + b"PAR1"
    if ".warc" in name or ".wet" in name:
        pytest.importorskip("fastwarc")
        data = b"\x1f\x8b\x08" + data if name.endswith(".gz") else b"WARC/1.0\r\n" + data
    path = tmp_path / name
    path.write_bytes(data)
    assert all(isinstance(item, (Fault, Line, Record)) for item in items(path))


def test_parquet_rows_and_what_is_wrong_with_them(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    path = tmp_path / "in.parquet"
    table = {"html": [PAGE.encode(), None, b"x"], "url": ["https://n.example", None, None], "n": [1, 2, 3]}
    pq.write_table(pa.table(table), path, row_group_size=2)
    first, second, third = items(path, columns=Columns(carry=("n",)))
    assert (first.content, first.url, first.position, first.carried) == (
        PAGE.encode(),
        "https://n.example",
        0,
        {"n": 1},
    )
    assert (second.position, second.id) == (1, f"{path}:1")
    assert "neither" in second.reason
    assert third.position == 2
    (fault,) = items(path, columns=Columns(html="body"))
    assert "'body'" in fault.reason
    assert "3 rows" in fault.reason
    path.write_bytes(path.read_bytes()[:-30])
    (fault,) = items(path)
    assert "not Parquet" in fault.reason


def archive(*bodies: bytes, kind: str = "response", packing: str = ".gz") -> tuple[bytes, list[int]]:
    """An archive written by fastwarc, and where its records begin."""
    warc = pytest.importorskip("fastwarc.warc")
    data, starts = b"", []
    for number, body in enumerate(bodies):
        record = warc.WarcRecord()
        record.init_headers(content_length=len(body), record_type=getattr(warc.WarcRecordType, kind))
        record.headers["WARC-Target-URI"] = f"https://n.example/{number}"
        if kind == "response":
            record.headers["Content-Type"] = "application/http; msgtype=response"
        record.set_bytes_content(body)
        stream = io.BytesIO()
        record.write(stream)
        starts.append(len(data))
        data += packed(stream.getvalue(), packing)
    return data, starts


def packed(data: bytes, packing: str) -> bytes:
    if packing == ".zst":
        return bytes(pytest.importorskip("zstandard").compress(data))
    return gzip.compress(data) if packing else data


def http(body: bytes, status: int = 200, kind: str = "text/html; charset=gbk", **more: str) -> bytes:
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items())
    return f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\n{head}\r\n".encode() + body


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_an_archive_gives_its_pages_with_the_charset_of_the_server(tmp_path: Path, packing: str) -> None:
    page = PAGE.encode("gbk")
    gzipped = http(gzip.compress(page), Content_Encoding="gzip")
    chunked = http(
        b"5\r\n" + page[:5] + b"\r\n%x\r\n" % len(page[5:]) + page[5:] + b"\r\n0\r\n\r\n",
        Transfer_Encoding="chunked",
    )
    bodies = (http(page), http(page, 404), http(b"\x89PNG", kind="image/png"), gzipped, chunked)
    data, starts = archive(*bodies, packing=packing)
    path = tmp_path / f"in.warc{packing}"
    path.write_bytes(data)
    found = items(path)
    assert [item.content for item in found] == [page] * 3
    assert [item.encoding for item in found] == ["gbk"] * 3
    assert [item.url for item in found] == [f"https://n.example/{n}" for n in (0, 3, 4)]
    assert [item.position for item in found] == [starts[n] for n in (0, 3, 4)]
    assert len({item.id for item in found}) == 3


def test_wet_gives_texts(tmp_path: Path) -> None:
    path = tmp_path / "in.warc.wet.gz"
    path.write_bytes(archive("一行\n二行".encode(), kind="conversion")[0])
    (item,) = items(path)
    assert (item.content.decode(), item.kind, item.encoding) == ("一行\n二行", Kind.TEXT, "utf-8")


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_a_broken_archive_loses_what_is_broken_and_says_so(tmp_path: Path, packing: str) -> None:
    bodies = [http(os.urandom(3_000)) for _ in range(5)]
    data, starts = archive(*bodies, packing=packing)
    path = tmp_path / f"in.warc{packing}"
    path.write_bytes(data[: starts[2] + 2] + b"\0" * 60 + data[starts[2] + 62 :])
    found = items(path)
    pages = [item.position for item in found if isinstance(item, Record)]
    assert pages == [starts[n] for n in (0, 1, 3, 4)]
    (fault,) = (item for item in found if isinstance(item, Fault))
    assert f"goes on at byte {starts[3]}" in fault.reason


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
@pytest.mark.parametrize("cut", [10, 150, 1_000, 2_900])
def test_a_truncated_archive_says_so(tmp_path: Path, packing: str, cut: int) -> None:
    data, starts = archive(*(http(os.urandom(3_000)) for _ in range(3)), packing=packing)
    path = tmp_path / f"in.warc{packing}"
    path.write_bytes(data[: starts[2] + cut])
    found = items(path)
    assert [item.position for item in found if isinstance(item, Record)] == starts[:2]
    assert len([item for item in found if isinstance(item, Fault)]) == 1


def test_an_archive_in_one_frame_is_whole_and_says_so_when_it_is_not(tmp_path: Path) -> None:
    data = packed(archive(*(http(os.urandom(3_000)) for _ in range(3)), packing="")[0], ".zst")
    path = tmp_path / "in.warc.zst"
    path.write_bytes(data)
    assert [type(item) for item in items(path)] == [Record] * 3
    path.write_bytes(data[:-1_000])
    assert isinstance(items(path)[-1], Fault)


def test_bodies_that_are_not_what_their_headers_say() -> None:
    page = PAGE.encode()
    for headers in (
        {"Content-Encoding": "gzip"},
        {"Content-Encoding": "br"},
        {"Transfer-Encoding": "chunked"},
    ):
        assert decode_body(page, headers) == page
    with pytest.raises(BodyError, match="'br'"):
        decode_body(b"\x8b\x00", {"Content-Encoding": "br"})
    with pytest.raises(BodyError, match="middle"):
        decode_body(gzip.compress(page)[:-12], {"Content-Encoding": "gzip"})
    with pytest.raises(BodyError, match="than"):
        decode_body(gzip.compress(bytes(2**25)), {"Content-Encoding": "gzip"})
