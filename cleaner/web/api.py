"""The HTTP API: requests become jobs, answers become JSON. What it takes and gives is in openapi.json."""

from __future__ import annotations

import json
import time
from functools import lru_cache
from importlib.resources import files

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from .._version import __version__
from ..model import Article, Judgement, Page
from ..render.data import dump
from .batch import LineStream, answers, split_lines
from .bodies import chunks, media_type, read_body
from .corrections import Corrections
from .feedback import Feedback, FeedbackError
from .jobs import CleanJob, Job, JudgeJob, LineJob, PageJob, RecordJob
from .metrics import CONTENT_TYPE, Metrics
from .options import OptionError, RequestOptions, options_from_query
from .pool import Pool
from .problems import Problem
from .settings import Settings

__all__ = ["PATHS", "Api", "openapi"]

PATHS = frozenset(("/v1/clean", "/v1/clean/batch", "/v1/line", "/healthz", "/metrics", "/openapi.json"))
_MOST_LINE_BYTES = 64 * 1024


@lru_cache(maxsize=1)
def openapi() -> str:
    """The OpenAPI document of this version."""
    document = json.loads(files("cleaner.web").joinpath("openapi.json").read_text("utf-8"))
    document["info"]["version"] = __version__
    return dump(document, indent=2)


class Api:
    """The API of one server.

    Args:
        settings: of the server.
        pool: what cleans.
        feedback: what readers said, laid over every article that is answered.
        metrics: where pages are counted.
    """

    def __init__(self, settings: Settings, pool: Pool, feedback: Feedback, metrics: Metrics) -> None:
        self._settings = settings
        self._pool = pool
        self._feedback = feedback
        self._metrics = metrics

    def routes(self) -> list[BaseRoute]:
        """The routes, to stand before those of the pages."""
        v1 = [
            Route("/clean", self._clean, methods=["POST"]),
            Route("/clean/batch", self._batch, methods=["POST"]),
            Route("/line", self._line, methods=["POST"]),
        ]
        return [
            Mount("/v1", routes=v1),
            Route("/healthz", self._health, methods=["GET"]),
            Route("/metrics", self._counted, methods=["GET"]),
            Route("/openapi.json", self._openapi, methods=["GET"]),
        ]

    async def clean(self, page: Page) -> Article:
        """The article of a page, cleaned in a worker as any request's; for the review pages, which lay the
        readers' corrections over it themselves.

        Raises:
            Problem: 503 if there is too much to do, 408 if the page takes too long, 413 if it wants too
                much memory, 500 if its worker died.
        """
        answer = await self._done(PageJob(page))
        if not isinstance(answer, Article):
            raise TypeError("a page job gives an Article")
        return answer

    async def judge_line(self, text: str) -> Judgement:
        """The judgement on a line, made in a worker as any request's; for the review pages.

        Raises:
            Problem: as ``clean`` does.
        """
        answer = await self._done(JudgeJob(text))
        if not isinstance(answer, Judgement):
            raise TypeError("a job to judge gives a Judgement")
        return answer

    async def _clean(self, request: Request) -> Response:
        media = media_type(request, "json", "html", "text", "markdown", "page")
        url, options = _query(request)
        body = await read_body(request, self._settings.max_body_bytes, self._settings.seconds)
        job = CleanJob(body, media.form, url, media.charset, options)  # type: ignore[arg-type]
        return _json(await self._done(job, await self._corrections()))

    async def _batch(self, request: Request) -> LineStream:
        media_type(request, "lines", "page")
        url, options = _query(request)
        if url is not None:
            raise Problem(422, "invalid", "a batch has no url: its records have")
        most, seconds = self._settings.max_body_bytes, self._settings.seconds

        async def answer(line: bytes, number: int) -> bytes:
            job = RecordJob(line, number, options)
            found = await self._done(job, await self._corrections(), patient=True)
            return found if isinstance(found, bytes) else b""

        lines = split_lines(chunks(request, seconds), most)
        return LineStream(answers(lines, answer, self._settings.concurrency, most), seconds)

    async def _line(self, request: Request) -> Response:
        media = media_type(request, "json", "text")
        if media.charset is not None and media.charset.lower() not in ("utf-8", "utf8"):
            raise Problem(415, "media-type", "a line is written in UTF-8")
        if request.query_params:
            raise Problem(422, "invalid", "a line has no options")
        most = min(_MOST_LINE_BYTES, self._settings.max_body_bytes)
        body = await read_body(request, most, self._settings.seconds)
        return _json(await self._done(LineJob(body, "json" if media.form == "json" else "text")))

    async def _health(self, request: Request) -> Response:
        data = {"status": "ok", "version": __version__, "busy": self._pool.busy, "workers": self._pool.size}
        return _json(dump(data).encode())

    async def _counted(self, request: Request) -> Response:
        return Response(
            self._metrics.text(), headers={"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE}
        )

    async def _openapi(self, request: Request) -> Response:
        return Response(openapi(), media_type="application/json")

    async def _corrections(self) -> Corrections:
        """What readers said up to now.

        Raises:
            Problem: 500 for a feedback file that cannot be read any more.
        """
        if self._feedback.path is None:
            return self._feedback.choices()
        try:
            # another process may have locked the file
            return await run_in_threadpool(self._feedback.choices)
        except FeedbackError as error:
            raise Problem(500, "feedback", "readers' corrections cannot be read") from error

    async def _done(
        self, job: Job, corrections: Corrections | None = None, *, patient: bool = False
    ) -> bytes | Article | Judgement:
        since = time.perf_counter()
        done = await self._pool.run(job, corrections, patient=patient)
        if done.verdict is not None:
            self._metrics.cleaned(done.verdict, time.perf_counter() - since)
        return done.answer


def _query(request: Request) -> tuple[str | None, RequestOptions]:
    """The page's address and the options in the query of the request's own address."""
    query = request.query_params.multi_items()
    urls = [value for name, value in query if name == "url"]
    try:
        return urls[-1] if urls else None, options_from_query([each for each in query if each[0] != "url"])
    except OptionError as error:
        raise Problem(422, "invalid", str(error)) from error


def _json(answer: bytes | Article | Judgement) -> Response:
    if not isinstance(answer, bytes):
        raise TypeError("the API answers in bytes")
    return Response(answer, headers={"Cache-Control": "no-store"}, media_type="application/json")
