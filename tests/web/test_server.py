"""``cleaner serve`` as it is used: a process, real sockets, and signals."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape
from pathlib import Path

import pytest

import cleaner

pytest.importorskip("starlette", reason="starlette is not installed")
pytest.importorskip("uvicorn", reason="uvicorn is not installed")
pytest.importorskip("jinja2", reason="jinja2 is not installed")
pytest.importorskip("multipart", reason="python-multipart is not installed")

from cleaner.extras import needs
from cleaner.web import Settings
from cleaner.web.guard import SECURITY_HEADERS

from .serving import Server, serving

PORTAL = (Path(__file__).parents[2] / "samples" / "portal-related.html").read_bytes()
SPAM = "三分钟了解(微乐麻将外挂辅助)确实有挂"
JSON = {"Content-Type": "application/json"}
HTML = {"Content-Type": "text/html"}
LINES = {"Content-Type": "application/x-ndjson"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("--concurrency", "1", "--seconds", "60") as running:
        yield running


def test_a_page_as_json_and_raw_gives_what_the_library_gives(server: Server) -> None:
    url = "https://news.example/1"
    expected = cleaner.clean(cleaner.Page(PORTAL, url, cleaner.Kind.HTML)).to_dict()
    raw = server.ask("POST", f"/v1/clean?url={url}", PORTAL, HTML)
    assert (raw.status, raw.headers["content-type"]) == (200, "application/json")
    assert raw.json() == expected
    body = json.dumps({"html": PORTAL.decode("utf-8"), "url": url}).encode()
    told = server.ask("POST", "/v1/clean", body, JSON).json()
    assert {**told, "encoding": None} == {**expected, "encoding": None}


def test_a_batch_answers_a_line_before_the_next_is_sent(server: Server) -> None:
    connection = server.connect()
    try:
        connection.putrequest("POST", "/v1/clean/batch")
        for name, value in {**LINES, "Transfer-Encoding": "chunked"}.items():
            connection.putheader(name, value)
        connection.endheaders()
        _send_chunk(connection, json.dumps({"id": 1, "text": SPAM}).encode() + b"\n")
        response = connection.getresponse()
        first = json.loads(response.readline())
        _send_chunk(connection, b"nonsense\n" + json.dumps({"id": 3, "text": "end"}).encode())
        _send_chunk(connection, b"")
        bad, last = map(json.loads, response.read().splitlines())
    finally:
        connection.close()
    assert (first["id"], first["article"]["verdict"]) == (1, "spam")
    assert bad["line"] == 2
    assert last["id"] == 3


def test_when_all_places_are_taken_the_next_is_sent_away_and_the_others_are_answered(server: Server) -> None:
    places = 1 + Settings().waiting
    with ExitStack() as stack:
        taken = [stack.enter_context(_admitted(server, PORTAL)) for _ in range(places)]
        refused = server.ask("POST", "/v1/line", json.dumps({"text": SPAM}).encode(), JSON)
        assert (refused.status, refused.headers["content-type"]) == (503, "application/problem+json")
        assert int(refused.headers["retry-after"]) >= 1
        assert refused.json()["type"] == "urn:cleaner:problem:busy"
        assert server.ask("GET", "/healthz").status == 200
        for held in taken:
            held.sendall(PORTAL)
        answers = [_answer(held) for held in taken]
    assert [status for status, _ in answers] == [200] * places
    assert all(article["verdict"] == answers[0][1]["verdict"] for _, article in answers)
    assert server.ask("POST", "/v1/line", json.dumps({"text": SPAM}).encode(), JSON).json()["spam"]


def test_what_a_reader_overrules_holds_for_the_next_cleaning(tmp_path: Path) -> None:
    arguments = ("--concurrency", "1", "--seconds", "60", "--feedback", str(tmp_path / "f.sqlite"))
    with serving(*arguments) as running:
        before = running.ask("POST", "/v1/clean", PORTAL, HTML).json()
        spam, paragraph = before["spam"][0], before["text"].split("\n\n")[0]
        assert before["notes"] == []
        _overrule(running, spam, "article")
        _overrule(running, paragraph, "other")
        after = running.ask("POST", "/v1/clean", PORTAL, HTML).json()
        assert spam in after["text"].split("\n\n")
        assert paragraph not in after["text"]
        assert len(after["spam"]) == len(before["spam"]) - 1
        assert after["notes"] == ["blocks labelled by readers: 2"]
        firsts = {
            block["text"]: block["evidence"][0]["code"] for block in after["blocks"] if block["evidence"]
        }
        assert (firsts[spam], firsts[paragraph]) == ("feedback.article", "feedback.other")
        # the options of the request hold for the corrected labels
        kept = running.ask("POST", "/v1/clean?keep=boilerplate", PORTAL, HTML).json()
        assert paragraph in kept["text"]
        body = json.dumps({"id": 1, "html": PORTAL.decode()}).encode()
        assert running.ask("POST", "/v1/clean/batch", body, LINES).json()["article"]["text"] == after["text"]
        _overrule(running, spam, "undo")
        _overrule(running, paragraph, "undo")
        assert running.ask("POST", "/v1/clean", PORTAL, HTML).json() == before
        _overrule(running, spam, "article")
    with serving(*arguments) as again:
        assert again.ask("POST", "/v1/clean", PORTAL, HTML).json()["spam"] == after["spam"]


def test_a_worker_that_was_ended_is_told_the_corrections_again(tmp_path: Path) -> None:
    with serving("--concurrency", "1", "--seconds", "60") as running:
        spam = running.ask("POST", "/v1/clean", PORTAL, HTML).json()["spam"][0]
        _overrule(running, spam, "article")
        assert spam not in running.ask("POST", "/v1/clean", PORTAL, HTML).json()["spam"]
        for worker in _children(running.process.pid):
            os.kill(worker, signal.SIGKILL)
        answers = [running.ask("POST", "/v1/clean", PORTAL, HTML) for _ in range(2)]
        # the one that finds its worker dead may be answered with that; the next is not
        assert answers[0].status in (200, 500)
        assert spam not in answers[1].json()["spam"]


def test_a_feedback_file_that_breaks_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "f.sqlite"
    with serving("--concurrency", "1", "--seconds", "60", "--feedback", str(file)) as running:
        assert running.ask("POST", "/v1/clean", PORTAL, HTML).status == 200
        file.write_bytes(b"no database" * 1000)
        told = running.ask("POST", "/v1/clean", PORTAL, HTML)
        assert (told.status, told.headers["content-type"]) == (500, "application/problem+json")
        assert told.json()["type"] == "urn:cleaner:problem:feedback"
        assert str(tmp_path) not in told.body.decode()
        assert running.ask("POST", "/v1/line", b'{"text": "x"}', JSON).status == 200


BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("language", "said", "home"),
    [("en", "no such page", "To the start"), ("zh-CN", "没有这个页面", "回到开始")],
)
def test_what_is_not_there_is_told_in_the_readers_language(
    server: Server, language: str, said: str, home: str
) -> None:
    for path in ("/nothing", "/static/nothing.css", "/run", "/review"):
        told = server.ask("GET", path, headers={**BROWSER, "Accept-Language": language})
        assert told.status == (405 if path == "/review" else 404)
        assert told.headers["content-type"].startswith("text/html")
        assert said in told.body.decode()
        assert home in told.body.decode()
        assert "content-security-policy" in told.headers
    # programs are told in data
    told = server.ask("GET", "/nothing", headers={"Accept-Language": language})
    assert told.headers["content-type"] == "application/problem+json"
    assert server.ask("GET", "/v1/nothing", headers=BROWSER).json()["status"] == 404


def test_what_is_refused_is_told_in_the_readers_language(server: Server) -> None:
    chinese = {**BROWSER, "Accept-Language": "zh-CN"}
    other = server.ask("POST", "/line", b"text=x", {**chinese, "Origin": "http://evil.example"})
    assert (other.status, "别的网站" in other.body.decode()) == (403, True)
    named = server.ask("GET", "/", headers={**chinese, "Host": "evil.example"})
    assert (named.status, "不用这个名字" in named.body.decode()) == (421, True)
    assert "evil" not in named.body.decode()
    with ExitStack() as stack:
        taken = [stack.enter_context(_admitted(server, PORTAL)) for _ in range(1 + Settings().waiting)]
        busy = server.ask("POST", "/line", b"text=x", chinese)
        assert (busy.status, "服务器忙" in busy.body.decode()) == (503, True)
        assert int(busy.headers["retry-after"]) >= 1
        for held in taken:
            held.sendall(PORTAL)
            assert _answer(held)[0] == 200


def test_the_review_page_has_the_security_headers(server: Server) -> None:
    page = server.ask("GET", "/", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/html")
    assert b"<form" in page.body
    for name, value in SECURITY_HEADERS:
        assert page.headers[name.lower()] == value
    assert "'unsafe" not in page.headers["content-security-policy"]
    assert "server" not in page.headers


@pytest.mark.parametrize("path", ["/v1/clean", "/v1/clean/batch", "/v1/line", "/"])
def test_a_post_from_another_origin_is_refused(server: Server, path: str) -> None:
    for origin in ("http://evil.example", f"http://127.0.0.1:{server.port + 1}", "null"):
        told = server.ask("POST", path, b'{"text": "x"}', {**JSON, "Origin": origin})
        assert (told.status, told.json()["type"]) == (403, "urn:cleaner:problem:origin")


def test_the_own_origin_may_post(server: Server) -> None:
    headers = {**JSON, "Origin": server.address}
    assert server.ask("POST", "/v1/line", b'{"text": "x"}', headers).status == 200


@pytest.fixture(scope="module")
def hasty() -> Iterator[Server]:
    with serving("--concurrency", "1", "--seconds", "1") as running:
        yield running


FORM = "application/x-www-form-urlencoded"
UPLOAD = "multipart/form-data; boundary=b"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/v1/clean", "text/html"),
        ("/v1/clean/batch", "application/x-ndjson"),
        ("/v1/line", "application/json"),
        ("/review", UPLOAD),
        ("/review", FORM),
        ("/review/sample-glued.txt/feedback", FORM),
        ("/line", FORM),
        ("/feedback/remove", FORM),
    ],
)
def test_a_body_that_does_not_come_is_given_up(hasty: Server, path: str, kind: str) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{hasty.port}\r\nContent-Type: {kind}\r\n"
    with socket.create_connection(("127.0.0.1", hasty.port), timeout=30) as slow:
        slow.sendall(f"{head}Content-Length: 1000\r\nAccept-Language: en\r\n\r\n-".encode())
        response = http.client.HTTPResponse(slow)
        response.begin()
        told = response.read().decode()
    assert (response.status, response.getheader("connection")) == (408, "close")
    assert "did not arrive within 1 seconds" in told
    if path.startswith("/v1/"):
        assert json.loads(told)["type"] == "urn:cleaner:problem:slow-body"


def test_posts_that_do_not_come_keep_no_place(hasty: Server) -> None:
    with ExitStack() as stack:
        for _ in range(1 + Settings().waiting):
            idle = stack.enter_context(socket.create_connection(("127.0.0.1", hasty.port), timeout=30))
            head = f"POST /review HTTP/1.1\r\nHost: 127.0.0.1:{hasty.port}\r\nContent-Type: {FORM}\r\n"
            idle.sendall(f"{head}Content-Length: 1000\r\n\r\n-".encode())
        for _ in range(30):
            answer = hasty.ask("POST", "/v1/line", b'{"text": "x"}', JSON)
            if answer.status == 200:
                break
            time.sleep(0.5)
    assert answer.status == 200
    assert hasty.ask("GET", "/healthz").json()["busy"] == 0


def test_a_connection_without_a_request_is_ended(hasty: Server) -> None:
    head = f"POST /v1/line HTTP/1.1\r\nHost: 127.0.0.1:{hasty.port}\r\n"
    body = b'{"text": "x"}'
    with ExitStack() as stack:
        silent, slow, late = (
            stack.enter_context(socket.create_connection(("127.0.0.1", hasty.port), timeout=30))
            for _ in range(3)
        )
        slow.sendall(f"{head}X-More: ".encode())
        late.sendall(
            f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        )
        response = http.client.HTTPResponse(late)
        response.begin()
        assert (response.status, bool(response.read())) == (200, True)
        late.sendall(head.encode())
        for idle in (silent, slow, late):
            assert idle.recv(1) == b""


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_more_connections_than_files_leave_the_server_whole() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (96, before[1]))  # as the server inherits it
    try:
        with serving("--concurrency", "1", "--seconds", "5") as small, ExitStack() as stack:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
            for _ in range(150):
                stack.enter_context(socket.create_connection(("127.0.0.1", small.port), timeout=30))
            deadline = time.monotonic() + 60
            while not _is_answered(small):
                assert time.monotonic() < deadline
                time.sleep(0.5)
            small.process.terminate()
            small.process.wait(60)
            assert small.process.stderr is not None
            assert "Traceback" not in small.process.stderr.read()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def _is_answered(server: Server) -> bool:
    try:
        return server.ask("POST", "/v1/line", b'{"text": "x"}', JSON).status == 200
    except (OSError, http.client.HTTPException):  # one connection too many
        return False


def test_the_options_of_the_command_hold_for_requests() -> None:
    with serving("--concurrency", "1", "--category", "gambling", "--lang", "zh") as running:
        assert not running.ask("POST", "/v1/line", json.dumps({"text": SPAM}).encode(), JSON).json()["spam"]
        text = "best online casino free spins no deposit bonus"
        told = running.ask("POST", "/v1/line", json.dumps({"text": text}).encode(), JSON).json()
        assert told["spam"]
        assert re.search("[\u4e00-\u9fff]", told["evidence"][0]["reason"])


def test_the_corrections_are_the_only_thing_that_is_written(tmp_path: Path) -> None:
    with serving(
        "--concurrency", "1", "--seconds", "60", "--feedback", "f.sqlite", folder=tmp_path
    ) as running:
        form = {"Content-Type": "multipart/form-data; boundary=b", "Origin": running.address}
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.html"\r\n\r\n'
        body = head + PORTAL + b"<!--" + b"x" * 3_000_000 + b"-->\r\n--b--\r\n"
        sent = running.ask("POST", "/review", body, form)
        assert sent.status == 303
        assert running.ask("GET", sent.headers["location"]).status == 200
        assert running.ask("POST", "/v1/clean", PORTAL, HTML).status == 200
        assert running.ask("POST", "/v1/clean/batch", b'{"text": "x"}', LINES).status == 200
        _overrule(running, running.ask("POST", "/v1/clean", PORTAL, HTML).json()["spam"][0], "article")
        assert running.ask("GET", "/feedback/lexicon.toml").status == 200
    assert [path.name for path in tmp_path.rglob("*")] == ["f.sqlite"]


def test_a_run_can_be_opened(tmp_path: Path) -> None:
    pytest.importorskip("duckdb", reason="duckdb is not installed")
    crawl, run = tmp_path / "crawl", tmp_path / "run"
    crawl.mkdir()
    (crawl / "portal.html").write_bytes(PORTAL)
    command = [sys.executable, "-m", "cleaner", "batch", str(crawl), "-o", str(run)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    with serving("--concurrency", "1", str(run)) as running:
        table = running.ask("GET", "/run?search=%E5%A4%96%E6%8C%82&verdict=spam_removed&spam=7").body.decode()
        assert "1 found" in table
        assert "1 found" not in running.ask("GET", "/run?spam=8").body.decode()
        record = running.ask("GET", "/run/1").body.decode()
        assert record.count('<li class="block spam removed') == 7


def test_ctrl_c_ends_the_server_and_its_workers() -> None:
    with serving("--concurrency", "2") as running:
        assert running.ask("POST", "/v1/clean", PORTAL, HTML).status == 200
        workers = _children(running.process.pid)
        assert workers
        running.process.send_signal(signal.SIGINT)
        _, told = running.process.communicate(timeout=120)
        assert running.process.returncode == 0
        assert "Traceback" not in told
    assert not [pid for pid in workers if _is_worker(pid)]


_WITHOUT = """\
import sys
from importlib.machinery import PathFinder
find = PathFinder.find_spec
PathFinder.find_spec = lambda name, *rest: None if name == {module!r} else find(name, *rest)
from cleaner.cli import main
sys.exit(main(["serve", "--port", "0"]))
"""


@pytest.mark.parametrize(
    ("module", "package"),
    [
        ("starlette", "starlette"),
        ("uvicorn", "uvicorn"),
        ("jinja2", "jinja2"),
        ("python_multipart", "python-multipart"),
    ],
)
def test_a_missing_package_is_told_in_one_line(module: str, package: str) -> None:
    command = [sys.executable, "-c", _WITHOUT.format(module=module)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr == f"cleaner: {needs('serving', package, 'web')}\n"


def _overrule(server: Server, text: str, choice: str) -> None:
    """Says in the review page of the sample what the block with this text is."""
    base = "/review/sample-portal-related.html"
    page = server.ask("GET", base).body.decode()
    plain = unescape(re.sub(r"<(?!summary)[^>]*>", "", page))
    number = re.findall(r'<summary id="b(\d+)"', plain[: plain.index(text)])[-1]
    form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": server.address}
    said = server.ask("POST", f"{base}/feedback", f"block={number}&choice={choice}".encode(), form)
    assert said.status == 303


def _send_chunk(connection: http.client.HTTPConnection, data: bytes) -> None:
    connection.send(f"{len(data):x}\r\n".encode() + data + b"\r\n")


def _admitted(server: Server, body: bytes) -> socket.socket:
    """A connection whose post has a place and whose body was asked for, but not yet sent."""
    held = socket.create_connection(("127.0.0.1", server.port), timeout=120)
    held.sendall(
        f"POST /v1/clean HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: text/html\r\n"
        f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n".encode()
    )
    told = b""
    while not told.endswith(b"\r\n\r\n"):
        piece = held.recv(1)
        assert piece, told
        told += piece
    assert told.startswith(b"HTTP/1.1 100"), told
    return held


def _answer(held: socket.socket) -> tuple[int, dict[str, object]]:
    response = http.client.HTTPResponse(held)
    response.begin()
    return response.status, json.loads(response.read())


def _processes() -> dict[int, tuple[int, str]]:
    """The parent and the command of every process."""
    rows = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    parts = (row.split(None, 2) for row in rows.splitlines())
    return {int(pid): (int(parent), " ".join(rest)) for pid, parent, *rest in parts}


def _children(pid: int) -> list[int]:
    return [child for child, (parent, _) in _processes().items() if parent == pid]


def _is_worker(pid: int) -> bool:
    return "cleaner.web.worker" in _processes().get(pid, (0, ""))[1]
