"""What a worker process is asked to do, and how it does it; nothing here knows of HTTP or of processes."""

from __future__ import annotations

import json
import math
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ..corpus.options import Cleaning
from ..corpus.records import RecordError, page_in
from ..model import Article, Judgement, Kind, Page
from ..pipeline import Cleaner
from ..reading import told_kind
from ..render.data import dump, line_to_dict
from .corrections import Corrections, corrected
from .options import OptionError, RequestOptions, options_from_json

__all__ = ["CleanJob", "Done", "Job", "JudgeJob", "LineJob", "PageJob", "RecordJob", "Refused", "Workshop"]

_MOST_CLEANERS = 8
_MOST_LINE = 10_000
"""Characters of a line to judge: what is longer is no line."""
_OURS = frozenset(("article", "error", "line"))
"""Members of an answer that a record must not have itself."""
_PAGE = frozenset(("html", "text", "url", "options"))


@dataclass(frozen=True, slots=True)
class PageJob:
    """Clean a page and hand back the Article itself, as the judge left it."""

    page: Page


@dataclass(frozen=True, slots=True)
class JudgeJob:
    """Judge a line and hand back the Judgement itself."""

    text: str


@dataclass(frozen=True, slots=True)
class CleanJob:
    """Clean the page in the body of a request.

    Attributes:
        body: JSON, or the raw page.
        form: how the body is written; ``page`` for a raw page of whatever kind.
        url, encoding, options: what the request says beside the body; JSON that says otherwise goes first.
    """

    body: bytes
    form: Literal["json", "html", "text", "markdown", "page"]
    url: str | None = None
    encoding: str | None = None
    options: RequestOptions = field(default_factory=RequestOptions)


@dataclass(frozen=True, slots=True)
class RecordJob:
    """Clean one line of a batch; a line that cannot be cleaned is answered in its place."""

    line: bytes
    number: int
    options: RequestOptions


@dataclass(frozen=True, slots=True)
class LineJob:
    """Judge the line in the body of a request: JSON, or the line itself in UTF-8."""

    body: bytes
    form: Literal["json", "text"]


Job = PageJob | JudgeJob | CleanJob | RecordJob | LineJob


@dataclass(frozen=True, slots=True)
class Done:
    """A job's answer: JSON in UTF-8, or what a PageJob or a JudgeJob hands back.

    Attributes:
        verdict: of the page, ``error`` for a record that could not be cleaned, or ``None`` for a line.
    """

    answer: bytes | Article | Judgement
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A body that cannot be used, and why."""

    kind: str
    detail: str


class _BodyError(Exception):
    """A body that cannot be used."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


