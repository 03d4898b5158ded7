"""The records of a run: a table with search and filters, and each in the review view."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from ..records import article_of_record
from ..runs import PAGE_ROWS, ROW_VERDICTS, Filter, RunTable
from .review import article_file, correct, show
from .site import Reviewed, this_site
from .templates import render
from .uploads import FormError, read_form

__all__ = ["download", "listed", "record", "say"]

_MOST_DIGITS = 9


async def listed(request: Request) -> Response:
    """``GET /run``: one page of the records that fit the filters in the query."""
    run, query = _run(request), request.query_params
    wanted = _filter(query)
    number = max(1, _number(query.get("page", "")))
    count, rows = await run_in_threadpool(run.page, wanted, number)
    pages = max(1, -(-count // PAGE_ROWS))

    def link(page: int) -> str:
        asked = [(name, value) for name, value in query.items() if name != "page" and value]
        return "/run?" + urlencode([*asked, ("page", page)], errors="replace")

    return render(
        request,
        "run.html",
        run=run,
        wanted=wanted,
        verdicts=ROW_VERDICTS,
        count=count,
        rows=rows,
        page=number,
        pages=pages,
        earlier=link(number - 1) if number > 1 else None,
        later=link(number + 1) if number < pages else None,
    )


async def record(request: Request) -> Response:
    """``GET /run/{number}``: one record in the review view."""
    reviewed = await _reviewed(request)
    base = f"/run/{request.path_params['number']}"
    return await run_in_threadpool(show, request, reviewed, base, back="/run", unordered=True)


async def download(request: Request) -> Response:
    """``GET /run/{number}/article.{kind}``: the article of a record."""
    return article_file(await _reviewed(request), request.path_params["kind"])


async def say(request: Request) -> Response:
    """``POST /run/{number}/feedback``: keeps what the reader says of a block."""
    form = await read_form(request, this_site(request).settings)
    reviewed = await _reviewed(request)
    base = f"/run/{request.path_params['number']}"
    return await correct(request, reviewed.article, form, base)


async def _reviewed(request: Request) -> Reviewed:
    number = _number(request.path_params["number"])
    found = await run_in_threadpool(_run(request).record, number)
    if found is None:
        raise FormError("no_record", 404)
    article = await this_site(request).corrected(article_of_record(found))
    return Reviewed(str(found.get("id") or number), article)


def _run(request: Request) -> RunTable:
    run = this_site(request).run
    if run is None:
        raise FormError("no_page", 404)
    return run


def _filter(query: QueryParams) -> Filter:
    verdict = query.get("verdict", "")
    return Filter(
        search=query.get("search", "")[:200],
        verdict=verdict if verdict in ROW_VERDICTS else "",
        site=query.get("site", "").strip()[:200],
        least_spam=_number(query.get("spam", "")),
    )


def _number(text: str) -> int:
    """A whole number, 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0
