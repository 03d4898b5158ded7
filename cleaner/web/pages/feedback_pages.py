"""The readers' corrections: listed, removed, and exported."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..export import lexicon_rows, training_lines
from .site import this_site
from .templates import render
from .uploads import read_form

__all__ = ["lexicon", "lines", "listed", "remove"]


async def listed(request: Request) -> Response:
    """``GET /feedback``: every correction, newest first."""
    feedback = this_site(request).feedback
    corrections = await run_in_threadpool(feedback.all)
    kept_in = None if feedback.path is None else str(feedback.path)
    return render(request, "feedback.html", corrections=corrections, kept_in=kept_in)


async def remove(request: Request) -> Response:
    """``POST /feedback/remove``: forgets one correction."""
    site = this_site(request)
    form = await read_form(request, site.settings)
    wanted = str(form.get("id"))
    for correction in await run_in_threadpool(site.feedback.all):
        if str(correction.id) == wanted:
            await run_in_threadpool(site.feedback.remove, correction.text)
    return RedirectResponse("/feedback", 303)


async def lines(request: Request) -> Response:
    """``GET /feedback/lines.jsonl``: the corrections as training lines."""
    corrections = await run_in_threadpool(this_site(request).feedback.all)
    text = await run_in_threadpool(lambda: "".join(training_lines(corrections)))
    return _file(text, "application/x-ndjson", "feedback.jsonl")


async def lexicon(request: Request) -> Response:
    """``GET /feedback/lexicon.toml``: the corrections as rows for ``--lexicon``."""
    corrections = await run_in_threadpool(this_site(request).feedback.all)
    return _file(await run_in_threadpool(lexicon_rows, corrections), "application/toml", "feedback.toml")


def _file(text: str, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(text, 200, headers, f"{kind}; charset=utf-8")
