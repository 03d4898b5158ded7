"""The nouns of the program: what goes in, what is found, what comes out.

Frozen dataclasses and enums without logic beyond views on their own fields; nothing here imports
anything else of ours, so every room can speak the same language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

__all__ = [
    "KEPT_LABELS",
    "LANGUAGES",
    "PARAGRAPH",
    "Article",
    "Block",
    "Evidence",
    "Image",
    "Judgement",
    "Kind",
    "Label",
    "Link",
    "Page",
    "Verdict",
]

LANGUAGES = ("en", "zh")
"""In which reasons are given."""
PARAGRAPH = "\n\n"
"""The gap between blocks that are paragraphs of their own."""


class Label(str, Enum):
    """What a block is to the reader of the article."""

    TITLE = "title"
    BYLINE = "byline"
    """Author, source and date lines."""
    HEADING = "heading"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    """Editor, picture source, contact and copyright lines."""
    RELATED = "related"
    """A real teaser for another article, or the heading above such teasers."""
    SPAM = "spam"
    BOILERPLATE = "boilerplate"
    """The rest of the page's furniture: navigation, counters, comments, notices."""

    def __str__(self) -> str:
        return self.value


class Verdict(str, Enum):
    """What the page as a whole is."""

    CLEAN = "clean"
    """An article; no spam found."""
    SPAM_REMOVED = "spam_removed"
    """An article; spam blocks taken out."""
    SPAM = "spam"
    """The page itself is an advertisement."""
    NO_ARTICLE = "no_article"
    """Index page, error page, login wall, empty, or not text."""

    def __str__(self) -> str:
        return self.value


