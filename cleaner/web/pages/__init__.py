"""The review pages: server-rendered, usable without script, in English and Chinese.

``Site``, its ``routes`` and ``problem_page`` are all that the server needs of this room.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ..feedback import FeedbackError
from ..problems import Problem
from ..runs import RunTableError
from . import feedback_pages, line, review, switch
from .language import language_of, words_of
from .site import Site
from .templates import render
from .uploads import FormError, shown_size

__all__ = ["Site", "problem_page", "routes"]

Endpoint = Callable[[Request], Awaitable[Response]]
Routed = Callable[[str, Endpoint], Route]

_REFUSALS = MappingProxyType(
    {
        403: "origin",
        404: "no_page",
        405: "no_page",
        408: "slow",
        413: "too_large",
        421: "host",
        429: "rate",
        503: "busy",
    }
)
"""What to say of a status, where nothing more is known."""
_STATIC = Path(__file__).parents[1] / "static"
_BLOCKS = Path(__file__).parents[2] / "render" / "style" / "blocks.css"


def routes(site: Site) -> list[BaseRoute]:
    """The routes of the review pages, to be mounted under ``/``."""

    def get(path: str, endpoint: Endpoint) -> Route:
        return Route(path, _page(site, endpoint), methods=["GET"])

    def post(path: str, endpoint: Endpoint) -> Route:
        return Route(path, _page(site, endpoint), methods=["POST"])

    return [
        get("/", review.start),
        post("/review", review.take),
        get("/review/{key}", review.review),
        get("/review/{key}/article.{kind}", review.download),
        post("/review/{key}/feedback", review.say),
        get("/line", line.ask),
        post("/line", line.judge),
        get("/feedback", feedback_pages.listed),
        post("/feedback/remove", feedback_pages.remove),
        get("/feedback/lines.jsonl", feedback_pages.lines),
        get("/feedback/lexicon.toml", feedback_pages.lexicon),
        get("/language/{code}", switch.choose_language),
        *_run_routes(site, get, post),
        Route("/static/blocks.css", _blocks_css, methods=["GET"]),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]


def _run_routes(site: Site, get: Routed, post: Routed) -> list[Route]:
    """The routes of the run, where one was opened."""
    if site.run is None:
        return []
    from . import run_pages

    return [
        get("/run", run_pages.listed),
        get("/run/{number}", run_pages.record),
        get("/run/{number}/article.{kind}", run_pages.download),
        post("/run/{number}/feedback", run_pages.say),
    ]


def _page(site: Site, endpoint: Endpoint) -> Endpoint:
    """The endpoint with the site at hand; what goes wrong becomes a page that says so."""

    async def run(request: Request) -> Response:
        request.state.site = site
        try:
            return await endpoint(request)
        except FormError as error:
            response = _error(request, error.name, error.status, **error.values)
            if error.status == 408:  # what is still to come belongs to no request
                response.headers["Connection"] = "close"
            return response
        except FeedbackError as error:
            return _error(request, "feedback", 500, reason=str(error))
        except RunTableError as error:
            return _error(request, "run", 500, reason=str(error))
        except Problem as problem:
            response = _refused(site, request, problem.status)
            response.headers.update(problem.headers)
            return response

    return run


def problem_page(site: Site, request: Request, problem: Problem) -> Response:
    """The page that tells a reader of a problem that arose outside of these routes."""
    request.state.site = site
    return _refused(site, request, problem.status)


def _refused(site: Site, request: Request, status: int) -> Response:
    name = _REFUSALS.get(status, "internal" if status >= 500 else "form")
    return _error(request, name, status, most=shown_size(site.settings.max_body_bytes))


def _error(request: Request, name: str, status: int, **values: object) -> Response:
    words = words_of(language_of(request))
    said = {key: words.sentence(value) if isinstance(value, str) else value for key, value in values.items()}
    message = words(f"error.{name}", **said)
    return render(request, "error.html", status=status, message=message)


async def _blocks_css(request: Request) -> Response:
    return FileResponse(_BLOCKS, media_type="text/css")
