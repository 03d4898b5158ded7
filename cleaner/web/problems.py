"""What the server says when it cannot do what was asked: problem details as of RFC 9457."""

from __future__ import annotations

import html
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ..render import dump

__all__ = ["PROBLEM_JSON", "Problem", "on_exception", "on_http_exception", "on_problem", "problem_response"]

PROBLEM_JSON = "application/problem+json"


class Problem(Exception):  # noqa: N818 (the name of RFC 9457)
    """A request that is not answered as asked.

    Args:
        status: of HTTP.
        kind: short stable name, such as ``too-large``; the ``type`` of the problem.
        detail: what is wrong with this request, for a person.
        headers: further headers of the answer, such as ``Retry-After``.
        more: further members of the problem.
    """

    def __init__(
        self, status: int, kind: str, detail: str, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})
        self.more = more

    def to_dict(self) -> dict[str, Any]:
        """The problem as plain data."""
        return {
            "type": f"urn:cleaner:problem:{self.kind}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            **self.more,
        }


def problem_response(problem: Problem, *, as_page: bool = False) -> Response:
    """The answer that tells of a problem; a bare page of HTML for someone who looks at it in a browser."""
    headers = {"Cache-Control": "no-store", **problem.headers}
    if as_page:
        title, detail = html.escape(HTTPStatus(problem.status).phrase), html.escape(problem.detail)
        page = (
            f'<!doctype html><html lang="en"><title>{title}</title><h1>{title}</h1><p>{detail}</p></html>\n'
        )
        return HTMLResponse(page, problem.status, headers)
    return Response(dump(problem.to_dict()), problem.status, headers, PROBLEM_JSON)


async def on_problem(request: Request, error: Exception) -> Response:
    """Handles a :class:`Problem` that an endpoint raised."""
    if not isinstance(error, Problem):
        raise error
    return problem_response(error, as_page=_in_browser(request))


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Handles what the router finds: no such path, or no such method."""
    if not isinstance(error, HTTPException):
        raise error
    status = error.status_code
    details = {404: f"there is nothing at {request.url.path}", 405: f"{request.method} is not for this path"}
    kind = {404: "not-found", 405: "method"}.get(status, "http")
    problem = Problem(status, kind, details.get(status, str(error.detail)), error.headers)
    return problem_response(problem, as_page=_in_browser(request))


async def on_exception(request: Request, error: Exception) -> Response:
    """Handles a mistake of ours; what it was goes to the server's log only."""
    problem = Problem(500, "internal", "internal error; the server's log has more")
    return problem_response(problem, as_page=_in_browser(request))


def _in_browser(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/")
