"""cleaner: the real article of a scraped news page, with everything else accounted for.

>>> import cleaner
>>> article = cleaner.clean(html_bytes, url="https://news.example/1.html")  # doctest: +SKIP
>>> article.text, article.verdict, [b.text for b in article.spam]           # doctest: +SKIP
>>> cleaner.judge_line("one title").spam                                    # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._version import __version__
from .limits import Limits
from .model import KEPT_LABELS, Article, Block, Evidence, Image, Judgement, Kind, Label, Link, Page, Verdict

if TYPE_CHECKING:
    from .fetching import FetchError
    from .pipeline import Cleaner
    from .spam import LexiconError

__all__ = [
    "KEPT_LABELS",
    "Article",
    "Block",
    "Cleaner",
    "Evidence",
    "FetchError",
    "Image",
    "Judgement",
    "Kind",
    "Label",
    "LexiconError",
    "Limits",
    "Link",
    "Page",
    "Verdict",
    "__version__",
    "clean",
    "fetch",
    "judge_line",
]


def clean(page: bytes | str | Page, url: str | None = None, **options: Any) -> Article:
    """The article of one page.

    Args:
        page: the page as bytes (any charset), as str, or as a :class:`Page`.
        url: where it came from; never fetched.
        **options: as for :class:`Cleaner`. For many pages make one ``Cleaner`` and keep it.

    Any bytes give an Article; see :class:`Cleaner` for what raises.
    """
    from ._default import cleaner_for

    return cleaner_for(**options).clean(page, url)


def judge_line(text: str, **options: Any) -> Judgement:
    """Whether one line, taken alone, is a planted advertisement.

    Args:
        text: one line of text.
        **options: as for :class:`Cleaner`.
    """
    from ._default import cleaner_for

    return cleaner_for(**options).judge_line(text)


def fetch(url: str, **options: Any) -> Page:
    """The page at an address, ready for :func:`clean`: ``cleaner.clean(cleaner.fetch(url))``.

    Args:
        url: http or https.
        **options: as for :func:`cleaner.fetching.fetch`: ``allow_private``, ``ignore_robots``, ``seconds``,
            ``limits``.

    Raises:
        FetchError: for a page that was refused or could not be had.
    """
    from .fetching import fetch as fetched

    return fetched(url, **options)


def __getattr__(name: str) -> Any:
    """Loads the working parts on first use, so that ``import cleaner`` stays light."""
    if name == "Cleaner":
        from .pipeline import Cleaner

        return Cleaner
    if name == "FetchError":
        from .fetching import FetchError

        return FetchError
    if name == "LexiconError":
        from .spam import LexiconError

        return LexiconError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