class Workshop:
    """Does jobs; keeps the Cleaners that were asked for last.

    Args:
        usual: how the server cleans unless a request chooses otherwise.

    Attributes:
        corrections: what readers said; laid over the articles that are answered as JSON.
    """

    def __init__(self, usual: Cleaning) -> None:
        self.corrections: Corrections = {}
        self._usual = usual
        self._cleaners: OrderedDict[Cleaning, Cleaner] = OrderedDict()
        self.cleaner = self._cleaner(RequestOptions())

    def do(self, job: Job) -> Done | Refused:
        """Does a job; raises only for mistakes of ours."""
        try:
            if isinstance(job, PageJob):
                article = self.cleaner.clean(job.page)
                return Done(article, article.verdict.value)
            if isinstance(job, JudgeJob):
                return Done(self.cleaner.judge_line(job.text))
            if isinstance(job, CleanJob):
                return self._clean(job)
            if isinstance(job, RecordJob):
                return self._record(job)
            return self._line(job)
        except _BodyError as error:
            return Refused(error.kind, error.detail)

    def _clean(self, job: CleanJob) -> Done:
        if job.form == "json":
            record = _object(job.body)
            unknown = sorted(set(record) - _PAGE)
            if unknown:
                raise _BodyError(
                    "invalid", f"there is no member {unknown[0][:40]!r}: html, text, url, options"
                )
            page, options = _page(record, job.options, job.url)
        else:
            if not job.body:
                raise _BodyError("invalid", "the body is empty: there is no page in it")
            kind = _kind(job)
            page, options = Page(job.body, job.url, kind, job.encoding), job.options
        article = self._article(page, options)
        return Done(dump(_shown(article, options)).encode(), article.verdict.value)

    def _record(self, job: RecordJob) -> Done:
        record: dict[str, Any] = {}
        try:
            record = _object(job.line)
            taken = sorted(_OURS & record.keys())
            if taken:
                raise _BodyError("invalid", f"there is a member {taken[0]!r} already, where ours would go")
            page, options = _page(record, job.options)
            article = self._article(page, options)
            answer = dump({**_carried(record), "article": _shown(article, options)})
            return Done(answer.encode(), article.verdict.value)
        except _BodyError as error:
            reason = error.detail
        except RecursionError:
            reason, record = "nested too deep", {}
        except Exception as error:
            # one record must not take the others with it
            reason = f"internal error, please report it: {type(error).__name__}: {error}"[:200]
        answer = dump({**_carried(record), "error": reason, "line": job.number})
        return Done(answer.encode(), "error")

    def _line(self, job: LineJob) -> Done:
        if job.form == "json":
            record = _object(job.body)
            if set(record) != {"text"} or not isinstance(record["text"], str):
                raise _BodyError("invalid", 'the body is not an object with one string: {"text": "..."}')
            text: str = record["text"]
        else:
            text = job.body.decode("utf-8", "replace").rstrip("\r\n")
        if not text or len(text) > _MOST_LINE:
            raise _BodyError("invalid", f"a line has between 1 and {_MOST_LINE:,} characters")
        return Done(dump(line_to_dict(text, self.cleaner.judge_line(text))).encode())

    def _article(self, page: Page, options: RequestOptions) -> Article:
        article = self._cleaner(options).clean(page)
        return corrected(article, self.corrections, options.lang or self._usual.lang)

    def _cleaner(self, options: RequestOptions) -> Cleaner:
        cleaning = options.cleaning(self._usual)
        try:
            found = self._cleaners.pop(cleaning, None) or cleaning.cleaner()
        except ValueError as error:  # a category that the server's lexicons don't name
            raise _BodyError("invalid", f"option categories: {error}"[:200]) from error
        self._cleaners[cleaning] = found
        while len(self._cleaners) > _MOST_CLEANERS:
            self._cleaners.popitem(last=False)
        return found


def _object(body: bytes) -> dict[str, Any]:
    """The JSON object in a body; NaN and infinity, which JSON has not, are errors."""
    try:
        text = body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogatepass")
        record = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise _BodyError("not-json", f"not UTF-8 at byte {error.start + 1}") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise _BodyError("not-json", f"not JSON: {error.msg} at {where}") from error
    except RecursionError as error:
        raise _BodyError("not-json", "nested too deep") from error
    except ValueError as error:  # a number of thousands of digits
        raise _BodyError("not-json", f"not JSON: {error}") from error
    if not isinstance(record, dict):
        raise _BodyError("invalid", "not a JSON object")
    return record


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:20]} is too large")
    return number


def _page(
    record: dict[str, Any], usual: RequestOptions, url: str | None = None
) -> tuple[Page, RequestOptions]:
    """The page in an object, and what it chooses; ``html`` goes before ``text``, and null is not there."""
    options = usual
    try:
        page = page_in(record, html="html", text="text", url="url")
        if record.get("options") is not None:
            options = options_from_json(record["options"], usual)
    except (RecordError, OptionError) as error:
        raise _BodyError("invalid", str(error)) from error
    return (page if page.url or url is None else replace(page, url=url)), options


def _kind(job: CleanJob) -> Kind | None:
    """The kind of a raw page, as far as its sender says."""
    if job.form == "page":
        return None
    return Kind.MARKDOWN if job.form == "markdown" else told_kind(job.body, html=job.form == "html")


def _shown(article: Article, options: RequestOptions) -> dict[str, Any]:
    data = article.to_dict()
    if not options.blocks:
        del data["blocks"]
    return data


def _carried(record: dict[str, Any]) -> dict[str, Any]:
    """The members of a record that come back: all but the page itself and its options."""
    return {k: v for k, v in record.items() if k not in ("html", "text", "options", *_OURS)}
