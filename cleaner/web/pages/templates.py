"""The templates: everything is escaped, and what neither HTML nor UTF-8 can hold becomes U+FFFD."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from ...model import KEPT_LABELS, LANGUAGES, Article, Label
from ...render.account import REMOVED_ORDER, Entry
from ...render.explain_html import marked_html, reasons_html, summary_html
from ...render.flow import unfit
from ...render.html import html_section
from ...render.words import Words
from .language import language_of, words_of

__all__ = ["render"]

_FOLDER = Path(__file__).parents[1] / "templates"


def render(
    request: Request,
    template: str,
    *,
    status: int = 200,
    **values: Any,
) -> HTMLResponse:
    """A page of the site in the reader's language.

    Args:
        request: what is answered.
        template: file name in ``templates/``.
        status: HTTP status.
        **values: what the template shows.
    """
    language = language_of(request)
    path = request.url.path if request.method == "GET" else values.pop("here", "/")
    query = f"?{request.url.query}" if request.url.query and request.method == "GET" else ""
    html = (
        _environment()
        .get_template(template)
        .render(
            words=words_of(language),
            language="zh-Hans" if language == "zh" else "en",
            languages=[(code, words_of(code)["site.language_name"]) for code in LANGUAGES],
            chosen=language,
            here=path + query,
            path=path,
            has_run=request.state.site.run is not None,
            **values,
        )
    )
    headers = {"Vary": "Accept-Language, Cookie", "Cache-Control": "no-store"}
    return HTMLResponse(html, status, headers)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_fit,
    )
    environment.filters["section"] = _section
    environment.filters["summary"] = _summary
    environment.filters["reasons"] = _reasons
    environment.filters["marked"] = _marked
    environment.globals["labels"] = [str(label) for label in reversed(REMOVED_ORDER)]
    environment.globals["removable"] = [str(label) for label in REMOVED_ORDER if label not in KEPT_LABELS]
    environment.globals["SPAM"] = Label.SPAM
    return environment


def _fit(value: Any) -> Any:
    """Page text made fit for HTML; markup made by us is so already."""
    return unfit(value) if isinstance(value, str) and not isinstance(value, Markup) else value


# the functions behind these escape every character of the page themselves


def _section(article: Article) -> Markup:
    return Markup(html_section(article, heading=3))  # noqa: S704


def _summary(entry: Entry, words: Words) -> Markup:
    return Markup(summary_html(entry, words))  # noqa: S704


def _reasons(entry: Entry, words: Words) -> Markup:
    return Markup(reasons_html(entry, words))  # noqa: S704


def _marked(text: str, reasons: Any) -> Markup:
    return Markup(marked_html(text, reasons))  # noqa: S704
