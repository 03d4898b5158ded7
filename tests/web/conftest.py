"""The review pages on a bare server of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import cleaner

pytest.importorskip("starlette", reason="starlette is not installed")
pytest.importorskip("jinja2", reason="jinja2 is not installed")
pytest.importorskip("multipart", reason="python-multipart is not installed")
pytest.importorskip("httpx", reason="httpx, which starlette's test client needs, is not installed")

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.testclient import TestClient

from cleaner import Article, Judgement, Page
from cleaner.web.pages import Site, routes
from cleaner.web.settings import Settings

SAMPLES = Path(__file__).parents[2] / "samples"
SETTINGS = {"max_body_bytes": 2_000_000, "seconds": 60.0}
PORTAL = (SAMPLES / "portal-related.html").read_bytes()


@pytest.fixture(scope="session")
def judge() -> cleaner.Cleaner:
    """One Cleaner for all tests."""
    return cleaner.Cleaner()


@pytest.fixture
def site(judge: cleaner.Cleaner) -> Iterator[Callable[..., TestClient]]:
    """Opens the review pages: ``site(feedback=path)``; what goes wrong in them is raised."""
    with ExitStack() as stack:

        def opened(**options: object) -> TestClient:
            app = Starlette(routes=routes(Site(Settings(**{**SETTINGS, **options}))))  # type: ignore[arg-type]

            async def clean(page: Page) -> Article:
                return await run_in_threadpool(judge.clean, page)

            async def judge_line(text: str) -> Judgement:
                return await run_in_threadpool(judge.judge_line, text)

            app.state.clean, app.state.judge_line = clean, judge_line
            return stack.enter_context(TestClient(app, headers={"accept-language": "en"}))

        yield opened