class Kind(str, Enum):
    """How a page is written."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"

    def __str__(self) -> str:
        return self.value


KEPT_LABELS: frozenset[Label] = frozenset({Label.HEADING, Label.BODY, Label.CAPTION})
"""The labels whose blocks make up ``Article.text`` unless the caller chooses otherwise."""


@dataclass(frozen=True, slots=True)
class Page:
    """One input.

    Attributes:
        content: the page as fetched (bytes) or already decoded (str).
        url: where it came from, if known; used for metadata only, never fetched.
        kind: HTML, flattened text or Markdown; guessed from the content when ``None``.
        encoding: the caller's hint for bytes, such as the charset of the HTTP header.
    """

    content: bytes | str
    url: str | None = None
    kind: Kind | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a label, a score or a verdict.

    Attributes:
        code: stable dotted identifier, such as ``spam.term`` or ``content.link_density``.
        reason: a sentence that a person can read.
        weight: how strongly it speaks; positive for the label given, negative against it.
        span: the characters ``[start, end)`` of the block's text that it speaks of, or ``None`` for
            the block as a whole.
    """

    code: str
    reason: str
    weight: float = 1.0
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the spam judge says of one line.

    Attributes:
        spam: the decision.
        score: calibrated probability of spam, 0 to 1.
        evidence: why, strongest first, but for ``spam.category``, which says before all else that this kind
            of advertisement is not looked for; spans point into the line as it was given.
    """

    spam: bool
    score: float
    evidence: tuple[Evidence, ...] = ()


_PICTURED = frozenset((Label.CAPTION, Label.CREDIT))


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink inside a block: characters ``[start, end)`` of the block's text, and its target."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: the address of its file as the page has it, and its alternative text."""

    source: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A maximal run of text that a reader sees as one paragraph, line, list item, heading or cell.

    Attributes:
        index: position on the page, from 0.
        text: white space folded to single spaces; every other character as it stood.
        label: what it is.
        score: probability that it is main content, 0 to 1.
        evidence: why it has its label; never empty for a block that is not kept.
        line: first and last line of the source (from 1) for flattened text.
        path: element path for HTML, and for what Markdown stands for, such as ``/html/body/div[2]/p[3]``.
        hidden: a browser would not show it.
        links: hyperlinks, in order.
        gap: what stands between the previous kept block and this one in ``Article.text``: a blank
            line, or what the source had (``" "`` or ``""``) where a paragraph was cut at a seam.
        level: heading level 1 to 6, or 0.
        tag: the HTML element that holds it, lower case; empty for flattened text.
        images: pictures inside it, or between it and the block before.
    """

    index: int
    text: str
    label: Label
    score: float
    evidence: tuple[Evidence, ...] = ()
    line: tuple[int, int] | None = None
    path: str | None = None
    hidden: bool = False
    links: tuple[Link, ...] = ()
    gap: str = PARAGRAPH
    level: int = 0
    tag: str = ""
    images: tuple[Image, ...] = ()


@dataclass(frozen=True)
class Article:
    """The article of a page, and an account of everything that was left out.

    Attributes:
        title, author, source: as the page gives them, or ``None``.
        date: ISO 8601, as exact as the page says (``2024``, ``2024-07-24``, ``2024-07-24T17:40:56``).
        language: BCP 47 tag (``zh-Hans``, ``zh-Hant``, ``en``, ...), or ``None`` if undecided.
        url: the page's address as given by the caller or, failing that, by the page.
        verdict: what the page as a whole is.
        blocks: every block of the page in order, kept or not.
        encoding: the encoding the bytes were decoded with; ``None`` for str input.
        notes: what else the caller should know: a limit reached, a wrong charset declaration, ...; like
            reasons, in the language that was asked for.
        keep: the labels whose blocks make up ``text``.
    """

    title: str | None
    author: str | None
    date: str | None
    source: str | None
    language: str | None
    url: str | None
    verdict: Verdict
    blocks: tuple[Block, ...]
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    keep: frozenset[Label] = KEPT_LABELS

    @cached_property
    def kept(self) -> tuple[Block, ...]:
        """The blocks that make up ``text``, in order."""
        return tuple(b for b in self.blocks if b.label in self.keep)

    @cached_property
    def removed(self) -> tuple[Block, ...]:
        """The blocks that were left out, in order."""
        return tuple(b for b in self.blocks if b.label not in self.keep)

    @cached_property
    def spam(self) -> tuple[Block, ...]:
        """The blocks judged to be planted advertisements, in order."""
        return tuple(b for b in self.blocks if b.label is Label.SPAM)

    @cached_property
    def images(self) -> tuple[Image, ...]:
        """The pictures of the article: those at its kept blocks, captions and credits, in order."""
        return tuple(image for block in self.blocks if self.shows(block) for image in block.images)

    def shows(self, block: Block) -> bool:
        """Whether the pictures at a block belong to the article; its caption may have been left out."""
        return bool(self.kept) and (block.label in self.keep or block.label in _PICTURED)

    @cached_property
    def text(self) -> str:
        """The article: kept blocks joined by their gaps, which is a blank line between paragraphs."""
        parts: list[str] = []
        for block in self.kept:
            if parts:
                parts.append(block.gap)
            parts.append(block.text)
        return "".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """The article as plain data, ready for JSON: fields, text, spam texts, and every block."""
        from .render.data import to_dict

        return to_dict(self)

    def to_json(self, indent: int | None = None) -> str:
        """``to_dict`` as a JSON string; characters are not escaped to ASCII."""
        from .render.data import to_json

        return to_json(self, indent=indent)

    def to_markdown(self, *, links: bool = False, images: bool = False) -> str:
        """The article as Markdown: title, a line of metadata, headings, paragraphs, lists, tables, quotes.

        ``links`` keeps hyperlinks to web addresses, ``images`` shows the article's pictures.
        """
        from .render.markdown import to_markdown

        return to_markdown(self, links=links, images=images)

    def to_html(self, *, links: bool = False, images: bool = False) -> str:
        """The article as a minimal, fully escaped HTML document; options as for Markdown."""
        from .render.html import to_html

        return to_html(self, links=links, images=images)
