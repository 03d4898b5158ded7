"""One line judged alone."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from .language import language_of, words_of
from .site import this_site
from .templates import render
from .uploads import read_form

__all__ = ["ask", "judge"]

_MOST = 4000


async def ask(request: Request) -> Response:
    """``GET /line``: the box."""
    return render(request, "line.html", judgement=None)


async def judge(request: Request) -> Response:
    """``POST /line``: the judgement, with the characters that it rests on marked."""
    form = await read_form(request, this_site(request).settings)
    text = " ".join(str(form.get("text") or "").split())[:_MOST]
    judgement = await request.app.state.judge_line(text) if text else None
    if judgement is not None:
        words = words_of(language_of(request))
        judgement = replace(judgement, evidence=tuple(map(words.evidence, judgement.evidence)))
    return render(request, "line.html", text=text, judgement=judgement, here="/line")
