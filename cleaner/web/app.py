"""The application: the review pages and the API, behind the checks and limits that hold for both."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from .admission import Admission, RateLimit
from .api import PATHS, Api
from .feedback import Feedback
from .guard import SECURITY_HEADERS, Guard
from .metrics import Metrics
from .pool import Pool
from .problems import Problem, Teller
from .settings import Settings

__all__ = ["create_app"]


Handler = Callable[[Request, Exception], Awaitable[Response]]


def create_app(settings: Settings) -> Starlette:
    """The application of one server.

    ``app.state`` has what the review pages ask for: ``clean``, an async function from a Page to its Article,
    and ``judge_line``, one from a line to its Judgement. Both keep to the limits and raise
    :class:`cleaner.web.problems.Problem`, and work between the start and the end of the application's
    lifespan only.

    Raises:
        as :class:`cleaner.Cleaner`, for options that cannot be used; FeedbackError and RunTableError for a
        feedback file or a run that cannot be opened.
    """
    # imported last, since they need more packages than the API
    from .pages import Site, problem_page, routes

    settings.cleaning.cleaner()  # options that cannot be used are told of here, not by a worker
    pool = Pool(settings.cleaning, settings.concurrency, settings.seconds, settings.waiting)
    metrics = Metrics(
        {
            "cleaner_workers_busy": ("Processes that clean a page now.", lambda: pool.busy),
            "cleaner_jobs_waiting": ("Pages that wait for a process.", lambda: pool.waiting),
            "cleaner_worker_restarts_total": ("Processes that were ended or died.", lambda: pool.restarts),
        }
    )
    feedback = Feedback(settings.feedback)
    api = Api(settings, pool, feedback, metrics)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.close()

    rate = None if settings.rate is None else RateLimit(settings.rate)
    places = settings.concurrency + settings.waiting
    site = Site(settings, feedback)
    tell = Teller(partial(problem_page, site))
    app = Starlette(
        routes=[*api.routes(), *routes(site)],
        middleware=[
            Middleware(Guard, allowed_hosts=settings.allowed_hosts, tell=tell),
            Middleware(Admission, places=places, rate=rate, metrics=metrics, paths=PATHS, tell=tell),
        ],
        exception_handlers={
            Problem: tell.on_problem,
            HTTPException: tell.on_http_exception,
            ClientDisconnect: _on_disconnect,
            Exception: _guarded(tell.on_exception),
        },
        lifespan=lifespan,
    )
    app.state.clean, app.state.judge_line = api.clean, api.judge_line
    return app


async def _on_disconnect(request: Request, error: Exception) -> Response:
    return Response(status_code=400)  # nobody is there to read it


def _guarded(handler: Handler) -> Handler:
    """The handler with the security headers on its answer, which does not pass the guard."""

    async def handle(request: Request, error: Exception) -> Response:
        response = await handler(request, error)
        response.headers.update(dict(SECURITY_HEADERS))
        return response

    return handle
