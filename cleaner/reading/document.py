"""What reading hands on: a page as blocks that nobody has judged yet, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..expressions import compiled
from ..model import PARAGRAPH, Image, Kind, Link

__all__ = ["Document", "Element", "Hints", "Kin", "RawBlock"]

Kin = tuple[int, str]
"""The element around, and the tags (and names of wrappers) between it and the block."""
_DIGIT = compiled("[0-9]")


@dataclass(slots=True)
class Element:
    """One HTML element that holds text somewhere below it; figures are gathered in the one walk.

    Attributes:
        parent: index of the parent in ``Document.elements``; -1 for the root.
        tag: lower case.
        names: class, id and role (and itemprop) in one lower-case string, separated by spaces.
        depth: the root is 0.
        chars: characters of text (white space excluded) in the whole subtree.
        link_chars: those of them inside ``<a href>``.
        hidden: a browser would not show it (by itself or by an ancestor).
    """

    parent: int
    tag: str
    names: str
    depth: int
    chars: int = 0
    link_chars: int = 0
    hidden: bool = False


@dataclass(slots=True)
class RawBlock:
    """A block before anyone has judged it; fields as in :class:`cleaner.model.Block`.

    ``element`` is the index in ``Document.elements`` of the nearest block-level element, -1 for text.
    ``hidden_by`` says in a few words why a browser would not show it ("display:none", "off-screen").
    ``named`` are the parts of the text that the mark-up says are authors.
    """

    text: str
    line: tuple[int, int] | None = None
    path: str | None = None
    tag: str = ""
    level: int = 0
    element: int = -1
    hidden: bool = False
    hidden_by: str = ""
    links: tuple[Link, ...] = ()
    gap: str = PARAGRAPH
    images: tuple[Image, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(slots=True)
class Hints:
    """What a page says of itself outside its visible text.

    Attributes:
        title: content of ``<title>``, white space folded.
        meta: ``<meta>`` name, property, itemprop or http-equiv (lower case) to contents, in order.
        jsonld: every JSON-LD object found, nested ``@graph`` flattened, broken ones left out.
        times: (datetime attribute, text) of ``<time>`` elements, in order.
        lang: the ``lang`` attribute of ``<html>``.
        canonical: the canonical address.
    """

    title: str | None = None
    meta: dict[str, list[str]] = field(default_factory=dict)
    jsonld: list[dict[str, Any]] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    lang: str | None = None
    canonical: str | None = None

    @property
    def bodies(self) -> list[str]:
        """The texts of articles in the structured data (``articleBody``)."""
        bodies = (thing.get("articleBody") for thing in self.jsonld)
        return [body for body in bodies if isinstance(body, str)]


@dataclass(slots=True)
class Document:
    """A page that has been read.

    Attributes:
        kind: HTML or text, which Markdown is judged as; from here on the same path for both.
        blocks: every visible (and hidden, but marked) run of text, in page order.
        hints: what the page says of itself; nothing in text, unless front matter stood above its Markdown.
        elements: the HTML elements that hold text, in page order, so that each subtree is one run of them;
            empty for text.
        source: the decoded page, for engines that read it again.
        encoding: what the bytes were decoded with; ``None`` for str input.
        notes: what happened while reading that the caller should know.
        apart: how many blocks at the start are known to be no article.
    """

    kind: Kind
    blocks: list[RawBlock]
    hints: Hints
    elements: list[Element] = field(default_factory=list)
    source: str = ""
    url: str | None = None
    encoding: str | None = None
    notes: list[str] = field(default_factory=list)
    apart: int = 0
    _kin: list[Kin] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def kin(self) -> list[Kin]:
        """For each block of HTML what it shares with the other paragraphs of its element, and with nothing
        else; worked out when it is first asked for.
        """
        if self._kin is None:
            self._kin = _kin(self.blocks, self.elements)
        return self._kin

    @property
    def address(self) -> str | None:
        """Where the page came from: as the caller says, else as the page says."""
        return self.url or self.hints.canonical

    def as_text(self) -> Document:
        """The same page to be judged as text, by its blocks alone."""
        blocks = [replace(block, element=-1) for block in self.blocks]
        return replace(self, kind=Kind.TEXT, blocks=blocks, elements=[])


def _kin(blocks: Sequence[RawBlock], elements: Sequence[Element]) -> list[Kin]:
    """What ``Document.kin`` gives.

    Page builders put each paragraph into wrappers of its own. Those hold one block each; they are taken
    for the paragraph, and are of one kind where they have the same tags and names (but for numbers).
    """
    counts = [0] * len(elements)
    for block in blocks:
        counts[block.element] += 1
    for index in range(len(elements) - 1, 0, -1):
        counts[elements[index].parent] += counts[index]
    found: list[Kin] = []
    for block in blocks:
        element = elements[block.element]
        parent, kind = element.parent, element.tag
        while parent >= 0 and counts[parent] == 1:
            element = elements[parent]
            parent, kind = element.parent, f"{kind} {element.tag} {_without_numbers(element.names)}"
        found.append((parent, kind))
    return found


def _without_numbers(names: str) -> str:
    """The names of an element but those by which an editor tells it from the next: ``element-3f2a1bc``."""
    return names if names.isalpha() else " ".join(n for n in names.split(" ") if not _DIGIT.search(n))
