"""Collects the blocks of a page, and the elements around them, as the walk finds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NoReturn

from ..limits import Watch, too_many_blocks
from ..model import Image
from .document import Element, RawBlock
from .heaps import is_heap
from .hiding import Hides
from .pictures import MOST_PICTURES, picture
from .runs import Run
from .tags import HEADING_LEVELS

__all__ = ["Collector", "Full", "Open"]

_MOST_STEPS = 64
_ELISION = "/…"
_MOST_NAMES = 1_000
_LOOK_EVERY = 256
"""Blocks between two looks at the clock."""


class Full(Exception):  # noqa: N818 - no error: the page ends here
    """A limit was reached: the page ends before the block that was to come. Says which one, as a note."""


class Open:
    """A block-level element that is open; it gets a row in ``elements`` when text is found below it.

    Attributes:
        steps: length of its path, and ``path`` that path, once it has a row; a very deep one has a path
            when text is found in it.
        hide: number of what hides it, 0 for nothing.
        row: its index in ``elements``; -1 as long as it has none.
        level: of the heading it is or stands directly in, else 0.
        lines: every line of text in it is a block.
    """

    __slots__ = ("attributes", "hide", "level", "lines", "parent", "path", "row", "steps", "tag")

    def __init__(
        self, tag: str, attributes: Mapping[str, str], parent: Open | None, steps: int, hide: int
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.steps = steps
        self.hide = hide
        self.row = -1
        self.path = ""
        self.level = 0
        self.lines = False


class Collector:
    """Blocks and elements in page order; what is hidden is known after :meth:`finish`.

    ``full`` says that a limit was reached and :class:`Full` raised.
    """

    def __init__(self, hides: Hides, most_blocks: int, watch: Watch) -> None:
        self._most_blocks = most_blocks
        self._watch = watch
        self._next_look = min(_LOOK_EVERY, most_blocks)
        self.blocks: list[RawBlock] = []
        self.elements: list[Element] = []
        self.full = False
        self._hides = hides
        self._block_hides: list[int] = []
        self._element_hides: list[int] = []
        self._pictures: list[Image] = []
        self._pictures_left = MOST_PICTURES

    def add(self, run: Run, opened: Open, steps: Sequence[tuple[str, int]]) -> None:
        """A run of text in an open element as a block, if it says anything.

        ``steps`` leads to the innermost open element: tags, and which of its like among its siblings each
        is, 0 where there is only one, such as ``body``.
        """
        parts = run.parts
        text = " ".join((parts[0] if len(parts) == 1 else "".join(parts)).split())
        if not text:
            return
        if len(self.blocks) >= self._next_look:
            self._look()
        if opened.row < 0:
            self._enlist(opened, steps)
        if not opened.path:
            opened.path = _short_path(steps, opened.steps)
        row = opened.row
        element = self.elements[row]
        chars = len(text) - text.count(" ")
        element.chars += chars
        links = run.links(text) if run.marks else ()
        link_chars = 0
        for link in links:
            link_chars += link.end - link.start - text.count(" ", link.start, link.end)
        element.link_chars += link_chars
        if run.hide:
            self._hides.count(run.hide, chars, link_chars, heap=is_heap(text))
        self._block_hides.append(run.hide)
        self.blocks.append(RawBlock(text, None, opened.path, opened.tag, opened.level, row, False, "", links))
        if self._pictures:
            self.blocks[-1].images = tuple(self._pictures)
            self._pictures = []

    def add_picture(self, attributes: Mapping[str, str]) -> None:
        """An ``<img>`` that is shown; it goes to the block whose text comes next."""
        found = picture(attributes) if self._pictures_left else None
        if found is not None:
            self._pictures.append(found)
            self._pictures_left -= 1

    def finish(self) -> list[str]:
        """Sums up the text below each element, settles what is hidden, and gives notes on that."""
        elements = self.elements
        total = 0
        for element in reversed(elements):
            if element.parent < 0:
                total += element.chars
            else:
                parent = elements[element.parent]
                parent.chars += element.chars
                parent.link_chars += element.link_chars
        if not any(self._block_hides) and not any(self._element_hides):
            return []
        reasons, notes = self._hides.settle(total)
        for block, hide in zip(self.blocks, self._block_hides, strict=True):
            if reasons[hide]:
                block.hidden, block.hidden_by = True, reasons[hide]
        for element, hide in zip(elements, self._element_hides, strict=True):
            element.hidden = bool(reasons[hide])
        return notes

    def _look(self) -> None:
        """Ends the page where a limit is reached."""
        if len(self.blocks) >= self._most_blocks:
            self._end(too_many_blocks(self._most_blocks))
        if self._watch.over():
            self._end(self._watch.note)
        self._next_look = min(len(self.blocks) + _LOOK_EVERY, self._most_blocks)

    def _end(self, note: str) -> NoReturn:
        self.full = True
        raise Full(note)

    def _enlist(self, opened: Open, steps: Sequence[tuple[str, int]]) -> None:
        """Gives the element, and those around it that have none, a row and a path."""
        waiting = [opened]
        at = opened.parent
        while at is not None and at.row < 0:
            waiting.append(at)
            at = at.parent
        elements = self.elements
        parent, depth = (at.row, elements[at.row].depth + 1) if at is not None else (-1, 0)
        path, done = (at.path, at.steps) if at is not None else ("", 0)
        for each in reversed(waiting):
            names = _names(each.attributes) if each.attributes else ""
            elements.append(Element(parent, each.tag, names, depth))
            each.row = parent = len(elements) - 1
            depth += 1
            if each.steps <= _MOST_STEPS:
                for tag, number in steps[done : each.steps]:
                    path += f"/{tag}[{number}]" if number else f"/{tag}"
                each.path, done = path or "/", each.steps
            self._element_hides.append(each.hide)
        above = opened.parent.tag if opened.parent is not None else ""
        opened.level = HEADING_LEVELS.get(opened.tag) or HEADING_LEVELS.get(above, 0)


def _short_path(steps: Sequence[tuple[str, int]], count: int) -> str:
    """The path of a very deep element, of ``count`` steps, its middle left out."""
    half = _MOST_STEPS // 2
    first, last = (
        [f"/{tag}[{number}]" if number else f"/{tag}" for tag, number in some]
        for some in (steps[:half], steps[count - half : count])
    )
    return "".join([*first, _ELISION, *last])


def _names(attributes: Mapping[str, str]) -> str:
    """Class, id, role and itemprop in one lower-case string."""
    names = attributes.get("class", "")
    if len(attributes) > 1 or not names:
        for key in ("id", "role", "itemprop"):
            if key in attributes:
                names = f"{names} {attributes[key]}"
    return " ".join(names[:_MOST_NAMES].lower().split())
