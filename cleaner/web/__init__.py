"""The review page and the HTTP API of ``cleaner serve``.

``create_app`` gives the ASGI application; it needs the packages of the extra ``web``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .settings import Settings

if TYPE_CHECKING:
    from starlette.applications import Starlette

__all__ = ["Settings", "create_app"]


def create_app(settings: Settings | None = None) -> Starlette:
    """The application of ``cleaner serve``; see :func:`cleaner.web.app.create_app`."""
    from .app import create_app

    return create_app(settings or Settings())
