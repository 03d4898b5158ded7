"""What ``/openapi.json`` says, held against a running server by schemathesis."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

pytest.importorskip("starlette", reason="starlette is not installed")
pytest.importorskip("uvicorn", reason="uvicorn is not installed")
pytest.importorskip("jinja2", reason="jinja2 is not installed")
pytest.importorskip("multipart", reason="python-multipart is not installed")
pytest.importorskip("schemathesis", "4.0", reason="schemathesis is not installed")

import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cleaner.web.api import openapi
from cleaner.web.bodies import FORMS

from .serving import Server, serving

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    positive_data_acceptance,
]
DOCUMENT = json.loads(openapi())
JSON_LINES = tuple(name for name, form in FORMS.items() if form == "lines")


@schemathesis.serializer(*JSON_LINES)
def lines(context: Any, value: Any) -> bytes:
    """The items of an array, one a line; anything else is a line of its own."""
    if isinstance(value, bytes):
        return value
    items = value if isinstance(value, list) else [value]
    return b"".join(json.dumps(item).encode() + b"\n" for item in items)


@schemathesis.serializer("text/html", "application/xhtml+xml")
def page(context: Any, value: Any) -> bytes:
    """The page itself."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@schemathesis.deserializer("application/x-ndjson")
def answers(context: Any, response: Any) -> list[Any]:
    """The lines of an answer as an array."""
    return [json.loads(line) for line in response.content.splitlines()]


schema = schemathesis.openapi.from_dict(DOCUMENT)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("--concurrency", "1", "--seconds", "60") as running:
        yield running


def test_the_server_hands_out_the_document(server: Server) -> None:
    assert server.ask("GET", "/openapi.json").json() == DOCUMENT


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_server_does_what_the_document_says(case: Any, server: Server) -> None:
    _choose_between_keep_and_drop(case)
    case.call_and_validate(server.address, checks=CHECKS, timeout=120)


def test_every_kind_of_body_that_is_taken_is_in_the_document() -> None:
    named = {
        name
        for operations in DOCUMENT["paths"].values()
        for operation in operations.values()
        for name in operation.get("requestBody", {}).get("content", {})
    }
    assert named == set(FORMS)


def _choose_between_keep_and_drop(case: Any) -> None:
    """A label cannot be kept and dropped, which no JSON schema can say: who keeps one drops none."""
    body = case.body if isinstance(case.body, dict) else {}
    places = [place for place in (case.query, body.get("options")) if isinstance(place, dict)]
    if any("keep" in place for place in places):
        for place in places:
            place.pop("drop", None)
