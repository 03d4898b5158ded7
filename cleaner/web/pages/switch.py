"""The language switch."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...model import LANGUAGES
from .language import COOKIE
from .uploads import FormError

__all__ = ["choose_language", "local_path"]

_YEAR = 365 * 24 * 3600


async def choose_language(request: Request) -> Response:
    """``GET /language/{code}``: remembers the language in a cookie and goes back."""
    code = request.path_params["code"]
    if code not in LANGUAGES:
        raise FormError("no_page", 404)
    response = RedirectResponse(local_path(request.query_params.get("next", "/")), 303)
    response.set_cookie(COOKIE, code, max_age=_YEAR, httponly=True, samesite="lax")
    return response


def local_path(target: str) -> str:
    """``target`` if it is a path of this server, else the start page.

    >>> local_path("/review/x?open=3"), local_path("//evil.example/"), local_path("https://evil.example/")
    ('/review/x?open=3', '/', '/')
    """
    inside = target.startswith("/") and not target.startswith(("//", "/\\"))
    clean = inside and target.isprintable() and "\\" not in target
    return target if clean else "/"
