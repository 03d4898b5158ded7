"""Walks over an HTML page while it is parsed, and cuts it into blocks.

The parser of lxml drives a :class:`Walk` with the events that would build its tree, so a page is parsed
and walked once, nothing recurses, and depth costs nothing. The three event methods run for every tag and
every piece of text on a page: what is written out in them instead of called is so for speed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn

from ..expressions import compiled
from ..limits import Watch
from .collect import Collector
from .hiding import Hides
from .hints import HintCollector
from .runs import Run
from .styles import PLAIN, Look, Styles
from .tags import BLOCK, BREAK, DROPPED, INLINE, LINK, META, PREFORMATTED, ROLES, ROOT, SPECIAL, UNSEEN

__all__ = ["TooDeep", "Walk"]

_NOT_COUNTED = 2
"""Levels that the limit for depth leaves out: html and body."""
_MOST_CLASS = 300
_MOST_AROUND = 8
"""Hidden inline elements inside each other that are told apart; each boundary visits all of them."""
_DRAWING = frozenset(
    ("svg", "g", "symbol", "path", "use", "defs", "text", "rect", "circle", "mask", "clippath")
)
_CODE = compiled(r"code|highlight|prettyprint|brush|syntax|lang", re.I)

_Attributes = Mapping[str, str]


class _Before(NamedTuple):
    """How things stood before an inline element that does something."""

    href: str | None
    aside: bool
    time: str | None


class TooDeep(Exception):  # noqa: N818 (not an error: the page is read again)
    """Elements are inside each other deeper than the limit."""


class Walk:
    """Parser target that finds blocks, elements and hints, and leaves them in ``found`` and ``hints``.

    Raises:
        TooDeep: from an event, for an element with more than ``most_depth`` around it.
    """

    def __init__(self, styles: Styles, most_blocks: int, watch: Watch, most_depth: int | None = None) -> None:
        self._most_depth = sys.maxsize if most_depth is None else most_depth + _NOT_COUNTED
        self._hides = Hides()
        self.found = Collector(self._hides, most_blocks, watch)
        self.hints = HintCollector()
        self.notes: list[str] = []
        self._look, self._by_tag, self._ruled = styles.look, styles.by_tag, styles.ruled
        # open elements: tag, number among its like (0 for a root that is alone), counts of its siblings so
        # far by tag, role, what stood before, hide before
        self._stack: list[tuple[str, int, dict[str, int], int, Any, int]] = []
        self._counts: dict[str, int] = {}
        # the block-level ones among them: in which text was found, and inside these the ones still without
        self._opened, self._waiting = self.found.opened, self.found.waiting
        self._lines = False  # in preformatted text: every line is a block
        self._hide = 0
        self._href: str | None = None
        self._run = Run(0)
        self._parts = self._run.parts
        # runs that a hidden inline element interrupts, and the finished insides of such elements
        self._around: list[Run] = []
        self._asides: list[Run] = []
        self._dropping = 0
        self._empty = 0  # elements without text that are open
        self._caught: list[str] | None = None
        self._time: list[str] | None = None
        self._too_deep = False

    @property
    def over(self) -> bool:
        """Whether an event has raised: nothing that comes after it is read."""
        return self._too_deep or self.found.full

    # -- events ---------------------------------------------------------------------------------

    def start(self, tag: str, attributes: _Attributes) -> None:
        """An element begins."""
        if self._dropping or len(self._stack) > self._most_depth:
            self._go_deeper()
            return
        role = ROLES.get(tag, INLINE)
        if role < INLINE:
            self._start_empty(tag, role, attributes)
            return
        counts = self._counts
        number = counts[tag] = counts.get(tag, 0) + 1
        if number == 1 and role == ROOT:
            number = 0
        self._counts = {}
        look, hide = PLAIN, self._hide
        before: Any = None
        if (
            attributes and (self._ruled or "style" in attributes or "hidden" in attributes)
        ) or tag in self._by_tag:
            look = self._look(tag, attributes, self._hide > 0)
            if look.block:
                role = BLOCK
        if role >= BLOCK:
            if self._parts or self._asides or self._around:
                self._flush()
            if look is not PLAIN or role == ROOT:
                self._change(tag, attributes, look, role)
            self._waiting.append((tag, attributes, len(self._stack) + 1, self._hide))
            before = self._lines
            if tag in PREFORMATTED and not before:
                self._lines = not _CODE.search(attributes.get("class", "")[:_MOST_CLASS])
        elif role == SPECIAL or look is not PLAIN:
            role, before = SPECIAL, self._start_special(tag, attributes, look)
        elif role == LINK and "href" in attributes:
            before = self._href
            self._href = attributes["href"].strip()
            self._run.mark(self._href)
        else:
            role = INLINE
        self._stack.append((tag, number, counts, role, before, hide))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._dropping:
            self._end_dropped(tag)
            return
        fits = self._stack and self._stack[-1][0] == tag
        if not fits and not self._end_other(tag):
            return
        _, _, self._counts, role, before, hide = self._stack[-1]
        if role >= BLOCK:
            if self._parts or self._asides or self._around:
                self._flush()
            (self._waiting or self._opened).pop()
            self._lines = before
            self._hide = self._run.hide = hide
        elif role == LINK:
            self._href = before
            self._run.mark(before)
        elif role == SPECIAL:
            self._end_special(before, hide)
        self._stack.pop()

    def data(self, text: str) -> None:
        """Text, in pieces of any size."""
        if self._dropping:
            if self._caught is not None:
                self._caught.append(text)
            return
        if self._lines and ("\n" in text or "\r" in text):
            self._preformatted(text)
        elif self._parts or not text.isspace():
            self._parts.append(text)
        if self._time is not None:
            self._time.append(text)

    def close(self) -> None:
        """The parser is done."""
        self._flush()

    # -- elements -------------------------------------------------------------------------------

    def _start_empty(self, tag: str, role: int, attributes: _Attributes) -> None:
        """An element that holds no text, or none that is read."""
        if role == DROPPED:
            self._dropping = 1
            parent = self._stack[-1][0] if self._stack else ""
            linked_data = tag == "script" and "ld+json" in attributes.get("type", "").lower()
            if linked_data or (tag == "title" and parent not in _DRAWING):
                self._caught = []
            return
        self._empty += 1
        if len(self._stack) + self._empty > self._most_depth:
            self._stop()
        if role == BREAK:
            self._flush()
        elif tag == "img":
            if not self._hide:
                self.found.add_picture(attributes)
        elif role == META:
            if tag == "meta":
                self.hints.meta(attributes)
            else:
                self.hints.link(attributes)

    def _end_dropped(self, tag: str) -> None:
        """The end of something inside a dropped element, or of that element itself."""
        self._dropping -= 1
        if self._dropping or self._caught is None:
            return
        text = "".join(self._caught)
        self._caught = None
        if tag == "title":
            self.hints.title(text)
        else:
            self.hints.jsonld(text)

    def _go_deeper(self) -> None:
        """One more element inside one that is dropped, or inside too many."""
        if self._dropping:
            self._dropping += 1
        if len(self._stack) + self._dropping > self._most_depth:
            self._stop()

    def _stop(self) -> NoReturn:
        """Ends the walk at an element that is too deep."""
        self._too_deep = True
        raise TooDeep

    def _end_other(self, tag: str) -> bool:
        """Ends what libxml2 left open inside ``tag``; False if ``tag`` itself is not on the stack."""
        if ROLES.get(tag, INLINE) < INLINE:
            self._empty -= 1
            return False
        if all(entry[0] != tag for entry in self._stack):
            return False
        while self._stack[-1][0] != tag:
            self.end(self._stack[-1][0])
        return True

    def _change(self, tag: str, attributes: _Attributes, look: Look, role: int) -> None:
        """A block-level element that hides or shows its inside, or the root of the page."""
        if tag == "html":
            self.hints.root(attributes)
        if role != ROOT:
            self._hide = self._run.hide = self._hide_of(look)
        elif look.hidden_by:
            self.notes.append(f"the whole page is hidden until a script shows it ({look.hidden_by})")

    def _start_special(self, tag: str, attributes: _Attributes, look: Look) -> _Before:
        """An inline element that hides, says a time, or is out of the ordinary."""
        href, time = self._href, None
        if tag in UNSEEN and not look.hidden_by:
            look = Look(UNSEEN[tag])
        hide = self._hide_of(look)
        aside = hide != self._hide and len(self._around) < _MOST_AROUND
        if aside:
            self._around.append(self._run)
            self._hide = hide
            self._begin(Run(hide, href))
        if tag == "a" and "href" in attributes:
            self._href = attributes["href"].strip()
            self._run.mark(self._href)
        elif tag == "time" and self._time is None:
            self._time, time = [], attributes.get("datetime", "")
        elif tag == "code":
            self._lines = False
        return _Before(href, aside, time)

    def _end_special(self, before: _Before, hide: int) -> None:
        if before.time is not None:
            self.hints.time(before.time, "".join(self._time or ()))
            self._time = None
        if self._href != before.href:
            self._href = before.href
            self._run.mark(before.href)
        if before.aside:
            self._asides.append(self._run)
            self._hide = hide
            self._begin(self._around.pop())

    def _hide_of(self, look: Look) -> int:
        """What hides the inside of an element that looks like this."""
        if look.hidden_by:
            return self._hides.add(look.hidden_by, self._hide)
        return self._hides.resized(self._hide) if look.sized and self._hide else self._hide

    # -- runs -----------------------------------------------------------------------------------

    def _begin(self, run: Run) -> None:
        self._run = run
        self._parts = run.parts

    def _preformatted(self, text: str) -> None:
        """Text in which every line is a block of its own."""
        first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._parts.append(first)
        for line in others:
            self._flush()
            self._parts.append(line)

    def _flush(self) -> None:
        """Ends the run: a block boundary. Hidden words inside a line come after the line, as blocks."""
        if self._around or self._asides:
            self._flush_all()
        elif self._parts:
            run = self._run
            self.found.add(run, self._stack)
            run.parts = self._parts = []
            run.marks = [(0, self._href)] if self._href else []

    def _flush_all(self) -> None:
        """Ends the run and the ones that it interrupts."""
        if self._around:
            done = [*self._around, *self._asides, self._run]
            self._around = [Run(run.hide, run.marks[-1][1] if run.marks else None) for run in self._around]
        else:
            done = [self._run, *self._asides]
        self._asides = []
        for run in done:
            self.found.add(run, self._stack)
        self._begin(Run(self._hide, self._href))
