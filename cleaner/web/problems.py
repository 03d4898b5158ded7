"""What the server says when it cannot do what was asked: problem details as of RFC 9457."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ..render.data import dump

__all__ = ["PROBLEM_JSON", "Problem", "Teller", "problem_response"]

PROBLEM_JSON = "application/problem+json"


class Problem(Exception):  # noqa: N818 (the name of RFC 9457)
    """A request that is not answered as asked.

    Args:
        status: of HTTP.
        kind: short stable name, such as ``too-large``; the ``type`` of the problem.
        detail: what is wrong with this request, for a person.
        headers: further headers of the answer, such as ``Retry-After``.
    """

    def __init__(self, status: int, kind: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.headers = dict(headers or {})

    def to_dict(self) -> dict[str, Any]:
        """The problem as plain data."""
        return {
            "type": f"urn:cleaner:problem:{self.kind}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }


def problem_response(problem: Problem) -> Response:
    """The answer that tells a program of a problem."""
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(dump(problem.to_dict()), problem.status, headers, PROBLEM_JSON)


class Teller:
    """Tells of problems: as a page to someone who looks at it in a browser, as data to everyone else.

    Args:
        page: the page of a problem; its status and headers are set here.
    """

    def __init__(self, page: Callable[[Request, Problem], Response]) -> None:
        self._page = page

    def __call__(self, request: Request, problem: Problem) -> Response:
        """The answer that tells of a problem."""
        if "text/html" not in request.headers.get("accept", "") or request.url.path.startswith("/v1/"):
            return problem_response(problem)
        response = self._page(request, problem)
        response.status_code = problem.status
        response.headers.update(problem.headers)
        return response

    async def on_problem(self, request: Request, error: Exception) -> Response:
        """Handles a :class:`Problem` that an endpoint raised."""
        if not isinstance(error, Problem):
            raise error
        return self(request, error)

    async def on_http_exception(self, request: Request, error: Exception) -> Response:
        """Handles what the router finds: no such path, or no such method."""
        if not isinstance(error, HTTPException):
            raise error
        status = error.status_code
        details = {
            404: f"there is nothing at {request.url.path}",
            405: f"{request.method} is not for this path",
        }
        kind = {404: "not-found", 405: "method"}.get(status, "http")
        return self(request, Problem(status, kind, details.get(status, str(error.detail)), error.headers))

    async def on_exception(self, request: Request, error: Exception) -> Response:
        """Handles a mistake of ours; what it was goes to the server's log only."""
        return self(request, Problem(500, "internal", "internal error; the server's log has more"))
