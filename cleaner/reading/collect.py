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
from .spaces import fold_spaces
from .tags import HEADING_LEVELS

__all__ = ["Collector", "Full", "Step"]

_MOST_STEPS = 64
_ELISION = "/…"
_MOST_NAMES = 1_000
_LOOK_EVERY = 256
"""Blocks between two looks at the clock."""

Step = tuple[str, int, int, int, Mapping[str, str], dict[str, int], Any]
"""An open element: tag, which of its like among its siblings it is (0 where there is only one, such as
``body``), role, the number of what hides its inside (0 for nothing), attributes; and what the walk will want
when it ends: how many of each tag its siblings were so far, and how things stood before."""
Opened = tuple[int, int, str, str, int]
"""An open block-level element in or below which text was found: how many steps lead to it, its row in
``elements``, its path (a very deep one has a path when text is found in it), its tag, and the level of the
heading it is or stands directly in, else 0."""


class Full(Exception):  # noqa: N818 - no error: the page ends here
    """A limit was reached: the page ends before the block that was to come. Says which one, as a note."""


class Collector:
    """Blocks and elements in page order; ``elements``, and what is hidden, are known after :meth:`finish`.

    Attributes:
        opened: the block-level elements that are open and hold text, outermost first.
        waiting: those inside them that hold none so far, as indices of steps.
        breaks: how many lines were ended since the last block, by ``<br>`` or in preformatted text.
        broken: the blocks that one such break parts from the block before, in the same element.
        full: a limit was reached and :class:`Full` raised.
    """

    def __init__(self, hides: Hides, most_blocks: int, watch: Watch) -> None:
        self._most_blocks = most_blocks
        self._watch = watch
        self._next_look = min(_LOOK_EVERY, most_blocks)
        self.blocks: list[RawBlock] = []
        self.elements: list[Element] = []
        self.opened: list[Opened] = []
        self.waiting: list[int] = []
        self.breaks = 0
        self.broken: list[int] = []
        self.full = False
        self._hides = hides
        # which blocks and elements are hidden, and by what
        self._hidden_blocks: list[tuple[RawBlock, int]] = []
        self._hidden_elements: list[tuple[Element, int]] = []
        self._names: dict[str, str] = {}
        self._pictures: list[Image] = []
        self._pictures_left = MOST_PICTURES

    def add(self, run: Run, steps: Sequence[Step]) -> None:
        """A run of text in the innermost open element as a block, if it says anything."""
        parts = run.parts
        text = fold_spaces(parts[0] if len(parts) == 1 else "".join(parts))
        if not text:
            return
        if len(self.blocks) >= self._next_look:
            self._look()
        if self.waiting or not self.opened:
            self._enlist(steps)
        count, row, path, tag, level = self.opened[-1]
        if not path:
            path = _short_path(steps, count)
            self.opened[-1] = count, row, path, tag, level
        element = self.elements[row]
        chars = len(text) - text.count(" ")
        element.chars += chars
        links: tuple[Link, ...] = ()
        link_chars = 0
        if run.marks:
            links = run.links(text)
            if links and links[0].end - links[0].start == len(text):
                link_chars = chars  # most links are all of their block
            else:
                for link in links:
                    link_chars += link.end - link.start - text.count(" ", link.start, link.end)
            element.link_chars += link_chars
        block = RawBlock(text, None, path, tag, level, row, False, "", links, named=run.names())
        if self.breaks:
            if self.breaks == 1 and self.blocks and self.blocks[-1].element == row:
                self.broken.append(len(self.blocks))
            self.breaks = 0
        self.blocks.append(block)
        if run.hide:
            self._hides.count(run.hide, chars, link_chars, heap=is_heap(text))
            self._hidden_blocks.append((block, run.hide))
        if self._pictures:
            block.images = tuple(self._pictures)
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
        reasons, notes = self._hides.settle(total)
        for block, hide in self._hidden_blocks:
            block.hidden, block.hidden_by = reasons[hide] != "", reasons[hide]
        for element, hide in self._hidden_elements:
            element.hidden = reasons[hide] != ""
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

    def _enlist(self, steps: Sequence[Step]) -> None:
        """Gives the elements that wait a row and a path; where none is open at all, a root."""
        opened, elements = self.opened, self.elements
        if not self.waiting:
            opened.append((0, len(elements), "/", "html", 0))
            elements.append(Element(-1, "html", "", 0))
            return
        done, row, path, above, _ = opened[-1] if opened else (0, -1, "", "", 0)
        tag = above
        for at in self.waiting:
            above = tag
            tag, _, _, hide, attributes, _, _ = steps[at]
            element = Element(row, tag, self._names_in(attributes) if attributes else "", len(opened))
            if hide:
                self._hidden_elements.append((element, hide))
            row = len(elements)
            elements.append(element)
            if at < _MOST_STEPS:
                for step in steps[done : at + 1]:
                    path += f"/{step[0]}[{step[1]}]" if step[1] else f"/{step[0]}"
                done = at + 1
            opened.append((at + 1, row, path if at < _MOST_STEPS else "", tag, 0))
        self.waiting.clear()
        level = HEADING_LEVELS.get(tag) or HEADING_LEVELS.get(above, 0)
        if level:
            opened[-1] = (*opened[-1][:4], level)

    def _names_in(self, attributes: Mapping[str, str]) -> str:
        """Class, id, role and itemprop in one lower-case string; most are many times on a page."""
        names = attributes.get("class", "")
        if len(attributes) > 1 or not names:
            for key in ("id", "role", "itemprop"):
                if key in attributes:
                    names = f"{names} {attributes[key]}"
        known = self._names.get(names)
        if known is None:
            known = self._names[names] = fold_spaces(names[:_MOST_NAMES].lower())
        return known


def _short_path(steps: Sequence[Step], count: int) -> str:
    """The path of a very deep element, of ``count`` steps, its middle left out."""
    half = _MOST_STEPS // 2
    first, last = (
        [f"/{step[0]}[{step[1]}]" if step[1] else f"/{step[0]}" for step in some]
        for some in (steps[:half], steps[count - half : count])
    )
    return "".join([*first, _ELISION, *last])
