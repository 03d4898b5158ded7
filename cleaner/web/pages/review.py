"""The start page, the review of a page, and the article to take away."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import PurePath
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...model import Article, Label
from ...render.account import REMOVED_ORDER, entries, facts
from ..corrections import Choice, reader_choice
from .language import language_of, words_of
from .samples import sample_names
from .site import Reviewed, this_site
from .templates import render
from .uploads import FormError, read_form, source_of

__all__ = ["article_file", "correct", "download", "review", "say", "show", "start", "take"]

_MOST_EVIDENCE = 12
_MOST_BLOCKS = 2000
"""Blocks that one page shows; browsers grow slow with more."""
_TYPES = {"txt": "text/plain", "md": "text/markdown", "json": "application/json"}


async def start(request: Request) -> Response:
    """``GET /``: paste, drop or choose a page."""
    words = words_of(language_of(request))
    samples = [(name, words.texts.get(f"sample.{PurePath(name).stem}", name)) for name in sample_names()]
    return render(request, "start.html", samples=samples)


async def take(request: Request) -> Response:
    """``POST /review``: keeps the page in memory and sends the reader to its review."""
    site = this_site(request)
    form = await read_form(request, site.settings)
    key = site.pages.put(await source_of(form))
    return RedirectResponse(f"/review/{key}", 303)


async def review(request: Request) -> Response:
    """``GET /review/{key}``: the page block by block beside its article."""
    key = request.path_params["key"]
    reviewed = await this_site(request).review(request, key)
    return await run_in_threadpool(show, request, reviewed, f"/review/{quote(key)}")


async def download(request: Request) -> Response:
    """``GET /review/{key}/article.{kind}``: the article as txt, md or json."""
    reviewed = await this_site(request).review(request, request.path_params["key"])
    return article_file(reviewed, request.path_params["kind"])


async def say(request: Request) -> Response:
    """``POST /review/{key}/feedback``: keeps what the reader says of a block."""
    key = request.path_params["key"]
    form = await read_form(request, this_site(request).settings)
    reviewed = await this_site(request).review(request, key)
    return await correct(request, reviewed.article, form, f"/review/{quote(key)}")


async def correct(request: Request, article: Article, form: FormData, base: str) -> Response:
    """Notes or takes back what the form says of a block, and shows the block again.

    Raises:
        FormError: for a block or a choice that there is not.
    """
    block, choice = str(form.get("block")), str(form.get("choice"))
    index = int(block) if block.isascii() and block.isdigit() and len(block) < 10 else -1
    if not 0 <= index < len(article.blocks):
        raise FormError("no_block", 404)
    found, feedback = article.blocks[index], this_site(request).feedback
    if choice == "undo":
        await run_in_threadpool(feedback.remove, found.text)
    elif choice in list(Choice):
        before = found.label.value
        await run_in_threadpool(
            feedback.add, found.text, Choice(choice), before, article.url, article.language
        )
    else:
        raise FormError("form")
    return RedirectResponse(f"{base}?open={index}#b{index}", 303)


def show(
    request: Request, reviewed: Reviewed, base: str, *, back: str = "/", unordered: bool = False
) -> Response:
    """The review view of an article; ``base`` is the address that its downloads and corrections hang on."""
    article, words = reviewed.article, words_of(language_of(request))
    counts = Counter(block.label for block in article.blocks)
    found = islice(entries(article, words, most=_MOST_EVIDENCE), _MOST_BLOCKS)
    shown = [(entry, reader_choice(entry.block)) for entry in found]
    opened = request.query_params.get("open", "")
    return render(
        request,
        "review.html",
        name=reviewed.name,
        article=article,
        facts=list(facts(article)),
        counts=[(str(label), counts[label]) for label in _shown_order() if counts[label]],
        entries=shown,
        unshown=len(article.blocks) - len(shown),
        base=base,
        back=back,
        back_text=words["review.again"] if back == "/" else words["run.back"],
        open=int(opened) if opened.isascii() and opened.isdigit() and len(opened) < 10 else None,
        unordered=unordered,
    )


def article_file(reviewed: Reviewed, kind: str) -> Response:
    """The article to save, named after its page.

    Raises:
        FormError: for a kind that there is not.
    """
    article = reviewed.article
    if kind not in _TYPES:
        raise FormError("no_page", 404)
    if kind == "txt":
        text = article.text + "\n"
    else:
        text = article.to_markdown() if kind == "md" else article.to_json(indent=2) + "\n"
    stem = PurePath(reviewed.name.rstrip("/").replace("\\", "/")).stem or "article"
    name = quote(stem[:80].encode("utf-8", "replace")) + f".{kind}"
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
    return Response(text.encode("utf-8", "replace"), 200, headers, f"{_TYPES[kind]}; charset=utf-8")


def _shown_order() -> tuple[Label, ...]:
    """What stays, then what goes, the most interesting first."""
    kept = (Label.BODY, Label.HEADING, Label.CAPTION)
    return kept + tuple(label for label in REMOVED_ORDER if label not in kept)
