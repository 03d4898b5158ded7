"""What the review pages share: the pages under review, the corrections, and the run that was opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from ...model import Article, Page
from ..corrections import corrected
from ..feedback import Feedback
from .samples import sample
from .store import PageStore, Source
from .uploads import FormError

if TYPE_CHECKING:
    from ..runs import RunTable
    from ..settings import Settings

__all__ = ["Reviewed", "Site", "this_site"]

_SAMPLE = "sample-"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A page as it is shown: its name, and its article with the readers' corrections applied."""

    name: str
    article: Article


class Site:
    """The state behind the review pages of one server.

    Args:
        settings: of the server.
        feedback: where corrections are kept; opened as the settings say if ``None``.

    Raises:
        cleaner.web.feedback.FeedbackError: for a feedback file that cannot be used.
        cleaner.web.runs.RunTableError: for a run that cannot be opened.
    """

    def __init__(self, settings: Settings, feedback: Feedback | None = None) -> None:
        self.settings = settings
        self.pages = PageStore()
        self.feedback = feedback or Feedback(settings.feedback)
        self.run: RunTable | None = None
        if settings.run is not None:
            from ..runs import RunTable

            self.run = RunTable(settings.run)

    def source(self, key: str) -> Source:
        """The page of a key.

        Raises:
            FormError: if it is gone.
        """
        found = sample(key.removeprefix(_SAMPLE)) if key.startswith(_SAMPLE) else self.pages.get(key)
        if found is None:
            raise FormError("gone", 404)
        return found

    async def review(self, request: Request, key: str) -> Reviewed:
        """The page of a key, cleaned, with the readers' corrections."""
        source = self.source(key)
        article = await clean(request, source.page)
        return Reviewed(source.name, await self.corrected(article))

    async def corrected(self, article: Article) -> Article:
        """The article with the readers' corrections.

        Raises:
            cleaner.web.feedback.FeedbackError: for a feedback file that cannot be read any more.
        """
        return corrected(article, await run_in_threadpool(self.feedback.choices))


async def clean(request: Request, page: Page) -> Article:
    """The article as the server's own Cleaner finds it."""
    found: Article = await request.app.state.clean(page)
    return found


def this_site(request: Request) -> Site:
    """The Site of the server that a request came to."""
    site: Site = request.state.site
    return site
