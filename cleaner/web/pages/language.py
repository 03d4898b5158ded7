"""The reader's language: the switch (a cookie) first, then what the browser asks for."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request

from ...model import LANGUAGES
from ...render.words import Words, load_words

__all__ = ["COOKIE", "language_of", "preferred", "words_of"]

COOKIE = "cleaner_lang"
_FOLDER = Path(__file__).parents[1] / "words"


def language_of(request: Request) -> str:
    """``en`` or ``zh``."""
    chosen = request.cookies.get(COOKIE)
    return chosen if chosen in LANGUAGES else preferred(request.headers.get("accept-language", ""))


@lru_cache(maxsize=4)
def words_of(language: str) -> Words:
    """The words of the review pages in ``language``, with those for reasons that were given in English.

    The server cleans in one language, and the records of a run keep theirs: reasons are put into the
    reader's language when they are shown.
    """
    words = load_words(language, _FOLDER)
    return words if language == "en" else replace(words, exact={**words.exact, **_reasons_of_rows(language)})


def _reasons_of_rows(language: str) -> dict[str, str]:
    """English reason to reason, for every row of the tables of terms, wordings and turns of phrase."""
    from ...roles import load_rows
    from ...spam import Lexicon
    from ...spam.shapes import load_shapes

    found: dict[str, str] = {}
    rows = [*(row.reasons for row in Lexicon.load().rows), *(row.reasons for row in load_rows())]
    for reasons in [*rows, *(shape.reasons for shape in load_shapes())]:
        # rows of several languages share an English reason; the Chinese one names the language at its end
        found.setdefault(reasons["en"], reasons[language].partition("（")[0])
    return found


def preferred(header: str) -> str:
    """The language that an ``Accept-Language`` header likes best, English where it likes neither.

    >>> preferred("de, zh-CN;q=0.8, en;q=0.5")
    'zh'
    """
    best, most = "en", 0.0
    for part in header[:500].split(","):
        tag, _, parameters = part.strip().partition(";")
        language = tag.strip().split("-")[0].lower()
        quality = _quality(parameters)
        if language in LANGUAGES and quality > most:
            best, most = language, quality
    return best


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
