"""The HTTP API, with real worker processes behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cleaner

pytest.importorskip("starlette", reason="starlette is not installed")
pytest.importorskip("httpx", reason="httpx, which starlette's test client needs, is not installed")

from starlette.testclient import TestClient

from cleaner.web import Settings, create_app

PORTAL = (Path(__file__).parents[2] / "samples" / "portal-related.html").read_bytes()
SPAM = "三分钟了解(微乐麻将外挂辅助)确实有挂"
HTML = {"content-type": "text/html"}
PLAIN = {"content-type": "text/plain"}
LINES = {"content-type": "application/x-ndjson"}
MOST = 200_000


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    settings = Settings(concurrency=1, max_body_bytes=MOST, seconds=60)
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


def problem(response: Any, status: int, kind: str) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    assert (found["status"], found["type"]) == (status, f"urn:cleaner:problem:{kind}")
    return found


def test_a_raw_page_gives_what_the_library_gives(client: TestClient) -> None:
    answer = client.post("/v1/clean?url=https://news.example/1", content=PORTAL, headers=HTML)
    page = cleaner.Page(PORTAL, "https://news.example/1", cleaner.Kind.HTML)
    assert answer.json() == cleaner.clean(page).to_dict()


def test_json_and_its_options(client: TestClient) -> None:
    answer = client.post("/v1/clean", json={"text": SPAM, "options": {"blocks": False}}).json()
    assert answer["verdict"] == "spam"
    assert "blocks" not in answer


def test_the_charset_of_the_header_counts(client: TestClient) -> None:
    headers = {"content-type": "text/plain; charset=big5"}
    answer = client.post("/v1/clean", content="海上風電場全部投運".encode("big5"), headers=headers).json()
    assert answer["blocks"][0]["text"] == "海上風電場全部投運"


def test_a_batch_answers_bad_lines_in_their_place(client: TestClient) -> None:
    body = b'{"id": 1, "html": "<p>hello"}\n\nnonsense\n' + b"x" * (MOST + 1) + b'\n{"id": 5, "text": "end"}'
    answer = client.post("/v1/clean/batch", content=body, headers=LINES)
    first, bad, long, last = map(json.loads, answer.text.splitlines())
    assert (first["id"], last["id"]) == (1, 5)
    assert "article" in first
    assert "article" in last
    assert (bad["line"], long["line"]) == (3, 4)
    assert "not JSON" in bad["error"]
    assert "bytes" in long["error"]


def test_a_record_keeps_its_members_or_is_refused(client: TestClient) -> None:
    rows = [
        {"id": 1, "note": 1.5, "text": "One."},
        *({name: "mine", "text": "One."} for name in ("article", "error", "line")),
    ]
    answer = client.post("/v1/clean/batch", content="\n".join(map(json.dumps, rows)), headers=LINES)
    first, *others = map(json.loads, answer.text.splitlines())
    assert (first["id"], first["note"], "article" in first) == (1, 1.5, True)
    assert [(row["line"], "already" in row["error"], "article" in row) for row in others] == [
        (2, True, False),
        (3, True, False),
        (4, True, False),
    ]


def test_markdown_is_a_kind_of_body(client: TestClient) -> None:
    headers = {"content-type": "text/markdown; charset=utf-8"}
    answer = client.post("/v1/clean", content="# Pier\n\nIt is **steel**.", headers=headers).json()
    assert [block["text"] for block in answer["blocks"]] == ["Pier", "It is steel."]


@pytest.mark.parametrize("written", ["garbage", "text/html,text/plain", "text", ";;", "", "text/html/x"])
def test_a_media_type_that_is_none_is_415(client: TestClient, written: str) -> None:
    problem(client.post("/v1/clean", content=PORTAL, headers={"content-type": written}), 415, "media-type")
    problem(client.post("/v1/line", content=b"a", headers={"content-type": written}), 415, "media-type")


def test_a_media_type_is_read_as_it_may_be_written(client: TestClient) -> None:
    plain = client.post("/v1/clean", content=PORTAL, headers={"content-type": "text/html"}).json()
    for written in ("Text/HTML", " text/html ;charset=utf-8", "text/html;"):
        assert client.post("/v1/clean", content=PORTAL, headers={"content-type": written}).json() == plain
    assert client.post("/v1/clean", content=PORTAL).json()["text"] == plain["text"], "no type is a page"


@pytest.mark.parametrize("query", ["?categories=", "?categories=,"])
def test_no_category_at_all_is_422(client: TestClient, query: str) -> None:
    said = problem(client.post(f"/v1/clean{query}", content=PORTAL, headers=HTML), 422, "invalid")
    assert "categories names none" in said["detail"]
    body = {"text": "a", "options": {"categories": []}}
    problem(client.post("/v1/clean", json=body), 422, "invalid")


def test_a_list_may_be_repeated_and_nothing_else(client: TestClient) -> None:
    page = "/v1/clean?keep=title&keep=byline,credit"
    answer = client.post(page, content=PORTAL, headers=HTML).json()
    for label in ("title", "byline", "credit", "body"):
        assert all(block["text"] in answer["text"] for block in answer["blocks"] if block["label"] == label)
    problem(client.post("/v1/clean?lang=en&lang=zh", content=PORTAL, headers=HTML), 422, "invalid")


def test_a_line(client: TestClient) -> None:
    answer = client.post("/v1/line", json={"text": SPAM}).json()
    assert answer["spam"]
    assert answer["evidence"]
    assert client.post("/v1/line", content=f"{SPAM}\n".encode(), headers=PLAIN).json() == answer


@pytest.mark.parametrize("text", [" ", "\x1f", "\x85", "\ufeff", "\u3000 \t"])
def test_a_blank_line_is_judged_however_it_is_sent(client: TestClient, text: str) -> None:
    answer = client.post("/v1/line", content=text.encode(), headers=PLAIN).json()
    assert answer == client.post("/v1/line", json={"text": text}).json()
    assert not answer["spam"]


@pytest.mark.parametrize("text", ["", "\n", "\r\n\n"])
def test_no_line_is_422(client: TestClient, text: str) -> None:
    problem(client.post("/v1/line", content=text.encode(), headers=PLAIN), 422, "invalid")


@pytest.mark.parametrize(
    "body", [{}, {"htm": "x"}, {"html": 1}, {"text": "x", "options": {"keep": "body"}}, []]
)
def test_what_cannot_be_used_is_422(client: TestClient, body: Any) -> None:
    problem(client.post("/v1/clean", json=body), 422, "invalid")


def test_limits_on_the_body(client: TestClient) -> None:
    problem(client.post("/v1/clean", content=b"x" * (MOST + 1), headers=HTML), 413, "too-large")
    chunks = iter([b"x" * MOST, b"x"])
    problem(client.post("/v1/clean", content=chunks, headers=HTML), 413, "too-large")
    problem(client.post("/v1/clean", data={"a": "b"}), 415, "media-type")


def test_another_site_is_refused(client: TestClient) -> None:
    body = {"text": SPAM}
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}):
        problem(client.post("/v1/line", json=body, headers=headers), 403, "origin")
    assert client.post("/v1/line", json=body, headers={"origin": "http://127.0.0.1"}).status_code == 200
    problem(client.get("/healthz", headers={"host": "evil.example"}), 421, "host")


def test_every_answer_has_the_security_headers(client: TestClient) -> None:
    for answer in (client.get("/healthz"), client.get("/v1/nothing"), client.get("/v1/clean")):
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["allow"] == "POST"


def test_metrics_count(client: TestClient) -> None:
    client.post("/v1/clean", json={"text": SPAM})
    text = client.get("/metrics").text
    assert 'cleaner_verdicts_total{verdict="spam"}' in text
    assert 'cleaner_requests_total{method="POST",path="/v1/clean",status="200"}' in text


def test_the_document_names_every_label_and_verdict(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    assert schemas["Block"]["properties"]["label"]["enum"] == [str(label) for label in cleaner.Label]
    assert schemas["Article"]["properties"]["verdict"]["enum"] == [str(v) for v in cleaner.Verdict]


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_cleaned() -> None:
    slow = "".join(f"<p>第{n}段,海上风电场昨天傍晚全部投运,外挂辅助。</p>" for n in range(60_000))
    settings = Settings(concurrency=1, seconds=2)
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        problem(opened.post("/v1/clean", content=slow.encode(), headers=HTML), 408, "too-slow")
        assert "cleaner_worker_restarts_total 1" in opened.get("/metrics").text
        assert opened.post("/v1/line", json={"text": "hello"}).status_code == 200


def test_a_rate_limit() -> None:
    with TestClient(create_app(Settings(concurrency=1, rate=0.001)), base_url="http://127.0.0.1") as opened:
        assert opened.post("/v1/line", json={}).status_code == 422
        told = opened.post("/v1/line", json={})
    problem(told, 429, "rate")
    assert int(told.headers["retry-after"]) >= 1
