"""Collects the blocks of a page, and the elements around them, as the walk finds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from ..limits import Watch, too_many_blocks
from ..model import Image, Link
from .document import Element, RawBlock
from .heaps import is_heap
from .hiding import Hides
from .pictures import MOST_PICTURES, picture
from .runs import Run
from .spaces import fold
from .tags import HEADING_LEVELS

__all__ = ["Collector", "Full"]

_MOST_STEPS = 64
_ELISION = "/…"
_MOST_NAMES = 1_000
_LOOK_EVERY = 256
"""Blocks between two looks at the clock."""

Steps = Sequence[tuple[Any, ...]]
"""The way to an element: of each step the tag, which of its like among its siblings it is (0 where there is
only one, such as ``body``), and more that does not matter here."""
Waiting = tuple[str, Mapping[str, str], int, int]
"""A block-level element in which no text was found so far: tag, attributes, length of the way to it, and the
number of what hides it, 0 for nothing."""
_OUTSIDE: Waiting = ("html", {}, 0, 0)
"""Where text is that stands in no element."""


class Full(Exception):  # noqa: N818 - no error: the page ends here
    """A limit was reached: the page ends before the block that was to come. Says which one, as a note."""


class Open:
    """A block-level element that is open and has a row in ``elements``, since text was found below it.

    Attributes:
        row: its index in ``elements``.
        steps: length of its path.
        path: that path; a very deep one has a path when text is found in it.
        level: of the heading it is or stands directly in, else 0.
    """

    __slots__ = ("level", "path", "row", "steps", "tag")

    def __init__(self, tag: str, row: int, steps: int, path: str) -> None:
        self.tag = tag
        self.row = row
        self.steps = steps
        self.path = path
        self.level = 0


class Collector:
    """Blocks and elements in page order; what is hidden is known after :meth:`finish`.

    Attributes:
        opened: the block-level elements that are open and hold text, outermost first.
        waiting: those inside them that hold none so far.
        full: a limit was reached and :class:`Full` raised.
    """

    def __init__(self, hides: Hides, most_blocks: int, watch: Watch) -> None:
        self._most_blocks = most_blocks
        self._watch = watch
        self._next_look = min(_LOOK_EVERY, most_blocks)
        self.blocks: list[RawBlock] = []
        self.elements: list[Element] = []
        self.opened: list[Open] = []
        self.waiting: list[Waiting] = []
        self.full = False
        self._hides = hides
        self._block_hides: list[int] = []
        self._element_hides: list[int] = []
        self._pictures: list[Image] = []
        self._pictures_left = MOST_PICTURES

    def add(self, run: Run, steps: Steps) -> None:
        """A run of text in the innermost open element as a block, if it says anything."""
        parts = run.parts
        text = fold(parts[0] if len(parts) == 1 else "".join(parts))
        if not text:
            return
        if len(self.blocks) >= self._next_look:
            self._look()
        if self.waiting or not self.opened:
            self._enlist(steps)
        opened = self.opened[-1]
        if not opened.path:
            opened.path = _short_path(steps, opened.steps)
        row = opened.row
        element = self.elements[row]
        chars = len(text) - text.count(" ")
        element.chars += chars
        links: tuple[Link, ...] = ()
        link_chars = 0
        if run.marks:
            links = run.links(text)
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

    def _enlist(self, steps: Steps) -> None:
        """Gives the elements that wait a row and a path."""
        opened, elements = self.opened, self.elements
        parent, done, path = (opened[-1].row, opened[-1].steps, opened[-1].path) if opened else (-1, 0, "")
        for tag, attributes, length, hide in self.waiting or [_OUTSIDE]:
            names = _names(attributes) if attributes else ""
            elements.append(Element(parent, tag, names, len(opened)))
            self._element_hides.append(hide)
            parent = len(elements) - 1
            if length <= _MOST_STEPS:
                for step in steps[done:length]:
                    path += f"/{step[0]}[{step[1]}]" if step[1] else f"/{step[0]}"
                done = length
            opened.append(Open(tag, parent, length, path or "/" if length <= _MOST_STEPS else ""))
        self.waiting.clear()
        above = opened[-2].tag if len(opened) > 1 else ""
        opened[-1].level = HEADING_LEVELS.get(opened[-1].tag) or HEADING_LEVELS.get(above, 0)


def _short_path(steps: Steps, count: int) -> str:
    """The path of a very deep element, of ``count`` steps, its middle left out."""
    half = _MOST_STEPS // 2
    first, last = (
        [f"/{step[0]}[{step[1]}]" if step[1] else f"/{step[0]}" for step in some]
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
    return fold(names[:_MOST_NAMES].lower())
