"""The application: the review pages and the API, behind the checks and limits that hold for both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from .admission import Admission, RateLimit
from .api import PATHS, Api
from .feedback import Feedback
from .guard import SECURITY_HEADERS, Guard
from .metrics import Metrics
from .pool import Pool
from .problems import Problem, on_exception, on_http_exception, on_problem
from .settings import Settings

__all__ = ["create_app"]


def create_app(settings: Settings) -> Starlette:
    """The application of one server.

    ``app.state`` has ``settings``, ``cleaner`` (for single lines) and ``clean``, an async function from
    a Page to its Article within the limits, which raises :class:`cleaner.web.problems.Problem`. Pages are
    cleaned between the start and the end of the application's lifespan only.

    Raises:
        as :class:`cleaner.Cleaner`, for options that cannot be used; FeedbackError and RunError for a
        feedback file or a run that cannot be opened.
    """
    cleaner = settings.cleaning.cleaner()
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
    app = Starlette(
        routes=[*api.routes(), *_pages(settings, feedback)],
        middleware=[
            Middleware(Guard, allowed_hosts=settings.allowed_hosts),
            Middleware(Admission, places=places, rate=rate, metrics=metrics, paths=PATHS),
        ],
        exception_handlers={
            Problem: on_problem,
            HTTPException: on_http_exception,
            ClientDisconnect: _on_disconnect,
            Exception: _on_exception,
        },
        lifespan=lifespan,
    )
    app.state.settings, app.state.cleaner, app.state.clean = settings, cleaner, api.clean
    return app


def _pages(settings: Settings, feedback: Feedback) -> list[BaseRoute]:
    """The review pages; imported last, since they need more packages than the API."""
    from .pages import routes

    return routes(settings, feedback)


async def _on_disconnect(request: Request, error: Exception) -> Response:
    return Response(status_code=400)  # nobody is there to read it


async def _on_exception(request: Request, error: Exception) -> Response:
    response = await on_exception(request, error)
    response.headers.update(dict(SECURITY_HEADERS))  # this answer does not pass the guard
    return response
